"""The smallest constant extra spend that stops all expiry, in closed form.

Let A(t) be the funds left at the start of the acting month plus what enters up to t, D(s, t) the demand
after s up to t, and G(t) what must be spent by t: all funds up to the newest tranche due by t (oldest
first, so saving a tranche means spending everything older). With x extra a month and nothing expiring,
the cumulative spend is the least of

    D(start, t) + x * months since the start            the account never runs out
    A(s) + D(s, t) + x * (t - s)   for each s before t  it last ran out in s, and the rest was not paid

so nothing expires up to the horizon exactly when each of these is at least G(t) for each t: a lower
bound on x for every pair (s, t), and the largest of them is the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saggar.engines.funding.forecast.model import Burn, burn
from saggar.engines.funding.forecast.schedule import Money, Schedule
from saggar.engines.funding.money import UNITS_PER_PENNY


@dataclass(frozen=True, slots=True)
class Needed:
    """For each horizon and donor, [horizon, donor]: the extra a month, in hundred-thousandths (whole pence).

    `unpaid` is what of it the account cannot pay because it runs out, up to the horizon. `decided_by`
    is the month (place in the schedule) whose expiring funds fix the amount.
    """

    monthly: Money
    unpaid: Money
    decided_by: Money


class NotConfirmedError(ArithmeticError):
    """Running the forecast again did not confirm the advice: a defect of the engine, never of the input."""


def needed_from(schedule: Schedule, baseline: Burn, start: int, horizons: tuple[int, ...]) -> Needed:
    """The smallest extra spend from month `start` so that nothing expires before each of `horizons` ends.

    `horizons` are numbers of months from the first, each above `start`. The answer is checked by running
    the forecast with it and with one penny less; NotConfirmedError when that disagrees.
    """
    bounds = _bounds(schedule, baseline, start, max(horizons))
    rows = [h - start for h in horizons]
    exact = np.array([bounds[:row].max(axis=0) for row in rows])
    monthly = -(-exact // UNITS_PER_PENNY) * UNITS_PER_PENNY
    decided_by = np.array([start + bounds[:row].argmax(axis=0) for row in rows])
    return Needed(monthly, confirmed(schedule, start, horizons, monthly), decided_by)


def _bounds(schedule: Schedule, baseline: Burn, start: int, end: int) -> Money:
    """The least extra a month that saves what is due by each month from `start`, [month - start, donor]."""
    required, available = _required(schedule, baseline, start, end)
    demand = schedule.demand[start:end].cumsum(axis=0)
    # Spent and demanded before s: s = -1 is the start itself, the later ones months the account ran out in.
    ran_out = np.concatenate([np.zeros_like(demand[:1]), available - demand])
    bounds = np.zeros_like(required)
    for t in range(end - start):
        missing = required[t] - demand[t] - ran_out[: t + 1]
        months = np.arange(t + 1, 0, -1)[:, None]
        bounds[t] = np.maximum((-(-missing // months)).max(axis=0), 0)
    return bounds


def _required(schedule: Schedule, baseline: Burn, start: int, end: int) -> tuple[Money, Money]:
    """What must be spent by each month from `start` to save all that is due, and what is there to spend."""
    shape = schedule.demand[start:end].shape
    required, older = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for place, cohort in enumerate(schedule.cohorts):
        gone = baseline.gone[place, start - 1] if start else np.int64(0)
        due = np.maximum(cohort.due[start:end] - gone, 0)
        required = np.where(due > 0, older + due, required)
        older = older + cohort.entered[start:end] - gone
    return required, older


def confirmed(schedule: Schedule, start: int, horizons: tuple[int, ...], monthly: Money) -> Money:
    """What the account cannot pay of `monthly`; NotConfirmedError unless it is the least."""
    less = np.maximum(monthly - UNITS_PER_PENNY, 0)
    demand = np.repeat(schedule.demand[:, None, :], 2 * len(horizons) + 1, axis=1)
    demand[start:, : len(horizons)] += monthly
    demand[start:, len(horizons) : -1] += less
    again = burn(schedule.cohorts, demand)
    lost, unpaid = again.expired.sum(axis=0), demand - again.paid
    for place, horizon in enumerate(horizons):
        saved = lost[start:horizon, place].sum(axis=0) == 0
        short = lost[start:horizon, len(horizons) + place].sum(axis=0) > 0
        if not (saved & (short | (monthly[place] == 0))).all():
            raise NotConfirmedError(f"extra spend from month {start} to {horizon} is not the smallest")
    return np.array([(unpaid[:h, place] - unpaid[:h, -1]).sum(axis=0) for place, h in enumerate(horizons)])
