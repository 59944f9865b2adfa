"""How the government's own transfer service behaves: the defaults of a round's settings, not law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from saggar.rules.dated import Rule, Version

MATCHING_API = "SkillsFundingAgency/das-levy-transfer-matching-api"
OUTER_API = "SkillsFundingAgency/das-apim-endpoints"

PLEDGE_MINIMUM = Rule(
    "peer.pledge.min",
    "The smallest pledge",
    "pounds",
    (
        Version(
            Decimal(2_000),
            date(2021, 9, 1),
            "SkillsFundingAgency/das-levy-transfer-matching-web AmountPostModelValidator.cs",
        ),
    ),
)
PLEDGE_CLOSES_BELOW = Rule(
    "peer.pledge.auto_close_below",
    "A pledge with less than this left closes by itself",
    "pounds",
    (Version(Decimal(2_000), date(2023, 1, 1), f"{MATCHING_API} Pledge.cs"),),
)
DELAYED_AUTO_APPROVAL_DAYS = Rule(
    "peer.delayed_auto_approval_days",
    "Days after which an application that matches in full is approved by itself",
    "days",
    (Version(42, date(2023, 1, 1), f"{OUTER_API} ApplicationsWithAutomaticApprovalQueryHandler.cs"),),
)
AUTO_DECLINE_DAYS = Rule(
    "peer.auto_decline_days",
    "Days after approval by which the applicant must accept, or the offer lapses",
    "days",
    (Version(42, date(2024, 1, 1), f"{MATCHING_API} GetApplicationsToAutoDecline"),),
)
AUTO_REJECT_MONTHS = Rule(
    "peer.auto_reject_months",
    "Months after which an application nobody decided is rejected by itself",
    "months",
    (Version(3, date(2024, 1, 1), f"{OUTER_API} GetApplicationsForAutomaticRejectionQueryHandler.cs"),),
)
AUTO_EXPIRE_MONTHS = Rule(
    "peer.auto_expire_months",
    "Months after acceptance in which accepted money must be used, or it goes back",
    "months",
    (Version(3, date(2024, 1, 1), f"{MATCHING_API} GetApplicationsToAutoExpire"),),
)
