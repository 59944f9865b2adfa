"""A system with one levy payer and its people, made for each test."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from saggar.levy.actions import open_account
from saggar.levy.models import LevyAccount
from saggar.organisations.models import Organisation, System
from saggar.platform.audit.guard import unguarded
from saggar.platform.imports.reading import File, from_path
from saggar.platform.permits import PRODUCT, Actor

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Donor:
    """A levy payer: its organisation, account, and the people of the tests."""

    organisation: Organisation
    other: Organisation
    account: LevyAccount | None
    finance: Actor
    apprenticeships: Actor
    programme: Actor
    stranger: Actor


@pytest.fixture
def donor(db: None) -> Donor:
    """A trust with an open levy account, and actors of it, of the programme and of another trust."""
    trust = _trust()
    return replace(trust, account=open_account(PRODUCT, organisation_id=trust.organisation.pk))


@pytest.fixture
def newcomer(db: None) -> Donor:
    """The same trust before its first file: no account is open."""
    return _trust()


def _trust() -> Donor:
    with unguarded("test world"):
        system = System.objects.create(key="here", name="Here", ods_code="QXX")
        trust, other = (
            Organisation.objects.create(system=system, key=key, name=key.title(), kind="nhs_trust")
            for key in ("trust", "other")
        )

    def actor(role: str, organisation: Organisation) -> Actor:
        return Actor(None, organisation.pk, system.pk, frozenset({role}))

    return Donor(
        trust,
        other,
        None,
        actor("finance_lead", trust),
        actor("apprenticeship_lead", trust),
        actor("programme_officer", other),
        actor("finance_lead", other),
    )


def sample(name: str) -> File:
    """One of the sample files."""
    return from_path(DATA / name)


def text_file(text: str, name: str = "file.csv") -> File:
    """A file with this text."""
    return File(name, text.encode())
