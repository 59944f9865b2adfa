"""Two people at the same moment: the last administrator stays, one role is given once, one list wins."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from saggar.organisations.actions import (
    end_role,
    give_role,
    import_organisations,
    record_organisation,
    record_system,
)
from saggar.organisations.actions.organisations import Particulars
from saggar.organisations.models import Membership, Organisation
from saggar.platform.audit.guard import unguarded
from saggar.platform.permits import PRODUCT
from tests.organisations.conftest import TODAY, account, acting, sample

LATER = TODAY + dt.timedelta(days=30)


def at_once(*acts):
    """Do the acts in a thread each, started at one moment; what each gave or raised."""
    gate = Barrier(len(acts), timeout=60)

    def one(act):
        try:
            gate.wait()
            return act()
        except ValidationError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


@pytest.fixture
def hospital(own_database):
    """An organisation in a database of this test's own."""
    system = record_system(PRODUCT, name="Here", ods_code="QNC", local_authorities=("Staffordshire",))
    particulars = Particulars(name="Kiln Street Hospital", kind="nhs_trust")
    return record_organisation(PRODUCT, system_id=system.pk, particulars=particulars)


@pytest.fixture
def administrators(hospital):
    """The roles of two administrators of the hospital."""
    return [
        give_role(
            PRODUCT,
            user_id=account(f"{name}@example.org").pk,
            organisation_id=hospital.pk,
            role="administrator",
            starts_on=TODAY,
        )
        for name in ("ada", "ben")
    ]


def test_two_administrators_who_end_one_another_leave_one(hospital, administrators):
    """One of them is told that an organisation needs one."""
    actor = acting(hospital, "administrator")
    acts = [lambda pk=role.pk: end_role(actor, membership_id=pk, ends_on=LATER) for role in administrators]
    refused = [each for each in at_once(*acts) if isinstance(each, ValidationError)]
    assert len(refused) == 1
    assert Membership.objects.filter(ends_on=None).count() == 1


def test_without_the_lock_both_would_be_gone(hospital, administrators):
    """The twin: read, check and write without a lock, and nobody is left."""
    looked = Barrier(2, timeout=60)

    def end(role):
        with transaction.atomic(), unguarded("the race without a lock"):
            others = Membership.objects.filter(ends_on=None).exclude(pk=role.pk).exists()
            looked.wait()
            if others:
                Membership.objects.filter(pk=role.pk).update(ends_on=LATER)

    at_once(*(lambda role=role: end(role) for role in administrators))
    assert not Membership.objects.filter(ends_on=None).exists()


def test_one_role_is_given_once_by_a_double_click(hospital):
    """Both presses end with the same role."""
    user = account("ada@example.org")

    def give():
        return give_role(
            PRODUCT, user_id=user.pk, organisation_id=hospital.pk, role="finance_lead", starts_on=TODAY
        ).pk

    assert len(set(at_once(give, give, give))) == 1


def test_one_list_imported_twice_at_once_is_imported_once(hospital):
    """The second import waits for the first and finds nothing to change."""

    def load():
        file = sample("gp_practices.csv")
        return import_organisations(
            PRODUCT, list_key="gp-practices", file=file, system_id=hospital.system_id
        ).report

    reports = at_once(load, load)
    assert sorted((report.new, report.unchanged) for report in reports) == [(0, 145), (145, 0)]
    assert Organisation.objects.filter(kind="gp_practice").count() == 145
