"""How facts are written on every page: money, numbers, dates. Pure functions of their arguments.

The forms follow the NHS service manual: "6 August 2026", numerals, commas in thousands, a real minus sign.
A missing fact (None) is written as an empty string, so that a page never shows the word None.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MINUS = "\N{MINUS SIGN}"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Month names written out: pages never depend on the machine's locale."""


def pounds(pence: int | None) -> str:
    """Whole pounds with commas from pence, half a pound rounded away from zero: 123456 -> "£1,235"."""
    if pence is None:
        return ""
    whole = rounded(Decimal(abs(pence)) / 100, 0)
    return f"{MINUS if pence < 0 and whole else ''}£{whole:,}"


def pounds_pence(pence: int | None) -> str:
    """Pounds and pence with commas: 123456 -> "£1,234.56"."""
    if pence is None:
        return ""
    return f"{MINUS if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def pounds_short(pence: int | None) -> str:
    """Money to be read at a glance: "£950", "£12k", "£4.0m", rounded half away from zero."""
    if pence is None:
        return ""
    size = abs(pence)
    sign = MINUS if pence < 0 else ""
    if size >= 99_950_000:
        return f"{sign}£{rounded(Decimal(size) / 100_000_000, 1):,}m"
    if size >= 1_000_000:
        return f"{sign}£{rounded(Decimal(size) / 100_000, 0):,}k"
    return pounds(pence)


def number(value: Decimal | float | None, places: int = 0) -> str:
    """A number with commas and a fixed count of decimal places, half rounded away from zero."""
    if value is None:
        return ""
    amount = rounded(Decimal(str(value)), places)
    return f"{MINUS if amount < 0 else ''}{abs(amount):,.{places}f}"


def percent(share: Decimal | float | None, places: int = 1) -> str:
    """A share of one as a percentage: 0.1305 -> "13.1%"."""
    if share is None:
        return ""
    return f"{number(Decimal(str(share)) * 100, places)}%"


def date(value: dt.date | None) -> str:
    """A day as "6 August 2026"; a moment is written as its day in London."""
    if value is None:
        return ""
    day = day_of(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month(value: dt.date | None) -> str:
    """A month as "August 2026"."""
    if value is None:
        return ""
    day = day_of(value)
    return f"{MONTHS[day.month - 1]} {day.year}"


def month_short(value: dt.date | None) -> str:
    """A month where room is short, as "Aug 26"."""
    if value is None:
        return ""
    day = day_of(value)
    return f"{MONTHS[day.month - 1][:3]} {day.year % 100:02d}"


def moment(value: dt.datetime | None) -> str:
    """A moment in London as "6 August 2026 at 2:30pm"; midnight and midday are named."""
    if value is None:
        return ""
    local = value.astimezone(LONDON)
    return f"{date(local)} at {clock_time(local.hour, local.minute)}"


def clock_time(hour: int, minute: int) -> str:
    """A time of day the NHS way: "9am", "2:30pm", "midday", "midnight". Hour 0-23."""
    if minute == 0 and hour in (0, 12):
        return "midday" if hour else "midnight"
    shown = f"{hour % 12 or 12}" + (f":{minute:02d}" if minute else "")
    return f"{shown}{'am' if hour < 12 else 'pm'}"


def count(how_many: int, one: str, many: str | None = None) -> str:
    """A count with its noun in the right number: (1, "place") -> "1 place", (3, "place") -> "3 places"."""
    return f"{how_many:,} {one if how_many == 1 else many or one + 's'}"


def day_of(value: dt.date) -> dt.date:
    """The day itself, or the day in London on which a moment falls."""
    return value.astimezone(LONDON).date() if isinstance(value, dt.datetime) else value


def rounded(amount: Decimal, places: int) -> Decimal:
    """The amount to so many decimal places, halves away from zero as people expect of money."""
    return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
