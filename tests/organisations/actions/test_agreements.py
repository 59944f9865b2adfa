"""Agreements of a system and who signs them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404

from saggar.organisations.actions import record_agreement, record_system, sign_agreement
from saggar.organisations.models import Agreement, Signature
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event
from saggar.platform.decisions import NotAllowedError
from saggar.platform.permits import PRODUCT, PUBLIC

STARTS, ENDS, SIGNED = dt.date(2026, 4, 1), dt.date(2029, 4, 1), dt.date(2026, 11, 23)


@pytest.fixture
def agreement(potteries):
    """An agreement of the system, in force for three years."""
    return record_agreement(
        potteries.officer,
        system_id=potteries.system.pk,
        title="Workforce sharing agreement",
        text="Checked once, valid everywhere.",
        starts_on=STARTS,
        ends_on=ENDS,
    )


def sign(actor, agreement, organisation, on=SIGNED):
    return sign_agreement(actor, agreement_id=agreement.pk, organisation_id=organisation.pk, signed_on=on)


def test_the_programme_writes_an_agreement_down(agreement):
    """Its key is made of its title."""
    assert (agreement.key, Event.objects.last().payload) == (
        "workforce-sharing-agreement",
        {"key": "workforce-sharing-agreement", "starts_on": "2026-04-01", "ends_on": "2029-04-01"},
    )


def test_one_title_is_one_agreement(potteries, agreement):
    """A second of the same title in the same system is refused."""
    with pytest.raises(ValidationError):
        record_agreement(
            potteries.officer,
            system_id=potteries.system.pk,
            title=agreement.title,
            text="Other",
            starts_on=STARTS,
        )


def test_only_the_programme_writes_agreements(potteries):
    """An administrator signs, and writes none."""
    for actor in (potteries.administrator, PUBLIC):
        with pytest.raises(NotAllowedError):
            record_agreement(
                actor, system_id=potteries.system.pk, title="Mine", text="Mine", starts_on=STARTS
            )


def test_an_administrator_signs_for_the_own_organisation(potteries, agreement):
    """The signature carries the day."""
    signature = sign(potteries.administrator, agreement, potteries.hospital)
    assert (signature.organisation, signature.signed_on) == (potteries.hospital, SIGNED)


def test_signing_twice_is_signing_once(potteries, agreement):
    """A double click leaves one signature and one event."""
    first = sign(potteries.administrator, agreement, potteries.hospital)
    again = sign(potteries.administrator, agreement, potteries.hospital, SIGNED + dt.timedelta(days=1))
    assert (again, again.signed_on) == (first, SIGNED)
    assert Event.objects.filter(kind="organisations.agreement-signed").count() == 1


def test_nobody_signs_for_another_organisation(potteries, agreement):
    """Not even the programme team."""
    for actor in (potteries.stranger, potteries.officer, PUBLIC):
        with pytest.raises(NotAllowedError):
            sign(actor, agreement, potteries.hospital)


def test_an_ended_agreement_is_not_signed(potteries, agreement):
    """The last day it may be signed is the day before it ends."""
    with pytest.raises(ValidationError, match="This agreement has ended"):
        sign(potteries.administrator, agreement, potteries.hospital, ENDS)
    assert not Signature.objects.exists()


def test_another_system_s_agreement_is_not_found(potteries):
    """Its existence is not told."""
    other = record_system(PRODUCT, name="Elsewhere", ods_code="QZZ")
    foreign = record_agreement(PRODUCT, system_id=other.pk, title="Foreign", text="Foreign", starts_on=STARTS)
    with pytest.raises(Http404):
        sign(potteries.administrator, foreign, potteries.hospital)


def test_the_database_refuses_an_agreement_that_ends_before_it_starts(potteries):
    """Even code that forgets to ask."""
    with (
        pytest.raises(IntegrityError, match="organisations_agreement_ends_after_start"),
        unguarded("test of a constraint"),
    ):
        Agreement.objects.create(
            system=potteries.system, key="x", title="X", text="X", starts_on=STARTS, ends_on=STARTS
        )


def test_the_database_refuses_a_second_signature(potteries, agreement):
    """One organisation signs one agreement once."""
    sign(potteries.administrator, agreement, potteries.hospital)
    with (
        pytest.raises(IntegrityError, match="organisations_signature_once"),
        unguarded("test of a constraint"),
    ):
        Signature.objects.create(agreement=agreement, organisation=potteries.hospital, signed_on=SIGNED)
