"""The world is complete: what it does not hold, no crawl could find."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from tests.world.canaries import Canaries
from tests.world.places import Place, World

OF_NOBODY = {
    "audit.ChainCheck": "one for each system and night, the proof of its chain",
    "audit.Chain": "one for each system, head of its events",
    "organisations.DirectoryWord": "words of the public directory",
    "organisations.System": "public name of the system",
    "organisations.Agreement": "terms of a whole system",
    "levy.Standard": "the national list, the same for all",
    "levy.FundingBand": "the national list, the same for all",
}
"""Own tables of which a place has no row of its own, and why."""

PLAIN_TEXTS = {
    "audit.Event": {"kind", "subject_type"},
    "ledger.Account": {"fund"},
    "ledger.Movement": {"kind", "subject_type", "key"},
    "notices.Notice": {"state", "fault"},
    "jobs.Job": {"task"},
    "imports.ImportRun": {"kind", "sha256", "refusal"},
    "people.User": {"password"},
    "organisations.Organisation": {
        "key",
        "ods_code",
        "cqc_location_id",
        "provider_name",
        "postcode",
        "district",
        "telephone",
        "source",
    },
    "organisations.Site": {"postcode"},
    "levy.Transaction": {"learner_key", "course_type"},
    "levy.Training": {"key"},
    "levy.Declaration": {"payroll_year"},
}
"""Texts that hold no canary: words the product writes itself, codes of a fixed shape, and hashes."""


def _own_models() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("saggar."))


def _planted(place: Place, model: type[models.Model]) -> models.QuerySet[Any]:
    keys = [key for table, key in place.rows if table == model._meta.db_table]
    return model._default_manager.filter(pk__in=keys)


def test_places_have_the_same_shape(world: World) -> None:
    """Each place has the same number of rows in each table, so that none has what another lacks."""
    own = {model._meta.db_table for model in _own_models() if model._meta.label not in OF_NOBODY}
    shared_by_all = {"ledger_account"}
    shapes = [sorted(t for t, _ in place.rows if t in own - shared_by_all) for place in world.places]
    assert shapes[0] == shapes[1]
    assert shapes[1] == shapes[2]


def test_every_table_holds_something_of_every_place(world: World) -> None:
    """A table without a row of the stranger's could leak without a test noticing."""
    empty = {model._meta.label for model in _own_models() if not _planted(world.stranger, model).exists()}
    assert empty <= set(OF_NOBODY), "Plant a row in tests/world/<capability>.py"


def test_every_text_is_a_canary(world: World) -> None:
    """Each text that people type or files bring holds a canary, in some row of each place."""
    plain = {
        model._meta.label: fields
        for model in _own_models()
        if model._meta.label not in OF_NOBODY and (fields := _texts_without_canary(world.stranger, model))
    }
    assert plain == PLAIN_TEXTS, "Fill the field with place.canaries.private() where the place is planted"


def _texts_without_canary(place: Place, model: type[models.Model]) -> set[str]:
    rows = list(_planted(place, model).values())
    texts = models.CharField | models.TextField
    fields = [
        field for field in model._meta.concrete_fields if isinstance(field, texts) and not field.choices
    ]
    mark = place.canaries.mark.lower()
    shapes = place.canaries.of_other_shape
    return {
        field.name
        for field in fields
        if not any(mark in str(row[field.name]).lower() or row[field.name] in shapes for row in rows)
    }


@pytest.mark.parametrize(
    "shown", ["SALTVANEPRV001", "a-saltvaneprv001-b", "Saltvaneprv", "£83,719", "<b>saltvaneprv0</b>"]
)
def test_private_canaries_are_found_however_they_are_written(shown: str) -> None:
    """In capitals, in an address, cut short, or as money: a private canary is recognised."""
    canaries = Canaries("Saltvane")
    canaries.remember("83,719")
    assert canaries.found_in(f"before {shown} after")


def test_public_canaries_are_no_finding() -> None:
    """What the directory shows by design is not reported."""
    assert Canaries("Saltvane").found_in("Saltvanepub002 NHS Trust") == []
