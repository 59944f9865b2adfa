"""The invented people of the sign-in tests, and the two-system world."""

from __future__ import annotations

from tests.people.conftest import clock_at, give_role, kinds, person, sign_in, staff, system
from tests.world.fixtures import built_world, world, world_of_module

__all__ = [
    "built_world",
    "clock_at",
    "give_role",
    "kinds",
    "person",
    "sign_in",
    "staff",
    "system",
    "world",
    "world_of_module",
]
