"""The database holds these rules by itself, whatever the code before it does.

Rules that a test of their capability breaks are not repeated here; tests/house/test_models.py sees to it that
each has one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models

from saggar.platform.audit.guard import unguarded
from tests.world.places import World

REPEATED = {
    "audit_event_one_per_position": "audit.Event",
    "organisations_site_once": "organisations.Site",
    "organisations_agreement_key": "organisations.Agreement",
    "levy_transaction_once": "levy.Transaction",
    "levy_month_total_once": "levy.MonthTotal",
    "levy_training_once": "levy.Training",
    "levy_declaration_once": "levy.Declaration",
    "levy_funding_band_once": "levy.FundingBand",
}
"""What may not be there twice."""

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "levy_account_english_percent": ("levy.LevyAccount", {"english_percent": 101}),
    "levy_month_total_month_is_a_first": ("levy.MonthTotal", {"month": dt.date(2026, 8, 2)}),
    "levy_declaration_payroll_month": ("levy.Declaration", {"payroll_month": 13}),
    "levy_stated_balance_not_negative": ("levy.StatedBalance", {"stated_pence": -1}),
    "levy_planned_apprentices": ("levy.PlannedCommitment", {"apprentices": 501}),
    "levy_planned_months": ("levy.PlannedCommitment", {"months": 73}),
    "levy_planned_price": ("levy.PlannedCommitment", {"price_pence": 0}),
    "levy_planned_month_is_a_first": ("levy.PlannedCommitment", {"starts_on": dt.date(2027, 9, 2)}),
    "levy_funding_band_ends_after_start": ("levy.FundingBand", {"ends_on": dt.date(2000, 1, 1)}),
}
"""What no row may say."""


def _refused_by(write: Callable[[], object]) -> str:
    """Name of the rule the database refused it for."""
    with pytest.raises(IntegrityError) as refused, unguarded("a rule is broken on purpose"):
        write()
    diagnosis: Any = refused.value.__cause__
    return str(diagnosis.diag.constraint_name)


def _some_row(label: str) -> models.Model:
    row = apps.get_model(label)._default_manager.order_by("-pk").first()
    assert row is not None
    return row


@pytest.mark.parametrize(("rule", "label"), REPEATED.items())
def test_a_row_cannot_be_there_twice(world_of_module: World, rule: str, label: str) -> None:
    """The same row written again is refused."""
    row = _some_row(label)
    row.pk = None
    assert _refused_by(lambda: row.save(force_insert=True)) == rule


@pytest.mark.parametrize(("rule", "broken"), BROKEN.items())
def test_a_row_cannot_say_what_is_not_so(
    world_of_module: World, rule: str, broken: tuple[str, dict[str, Any]]
) -> None:
    """A value beyond its range is refused, also where no form has looked at it."""
    label, values = broken
    rows = apps.get_model(label)._default_manager.filter(pk=_some_row(label).pk)
    assert _refused_by(lambda: rows.update(**values)) == rule
