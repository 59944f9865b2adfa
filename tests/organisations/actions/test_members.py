"""Roles of people: given, ended, and by whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404

from saggar.organisations.actions import add_member, end_role, give_role
from saggar.organisations.membership import actor_of
from saggar.organisations.models import Membership
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event
from saggar.platform.decisions import NotAllowedError
from saggar.platform.permits import PRODUCT, PUBLIC
from tests.organisations.conftest import TODAY, account, acting

LATER = TODAY + dt.timedelta(days=30)


@pytest.fixture
def person(db):
    """Somebody with an account and no role."""
    return account("ada@example.org", "Ada Invented")


def give(actor, person, organisation, role="finance_lead", on=TODAY):
    return give_role(actor, user_id=person.pk, organisation_id=organisation.pk, role=role, starts_on=on)


def test_an_administrator_gives_a_role(potteries, person):
    """From the day on which it starts the person acts in it; the record holds the person's number only."""
    membership = give(potteries.administrator, person, potteries.hospital)
    assert actor_of(person.pk, None, TODAY).roles == {"finance_lead"}
    assert Event.objects.get(kind="organisations.role-given").payload == {
        "user_id": person.pk,
        "role": "finance_lead",
        "starts_on": TODAY.isoformat(),
    }
    assert membership.ends_on is None


def test_a_role_held_already_is_left_as_it_is(potteries, person):
    """A double click gives one role."""
    first = give(potteries.administrator, person, potteries.hospital)
    assert give(potteries.administrator, person, potteries.hospital) == first
    assert Membership.objects.count() == 1


def test_a_role_ended_may_be_given_again(potteries, person):
    """The history keeps both."""
    first = give(potteries.administrator, person, potteries.hospital)
    end_role(potteries.administrator, membership_id=first.pk, ends_on=LATER)
    second = give(potteries.administrator, person, potteries.hospital, on=LATER)
    assert (first.pk != second.pk, Membership.objects.count()) == (True, 2)


def test_roles_of_another_organisation_are_out_of_reach(potteries, person):
    """Only its own administrator gives and ends roles in an organisation."""
    membership = give(potteries.administrator, person, potteries.hospital)
    for actor in (potteries.stranger, potteries.officer, PUBLIC):
        with pytest.raises(NotAllowedError):
            give(actor, person, potteries.hospital, role="apprenticeship_lead")
        with pytest.raises(Http404):
            end_role(actor, membership_id=membership.pk, ends_on=TODAY)


def test_an_employer_s_administrator_cannot_give_a_role_for_the_whole_system(potteries, person):
    """Otherwise any administrator could make themselves a programme officer."""
    with pytest.raises(NotAllowedError, match="Only the body that runs the programme"):
        give(potteries.administrator, person, potteries.hospital, role="programme_officer")


def test_the_body_that_runs_the_programme_gives_such_roles(potteries, person):
    """Its own administrator appoints programme officers."""
    administrator = acting(potteries.board, "administrator")
    assert give(administrator, person, potteries.board, role="programme_officer").pk


def test_an_undeclared_role_is_an_error(potteries, person):
    """A role is a row of the table of permits."""
    with pytest.raises(KeyError):
        give(potteries.administrator, person, potteries.hospital, role="king")


def test_a_role_for_nobody_is_not_found(potteries):
    """A made-up number is answered like any unknown thing."""
    with pytest.raises(Http404):
        give(potteries.administrator, User(pk=0), potteries.hospital)


def test_an_ended_role_counts_until_the_day_before(potteries, person):
    """Periods are half-open."""
    membership = give(potteries.administrator, person, potteries.hospital)
    end_role(potteries.administrator, membership_id=membership.pk, ends_on=LATER)
    assert actor_of(person.pk, None, LATER - dt.timedelta(days=1)).roles == {"finance_lead"}
    assert actor_of(person.pk, None, LATER).roles == frozenset()


def test_ending_an_ended_role_changes_nothing(potteries, person):
    """The first end stands, and one event."""
    membership = give(potteries.administrator, person, potteries.hospital)
    end_role(potteries.administrator, membership_id=membership.pk, ends_on=TODAY)
    again = end_role(potteries.administrator, membership_id=membership.pk, ends_on=LATER)
    assert again.ends_on == TODAY
    assert Event.objects.filter(kind="organisations.role-ended").count() == 1


def test_a_role_cannot_end_before_it_began(potteries, person):
    """The fault is shown at the day."""
    membership = give(potteries.administrator, person, potteries.hospital)
    with pytest.raises(ValidationError) as refusal:
        end_role(potteries.administrator, membership_id=membership.pk, ends_on=TODAY - dt.timedelta(days=1))
    assert "ends_on" in refusal.value.message_dict


def test_the_last_administrator_stays(potteries, person):
    """An organisation is never left without anybody to give roles; with a second one the first may go."""
    only = give(PRODUCT, person, potteries.hospital, role="administrator")
    with pytest.raises(ValidationError, match="an organisation needs one"):
        end_role(potteries.administrator, membership_id=only.pk, ends_on=LATER)
    give(PRODUCT, account("ben@example.org"), potteries.hospital, role="administrator")
    assert end_role(potteries.administrator, membership_id=only.pk, ends_on=LATER).ends_on == LATER


def test_somebody_without_an_account_is_invited(potteries):
    """They get a letter, and the role waits for them."""
    administrator = acting(potteries.hospital, "administrator")
    membership = add_member(
        administrator,
        organisation_id=potteries.hospital.pk,
        email="New@Example.org",
        name="New Invented",
        role="finance_lead",
        starts_on=TODAY,
    )
    assert membership.user.email == "new@example.org"


def test_somebody_with_an_account_keeps_it(potteries, person):
    """The address is found in whatever case it is typed, and no second account is made."""
    add_member(
        potteries.administrator,
        organisation_id=potteries.hospital.pk,
        email="ADA@example.org",
        name="Somebody Else",
        role="finance_lead",
        starts_on=TODAY,
    )
    person.refresh_from_db()
    assert (User.objects.count(), person.name, mail.outbox) == (1, "Ada Invented", [])


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({}, "organisations_membership_once"),
        ({"ends_on": TODAY - dt.timedelta(days=1)}, "organisations_membership_ends_after_start"),
    ],
)
def test_the_database_holds_the_rules_of_roles(potteries, person, fields, constraint):
    """One open role of a kind for each person and organisation; no end before the start."""
    membership = give(potteries.administrator, person, potteries.hospital)
    with pytest.raises(IntegrityError, match=constraint), unguarded("test of a constraint"):
        Membership.objects.create(
            user=person,
            organisation=potteries.hospital,
            role=membership.role,
            starts_on=TODAY,
            **fields,
        )
