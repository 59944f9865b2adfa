"""The dates the levy runs on: tax months, submission cut-offs, financial years and the allowance year.

A calendar month is named by its first day. A tax month runs from the 6th to the 5th and is named by the
calendar month it starts in: June 2026 is 6 June to 5 July 2026. Source: HMRC payroll calendar;
SkillsFundingAgency/das-employer-finance (GetPreviousFinancialYearDates, CreateTopUpPercentages.sql).
"""

from __future__ import annotations

from datetime import date

TAX_MONTH_STARTS_ON_DAY = 6
SUBMISSION_CUT_OFF_DAY = 20
ALLOWANCE_YEAR_STARTS_ON = (4, 20)
TAX_YEAR_STARTS_ON = (4, 6)


def month_of(on: date) -> date:
    """The calendar month `on` falls in, as its first day."""
    return on.replace(day=1)


def add_months(month: date, count: int) -> date:
    """The first day of the month `count` months after (before, when negative) the month of `month`."""
    year, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, index + 1, 1)


def months_between(earlier: date, later: date) -> int:
    """How many calendar months from the month of `earlier` to that of `later`; negative when before it."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def last_day_of(month: date) -> date:
    """The last day of the calendar month `month` falls in."""
    return date.fromordinal(add_months(month, 1).toordinal() - 1)


def tax_month_of(on: date) -> date:
    """The tax month `on` falls in, as the first day of the calendar month it starts in (5 July -> June)."""
    return add_months(on, -1) if on.day < TAX_MONTH_STARTS_ON_DAY else month_of(on)


def submission_cut_off(tax_month: date) -> date:
    """The day by which the tax month's declaration counts: the 20th of the following calendar month."""
    return add_months(tax_month, 1).replace(day=SUBMISSION_CUT_OFF_DAY)


def entry_month(tax_month: date) -> date:
    """The calendar month the tax month's levy enters the account: the month of its submission cut-off."""
    return month_of(submission_cut_off(tax_month))


def tax_year_starts_on(on: date) -> date:
    """The 6 April that starts the tax year `on` falls in."""
    return _year_start(on, TAX_YEAR_STARTS_ON)


def financial_year(month: date) -> str:
    """The label ("2026/27") of the financial year of a calendar month: the tax year of its last day."""
    year = tax_year_starts_on(last_day_of(month)).year
    return f"{year}/{(year + 1) % 100:02d}"


def allowance_year_starts_on(on: date) -> date:
    """The 20 April that starts the transfer allowance year `on` falls in; it ends before the next one."""
    return _year_start(on, ALLOWANCE_YEAR_STARTS_ON)


def _year_start(on: date, month_and_day: tuple[int, int]) -> date:
    this_year = date(on.year, *month_and_day)
    return this_year if on >= this_year else this_year.replace(year=on.year - 1)
