"""An organisation, and people of it who sign in, for tests of the platform's pages."""

from datetime import date

import pytest
from django.test import Client

from saggar.organisations.models import Membership, Organisation, System
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def organisation():
    """An organisation of a system."""
    with unguarded("a world for tests of the page"):
        system = System.objects.create(key="s", name="System", ods_code="QNC")
        return Organisation.objects.create(system=system, key="o", name="Office", kind="support_unit")


@pytest.fixture
def sign_in(organisation):
    """Sign somebody in with a role; the browser."""

    def sign_in(role):
        with unguarded("a world for tests of the page"):
            user = User.objects.create_user(f"{role}@example.org", "Jo Example")
            Membership.objects.create(
                user=user, organisation=organisation, role=role, starts_on=date(2020, 1, 1)
            )
        client = Client()
        client.force_login(user, backend=BACKEND)
        client.user = user
        return client

    return sign_in
