"""Levy declared beside levy credited: cumulative sums, nothing paid, corrections, and the comparison."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from saggar.levy.declared import Declared, credit_checks, due_by_tax_month, tax_month


def declared(
    month: int, to_date: str | None, *, year: str = "26-27", day: int = 17, scheme: str = "1"
) -> Declared:
    """A declaration of the tax year 2026/27 unless said otherwise."""
    at = datetime(2026, 5, day, tzinfo=UTC)
    return Declared(scheme, year, month, at, None if to_date is None else Decimal(to_date))


def test_tax_months_are_named_by_the_month_they_start_in():
    """Month 1 of 26-27 starts in April 2026, month 12 in March 2027."""
    assert (tax_month("26-27", 1), tax_month("26-27", 12)) == (date(2026, 4, 1), date(2027, 3, 1))


def test_a_months_levy_is_the_difference_to_the_month_before():
    """90,000 then 180,000 to date is 90,000 in each month."""
    assert due_by_tax_month([declared(2, "180000"), declared(1, "90000")]) == {
        date(2026, 4, 1): Decimal(90000),
        date(2026, 5, 1): Decimal(90000),
    }


def test_nothing_paid_keeps_the_cumulative_sum():
    """A period without payment is 0, and the next month counts from the sum before it."""
    due = due_by_tax_month([declared(1, "90000"), declared(2, None), declared(3, "150000")])
    assert list(due.values()) == [Decimal(90000), Decimal(0), Decimal(60000)]


def test_a_later_submission_of_a_month_replaces_the_earlier():
    """HMRC takes corrections: the latest submission of a period counts."""
    due = due_by_tax_month([declared(1, "90000", day=20), declared(1, "80000", day=17)])
    assert due == {date(2026, 4, 1): Decimal(90000)}


def test_each_tax_year_and_scheme_counts_for_itself():
    """The cumulative sum starts again each April, and schemes add up."""
    due = due_by_tax_month(
        [
            declared(12, "1000", year="25-26"),
            declared(1, "90", year="26-27"),
            declared(1, "10", scheme="2"),
        ]
    )
    assert due == {date(2026, 3, 1): Decimal(1000), date(2026, 4, 1): Decimal(100)}


def test_the_credit_is_compared_with_what_the_rules_give():
    """June 2026's month still brings 10% top-up, July's none; a month beyond the files is not compared."""
    checks = credit_checks(
        [declared(3, "90000"), declared(4, "180000"), declared(5, "270000")],
        {date(2026, 7, 1): Decimal(97515), date(2026, 8, 1): Decimal(88000)},
        Decimal("98.5"),
        date(2026, 8, 31),
    )
    assert [(check.expected, check.difference) for check in checks] == [
        (Decimal("88650.00"), None),
        (Decimal("88650.00"), Decimal("-650.00")),
        (Decimal("97515.00"), Decimal("0.00")),
    ]
