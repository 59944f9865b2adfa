"""The checker says in words what is wrong with a spoilt plan, and nothing of a right one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from saggar.engines.funding.forecast import AllowanceHistory, Donor, ForecastProblem, Pledge, check, forecast
from saggar.engines.funding.money import UNITS_PER_POUND
from tests.engines.funding.forecast.problems import AUGUST_2026, constant, steady_trust, training


def busy_donor() -> ForecastProblem:
    """A donor that does everything: sends, receives, runs out, loses, pledges."""
    donor = Donor(
        "a", "Trust A", constant("1000"), {date(2024, 9, 1): Decimal(5_000)}, constant("100"),
        history=AllowanceHistory({date(2025, 5, 1): Decimal(4_000)}, Decimal(100)),
        commitments=(
            training("200", kind="transfer-sent", months=3),
            training("300", kind="transfer-received", months=3),
            training("9000", first=date(2026, 10, 1), months=1),
            training("10", months=3, certainty="planned"),
        ),
        pledges=(Pledge("round 1", 2026, Decimal(50)),),
    )  # fmt: skip
    return ForecastProblem(AUGUST_2026, (donor,), 3)


def spoilt(plan, month, *, pounds=1, **more):
    """The plan with lines of its only account (and the sum of all) wrong in one month, by whole pounds."""
    account = plan.accounts[0]
    amounts = dict(account.amounts)
    for name, by in more.items():
        line = amounts[name].copy()
        line[month] += by * pounds * UNITS_PER_POUND
        amounts[name] = line
    wrong = replace(account, amounts=amounts)
    return replace(plan, accounts=(wrong,), system=replace(plan.system, amounts=amounts))


def test_a_right_plan_breaks_no_rule():
    """The checker is silent on the engine's own plans."""
    assert check(busy_donor(), forecast(busy_donor())) == ()
    assert check(steady_trust(), forecast(steady_trust())) == ()


@pytest.mark.parametrize(
    ("month", "changes", "sentence"),
    [
        (0, {"levy_in": 1}, "Trust A, August 2026: levy in is £1001.00; it must be £1000.00."),
        (0, {"received": 1}, "Trust A, August 2026: received is £301.00; it must be £300.00."),
        (0, {"spent_received": -1}, "Trust A, August 2026: spent received is £299.00; it must be £300.00."),
        (1, {"planned": 5}, "Trust A, September 2026: planned is £15.00; it must be £10.00."),
        (
            0,
            {"sent": -1},
            "Trust A, August 2026: transfers sent with their shortfall is £199.00; it must be £200.00.",
        ),
        (
            0,
            {"spent_own": 1},
            "Trust A, August 2026: own training with co-investment is £11.00; it must be £10.00.",
        ),
        (
            0,
            {"balance": 7},
            "Trust A, August 2026: what is spent, sent, lost and left is £6307.00; it must be £6300.00.",
        ),
        (0, {"spent_own": -20}, "Trust A, August 2026: spent own is negative, -£10.00."),
        (
            0,
            {"spent_own": -10, "co_government": 10},
            "Trust A, August 2026: £10.00 is not paid although the account holds £5790.00.",
        ),
        (
            0,
            {"sent": -2, "transfer_shortfall": 2},
            "Trust A, August 2026: own training is paid before transfers sent.",
        ),
        (
            2,
            {"co_employer": 1, "co_government": -1},
            "Trust A, October 2026: co employer is £311.50; it must be £310.50.",
        ),
        (0, {"allowance": 2}, "Trust A, August 2026: allowance is £2002.00; it must be £2000.00."),
        (1, {"allowance_used": 2}, "Trust A, September 2026: allowance used is £502.00; it must be £500.00."),
        (
            1,
            {"allowance_left": 2},
            "Trust A, September 2026: allowance left is £1502.00; it must be £1500.00.",
        ),
        (1, {"allowance_over": 2}, "Trust A, September 2026: allowance over is £2.00; it must be £0.00."),
        (
            1,
            {"allowance_unpledged": 2},
            "Trust A, September 2026: allowance unpledged is £1452.00; it must be £1450.00.",
        ),
    ],
)
def test_a_spoilt_line_is_named_with_both_figures(month, changes, sentence):
    """Each rule, broken alone, is found, and its sentence says who, when, what and what it must be."""
    plan = spoilt(forecast(busy_donor()), month, **changes)
    assert sentence in check(busy_donor(), plan)


def test_losing_what_is_not_due_is_found():
    """A month that expires more than is due breaks the rule of the last month."""
    plan = spoilt(forecast(steady_trust()), 3, pounds=10, expired=1, balance=-1)
    assert (
        "A trust, November 2026: £10.00 expires, but £0.00 reaches the end of its last month unspent."
        in check(steady_trust(), plan)
    )


def test_keeping_what_is_due_is_found():
    """Funds whose last month is over cannot stay in the balance."""
    plan = spoilt(forecast(steady_trust()), 12, pounds=90_000, expired=-1, balance=1)
    assert (
        "A trust, August 2027: £0.00 expires, but £90000.00 reaches the end of its last month unspent."
        in check(steady_trust(), plan)
    )


def test_the_wrong_cohort_is_found():
    """Spending the newer funds first would lose 24-month money instead: the checker sees the swap."""
    plan = forecast(steady_trust())
    account = plan.accounts[0]
    swapped = replace(account, lost={24: account.lost[12], 12: account.lost[24]})
    broken = check(steady_trust(), replace(plan, accounts=(swapped,)))
    assert broken[:2] == (
        "A trust, August 2027: £90000.00 of 24-month funds expires, but £0.00 of them reaches the end of its "
        "last month unspent.",
        "A trust, August 2027: £0.00 of 12-month funds expires, but £90000.00 of them reaches the end of its "
        "last month unspent.",
    )


def test_a_wrong_figure_at_risk_is_found():
    """Exact where the forecast sees the next twelve months."""
    plan = spoilt(forecast(steady_trust()), 0, at_risk=1)
    assert check(steady_trust(), plan) == (
        "A trust, August 2026: £90001.00 is called at risk; £90000.00 of the balance of £875000.00 is seen "
        "to expire within 12 months.",
    )


def test_paying_more_than_the_account_holds_is_found():
    """An account cannot go below nothing."""
    plan = spoilt(forecast(busy_donor()), 2, pounds=200, spent_own=1, co_government=-1)
    assert "Trust A, October 2026: more is paid than the account holds." in check(busy_donor(), plan)


def test_a_wrong_sum_is_found():
    """The system is the sum of its donors."""
    plan = forecast(steady_trust())
    amounts = dict(plan.system.amounts) | {"sent": plan.system.amounts["sent"] + 1}
    broken = check(steady_trust(), replace(plan, system=replace(plan.system, amounts=amounts)))
    assert broken == ("All donors: sent is not the sum of the donors'.",)


def test_a_wrong_opening_is_found():
    """The plan must begin from what the problem says the account held."""
    plan = forecast(steady_trust())
    wrong = replace(plan.accounts[0], opening=1)
    broken = check(steady_trust(), replace(plan, accounts=(wrong,)))
    assert broken == ("A trust: the opening balance must be £840000.00.",)


def test_a_plan_for_another_problem_is_refused_whole():
    """Other donors or months are not checked line by line."""
    plan = forecast(steady_trust())
    assert check(busy_donor(), plan) == ("The plan is not for the donors of the problem.",)
    assert check(steady_trust(months=12), plan) == ("The plan is not for the months of the problem.",)
