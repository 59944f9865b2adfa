"""What is left of each month's funds: nothing appears, nothing is lost, and the oldest goes first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.engines.funding.position import position
from saggar.rules.levy import add_months

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))
AMOUNTS = st.decimals(-50_000, 100_000, places=5)
SPENT = st.decimals(0, 2_000_000, places=5)
MONTHS = st.integers(0, 60).map(lambda place: add_months(JANUARY, place))
FUNDS = st.dictionaries(MONTHS, AMOUNTS, max_size=24)


def pounds(**months: int) -> dict[date, Decimal]:
    """Funds by the name of the month, in 2026."""
    names = {"january": JANUARY, "february": FEBRUARY, "march": MARCH}
    return {names[name]: Decimal(amount) for name, amount in months.items()}


@given(FUNDS, SPENT, AMOUNTS)
def test_nothing_appears_and_nothing_is_lost(entered, gone, difference):
    """The balance is what came in, less what went, plus what the reconciliation found."""
    found = difference if entered or difference < 0 else Decimal(0)
    assert position(entered, gone, difference).balance == sum(entered.values()) - gone + found


@given(FUNDS, SPENT)
def test_what_is_left_is_the_newest(entered, gone):
    """Every month after the first that has something left still has all that its reductions left it."""
    left = position(entered, gone).left
    untouched = position(entered, Decimal(0)).left
    assert [left[month] for month in sorted(left)[1:]] == [untouched[month] for month in sorted(left)[1:]]


@given(FUNDS, SPENT)
def test_money_is_left_or_missing_never_both(entered, gone):
    """Either some funds are left, or more went than came: an account cannot have both."""
    found = position(entered, gone)
    assert all(amount > 0 for amount in found.left.values())
    assert found.unexplained >= 0
    assert not (found.left and found.unexplained)


@given(FUNDS, SPENT, st.decimals(0, 1_000, places=5))
def test_spending_more_leaves_no_month_with_more(entered, gone, more):
    """A pound more spent takes from the oldest month left, and gives to none."""
    before, after = position(entered, gone).left, position(entered, gone + more).left
    assert all(after[month] <= before[month] for month in after)


@given(FUNDS, SPENT)
def test_the_order_of_the_months_does_not_matter(entered, gone):
    """The same funds told in another order are the same position."""
    assert position(dict(reversed(entered.items())), gone) == position(entered, gone)


def test_the_oldest_goes_first():
    """130 spent of 100 and 100: January is used up, February keeps 70."""
    assert position(pounds(january=100, february=100), Decimal(130)).left == pounds(february=70)


def test_a_reduction_eats_the_newest_earlier_month_first():
    """A correction of -120 in March takes February's 100 and then 20 of January's."""
    assert position(pounds(january=100, february=100, march=-120), Decimal(0)).left == pounds(january=80)


def test_a_reduction_never_touches_later_months():
    """A correction in January cannot take what came in February: it is missing instead."""
    found = position(pounds(january=-30, february=100), Decimal(0))
    assert (found.left, found.unexplained) == (pounds(february=70), Decimal(0))


def test_more_spent_than_came_in_is_said():
    """40 more went out than the history shows coming in."""
    found = position(pounds(january=100), Decimal(140))
    assert (found.left, found.unexplained, found.balance) == ({}, Decimal(40), Decimal(-40))


@pytest.mark.parametrize(
    ("difference", "left"),
    [(25, pounds(january=25, february=100)), (-25, pounds(february=75)), (0, pounds(february=100))],
)
def test_a_difference_counts_as_the_oldest_money(difference, left):
    """A surplus is the first to be used or lost; a shortfall has gone like other money."""
    entered = pounds(january=100, february=100)
    assert position(entered, Decimal(100), Decimal(difference)).left == left


def test_a_surplus_without_any_funds_has_no_month_to_belong_to():
    """Nothing ever came in: there is nothing to expire."""
    assert position({}, Decimal(0), Decimal(25)).left == {}
