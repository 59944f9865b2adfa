"""What a world is made of: places, the people in them, and the addresses of what is theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from saggar.organisations.models import Organisation, System
from saggar.people.models import User
from saggar.platform.permits import PUBLIC, ROLES, Actor
from tests.world.canaries import Canaries

EVERY_ROLE = "every role"
Row = tuple[str, str]
Arguments = Mapping[str, Any]


@dataclass
class Place:
    """One organisation of a world, with somebody in every role.

    `objects` says by route name which arguments lead to something of this place, `of_system` which lead to
    something that all organisations of its system share. `rows` and `rows_of_system` are the table and
    primary key of every row that came into being when place and system were filled.
    """

    system: System
    organisation: Organisation
    canaries: Canaries
    people: dict[str, User] = field(default_factory=dict)
    objects: dict[str, Arguments] = field(default_factory=dict)
    of_system: dict[str, Arguments] = field(default_factory=dict)
    rows: frozenset[Row] = frozenset()
    rows_of_system: frozenset[Row] = frozenset()

    @property
    def all_objects(self) -> dict[str, Arguments]:
        """Of the place and of its system."""
        return self.of_system | self.objects

    def actor(self, role: str) -> Actor:
        """Whoever holds `role` here, and only that one."""
        organisation = self.organisation
        user = self.people[role]
        return Actor(user.pk, organisation.pk, self.system.pk, frozenset({role}), organisation.name)

    def whoever_holds(self, role: str) -> Visitor:
        """The same person, as a visitor of pages."""
        return Visitor(role, self.people[role], self.actor(role))

    def whoever_holds_all(self) -> Visitor:
        """Somebody who holds every role here."""
        organisation, user = self.organisation, self.people[EVERY_ROLE]
        actor = Actor(user.pk, organisation.pk, self.system.pk, frozenset(ROLES), organisation.name)
        return Visitor(EVERY_ROLE, user, actor)


@dataclass(frozen=True)
class Foreign:
    """What somebody at home may neither see nor change: of the neighbour its own, of the stranger all."""

    place: Place
    rows: frozenset[Row]
    objects: Mapping[str, Arguments]


@dataclass(frozen=True)
class World:
    """Home and neighbour share a system; the stranger is in another one. All three have the same shape.

    `empty` is an organisation with nothing in it yet, in a system of its own. `visitor` has an account and
    no role anywhere.
    """

    home: Place
    neighbour: Place
    stranger: Place
    empty: Place
    visitor: User

    @property
    def places(self) -> tuple[Place, Place, Place]:
        """All three."""
        return self.home, self.neighbour, self.stranger

    def foreign_to(self, visitor: Visitor) -> list[Foreign]:
        """What is not this visitor's to know: a role for the whole system knows the neighbour."""
        other, far = self.neighbour, self.stranger
        foreign = [Foreign(far, far.rows | far.rows_of_system, far.all_objects)]
        if not any(ROLES[role].system_wide for role in visitor.actor.roles):
            foreign.append(Foreign(other, other.rows, other.objects))
        return foreign


@dataclass(frozen=True)
class Visitor:
    """Somebody who opens pages: nobody, somebody without a role, or somebody with one role at home."""

    name: str
    user: User | None
    actor: Actor


def visitors(world: World) -> list[Visitor]:
    """The signed-out public, an account without role, and each role at home."""
    staff = [world.home.whoever_holds(role) for role in ROLES]
    nobody = Visitor("public", None, PUBLIC)
    return [nobody, Visitor("visitor", world.visitor, Actor(world.visitor.pk)), *staff]
