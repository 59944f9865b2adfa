"""Advice: what more to spend from when, proven smallest, and what waiting costs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings

from saggar.engines.faults import BadProblem
from saggar.engines.funding.forecast import (
    Commitment,
    Donor,
    ForecastProblem,
    WhatIf,
    advise,
    following,
    forecast,
)
from saggar.engines.funding.forecast import advice as advice_module
from saggar.engines.funding.forecast.advice import NotConfirmedError, needed_from
from saggar.engines.funding.forecast.model import burn
from saggar.rules.levy import BEFORE_AUGUST_2026, add_months
from tests.engines.funding.forecast.problems import AUGUST_2026, constant, problems, steady_trust, training

PENNY = Decimal("0.01")


def expiring_with(problem, advice, monthly):
    """What expires from the advice's month to its horizon when `monthly` more is spent."""
    extra = Commitment("extra", "own", advice.from_month, 240, monthly)
    plan = forecast(
        replace(problem.as_run(), what_if=WhatIf("try", extra_commitments=((advice.donor_id, extra),)))
    )
    lines = plan.account(advice.donor_id).months
    return sum(line.amounts["expired"] for line in lines if advice.from_month <= line.month <= advice.until)


def test_the_known_trust_is_told_what_to_spend_or_lose():
    """23 payments from September 2026 must take the 600,000: 26,086.96 a month, not a penny less."""
    (nothing_yet, cliff) = advise(forecast(steady_trust()))
    assert cliff.monthly == Decimal("26086.96")
    assert (cliff.loss, cliff.loss_by, cliff.decided_by) == (600_000, date(2028, 7, 1), date(2028, 7, 1))
    assert cliff.sentences == (
        "Spend or transfer £26,086.96 a month more from September 2026 to July 2028, or lose £600,000 by "
        "July 2028.",
        "Waiting one month loses nothing yet, but £27,272.73 a month is needed instead.",
    )
    assert nothing_yet.sentences == (
        "Nothing expires from September 2026 to July 2027 with present commitments.",
    )


def test_each_horizon_has_its_advice():
    """Twelve months, the end of the double cliff and the end of the forecast, for each donor."""
    advice = advise(forecast(steady_trust(months=60)))
    assert [(a.until, a.monthly) for a in advice] == [
        (date(2027, 7, 1), Decimal(0)),
        (date(2028, 7, 1), Decimal("26086.96")),
        (date(2031, 7, 1), Decimal("31525.43")),
    ]


def test_without_a_double_cliff_there_are_two_horizons():
    """Under the old rules no two lifetimes end together."""
    advice = advise(forecast(steady_trust(months=60, rules=BEFORE_AUGUST_2026)))
    assert [a.until for a in advice] == [date(2027, 7, 1), date(2031, 7, 1)]


def test_waiting_a_month_costs_what_expires_in_it():
    """In August 2027, 180,000 of older funds stand before the 90,000 that expires: waiting loses them."""
    advice = advise(forecast(steady_trust()), date(2027, 8, 1))[0]
    assert (advice.monthly, advice.decided_by) == (215_000, date(2027, 8, 1))
    assert (advice.lost_by_waiting, advice.monthly_after_waiting) == (90_000, 160_000)
    assert advice.sentences[1] == (
        "Waiting one month costs: £90,000 expires in August 2027, and then £160,000 a month is needed "
        "instead."
    )


def test_what_expires_before_acting_is_not_promised_back():
    """From September 2027 August's 90,000 is gone whatever is done."""
    advice = advise(forecast(steady_trust()), date(2027, 9, 1))[0]
    assert (advice.lost_before, advice.loss) == (90_000, 510_000)
    assert advice.sentences[0] == "£90,000 expires before September 2027, whatever is done."


def test_in_the_last_month_waiting_is_too_late():
    """With one month left there is no month to wait for."""
    advice = advise(forecast(steady_trust()), date(2028, 7, 1))[0]
    assert advice.monthly == 35_000
    assert advice.monthly_after_waiting is None
    assert advice.sentences[2] == "Waiting one month is too late: £35,000 expires in July 2028."


def test_spending_that_would_empty_the_account_is_said():
    """To save a large old tranche the account must be spent dry now and then: the unpaid rest is named."""
    donor = Donor("a", "A", constant("0"), {date(2024, 9, 1): Decimal(1_000)}, constant("100"))
    advice = advise(forecast(ForecastProblem(AUGUST_2026, (donor,), 12)), AUGUST_2026)[0]
    assert advice.monthly == 500
    assert advice.unpaid == 5_000
    assert advice.sentences[-1] == (
        "The account runs out in some months, so £5,000 of the extra would not come from it."
    )


def test_following_the_advice_leaves_nothing_to_expire():
    """The run that follows the advice loses nothing after the acting month."""
    plan = forecast(steady_trust(months=60))
    assert forecast(following(plan.problem, advise(plan))).system.totals["expired"] == 0


def test_advice_from_outside_the_forecast_is_refused():
    """A month the forecast does not cover cannot be acted in."""
    with pytest.raises(BadProblem, match="from_month: August 2028 is outside the forecast"):
        advise(forecast(steady_trust()), date(2028, 8, 1))


def test_money_that_must_follow_an_empty_account_fixes_the_amount():
    """Commitments that empty the account once do not count twice: later funds still need their own spend."""
    commitments = (training("5000", months=12),)
    donor = Donor("a", "A", constant("1000"), {}, constant("100"), commitments=commitments)
    problem = ForecastProblem(AUGUST_2026, (donor,), 36)
    whole = advise(forecast(problem))[-1]
    assert whole.monthly > 0
    assert expiring_with(problem, whole, whole.monthly) == 0
    assert expiring_with(problem, whole, whole.monthly - PENNY) > 0


def test_advice_that_running_again_does_not_confirm_is_never_given():
    """A wrong amount would raise, not reach a reader: here the bounds are spoilt on purpose."""
    schedule = forecast(steady_trust()).schedule
    baseline = burn(schedule.cohorts, schedule.demand)
    confirmed = needed_from(schedule, baseline, 1, (24,))
    too_little = confirmed.monthly - 1_000
    with pytest.raises(NotConfirmedError):
        advice_module.confirmed(schedule, 1, (24,), too_little)
    with pytest.raises(NotConfirmedError):
        advice_module.confirmed(schedule, 1, (24,), np.asarray(confirmed.monthly + 1_000))


@settings(max_examples=100, deadline=None)
@given(problems())
def test_advice_is_enough_and_a_penny_less_is_not(problem):
    """Whatever the problem, the amount advised stops all expiry from its month on; no smaller one does."""
    for advice in advise(forecast(problem)):
        assert expiring_with(problem, advice, advice.monthly) == 0
        if advice.monthly:
            assert expiring_with(problem, advice, advice.monthly - PENNY) > 0


@settings(max_examples=50, deadline=None)
@given(problems())
def test_the_loss_is_what_the_forecast_says_expires(problem):
    """The loss named in advice is the sum of the forecast's own months."""
    plan = forecast(problem)
    for advice in advise(plan):
        lines = plan.account(advice.donor_id).months
        inside = [line for line in lines if advice.from_month <= line.month <= advice.until]
        assert advice.loss == sum(line.amounts["expired"] for line in inside)
        assert (advice.monthly > 0) == (advice.loss > 0)


@settings(max_examples=50, deadline=None)
@given(problems())
def test_waiting_is_the_advice_of_the_next_month(problem):
    """What waiting leads to is what advice from the next month says for the same horizon."""
    plan = forecast(problem)
    start = plan.problem.acts_from
    later = add_months(start, 1)
    if later not in plan.problem.calendar:
        return
    next_month = {(a.donor_id, a.until): a.monthly for a in advise(plan, later)}
    waiting = {(a.donor_id, a.until): a.monthly_after_waiting for a in advise(plan, start) if a.until > start}
    assert waiting == {key: next_month[key] for key in waiting}
