"""The invented people of the sign-in tests."""

from __future__ import annotations

from tests.people.conftest import clock_at, give_role, kinds, person, sign_in, staff, system

__all__ = ["clock_at", "give_role", "kinds", "person", "sign_in", "staff", "system"]
