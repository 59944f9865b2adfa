"""Redundancy: payments, notice, consultation, protection in family leave and trial periods.

`BOOK` holds every dated figure. The functions answer one question each and give steps in words with the
rules they used. They need no database and read no clock.
"""

from __future__ import annotations

from typing import Any

from saggar.rules.dated import Rule, RuleBook
from saggar.rules.redundancy.consultation import (
    ConsultationDuty,
    ConsultationWatch,
    ProposedDismissals,
    consultation_watch,
)
from saggar.rules.redundancy.duty_figures import DUTY_RULES
from saggar.rules.redundancy.family_leave import (
    FamilyLeave,
    FamilyLeaveKind,
    ProtectedWindow,
    protected_window,
)
from saggar.rules.redundancy.notice import Notice, statutory_notice
from saggar.rules.redundancy.payment_figures import PAYMENT_RULES
from saggar.rules.redundancy.section16 import Section16Case, Section16Payment, section16_payment
from saggar.rules.redundancy.service import Employment, Service, service_of, whole_weeks_between
from saggar.rules.redundancy.statutory import StatutoryPayment, statutory_payment
from saggar.rules.redundancy.trial import Retraining, Trial, trial_period

_ALL: tuple[Rule[Any], ...] = (*PAYMENT_RULES, *DUTY_RULES)

BOOK = RuleBook.of(_ALL)

__all__ = [
    "BOOK",
    "ConsultationDuty",
    "ConsultationWatch",
    "Employment",
    "FamilyLeave",
    "FamilyLeaveKind",
    "Notice",
    "ProposedDismissals",
    "ProtectedWindow",
    "Retraining",
    "Section16Case",
    "Section16Payment",
    "Service",
    "StatutoryPayment",
    "Trial",
    "consultation_watch",
    "protected_window",
    "section16_payment",
    "service_of",
    "statutory_notice",
    "statutory_payment",
    "trial_period",
    "whole_weeks_between",
]
