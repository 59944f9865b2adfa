"""Instalments, balancing and completion payments of an apprenticeship."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.calculators.faults import BadInput
from saggar.calculators.levy_earnings import PriceEpisode, earn, month_ends
from saggar.calculators.levy_instalments import complete
from saggar.calculators.registry import run

YEAR = {"start": "2026-08-01", "end": "2027-07-31", "price": 15_000}


def _instalments(*episodes: dict[str, object], **more: object) -> dict[str, Any]:
    return run("levy.instalments", {"price_episodes": list(episodes), **more})


def _complete(**dates: str) -> dict[str, Any]:
    planned = {"start": "2026-08-01", "planned_end": "2027-07-31", "price": 12_000}
    return run("levy.completion", {**planned, **dates})


def test_eighty_percent_in_equal_parts_and_twenty_on_completion() -> None:
    """15,000 over a year: 12 of 1,000 and 3,000; the first is paid in the month after the start."""
    result = _instalments(YEAR)
    shown = [result[name] for name in ("count", "instalment_amount", "on_programme_total")]
    assert shown == [12, 1_000.0, 12_000.0]
    assert result["completion_payment"] == 3_000.0
    assert result["schedule"][0] == {"month": "2026-08", "paid_in": "2026-09", "amount": 1_000.0}
    assert result["schedule"][-1] == {"month": "2027-07", "paid_in": "2027-08", "amount": 1_000.0}


def test_the_funding_band_caps_the_price() -> None:
    """Above 9,000 the employer pays; the levy pays as if the price were 9,000."""
    result = _instalments(YEAR, funding_band_max=9_000)
    assert (result["on_programme_total"], result["completion_payment"]) == (7_200.0, 1_800.0)
    assert _instalments(YEAR, funding_band_max=20_000)["on_programme_total"] == 12_000.0


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 8, 1), date(2027, 7, 31), 12),
        (date(2026, 8, 31), date(2027, 7, 30), 11),
        (date(2026, 8, 15), date(2027, 8, 14), 12),
        (date(2027, 2, 28), date(2027, 2, 28), 1),
        (date(2028, 2, 1), date(2028, 2, 28), 0),
        (date(2026, 8, 10), date(2026, 8, 20), 0),
    ],
)
def test_a_month_counts_when_its_last_day_is_in_learning(start: date, end: date, count: int) -> None:
    """The last day of the month decides, leap years included."""
    assert month_ends(start, end) == count


def test_a_new_price_spreads_the_rest_over_the_months_left() -> None:
    """After five of 1,000 a price of 18,000 leaves 9,400 for seven months."""
    result = _instalments(
        {"start": "2026-08-01", "end": "2027-01-14", "price": 15_000},
        {"start": "2027-01-15", "end": "2027-07-31", "price": 18_000},
    )
    amounts = [payment["amount"] for payment in result["schedule"]]
    assert amounts == [1_000.0] * 5 + [1_342.86] * 7
    assert (result["instalment_amount"], result["completion_payment"]) == (1_342.86, 3_600.0)


@pytest.mark.parametrize(
    ("episodes", "message"),
    [
        ([], "price_episodes: must have at least one price"),
        ([{**YEAR, "end": "2026-07-01"}], r"price_episodes\[0\]\.end: is before the start"),
        ([YEAR, {**YEAR, "start": "2027-07-31"}], "price_episodes: two prices hold on 31 July 2027"),
        ([{**YEAR, "end": "2026-08-30"}], "no month end falls within these days"),
        ([{**YEAR, "price": -1}], r"price_episodes\[0\]\.price: must be from 0"),
    ],
)
def test_prices_that_make_no_apprenticeship_are_refused(
    episodes: list[dict[str, object]], message: str
) -> None:
    """In words, with the path."""
    with pytest.raises(BadInput, match=message):
        _instalments(*episodes)


def test_early_completion_pays_the_rest_at_once() -> None:
    """After seven of 800 the other 4,000 fall due in the month of completion, with the 2,400."""
    result = _complete(completion_date="2027-03-15")
    assert len(result["regular"]) == 7
    assert result["balancing"] == [{"month": "2027-03", "paid_in": "2027-04", "amount": 4_000.0}]
    assert result["completion"] == [{"month": "2027-03", "paid_in": "2027-04", "amount": 2_400.0}]
    assert result["total"] == 12_000.0


@pytest.mark.parametrize("completed", ["2027-07-31", "2027-09-10"])
def test_completion_on_time_or_late_balances_nothing(completed: str) -> None:
    """All twelve instalments are earned; completion comes when it comes."""
    result = _complete(completion_date=completed)
    assert (len(result["regular"]), result["balancing"]) == (12, [])
    assert result["completion"][0]["month"] == completed[:7]


def test_the_completion_payment_waits_for_achievement() -> None:
    """Learning ends in July, the assessment is passed in October: the 20% is October's."""
    result = _complete(completion_date="2027-07-31", achievement_date="2027-10-04")
    assert result["completion"] == [{"month": "2027-10", "paid_in": "2027-11", "amount": 2_400.0}]


def test_before_completion_its_payment_is_shown_but_not_earned() -> None:
    """The page can say what is still to come."""
    result = _complete()
    assert (result["completion"], result["completion_payment"], result["total"]) == ([], 2_400.0, 9_600.0)
    assert result["notes"] == ["Not completed yet: the completion payment comes when it is."]


@pytest.mark.parametrize("name", ["completion_date", "achievement_date", "planned_end"])
def test_no_date_may_lie_before_the_start(name: str) -> None:
    """The path names the date."""
    with pytest.raises(BadInput, match=f"{name}: is before the start"):
        _complete(**{name: "2026-07-31"})


PRICES = st.integers(1, 30_000).map(Decimal)
STARTS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


@given(STARTS, st.integers(31, 1_500), PRICES, st.integers(0, 1_600))
def test_a_completed_apprenticeship_pays_its_price_exactly(
    start: date, days: int, price: Decimal, completed_after: int
) -> None:
    """Early, on time or late, all payments sum to the price; none is negative."""
    earnings = earn([PriceEpisode(start, start + timedelta(days=days), price)])
    ended = complete(earnings, start + timedelta(days=completed_after), None)
    paid = [payment.amount for payment in (*ended.regular, *ended.balancing, *ended.completion)]
    assert round(sum(paid), 10) == price
    assert [amount for amount in paid if amount < 0] == []


@given(STARTS, st.integers(31, 400), st.integers(31, 400), PRICES, PRICES)
def test_a_changed_price_is_paid_in_full(
    start: date, first: int, second: int, price: Decimal, later_price: Decimal
) -> None:
    """The instalments of both prices sum to 80% of the later one, in either order of the list."""
    change = start + timedelta(days=first)
    episodes = [
        PriceEpisode(start, change - timedelta(days=1), price),
        PriceEpisode(change, change + timedelta(days=second), later_price),
    ]
    earnings = earn(episodes)
    assert round(sum(payment.amount for payment in earnings.instalments), 10) == later_price * Decimal("0.8")
    assert earn(episodes[::-1]) == earnings
