"""Numbers with their nouns, for the steps that results show."""

from __future__ import annotations

from decimal import Decimal


def counted(number: int | Decimal, noun: str) -> str:
    """The number with its noun in the plural unless it is one: "1 week", "1.5 weeks", "2 weeks"."""
    shown = f"{number.normalize():f}" if isinstance(number, Decimal) else str(number)
    return f"{shown} {noun}" if number == 1 else f"{shown} {noun}s"
