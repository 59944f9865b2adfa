"""Exact money inside the funding engines: whole hundred-thousandths of a pound.

The apprenticeship service keeps and prints five decimal places (its transaction files), so an integer
of that unit holds every figure of it exactly. Decimal pounds stand at the edges only.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

UNITS_PER_POUND = 100_000
UNITS_PER_PENNY = 1_000
DECIMAL_PLACES = 5
_UNIT = Decimal("0.00001")


def units(pounds: Decimal) -> int:
    """`pounds` in hundred-thousandths; ValueError when it has more than five decimal places."""
    scaled = pounds.scaleb(DECIMAL_PLACES)
    whole = int(scaled)
    if whole != scaled:
        raise ValueError(f"{pounds} has more than {DECIMAL_PLACES} decimal places")
    return whole


def in_pounds(amount: int) -> Decimal:
    """Hundred-thousandths as Decimal pounds with five places."""
    return Decimal(int(amount)).scaleb(-DECIMAL_PLACES)


def rounded(amount: Fraction) -> int:
    """The whole unit nearest to `amount`, halves upwards."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def up_to_the_penny(amount: int) -> int:
    """The smallest whole number of pence that is not less than `amount`, in hundred-thousandths."""
    return -(-amount // UNITS_PER_PENNY) * UNITS_PER_PENNY


def exact_text(amount: int) -> str:
    """`amount` as plain pounds for JSON: all of it, at least two decimal places ("600000.00", "0.12345")."""
    sign = "-" if amount < 0 else ""
    pounds, rest = divmod(abs(amount), UNITS_PER_POUND)
    if rest % UNITS_PER_PENNY == 0:
        return f"{sign}{pounds}.{rest // UNITS_PER_PENNY:02d}"
    return f"{sign}{pounds}.{rest:05d}".rstrip("0")


def sterling(amount: int) -> str:
    """`amount` for a sentence, to the nearest penny: "£600,000" or "£26,086.96"."""
    pence = rounded(Fraction(abs(amount), UNITS_PER_PENNY))
    pounds, rest = divmod(pence, 100)
    sign = "-" if amount < 0 and pence else ""
    return f"{sign}£{pounds:,}" + (f".{rest:02d}" if rest else "")


def in_full(amount: int) -> str:
    """`amount` for a sentence about exactness, with all its places: "£0.12345"."""
    return f"-£{exact_text(-amount)}" if amount < 0 else f"£{exact_text(amount)}"
