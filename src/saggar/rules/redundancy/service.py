"""NHS service that counts for redundancy: continuous service and reckonable service.

Source: NHS Terms and Conditions of Service Handbook, section 16 (England). Continuous service decides whether
anything is due. Reckonable service decides how much, and may reach back over longer breaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saggar.rules.anniversaries import complete_years, month_complete_on
from saggar.rules.reading import Reading
from saggar.rules.redundancy.payment_figures import CONTINUITY_BREAK_WEEKS, RECKONABLE_BREAK_MONTHS

DAYS_IN_WEEK = 7
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Employment:
    """NHS employment in the period [starts_on, ends_on).

    `paid_for` says that a redundancy payment was made for it. That payment settled all service up to its end.
    """

    starts_on: date
    ends_on: date
    paid_for: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """Complete years of service at the end of the last employment, and the day each count runs from.

    `reckonable_from` is a notional day: breaks that do not count have moved it later.
    """

    continuous_from: date
    reckonable_from: date
    ends_on: date

    @property
    def continuous_years(self) -> int:
        """Complete years without a break that ends continuity."""
        return complete_years(self.continuous_from, self.ends_on)

    @property
    def reckonable_years(self) -> int:
        """Complete years that are paid for."""
        return complete_years(self.reckonable_from, self.ends_on)


def whole_weeks_between(ends_on: date, starts_on: date) -> int:
    """Whole weeks, Sunday to Saturday, in the break [ends_on, starts_on)."""
    to_sunday = (SUNDAY - ends_on.weekday()) % DAYS_IN_WEEK
    return max((starts_on - ends_on).days - to_sunday, 0) // DAYS_IN_WEEK


def service_of(employments: Sequence[Employment], reading: Reading) -> Service:
    """The service these employments add up to on the day the last of them ends.

    Breaks of at most one Sunday to Saturday week leave service continuous. Earlier service with a break of up
    to 12 months counts, without the break. Service already paid for, and all before it, does not count.
    Raises ValueError when there is no employment left to count.
    """
    counted = _unpaid(employments)
    if not counted:
        raise ValueError("no employment counts towards service")
    spells = _spells(counted, reading.value(CONTINUITY_BREAK_WEEKS))
    last_from, ends_on = spells[-1]
    reckonable = timedelta()
    next_from = last_from
    for spell_from, spell_until in reversed(spells[:-1]):
        if month_complete_on(spell_until, reading.value(RECKONABLE_BREAK_MONTHS)) < next_from:
            break
        reckonable += spell_until - spell_from
        next_from = spell_from
    return Service(last_from, last_from - reckonable, ends_on)


def _unpaid(employments: Sequence[Employment]) -> list[Employment]:
    settled_until = max((each.ends_on for each in employments if each.paid_for), default=date.min)
    return sorted(
        (each for each in employments if not each.paid_for and each.ends_on > settled_until),
        key=lambda each: (each.starts_on, each.ends_on),
    )


def _spells(employments: Sequence[Employment], break_weeks: int) -> list[tuple[date, date]]:
    """The employments in order of start, joined over breaks that leave service continuous."""
    spells: list[tuple[date, date]] = []
    for each in employments:
        if spells and whole_weeks_between(spells[-1][1], each.starts_on) <= break_weeks:
            spell_from, spell_until = spells[-1]
            spells[-1] = (spell_from, max(spell_until, each.ends_on))
        else:
            spells.append((each.starts_on, each.ends_on))
    return spells
