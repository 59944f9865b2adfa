"""What an apprenticeship costs, who pays which part of it, and what it earns.

Money is in pounds as Decimal, shares are fractions (0.05 is 5%).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saggar.rules.dated import Rule, Version
from saggar.rules.levy.funds import FINANCE, GUIDANCE

EARNINGS = "SkillsFundingAgency/das-funding-apprenticeship-earnings"
PARLIAMENT = "UK Parliament written answers, February 2026"

_ACCOUNTS_OPEN = date(2017, 5, 1)
_APRIL_2019 = date(2019, 4, 1)
_APRIL_2024 = date(2024, 4, 1)
_REFORM = date(2026, 8, 1)


@dataclass(frozen=True, slots=True)
class FullFunding:
    """Which apprentices the government funds in full. Ages are at the start, both ends included.

    `max_employees` None is any size. With support means an education, health and care plan or a care
    leaver: those up to `oldest_with_support` count at employers of up to `support_max_employees`.
    """

    levy_payers_too: bool
    max_employees: int | None
    youngest: int
    oldest: int
    oldest_with_support: int | None = None
    support_max_employees: int | None = None


@dataclass(frozen=True, slots=True)
class Incentive:
    """Additional payments: for the provider and for the employer, (days in learning, pounds) pairs.

    For ages at start up to `oldest`; with a plan or from care up to `oldest_with_support`.
    """

    provider: tuple[tuple[int, Decimal], ...]
    employer: tuple[tuple[int, Decimal], ...]
    oldest: int
    oldest_with_support: int


@dataclass(frozen=True, slots=True)
class BandRange:
    """The lowest and the highest funding band maximum there is, in pounds."""

    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class LevelSevenAge:
    """Ages at start that a level 7 apprenticeship is funded for: what the service checks, what policy says.

    `checked_under` is the age the service's own check refuses from; policy funds up to
    `policy_oldest`, and under `policy_under_with_support` for those with a plan or from care.
    """

    checked_under: int
    policy_oldest: int
    policy_under_with_support: int


CO_INVESTMENT_NON_LEVY = Rule(
    "coinvest.employer_rate.non_levy",
    "The share an employer without levy pays of the training",
    "share of the price up to the cap",
    (
        Version(Decimal("0.1"), _ACCOUNTS_OPEN, GUIDANCE, ends_on=_APRIL_2019),
        Version(
            Decimal("0.05"),
            _APRIL_2019,
            f"{GUIDANCE}; {EARNINGS} CoInvestment",
            note="from August 2026 for apprentices of 25 and over; younger are funded in full",
        ),
    ),
)
CO_INVESTMENT_LEVY_EXHAUSTED = Rule(
    "coinvest.employer_rate.levy_exhausted",
    "The share a levy payer pays of what its account cannot cover",
    "share of the shortfall",
    (
        Version(
            Decimal("0.05"),
            _APRIL_2019,
            "SkillsFundingAgency/das-forecasting-tool AccountProjection.cs",
            ends_on=_REFORM,
        ),
        Version(
            Decimal("0.25"),
            _REFORM,
            f'{PARLIAMENT}; {FINANCE} TransactionsReportV2.cshtml "100/0, 95/5 or 75/25"',
            note="for new starts from that date; no source states the rate where a transfer falls short",
        ),
    ),
)
FULL_FUNDING = Rule(
    "small_employer.full_funding",
    "Whose training the government funds in full",
    "ages and employers",
    (
        Version(FullFunding(True, 49, 16, 18, 24, 49), _ACCOUNTS_OPEN, GUIDANCE, ends_on=_APRIL_2024),
        Version(
            FullFunding(False, None, 16, 21, 24, 49), _APRIL_2024, f"{GUIDANCE}, April 2024", ends_on=_REFORM
        ),
        Version(FullFunding(False, None, 16, 24), _REFORM, PARLIAMENT),
    ),
)
INCENTIVE_16_18 = Rule(
    "incentive.16_18",
    "Additional payments for apprentices of 16 to 18",
    "pounds after days in learning",
    (
        Version(
            Incentive(
                provider=((90, Decimal(500)), (365, Decimal(500))),
                employer=((90, Decimal(500)), (365, Decimal(500))),
                oldest=18,
                oldest_with_support=24,
            ),
            _ACCOUNTS_OPEN,
            f"{EARNINGS} Domain/Calculations, CalculateIncentivePayments.feature",
            note="also at 19 to 24 with an education, health and care plan or from care; the employer part "
            "for someone from care needs their consent",
        ),
    ),
)
INCENTIVE_SME_HIRING = Rule(
    "incentive.sme_hiring_16_24",
    "Reported payment to small and medium employers that hire an apprentice of 16 to 24",
    "pounds",
    (
        Version(
            Decimal(2_000),
            _REFORM,
            "a training software supplier's published article",
            "medium",
            note="reported as two instalments at 90 and 365 days; not confirmed on gov.uk",
        ),
    ),
)
FUNDING_BAND = Rule(
    "funding_band.max",
    "The range of funding band maximums",
    "pounds",
    (
        Version(
            BandRange(Decimal(1_500), Decimal(27_000)),
            date(2018, 8, 1),
            "funding band list; TotalPrice limits",
            note="the cap on the start date applies",
        ),
    ),
)
ON_PROGRAMME_SHARE = Rule(
    "payments.on_programme_share",
    "The share of the price paid in monthly instalments",
    "share of the price up to the cap",
    (Version(Decimal("0.8"), _ACCOUNTS_OPEN, EARNINGS),),
)
COMPLETION_SHARE = Rule(
    "payments.completion_share",
    "The share of the price paid on completion",
    "share of the price up to the cap",
    (Version(Decimal("0.2"), _ACCOUNTS_OPEN, EARNINGS),),
)
SHORT_COURSE_SHARES = Rule(
    "payments.short_course_shares",
    "The shares of an apprenticeship unit's price: at 30% of its duration, and at completion",
    "shares of the price",
    (
        Version(
            (Decimal("0.3"), Decimal("0.7")),
            date(2026, 4, 28),
            f"{EARNINGS} ShortCoursePayments.cs",
            note="apprenticeship units: 30% at 30% of the duration, 70% at completion",
        ),
    ),
)
QUALIFYING_DAYS = Rule(
    "payments.qualifying_days",
    "How many days a learner must stay before anything is earned, by planned duration",
    "(planned days at least, days to stay) pairs",
    (
        Version(
            ((168, 42), (14, 14), (0, 1)),
            _ACCOUNTS_OPEN,
            f"{EARNINGS} QualifyingPeriod",
        ),
    ),
)
MINIMUM_DURATION_MONTHS = Rule(
    "duration.minimum_months",
    "The shortest apprenticeship that may be funded",
    "months",
    (
        Version(12, _ACCOUNTS_OPEN, GUIDANCE, ends_on=date(2025, 8, 1)),
        Version(
            8,
            date(2025, 8, 1),
            f"{GUIDANCE}, funding rules of August 2025",
            "medium",
            note="the code of the public service gives no 8; confirm before relying on it",
        ),
    ),
)
LEVEL_SEVEN_AGE = Rule(
    "level7.max_age_at_start",
    "The ages a level 7 apprenticeship is funded for",
    "years at start",
    (
        Version(
            LevelSevenAge(25, 21, 25),
            date(2026, 1, 1),
            "SkillsFundingAgency/das-commitments AddDraftApprenticeshipValidationTests.cs; policy pages",
            note="the service's check is looser than the policy: warn from 22",
        ),
    ),
)
RESERVATION_EXPIRY_MONTHS = Rule(
    "reservation.expiry_months",
    "How long a reservation of funding by an employer without levy lasts",
    "months",
    (Version(6, date(2019, 1, 1), "SkillsFundingAgency/das-reservations-api AvailableDates.cs", "medium"),),
)
