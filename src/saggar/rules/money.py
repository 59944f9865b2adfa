"""Exact money: fractions while a figure is worked out, whole pence when it is shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor


def to_pence(pounds: Fraction | Decimal | int) -> Decimal:
    """The amount in pounds rounded to the penny, half a penny up: Fraction(1, 3) is 0.33."""
    return Decimal(floor(Fraction(pounds) * 100 + Fraction(1, 2))).scaleb(-2)


def in_words(pounds: Fraction | Decimal | int) -> str:
    """The amount as people write it: £23,000 or £1,916.67, without pence when there are none."""
    amount = to_pence(pounds)
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"
