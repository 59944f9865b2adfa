"""The dated figures of the employer's duties in a redundancy: notice, consultation, protection, trial.

Sources, on legislation.gov.uk: Employment Rights Act 1996 (ERA 1996); Trade Union and Labour Relations
(Consolidation) Act 1992 (TULRCA 1992); Maternity and Parental Leave etc. Regulations 1999, Paternity and
Adoption Leave Regulations 2002 and Shared Parental Leave Regulations 2014, as amended by the Maternity Leave,
Adoption Leave and Shared Parental Leave (Amendment) Regulations 2024.
"""

from __future__ import annotations

from datetime import date

from saggar.rules.dated import Rule, Version
from saggar.rules.redundancy.payment_figures import ERA

TULRCA = "Trade Union and Labour Relations (Consolidation) Act 1992"
LEAVE_2024 = "Maternity Leave, Adoption Leave and Shared Parental Leave (Amendment) Regulations 2024"

_ERA_FROM = date(1996, 8, 22)
_CONSULTATION_FROM = date(2013, 4, 6)
_PROTECTION_FROM = date(2024, 4, 6)

NOTICE_FROM_MONTHS = Rule(
    "redundancy.notice.from_months",
    "Months of continuous employment from which the employer must give one week's notice",
    "months",
    (Version(1, _ERA_FROM, f"{ERA}, section 86(1)(a)"),),
)
NOTICE_SCALE_FROM_YEARS = Rule(
    "redundancy.notice.week_a_year_from",
    "Complete years of continuous employment from which notice is one week for each year",
    "years",
    (Version(2, _ERA_FROM, f"{ERA}, section 86(1)(b)"),),
)
NOTICE_MAXIMUM_WEEKS = Rule(
    "redundancy.notice.maximum_weeks",
    "The most weeks of statutory notice; a contract may give more",
    "weeks",
    (Version(12, _ERA_FROM, f"{ERA}, section 86(1)(c)"),),
)
ConsultationSteps = tuple[tuple[int, int], ...]
CONSULTATION_STEPS: Rule[ConsultationSteps] = Rule(
    "redundancy.consultation.days_before",
    "Days before the first dismissal by which collective consultation must have begun, by number proposed",
    "dismissals from, days",
    (
        Version(
            ((100, 45), (20, 30)),
            _CONSULTATION_FROM,
            f"{TULRCA}, section 188(1A)",
            note="the notice to the Secretary of State (form HR1) is due by the same day: section 193",
        ),
    ),
)
CONSULTATION_WINDOW_DAYS = Rule(
    "redundancy.consultation.window_days",
    "Dismissals at one establishment proposed within this time count together",
    "days",
    (Version(90, _CONSULTATION_FROM, f"{TULRCA}, section 188(1)"),),
)
PROTECTIVE_AWARD_DAYS = Rule(
    "redundancy.consultation.protective_award_days",
    "The most days' pay for each person when the employer does not consult, by the date of the dismissal",
    "days of pay",
    (
        Version(
            90,
            _CONSULTATION_FROM,
            f"{TULRCA}, section 189(4)",
            ends_on=date(2026, 4, 6),
            note="the limit is older; it is recorded from the day the consultation periods start",
        ),
        Version(180, date(2026, 4, 6), f"{TULRCA}, section 189(4); Employment Rights Act 2025"),
    ),
)
PROTECTED_MONTHS = Rule(
    "redundancy.family_leave.months",
    "Months after the birth or placement to the end of the first claim on a suitable vacancy",
    "months",
    (
        Version(
            18,
            _PROTECTION_FROM,
            LEAVE_2024,
            note="pregnancy told, or leave ended, from this day; before it only the leave is protected",
        ),
    ),
)
PROTECTED_SHARED_LEAVE_WEEKS = Rule(
    "redundancy.family_leave.shared_leave_weeks",
    "Weeks of shared parental leave in a row from which the protection outlasts the leave",
    "weeks",
    (Version(6, _PROTECTION_FROM, LEAVE_2024, note="leave that starts on or after this day"),),
)
PROTECTED_WEEKS_AFTER_LOSS = Rule(
    "redundancy.family_leave.weeks_after_loss",
    "Weeks after the end of a pregnancy that gives no right to maternity leave",
    "weeks",
    (Version(2, _PROTECTION_FROM, LEAVE_2024),),
)
TRIAL_WEEKS = Rule(
    "redundancy.trial.weeks",
    "Calendar weeks of trial in the new post, from its first day",
    "weeks",
    (Version(4, _ERA_FROM, f"{ERA}, section 138(3)", note="longer only for retraining agreed in writing"),),
)
TRIAL_STARTS_WITHIN_WEEKS = Rule(
    "redundancy.trial.starts_within_weeks",
    "The new post must start within this time of the end of the old one",
    "weeks",
    (
        Version(
            4,
            _ERA_FROM,
            f"{ERA}, sections 138(1), 141(1) and 146(2)",
            note="an employment that ends on a Friday, Saturday or Sunday counts as ended on the Monday",
        ),
    ),
)

DUTY_RULES = (
    NOTICE_FROM_MONTHS,
    NOTICE_SCALE_FROM_YEARS,
    NOTICE_MAXIMUM_WEEKS,
    CONSULTATION_STEPS,
    CONSULTATION_WINDOW_DAYS,
    PROTECTIVE_AWARD_DAYS,
    PROTECTED_MONTHS,
    PROTECTED_SHARED_LEAVE_WEEKS,
    PROTECTED_WEEKS_AFTER_LOSS,
    TRIAL_WEEKS,
    TRIAL_STARTS_WITHIN_WEEKS,
)
