"""The forecast against figures known beforehand, and against a second way to the same answer."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from saggar.calculators.levy_expiry import expire
from saggar.engines.faults import BadProblem
from saggar.engines.funding.forecast import (
    AllowanceHistory,
    Donor,
    ExtraSpend,
    ForecastProblem,
    FromMonth,
    LostTranche,
    Payment,
    WhatIf,
    check,
    forecast,
)
from saggar.rules.levy import ALLOWANCE_25, BEFORE_AUGUST_2026, add_months
from tests.engines.funding.forecast.oracle import month_of, oracle
from tests.engines.funding.forecast.problems import (
    AUGUST_2026,
    constant,
    problems,
    steady_trust,
    training,
)


def one_month_lines(plan, name):
    return [line.amounts[name] for line in plan.accounts[0].months]


def test_a_trust_that_takes_in_90000_and_spends_55000_loses_600000_by_july_2028():
    """The known figure of the reform holds to the penny."""
    plan = forecast(steady_trust())
    assert plan.problem.calendar[-1] == date(2028, 7, 1)
    assert plan.accounts[0].totals["expired"] == 600_000


def test_the_same_trust_loses_nothing_under_the_old_rules():
    """Without the reform nothing would be lost by July 2028."""
    plan = forecast(steady_trust(rules=BEFORE_AUGUST_2026))
    assert plan.accounts[0].totals["expired"] == 0


def test_the_known_figure_does_not_depend_on_the_day_the_forecast_begins():
    """Begun with an empty account in August 2024, the same trust loses the same by July 2028."""
    beginning = date(2024, 8, 1)
    # Before August 2026 the top-up makes 90,000 of 81,818.18: state what enters through the English share.
    levy = FromMonth(((beginning, Decimal(90_000)),))
    english = FromMonth(((beginning, Decimal(100)),))
    trust = Donor("trust", "A trust", levy, {}, english, commitments=(training("55000", first=beginning),))
    rules = replace(
        steady_trust().rules, key="changed", top_up=replace_values(steady_trust().rules.top_up, Decimal(0))
    )
    plan = forecast(ForecastProblem(beginning, (trust,), 48, rules))
    assert plan.accounts[0].totals["expired"] == 600_000
    in_2026 = forecast(steady_trust()).accounts[0].opening
    assert plan.accounts[0].months[23].amounts["balance"] == Decimal(in_2026).scaleb(-5)


def replace_values(rule, value):
    return replace(rule, versions=tuple(replace(version, value=value) for version in rule.versions))


def test_what_is_lost_is_told_by_the_month_it_entered():
    """August to October 2026's funds are lost whole, as older funds pay first; then what is not spent."""
    lost = forecast(steady_trust(months=17)).accounts[0].lost_tranches
    assert lost == (
        LostTranche(date(2026, 8, 1), date(2027, 8, 1), 12, Decimal(90_000)),
        LostTranche(date(2026, 9, 1), date(2027, 9, 1), 12, Decimal(90_000)),
        LostTranche(date(2026, 10, 1), date(2027, 10, 1), 12, Decimal(90_000)),
        LostTranche(date(2026, 11, 1), date(2027, 11, 1), 12, Decimal(50_000)),
        LostTranche(date(2026, 12, 1), date(2027, 12, 1), 12, Decimal(35_000)),
    )


def test_a_payment_in_the_expiry_month_still_saves_the_money():
    """July 2025's funds may be spent up to the end of July 2027, and are lost that day if not."""
    opening = {date(2025, 7, 1): Decimal(1_000)}
    donor = Donor("a", "A", constant("0"), opening, constant("100"))
    lost = forecast(ForecastProblem(AUGUST_2026, (donor,), 13))
    assert one_month_lines(lost, "expired")[11:] == [Decimal(1_000), Decimal(0)]
    paying = replace(donor, commitments=(training("1000", first=date(2027, 7, 1), months=1),))
    saved = forecast(ForecastProblem(AUGUST_2026, (paying,), 13))
    assert saved.accounts[0].totals["expired"] == 0


def test_top_up_ends_with_the_tax_month_submitted_after_july_2026():
    """June 2026's tax month enters in July with 10% more, July's enters in August with none."""
    donor = Donor("a", "A", constant("1000", date(2026, 7, 1)), {}, constant("90", date(2026, 7, 1)))
    plan = forecast(ForecastProblem(date(2026, 7, 1), (donor,), 2))
    assert one_month_lines(plan, "levy_in") == [Decimal(990), Decimal(900)]


def test_growth_comes_with_the_levy_of_aprils_pay_bill_which_enters_in_may():
    """2% a year from each April: the first grown levy enters in May, the next a year later."""
    donor = Donor("a", "A", constant("1000"), {}, constant("100"), Decimal("0.02"))
    levy = one_month_lines(forecast(ForecastProblem(AUGUST_2026, (donor,), 22)), "levy_in")
    assert levy == [Decimal(1_000)] * 9 + [Decimal(1_020)] * 12 + [Decimal("1040.4")]


def test_a_later_english_percentage_holds_from_its_month():
    """A new English percentage changes what enters from its month on."""
    english = FromMonth(((AUGUST_2026, Decimal(100)), (date(2026, 10, 1), Decimal("97.5"))))
    donor = Donor("a", "A", constant("1000"), {}, english)
    levy = one_month_lines(forecast(ForecastProblem(AUGUST_2026, (donor,), 4)), "levy_in")
    assert levy == [Decimal(1_000), Decimal(1_000), Decimal(975), Decimal(975)]


@pytest.mark.parametrize(
    ("started", "employer"), [(date(2026, 7, 1), Decimal("25")), (date(2026, 8, 1), Decimal("125"))]
)
def test_what_the_account_cannot_pay_is_shared_at_the_rate_of_the_start(started, employer):
    """The employer pays 5% of the shortfall for apprentices who began before August 2026, 25% after."""
    commitment = training("1500", started=started)
    donor = Donor("a", "A", constant("1000"), {}, constant("100"), commitments=(commitment,))
    line = forecast(ForecastProblem(AUGUST_2026, (donor,), 1)).accounts[0].months[0]
    names = ("spent_own", "co_employer", "co_government", "balance")
    assert [line.amounts[name] for name in names] == [1_000, employer, 500 - employer, 0]


def test_transfers_sent_are_paid_before_own_training():
    """When the account runs out it is own training that falls short, the latest starts first."""
    commitments = (
        training("600", kind="transfer-sent"),
        training("300"),
        training("300", started=date(2026, 9, 1), first=date(2026, 9, 1)),
    )
    donor = Donor("a", "A", constant("1000"), {}, constant("100"), commitments=commitments)
    line = forecast(ForecastProblem(date(2026, 9, 1), (donor,), 1)).accounts[0].months[0]
    names = ("sent", "spent_own", "co_employer", "co_government", "transfer_shortfall")
    assert [line.amounts[name] for name in names] == [600, 400, 50, 150, 0]


def test_a_transfer_the_account_cannot_pay_is_named():
    """The shortfall has a line of its own, and a note says the receiver's rate is not known."""
    donor = Donor(
        "a", "Trust A", constant("1000"), {}, constant("100"),
        commitments=(training("1400", kind="transfer-sent"),),
    )  # fmt: skip
    plan = forecast(ForecastProblem(AUGUST_2026, (donor,), 1))
    assert plan.accounts[0].totals["transfer_shortfall"] == 400
    assert plan.notes[1] == (
        "Trust A: the account cannot pay £400 of transfers promised, first in August 2026. No source says "
        "what share the receiver then pays."
    )


def test_received_transfers_pay_their_training_and_leave_the_account_alone():
    """What is received is spent in the same month, and does not touch the employer's own funds."""
    received = training("700", kind="transfer-received")
    donor = Donor("a", "A", constant("1000"), {}, constant("100"), commitments=(received,))
    line = forecast(ForecastProblem(AUGUST_2026, (donor,), 1)).accounts[0].months[0]
    names = ("received", "spent_received", "spent_own", "balance")
    assert [line.amounts[name] for name in names] == [700, 700, 0, 1_000]


def test_a_completion_payment_falls_in_its_own_month():
    """Instalments stop and the completion payment comes when it is due."""
    commitment = training("100", months=2, completion=Payment(date(2026, 11, 1), Decimal(40)))
    donor = Donor("a", "A", constant("1000"), {}, constant("100"), commitments=(commitment,))
    plan = forecast(ForecastProblem(AUGUST_2026, (donor,), 5))
    assert one_month_lines(plan, "spent_own") == [100, 100, 0, 40, 0]


def test_the_transfer_allowance_is_half_of_last_years_funds_less_what_was_sent():
    """Credited April 2025 to March 2026, 50%, less transfers since 20 April; April 2027 starts anew."""
    history = AllowanceHistory(
        {add_months(date(2025, 4, 1), k): Decimal(1_000) for k in range(16)}, Decimal(500)
    )
    donor = Donor(
        "a", "A", constant("2000"), {}, constant("100"), history=history,
        commitments=(training("300", kind="transfer-sent"),),
    )  # fmt: skip
    months = forecast(ForecastProblem(AUGUST_2026, (donor,), 9)).accounts[0].months
    names = ("allowance", "allowance_used", "allowance_left")
    assert [months[0].amounts[name] for name in names] == [6_000, 800, 5_200]
    assert [months[7].amounts[name] for name in names] == [6_000, 2_900, 3_100]
    assert [months[8].amounts[name] for name in names] == [(4 * 1_000 + 8 * 2_000) / 2, 300, 9_700]


def test_the_programmes_own_account_allows_a_quarter():
    """Under the what-if of 25% the allowance is half of what the law gives."""
    law = forecast(steady_trust(months=24)).accounts[0].months[-1].amounts["allowance"]
    other = forecast(steady_trust(months=24, rules=ALLOWANCE_25)).accounts[0].months[-1].amounts["allowance"]
    assert other * 2 == law == 540_000


def test_at_risk_is_what_the_next_twelve_months_will_take():
    """In July 2027 nothing is lost yet, and 600,000 of the balance is lost in the year after."""
    months = forecast(steady_trust(months=24)).accounts[0].months
    later = sum(line.amounts["expired"] for line in months[12:24])
    assert months[11].amounts["at_risk"] == later == 600_000
    assert months[0].amounts["at_risk"] == 90_000


def test_years_add_the_months_of_each_financial_year():
    """April begins a new financial year; the sums and the closing balance are those of its months."""
    account = forecast(steady_trust(months=24)).accounts[0]
    assert [year.financial_year for year in account.years] == ["2026/27", "2027/28", "2028/29"]
    assert [year.amounts["levy_in"] for year in account.years] == [720_000, 1_080_000, 360_000]
    assert [year.amounts["expired"] for year in account.years] == [0, 460_000, 140_000]
    assert account.years[-1].balance == account.months[-1].amounts["balance"] == 1_080_000


def test_a_what_if_of_extra_spend_reaches_only_the_donors_it_names():
    """Two like donors, one of which spends more: only its funds move."""
    trust = steady_trust().donors[0]
    two = replace(steady_trust(), donors=(trust, replace(trust, donor_id="other", name="Other")))
    spend = ExtraSpend(date(2026, 9, 1), Decimal(30_000), ("other",))
    plan = forecast(replace(two, what_if=WhatIf("spend", extra_spend=spend)))
    assert plan.account("trust").totals["expired"] == 600_000
    assert plan.account("other").totals["expired"] == 0
    assert plan.system.totals["expired"] == 600_000


def test_history_that_is_missing_is_said():
    """Without past credits the allowance is too low, and the plan says so instead of guessing."""
    assert forecast(steady_trust()).notes == (
        "A trust: levy credited is not given for 16 past months that count towards the transfer allowance, "
        "so the first allowances are too low by their share.",
    )


def test_every_rule_used_is_named_with_its_source():
    """The plan names each version its figures rest on: here two lifetimes, and no top-up."""
    used = [(rule.key, rule.starts_on) for rule in forecast(steady_trust()).rules_used]
    assert used == [
        ("levy.top_up", date(2026, 8, 1)),
        ("levy.expiry_months", date(2017, 5, 1)),
        ("levy.expiry_months", date(2026, 8, 1)),
        ("transfer.allowance_rate", date(2024, 4, 6)),
        ("coinvest.employer_rate.levy_exhausted", date(2019, 4, 1)),
    ]


def test_an_unknown_donor_is_not_found():
    """Asking for a donor the plan does not have is an error, not an empty account."""
    with pytest.raises(KeyError):
        forecast(steady_trust()).account("nobody")


def test_a_problem_that_cannot_be_answered_is_refused_with_its_faults():
    """Opening funds that are already gone are a fault of the input, named with its path."""
    trust = replace(steady_trust().donors[0], opening={date(2024, 7, 1): Decimal(1)})
    with pytest.raises(BadProblem) as refused:
        forecast(replace(steady_trust(), donors=(trust,)))
    assert [str(fault) for fault in refused.value.faults] == [
        "donors[0].opening.2024-07: expired in July 2026, before the first month; leave it out"
    ]


@settings(max_examples=150, deadline=None)
@given(problems())
def test_every_month_of_every_account_is_what_counting_tranche_by_tranche_gives(problem):
    """Whatever the problem, all lines agree with the slow second way, to a hundred-thousandth of a pound."""
    plan, accounts = forecast(problem), oracle(problem)
    for account in plan.accounts:
        expected = accounts[account.account_id]
        assert [dict(line.amounts) for line in account.months] == expected.rows[: problem.months]
        lost = {(t.entered, t.expired, t.amount) for t in account.lost_tranches}
        first, last = expected.first, expected.first + problem.months
        assert lost == {(month_of(e), month_of(x), a) for e, x, a in expected.lost if a and first <= x < last}


@settings(max_examples=80, deadline=None)
@given(problems())
def test_every_plan_passes_the_checker(problem):
    """Whatever the problem, the plan breaks no rule."""
    assert check(problem, forecast(problem)) == ()


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_forecast_loses_what_the_expiry_calculation_says(problem):
    """`saggar calc levy.expiry`, given the same funds and payments, finds the same months and amounts."""
    plan = forecast(problem)
    for account, donor in zip(plan.accounts, plan.problem.donors, strict=True):
        lines = account.months
        entered = dict(donor.opening) | {line.month: line.amounts["levy_in"] for line in lines}
        paid = {line.month: line.amounts["spent_own"] + line.amounts["sent"] for line in lines}
        lifetime = plan.problem.rules_as_run().expiry_months.on
        found = expire(entered, paid, lifetime, up_to=plan.problem.calendar[-1]).expired
        expected = {line.month: line.amounts["expired"] for line in lines if line.amounts["expired"]}
        assert {month: amount for month, amount in found.items() if amount} == expected
