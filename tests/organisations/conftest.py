"""A small system with its organisations and people, made through the actions of the product."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from saggar.organisations.actions import record_organisation, record_system
from saggar.organisations.actions.organisations import Particulars
from saggar.organisations.models import Organisation, System
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from saggar.platform.imports.reading import File, from_path
from saggar.platform.permits import PRODUCT, Actor

DATA = Path(__file__).parent / "data"
TODAY = dt.date(2026, 11, 23)


@dataclass(frozen=True)
class Potteries:
    """A system, four of its organisations in different places, and people who act in them."""

    system: System
    board: Organisation
    hospital: Organisation
    hospice: Organisation
    college: Organisation
    officer: Actor
    administrator: Actor
    stranger: Actor


@pytest.fixture
def system(db: None) -> System:
    """The system of Staffordshire and Stoke-on-Trent, without organisations."""
    return record_system(
        PRODUCT,
        name="Staffordshire and Stoke-on-Trent",
        ods_code="qnc",
        local_authorities=("Staffordshire", "Stoke-on-Trent"),
    )


@pytest.fixture
def potteries(system: System) -> Potteries:
    """The system with four organisations and actors."""

    def made(name: str, kind: str, **more: str) -> Organisation:
        return record_organisation(
            PRODUCT, system_id=system.pk, particulars=Particulars(name=name, kind=kind, **more)
        )

    board = made("Potteries Integrated Care Board", "integrated_care_board", postcode="ST4 4LX")
    hospital = made("Kiln Street Hospital NHS Trust", "nhs_trust", ods_code="rzz", postcode="ST4 6QG")
    hospice = made("Moorland Hospice", "hospice", postcode="ST13 5JW", telephone="01538 000000")
    college = made("Bottle Oven College", "college", postcode="ST16 3SR")
    return Potteries(
        system,
        board,
        hospital,
        hospice,
        college,
        officer=acting(board, "programme_officer"),
        administrator=acting(hospital, "administrator"),
        stranger=acting(hospice, "administrator"),
    )


def acting(organisation: Organisation, *roles: str, user_id: int | None = None) -> Actor:
    """Somebody at work in an organisation."""
    return Actor(user_id, organisation.pk, organisation.system_id, frozenset(roles), organisation.name)


def account(email: str, name: str = "Invented Person") -> User:
    """An account to give roles to."""
    with unguarded("test world"):
        return User.objects.create_user(email, name)


def sample(name: str) -> File:
    """One of the sample files."""
    return from_path(DATA / name)


def text_file(text: str, name: str = "file.csv") -> File:
    """A file with this text."""
    return File(name, text.encode())
