"""The invented people of the sign-in tests."""

from __future__ import annotations

from tests.people.conftest import give_role, person, staff, system

__all__ = ["give_role", "person", "staff", "system"]
