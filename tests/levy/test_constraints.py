"""What the database itself refuses, whoever writes: each constraint by its name."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from saggar.levy.models import (
    Declaration,
    FundingBand,
    LevyAccount,
    MonthTotal,
    PlannedCommitment,
    Standard,
    StatedBalance,
    Training,
    Transaction,
)
from saggar.platform.audit.guard import unguarded

ONE, AUGUST = uuid.UUID(int=1), date(2026, 8, 1)
PLANNED = {"label": "Care", "apprentices": 1, "starts_on": AUGUST, "months": 12, "price_pence": 100}
DECLARED = {
    "paye_scheme": "123/A1",
    "declaration_id": "1",
    "submitted_at": datetime(2026, 5, 17, tzinfo=UTC),
    "payroll_year": "26-27",
    "payroll_month": 1,
}
STATED = {"on": AUGUST, "stated_pence": 1, "derived_pence": 1, "at": datetime(2026, 9, 1, tzinfo=UTC)}
TRAINED = {"key": "k", "first_month": AUGUST, "last_month": AUGUST, "months_paid": 1}
BREAKS = {
    "levy_account_english_percent": (LevyAccount, {"english_percent": 101}, 1),
    "levy_transaction_once": (Transaction, {"fingerprint": ONE, "on": AUGUST, "kind": "levy"}, 2),
    "levy_month_total_once": (MonthTotal, {"month": AUGUST, "kind": "levy"}, 2),
    "levy_month_total_month_is_a_first": (MonthTotal, {"month": date(2026, 8, 2), "kind": "levy"}, 1),
    "levy_training_once": (Training, TRAINED, 2),
    "levy_declaration_once": (Declaration, DECLARED, 2),
    "levy_declaration_payroll_month": (Declaration, DECLARED | {"payroll_month": 13}, 1),
    "levy_stated_balance_not_negative": (StatedBalance, STATED | {"stated_pence": -1}, 1),
    "levy_planned_apprentices": (PlannedCommitment, PLANNED | {"apprentices": 501}, 1),
    "levy_planned_months": (PlannedCommitment, PLANNED | {"months": 73}, 1),
    "levy_planned_price": (PlannedCommitment, PLANNED | {"price_pence": 0}, 1),
    "levy_planned_month_is_a_first": (PlannedCommitment, PLANNED | {"starts_on": date(2026, 8, 2)}, 1),
    "levy_funding_band_once": (FundingBand, {"starts_on": AUGUST, "cap_pounds": 1, "months": 1}, 2),
    "levy_funding_band_ends_after_start": (
        FundingBand,
        {"starts_on": AUGUST, "ends_on": AUGUST, "cap_pounds": 1, "months": 1},
        1,
    ),
}
"""The model, the columns and how many such rows break each constraint."""


def owner(donor, model) -> dict[str, object]:
    """What the row belongs to."""
    if model is FundingBand:
        standard, _ = Standard.objects.get_or_create(lars_code=1, title="Care")
        return {"standard": standard}
    return {"organisation": donor.other} if model is LevyAccount else {"account": donor.account}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(donor, name):
    """A row that breaks the rule is not stored, and the error names it."""
    model, columns, times = BREAKS[name]
    with unguarded("test of a constraint"), transaction.atomic():
        belongs = owner(donor, model)
        for _ in range(times - 1):
            model.objects.create(**belongs, **columns)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            model.objects.create(**belongs, **columns)


def test_every_constraint_is_tried():
    """A new constraint of the levy needs its row above."""
    models = apps.get_app_config("levy").get_models()
    assert {each.name for model in models for each in model._meta.constraints} == set(BREAKS)


def test_an_organisation_has_one_account(donor):
    """A second account could hold half of its rows."""
    with unguarded("test of a constraint"), pytest.raises(IntegrityError), transaction.atomic():
        LevyAccount.objects.create(organisation=donor.organisation)
