"""Browsers of people with a role, for tests of pages."""

from __future__ import annotations

from datetime import date

from django.test import Client

from saggar.organisations.models import Membership, Organisation
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded


def browser(organisation: Organisation, role: str) -> Client:
    """A signed-in browser of somebody with this role at the organisation."""
    with unguarded("test world"):
        address = f"{role}.{organisation.key}@example.org"
        user = User.objects.create_user(address, "Sam Invented", "long enough words")
        Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=date(2020, 1, 1))
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
