"""Tables: every rule the database can hold is a constraint with a name, and every change is accounted for."""

from __future__ import annotations

from collections import Counter

from django.apps import apps
from django.db import models

from saggar.platform.audit.models import Audited
from tests.house import source

WITHOUT_EVENTS = {
    "audit.Chain": "the head of the chain of events itself",
    "audit.Event": "an event is not accounted for by another one; the hash chain proves it",
    "audit.ChainCheck": "the nightly proof of the chain of events",
    "jobs.Job": "kept by the queue; the action that enqueues it records its own event",
    "notices.Notice": "the outbox; the action that writes the letter records its own event",
    "organisations.DirectoryWord": "words of public names, kept by the database itself to mend typing errors",
}


def _own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("saggar.")]


def test_every_change_of_a_table_needs_an_event() -> None:
    """A model that nobody watches is one whose changes nobody can explain: so each has a reason here."""
    unwatched = {model._meta.label for model in _own_models() if not issubclass(model, Audited)}
    assert unwatched == set(WITHOUT_EVENTS), "Derive the model from Audited, or give the reason in this test"


def test_constraints_are_named_after_their_table() -> None:
    """An error from the database says at once which table and which rule was broken."""
    misnamed = [
        f"{model._meta.label}: {constraint.name}"
        for model in _own_models()
        for constraint in model._meta.constraints
        if not constraint.name.startswith(_subject(model))
    ]
    assert misnamed == [], "Begin the name with the table's"


def _subject(model: type[models.Model]) -> str:
    """What the names of its constraints begin with: the table, in the singular or plural of its last word."""
    return model._meta.db_table.split("_")[0] + "_"


def test_no_two_constraints_share_a_name() -> None:
    """One name, one rule: the words shown to people are found by it."""
    names = Counter(constraint.name for model in _own_models() for constraint in model._meta.constraints)
    assert [name for name, times in names.items() if times > 1] == []


def test_tables_are_named_by_their_capability() -> None:
    """Each table says whose it is, and is not renamed when a class is."""
    misnamed = [
        model._meta.db_table
        for model in _own_models()
        if not model._meta.db_table.startswith(f"{model._meta.app_label}_")
    ]
    assert misnamed == [], "Give the model a db_table that begins with its capability"


def test_nothing_is_unique_without_a_name() -> None:
    """Pairs that may not repeat are a UniqueConstraint with a name, never `unique_together`."""
    assert [model._meta.label for model in _own_models() if model._meta.unique_together] == []


def test_every_rule_of_the_database_has_a_test_that_breaks_it() -> None:
    """A constraint that no test names may not be there at all in the database."""
    tests = "\n".join(path.read_text("utf-8") for path in (source.CHECKOUT / "tests").rglob("test_*.py"))
    names = [constraint.name for model in _own_models() for constraint in model._meta.constraints]
    assert [name for name in names if name not in tests] == [], (
        "Break it, as in tests/world/test_constraints.py"
    )
