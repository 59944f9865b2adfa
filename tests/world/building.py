"""Builds the world of two systems through the actions of the product."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import ModuleType

from django.utils import timezone

from saggar.organisations.actions import give_role, record_organisation, record_system
from saggar.organisations.actions.organisations import Particulars
from saggar.organisations.models import Organisation, System
from saggar.people.actions import choose_password, make_account
from saggar.people.models import User
from saggar.platform import clock
from saggar.platform.permits import PRODUCT, ROLES
from tests.world import levy, organisations, people, platform
from tests.world.canaries import Canaries
from tests.world.places import EVERY_ROLE, Arguments, Place, Row, World
from tests.world.rows import checksums

CAPABILITIES: tuple[ModuleType, ...] = (organisations, people, levy, platform)
"""A new capability is one module of this folder, named here. Its `plant(place)` fills a place and says which
arguments lead to what it made; a `plant_system(system, canaries)` does so for what a system shares.
"""

BUILT_AT = dt.datetime(2026, 9, 10, 9, 0, tzinfo=timezone.get_default_timezone())
ROLES_SINCE = dt.date(2020, 1, 1)
PASSWORD = "walnut-ladder-orbit"


def two_systems_world() -> World:
    """Two organisations of one system and one of another, filled alike and with different canaries."""
    with clock.frozen_at(BUILT_AT):
        levy.plant_for_everybody()
        first, third = Canaries("Quillfen"), Canaries("Saltvane")
        here, elsewhere = _system(first, "QXA"), _system(third, "QXB")
        return World(
            home=_place(here, first, "ZZA01"),
            neighbour=_place(here, Canaries("Brackmoor"), "ZZB01"),
            stranger=_place(elsewhere, third, "ZZC01"),
            empty=_empty_place(),
            visitor=_account("visitor@people.example", "Visitor Without Role"),
        )


@dataclass(frozen=True)
class Joined:
    """A system that has joined, the objects its organisations share, and the rows made with it."""

    system: System
    objects: dict[str, Arguments]
    rows: frozenset[Row]


def _system(canaries: Canaries, ods_code: str) -> Joined:
    before = checksums().keys()
    system = record_system(PRODUCT, name=canaries.public(), ods_code=ods_code)
    objects: dict[str, Arguments] = {}
    for capability in CAPABILITIES:
        if hasattr(capability, "plant_system"):
            objects |= capability.plant_system(system, canaries)
    return Joined(system, objects, frozenset(checksums().keys() - before))


def _place(joined: Joined, canaries: Canaries, ods_code: str) -> Place:
    before = checksums().keys()
    place = Place(joined.system, _organisation(joined, canaries, ods_code), canaries)
    place.of_system, place.rows_of_system = joined.objects, joined.rows
    _fill_with_people(place)
    for capability in CAPABILITIES:
        place.objects |= capability.plant(place)
    place.rows = frozenset(checksums().keys() - before)
    return place


def _empty_place() -> Place:
    canaries = Canaries("Emptymoor")
    system = record_system(PRODUCT, name=canaries.public(), ods_code="QXE")
    joined = Joined(system, {}, frozenset())
    place = Place(system, _organisation(joined, canaries, "ZZE01"), canaries)
    _fill_with_people(place)
    return place


def _organisation(joined: Joined, canaries: Canaries, ods_code: str) -> Organisation:
    return record_organisation(
        PRODUCT,
        system_id=joined.system.pk,
        particulars=Particulars(
            name=f"{canaries.public()} NHS Trust",
            kind="nhs_trust",
            ods_code=ods_code,
            address=canaries.public(),
            postcode="ST4 6QG",
            telephone="01782 000000",
            website=f"https://{canaries.public().lower()}.example",
            services=canaries.public(),
        ),
    )


def _fill_with_people(place: Place) -> None:
    place.people = {role: _member(place, role) for role in ROLES}
    place.people[EVERY_ROLE] = _member(place, *ROLES)


def _member(place: Place, *roles: str) -> User:
    user = _account(place.canaries.address(), place.canaries.private())
    for role in roles:
        give_role(
            PRODUCT,
            user_id=user.pk,
            organisation_id=place.organisation.pk,
            role=role,
            starts_on=ROLES_SINCE,
        )
    return user


def _account(email: str, name: str) -> User:
    user = make_account(PRODUCT, email=email, name=name)
    choose_password(PRODUCT, user=user, password=PASSWORD, way="reset")
    return user
