"""Money as whole hundred-thousandths of a pound, and as text."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.engines.funding.money import (
    exact_text,
    in_full,
    in_pounds,
    rounded,
    sterling,
    units,
    up_to_the_penny,
)

AMOUNTS = st.integers(-(10**15), 10**15)


@given(AMOUNTS)
def test_pounds_and_units_are_the_same_amount(amount):
    """Nothing is lost between whole units, Decimal pounds and exact text."""
    assert units(in_pounds(amount)) == amount
    assert Decimal(exact_text(amount)) == in_pounds(amount)


def test_a_sixth_decimal_place_is_refused():
    """An amount that five places cannot hold is an error, not rounded away."""
    with pytest.raises(ValueError, match=r"0.000001 has more than 5 decimal places"):
        units(Decimal("0.000001"))


@given(st.fractions(0, 10**9))
def test_rounding_goes_to_the_nearest_unit_halves_up(amount):
    """The rounded amount is nearest, and the upper one of two."""
    assert Fraction(-1, 2) <= amount - rounded(amount) < Fraction(1, 2)


@pytest.mark.parametrize(("amount", "pence"), [(0, 0), (1, 1_000), (1_000, 1_000), (1_001, 2_000)])
def test_up_to_the_penny_never_gives_less(amount, pence):
    """A part of a penny counts as a whole one."""
    assert up_to_the_penny(amount) == pence


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0.00"), (60_000_000_000, "600000.00"), (12_345, "0.12345"), (-150_000, "-1.50"), (100, "0.001")],
)
def test_exact_text_shows_all_places_and_at_least_two(amount, text):
    """JSON amounts keep what there is."""
    assert exact_text(amount) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (60_000_000_000, "£600,000"),
        (2_608_696_000, "£26,086.96"),
        (499, "£0"),
        (500, "£0.01"),
        (-200_000, "-£2"),
    ],
)
def test_sentences_show_pounds_to_the_nearest_penny(amount, text):
    """Readers see pounds with commas, and pence only where there are any."""
    assert sterling(amount) == text


@pytest.mark.parametrize(("amount", "text"), [(1, "£0.00001"), (-1, "-£0.00001"), (100_000, "£1.00")])
def test_sentences_about_exactness_show_every_place(amount, text):
    """The checker's sentences tell two amounts apart whatever the difference."""
    assert in_full(amount) == text
