"""The dated figures of redundancy pay: NHS terms section 16 (England) and the statutory scheme.

Money is in pounds as Decimal. Sources: NHS Terms and Conditions of Service Handbook, section 16 (England);
Employment Rights Act 1996 (ERA 1996) on legislation.gov.uk.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from saggar.rules.dated import Rule, Version

HANDBOOK = "NHS Terms and Conditions of Service Handbook, section 16 (England)"
ERA = "Employment Rights Act 1996"
LIMITS = "Employment Rights (Increase of Limits) Order"

_SECTION_16_FROM = date(2015, 4, 1)
_AGE_LAW_FROM = date(2006, 10, 1)

SALARY_FLOOR = Rule(
    "redundancy.section16.salary_floor",
    "The full-time salary the payment is worked out on is never less than this",
    "pounds a year",
    (Version(Decimal(23_000), _SECTION_16_FROM, HANDBOOK, note="applied before pro rata by WTE"),),
)
SALARY_CAP = Rule(
    "redundancy.section16.salary_cap",
    "The full-time salary the payment is worked out on is never more than this",
    "pounds a year",
    (Version(Decimal(80_000), _SECTION_16_FROM, HANDBOOK, note="so no payment is above 160,000 pounds"),),
)
SECTION_16_MINIMUM_YEARS = Rule(
    "redundancy.section16.minimum_years",
    "Complete years of continuous service below which nothing is due",
    "years",
    (Version(2, _SECTION_16_FROM, HANDBOOK, note="104 weeks of continuous NHS service"),),
)
SECTION_16_MAXIMUM_MONTHS = Rule(
    "redundancy.section16.maximum_months",
    "The most months of pay: one for each complete year of reckonable service, up to this",
    "months",
    (Version(24, _SECTION_16_FROM, HANDBOOK, note="part years are ignored"),),
)
WEEKS_IN_MONTH = Rule(
    "redundancy.section16.weeks_in_month",
    "A month's pay is the better of a twelfth of the salary and this many times a week's pay",
    "weeks",
    (Version(Decimal("4.35"), _SECTION_16_FROM, HANDBOOK, note="the week's pay is that of ERA 1996"),),
)
CONTINUITY_BREAK_WEEKS = Rule(
    "redundancy.section16.continuity_break_weeks",
    "The most whole weeks, Sunday to Saturday, without NHS work that leave service continuous",
    "weeks",
    (Version(1, _SECTION_16_FROM, HANDBOOK),),
)
RECKONABLE_BREAK_MONTHS = Rule(
    "redundancy.section16.reckonable_break_months",
    "Earlier NHS service counts when the break after it is no longer than this",
    "months",
    (Version(12, _SECTION_16_FROM, HANDBOOK, note="service already paid for does not count"),),
)
RETURN_WEEKS = Rule(
    "redundancy.section16.return_weeks",
    "Nothing is due when a new NHS job starts within this time of the end of the old one",
    "weeks",
    (Version(4, _SECTION_16_FROM, HANDBOOK),),
)
TAX_FREE = Rule(
    "redundancy.tax_free",
    "The part of a redundancy payment that is free of tax",
    "pounds",
    (Version(Decimal(30_000), date(2003, 4, 6), "Income Tax (Earnings and Pensions) Act 2003, section 403"),),
)
EARLY_PENSION_AGE = Rule(
    "redundancy.early_pension_age",
    "The age from which a redundant member of the pension scheme may take an unreduced pension instead",
    "years of age",
    (
        Version(
            55,
            date(2010, 4, 6),
            "Finance Act 2004, section 279",
            "medium",
            date(2028, 4, 6),
            "some members have a lower protected pension age; the employer's cost stops at the payment",
        ),
        Version(57, date(2028, 4, 6), "Finance Act 2022, section 10", "medium", note="protected ages stay"),
    ),
)
STATUTORY_MINIMUM_YEARS = Rule(
    "redundancy.statutory.minimum_years",
    "Complete years of continuous employment below which nothing is due",
    "years",
    (Version(2, _AGE_LAW_FROM, f"{ERA}, section 155"),),
)
STATUTORY_MAXIMUM_YEARS = Rule(
    "redundancy.statutory.maximum_years",
    "The most years that count, the latest first",
    "years",
    (Version(20, _AGE_LAW_FROM, f"{ERA}, section 162(3)"),),
)
AgeBands = tuple[tuple[int, Decimal], ...]
STATUTORY_AGE_BANDS: Rule[AgeBands] = Rule(
    "redundancy.statutory.age_bands",
    "Weeks of pay for a year of employment, by the age from which the whole of that year was worked",
    "age from, weeks",
    (
        Version(
            ((41, Decimal("1.5")), (22, Decimal(1)), (0, Decimal("0.5"))),
            _AGE_LAW_FROM,
            f"{ERA}, section 162(2)",
            note="years are counted backwards from the end of the employment",
        ),
    ),
)


_FIRST_CAP = 2014
_CAPS = (464, 475, 479, 489, 508, 525, 538, 544, 571, 643, 700, 719, 751)


def _week_caps() -> Iterator[Version[Decimal]]:
    last = _FIRST_CAP + len(_CAPS) - 1
    for year, cap in enumerate(_CAPS, _FIRST_CAP):
        ends_on = date(year + 1, 4, 6) if year < last else None
        source = f"{ERA}, section 227; {LIMITS} {year}"
        yield Version(Decimal(cap), date(year, 4, 6), source, ends_on=ends_on)


WEEK_CAP = Rule(
    "redundancy.statutory.week_cap",
    "The most a week's pay may be, by the date the employment ends",
    "pounds a week",
    tuple(_week_caps()),
)

PAYMENT_RULES = (
    SALARY_FLOOR,
    SALARY_CAP,
    SECTION_16_MINIMUM_YEARS,
    SECTION_16_MAXIMUM_MONTHS,
    WEEKS_IN_MONTH,
    CONTINUITY_BREAK_WEEKS,
    RECKONABLE_BREAK_MONTHS,
    RETURN_WEEKS,
    TAX_FREE,
    EARLY_PENSION_AGE,
    STATUTORY_MINIMUM_YEARS,
    STATUTORY_MAXIMUM_YEARS,
    STATUTORY_AGE_BANDS,
    WEEK_CAP,
)
