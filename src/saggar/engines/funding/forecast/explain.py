"""What a forecast means for each donor: what more to spend from when, or what is lost by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from saggar.engines.faults import BadProblem, Fault
from saggar.engines.funding.forecast.advice import Needed, needed_from
from saggar.engines.funding.forecast.allowance import allowance_year
from saggar.engines.funding.forecast.cliff import cliff_months
from saggar.engines.funding.forecast.model import burn
from saggar.engines.funding.forecast.plan import AccountForecast, ForecastPlan
from saggar.engines.funding.money import in_pounds, sterling, units
from saggar.rules.levy import months_between

YEAR = 12


@dataclass(frozen=True, slots=True)
class Advice:
    """For one donor and one horizon: spend or transfer `monthly` more from `from_month`, or lose `loss`.

    All amounts are pounds. `monthly` is the smallest whole number of pence, kept up to the end of `until`,
    with which nothing expires from `from_month` on: proven by running the forecast with it and with one
    penny less. `lost_before` expires before `from_month`, whatever is done. `loss_by` is the last month in
    which funds expire if nothing is done; `decided_by` the month whose expiring funds fix `monthly`.
    `unpaid` is what of `monthly` the account could not pay, as it runs out in some months. Waiting one
    month raises it to `monthly_after_waiting` (None when no month is left to wait) and loses
    `lost_by_waiting` first. `allowance_left` is the transfer allowance neither sent nor pledged at the end
    of `from_month`.
    """

    donor_id: str
    from_month: date
    until: date
    monthly: Decimal
    loss: Decimal
    loss_by: date | None
    lost_before: Decimal
    decided_by: date | None
    unpaid: Decimal
    monthly_after_waiting: Decimal | None
    lost_by_waiting: Decimal
    allowance_left: Decimal
    sentences: tuple[str, ...] = ()


def advise(plan: ForecastPlan, from_month: date | None = None) -> tuple[Advice, ...]:
    """Advice for every donor: for the first twelve months, the double cliff, and the whole forecast.

    Donors in order of id, horizons shortest first. `from_month` is the first month in which spending can
    change (the problem's own when None); BadProblem when it is outside the forecast.
    """
    acts_from = from_month or plan.problem.acts_from
    start = months_between(plan.problem.first_month, acts_from)
    if not 0 <= start < plan.problem.months:
        raise BadProblem([Fault("from_month", f"{acts_from:%B %Y} is outside the forecast")])
    answers = _Answers.of(plan, start)
    return tuple(
        _advice(account, donor, place, answers)
        for donor, account in enumerate(plan.accounts)
        for place in range(len(answers.horizons))
    )


@dataclass(frozen=True, slots=True)
class _Answers:
    """What is needed from the acting month, and from the month after, for each horizon."""

    start: int
    horizons: tuple[int, ...]
    now: Needed
    later_horizons: tuple[int, ...]
    later: Needed | None

    @classmethod
    def of(cls, plan: ForecastPlan, start: int) -> _Answers:
        horizons = _horizons(plan, start)
        baseline = burn(plan.schedule.cohorts, plan.schedule.demand)
        later = tuple(h for h in horizons if h > start + 1)
        return cls(
            start,
            horizons,
            needed_from(plan.schedule, baseline, start, horizons),
            later,
            needed_from(plan.schedule, baseline, start + 1, later) if later else None,
        )

    def after_waiting(self, place: int, donor: int) -> Decimal | None:
        """What a month is needed up to the horizon when acting one month later; None when too late."""
        horizon = self.horizons[place]
        if self.later is None or horizon not in self.later_horizons:
            return None
        return in_pounds(self.later.monthly[self.later_horizons.index(horizon), donor])


def _horizons(plan: ForecastPlan, start: int) -> tuple[int, ...]:
    """Twelve months, the end of the double cliff and the end of the forecast, as numbers of months."""
    wanted = {YEAR, plan.problem.months} | {place + 1 for place in cliff_months(plan.problem)[-1:]}
    return tuple(sorted(h for h in wanted if start < h <= plan.problem.months))


def _advice(account: AccountForecast, donor: int, place: int, answers: _Answers) -> Advice:
    start, horizon, now = answers.start, answers.horizons[place], answers.now
    calendar, expired = account.calendar, account.amounts["expired"]
    avoidable = expired[start:horizon]
    losing = np.flatnonzero(avoidable)
    advice = Advice(
        donor_id=account.account_id,
        from_month=calendar[start],
        until=calendar[horizon - 1],
        monthly=in_pounds(now.monthly[place, donor]),
        loss=in_pounds(avoidable.sum()),
        loss_by=calendar[start + int(losing[-1])] if len(losing) else None,
        lost_before=in_pounds(expired[:start].sum()),
        decided_by=calendar[int(now.decided_by[place, donor])] if len(losing) else None,
        unpaid=in_pounds(now.unpaid[place, donor]),
        monthly_after_waiting=answers.after_waiting(place, donor),
        lost_by_waiting=in_pounds(avoidable[0]),
        allowance_left=in_pounds(account.amounts["allowance_unpledged"][start]),
    )
    return replace(advice, sentences=tuple(_sentences(advice)))


def _sentences(advice: Advice) -> list[str]:
    begins, until = _month(advice.from_month), _month(advice.until)
    said = []
    if advice.lost_before:
        said.append(f"{_pounds(advice.lost_before)} expires before {begins}, whatever is done.")
    if advice.loss_by is None:
        return [*said, f"Nothing expires from {begins} to {until} with present commitments."]
    said.append(
        f"Spend or transfer {_pounds(advice.monthly)} a month more from {begins} to {until}, or lose "
        f"{_pounds(advice.loss)} by {_month(advice.loss_by)}."
    )
    return [*said, *_on_waiting(advice), *_on_limits(advice)]


def _on_waiting(advice: Advice) -> list[str]:
    lost = f"{_pounds(advice.lost_by_waiting)} expires in {_month(advice.from_month)}"
    if advice.monthly_after_waiting is None:
        return [f"Waiting one month is too late: {lost}."]
    dearer = f"{_pounds(advice.monthly_after_waiting)} a month is needed instead"
    if advice.lost_by_waiting:
        return [f"Waiting one month costs: {lost}, and then {dearer}."]
    return [f"Waiting one month loses nothing yet, but {dearer}."]


def _on_limits(advice: Advice) -> list[str]:
    """How much of the extra can go as transfers, where that is known, and what the account could not pay."""
    said = []
    if advice.allowance_left > 0:
        ends = date(allowance_year(advice.from_month) + 1, 4, 20)
        said.append(
            f"Up to {_pounds(advice.allowance_left)} can go as new transfers before {ends:%-d %B %Y}."
        )
    if advice.unpaid:
        said.append(
            f"The account runs out in some months, so {_pounds(advice.unpaid)} of the extra would not come "
            "from it."
        )
    return said


def _month(month: date) -> str:
    return f"{month:%B %Y}"


def _pounds(amount: Decimal) -> str:
    return sterling(units(amount))
