"""Counting whole years and months between dates, as employment law does.

Periods are half-open, so a year that starts on 1 April is complete on the next 1 April. A year that starts
on 29 February is complete on 1 March, and a month that starts on the 31st on the 1st of the month after next
when there is no 31st between: the corresponding date rule (Dodds v Walker [1981] 1 WLR 1027).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTHS_IN_YEAR = 12
ONE_DAY = timedelta(days=1)


def month_complete_on(starts_on: date, months: int) -> date:
    """The day on which `months` whole months that start on `starts_on` are complete (half-open end)."""
    year, month = _month_after(starts_on, months)
    if starts_on.day > monthrange(year, month)[1]:
        return date(year, month, monthrange(year, month)[1]) + ONE_DAY
    return date(year, month, starts_on.day)


def same_day_months_after(on: date, months: int) -> date:
    """The day with the same number `months` months after `on`, or that month's last day if it is shorter."""
    year, month = _month_after(on, months)
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def complete_months(starts_on: date, ends_on: date) -> int:
    """Whole months in the period [starts_on, ends_on); 0 when it is empty or ends before it starts."""
    months = (ends_on.year - starts_on.year) * MONTHS_IN_YEAR + ends_on.month - starts_on.month
    if months > 0 and month_complete_on(starts_on, months) > ends_on:
        months -= 1
    return max(months, 0)


def complete_years(starts_on: date, ends_on: date) -> int:
    """Whole years in the period [starts_on, ends_on); 0 when it is empty or ends before it starts."""
    return complete_months(starts_on, ends_on) // MONTHS_IN_YEAR


def _month_after(on: date, months: int) -> tuple[int, int]:
    year, index = divmod(on.year * MONTHS_IN_YEAR + on.month - 1 + months, MONTHS_IN_YEAR)
    return year, index + 1
