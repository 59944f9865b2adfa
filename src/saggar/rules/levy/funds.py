"""The levy itself: its rate, what is added to it, how long it lives and how much may be transferred.

Money is in pounds as Decimal, shares are fractions (0.1 is 10%). Source file of each row: its `source`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from saggar.rules.dated import Rule, Version

FINANCE = "SkillsFundingAgency/das-employer-finance"
ESTIMATE = "SkillsFundingAgency/das-estimate-apprenticeship-funding ForecastCalculator.cs"
GUIDANCE = "gov.uk guidance on the apprenticeship levy and transfers"

_FROM_2017 = date(2017, 4, 6)
_ACCOUNTS_OPEN = date(2017, 5, 1)
_TRANSFERS_OPEN = date(2018, 4, 30)
_REFORM = date(2026, 8, 1)

LEVY_RATE = Rule(
    "levy.rate",
    "The share of the pay bill that is due as levy",
    "share of pay bill",
    (Version(Decimal("0.005"), _FROM_2017, ESTIMATE),),
)
LEVY_ALLOWANCE = Rule(
    "levy.allowance",
    "What an employer or connected group may deduct from the levy due",
    "pounds a year",
    (
        Version(
            Decimal(15_000),
            _FROM_2017,
            ESTIMATE,
            note="per employer or connected group and tax year; one twelfth a month, cumulative",
        ),
    ),
)
PAY_BILL_THRESHOLD = Rule(
    "levy.paybill_threshold",
    "The yearly pay bill above which levy is due",
    "pounds a year",
    (Version(Decimal(3_000_000), _FROM_2017, ESTIMATE, note="the allowance divided by the rate"),),
)
TOP_UP = Rule(
    "levy.top_up",
    "What the government adds to levy as it enters the account, chosen by the submission cut-off date",
    "share of the levy",
    (
        Version(
            Decimal("0.1"),
            _FROM_2017,
            f"{FINANCE} CreateTopUpPercentages.sql",
            ends_on=_REFORM,
            note="by submission cut-off: June 2026's tax month (20 July 2026) is the last with a top-up",
        ),
        Version(
            Decimal("0.0"),
            _REFORM,
            f"{FINANCE} CreateTopUpPercentages.sql; UK Parliament written answers 110425, 109925 and 110426",
        ),
    ),
)
EXPIRY_MONTHS = Rule(
    "levy.expiry_months",
    "How long funds live, by the month they entered the account",
    "months",
    (
        Version(
            24,
            _ACCOUNTS_OPEN,
            f"{FINANCE} ExpireFundsExtensions.cs; ExpiredFundsGuidance.cshtml",
            ends_on=_REFORM,
            note="money that entered up to 31 July 2026 keeps its 24 months",
        ),
        Version(
            12,
            _REFORM,
            f'{FINANCE} ExpireFundsExtensions.cs; "From 1 August 2026, unused levy funds expire 12 months '
            'after being added"',
        ),
    ),
)
SPEND_ORDER = Rule(
    "levy.spend_order",
    "Which funds a payment uses",
    "order",
    (
        Version(
            "oldest_first",
            _ACCOUNTS_OPEN,
            f'{FINANCE} ExpiredFunds.cs; "We use the oldest funds first"',
            note="24-month money is spent before 12-month money even when the latter expires sooner",
        ),
    ),
)
TRANSFER_ALLOWANCE_RATE = Rule(
    "transfer.allowance_rate",
    "The share of last year's levy funds that may be transferred this year",
    "share of levy funds",
    (
        Version(Decimal("0.1"), _TRANSFERS_OPEN, GUIDANCE, ends_on=date(2019, 4, 6)),
        Version(
            Decimal("0.25"),
            date(2019, 4, 6),
            f"{GUIDANCE}; help.apprenticeships article 360020549819",
            ends_on=date(2024, 4, 6),
        ),
        Version(
            Decimal("0.5"),
            date(2024, 4, 6),
            f"{GUIDANCE}; TransferAllowancePercentage in {FINANCE}",
            note="the service showed 50% from 22 April 2024; no later change found up to August 2026",
        ),
    ),
)
TRANSFER_ALLOWANCE_BASE = Rule(
    "transfer.allowance_base",
    "What the transfer allowance is a share of",
    "words",
    (
        Version(
            "levy funds (declared x English percentage, top-up included) credited from 20 April to 20 April",
            _TRANSFERS_OPEN,
            f"{FINANCE} GetAccountTransferAllowance.sql, GetPreviousFinancialYearDates",
            note="less transfers sent since 20 April; what is unused on 20 April is lost; "
            "open pledges do not reduce it",
        ),
    ),
)
TRANSFER_CHAIN_ALLOWED = Rule(
    "transfer.chain_allowed",
    "Whether an employer that sends transfers may also receive them",
    "yes or no",
    (
        Version(False, _TRANSFERS_OPEN, GUIDANCE, "medium", date(2022, 2, 1), "a sender could not receive"),
        Version(
            True,
            date(2022, 2, 1),
            f"{GUIDANCE}; rule TM_11",
            "medium",
            note="a sender can also receive; received money cannot be passed on",
        ),
    ),
)
TRANSFER_NEW_STARTS_ONLY = Rule(
    "transfer.new_starts_only",
    "Whether a transfer pays only for apprenticeships that start after it is agreed",
    "yes or no",
    (Version(True, _TRANSFERS_OPEN, "apprenticeship funding rules E186 and E212"),),
)
TRANSFER_REFUSED_IF_FULLY_FUNDED = Rule(
    "transfer.refused_if_fully_government_funded",
    "Whether an apprentice the government funds in full is refused a transfer",
    "yes or no",
    (
        Version(
            True,
            date(2024, 4, 1),
            "apprenticeship funding rules",
            note="small employers' apprentices of 16 to 21; from August 2026 non-levy employers' of 16 to 24",
        ),
    ),
)
TRANSFER_COVERS = Rule(
    "transfer.covers",
    "What a transfer pays for",
    "words",
    (
        Version(
            "100% of training and assessment up to funding band maximum; above the cap the receiver pays",
            _TRANSFERS_OPEN,
            "apprenticeship funding rules",
        ),
    ),
)
