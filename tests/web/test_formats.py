"""How facts are written: the same everywhere, the NHS way."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.web import formats


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (0, "£0"),
        (49, "£0"),
        (50, "£1"),
        (123_456_789, "£1,234,568"),
        (-4_000, "−£40"),
        (-10, "£0"),
        (None, ""),
    ],
)
def test_pounds_are_whole_with_commas(pence: int | None, words: str) -> None:
    """Half a pound rounds up, a few pence below nought are not written as minus nought."""
    assert formats.pounds(pence) == words


@pytest.mark.parametrize(
    ("pence", "words"), [(5, "£0.05"), (123_456, "£1,234.56"), (-250, "−£2.50"), (None, "")]
)
def test_pounds_and_pence_keep_both_digits(pence: int | None, words: str) -> None:
    """A payslip's figure is shown to the penny."""
    assert formats.pounds_pence(pence) == words


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (95_000, "£950"),
        (1_250_000, "£13k"),
        (99_949_999, "£999k"),
        (99_950_000, "£1.0m"),
        (400_000_000, "£4.0m"),
        (-80_000_000, "−£800k"),
        (None, ""),
    ],
)
def test_short_money_reads_at_a_glance(pence: int | None, words: str) -> None:
    """Charts and cards show thousands and millions; no figure reads "£1000k"."""
    assert formats.pounds_short(pence) == words


@given(st.integers(-(10**15), 10**15))
def test_pounds_and_pence_can_be_read_back(pence: int) -> None:
    """Nothing is lost in writing: the digits are the pence."""
    words = formats.pounds_pence(pence)
    digits = int("".join(letter for letter in words if letter.isdigit()))
    assert (digits, words.startswith("−")) == (abs(pence), pence < 0)


@pytest.mark.parametrize(
    ("share", "words"), [(0.1305, "13.1%"), (Decimal("0.005"), "0.5%"), (1, "100.0%"), (None, "")]
)
def test_percentages_come_from_shares(share: float | None, words: str) -> None:
    """0.1305 of the staff is 13.1%, rounded half up and not to the nearest even digit."""
    assert formats.percent(share) == words


def test_numbers_have_commas_and_the_decimals_asked_for() -> None:
    """Numerals with commas, a real minus sign, nothing for a missing fact."""
    written = [formats.number(60_000), formats.number(-2.345, 2), formats.number(None)]
    assert written == ["60,000", "−2.35", ""]


def test_days_and_months_are_written_out() -> None:
    """No leading nought, no abbreviation except where room is short, nothing for a missing day."""
    day = dt.date(2026, 8, 6)
    written = [formats.date(day), formats.month(day), formats.month_short(day), formats.date(None)]
    assert written == ["6 August 2026", "August 2026", "Aug 26", ""]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (dt.datetime(2026, 8, 6, 13, 30, tzinfo=dt.UTC), "6 August 2026 at 2:30pm"),
        (dt.datetime(2026, 8, 6, 23, 0, tzinfo=dt.UTC), "7 August 2026 at midnight"),
        (dt.datetime(2026, 1, 6, 12, 0, tzinfo=dt.UTC), "6 January 2026 at midday"),
        (dt.datetime(2026, 1, 6, 9, 5, tzinfo=dt.UTC), "6 January 2026 at 9:05am"),
    ],
)
def test_moments_are_london_time(moment: dt.datetime, words: str) -> None:
    """Summer time counts: late in the evening in UTC it is already tomorrow in London."""
    assert formats.moment(moment) == words


def test_a_moment_falls_on_its_day_in_london() -> None:
    """A record made at half past midnight belongs to that day, not to the day before."""
    assert formats.date(dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)) == "1 July 2026"


@pytest.mark.parametrize(("how_many", "words"), [(0, "0 places"), (1, "1 place"), (1_200, "1,200 places")])
def test_counts_agree_with_their_noun(how_many: int, words: str) -> None:
    """No "1 places" and no "place(s)"."""
    assert formats.count(how_many, "place") == words


def test_irregular_plurals_are_given() -> None:
    """Two vacancies, one vacancy."""
    assert [formats.count(n, "vacancy", "vacancies") for n in (1, 2)] == ["1 vacancy", "2 vacancies"]
