"""Several people import the same levy file into the same account at the same moment: it counts once."""

import pytest

from saggar.levy.models import LevyAccount, MonthTotal, Training, Transaction
from saggar.organisations.models import Organisation, System
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event
from saggar.platform.ledger.models import Movement
from saggar.platform.verification import checks
from tests.concurrency.races import race

ROWS = 9


@pytest.fixture
def database(own_database):
    """A database with one organisation, which has no levy account yet."""
    with unguarded("test world"):
        system = System.objects.create(key="here", name="Here", ods_code="QXX")
        Organisation.objects.create(system=system, key="trust", name="Trust", kind="nhs_trust")
    return own_database


@pytest.mark.parametrize("processes", [2, 4])
def test_the_same_file_at_the_same_moment_has_one_effect(database, processes):
    """One process brings the rows and opens the account, the others find them; sums and ledger are right."""
    done = race(database, "import_levy", processes)
    assert sorted(each["new"] for each in done) == [0] * (processes - 1) + [ROWS]
    assert sum(each["unchanged"] for each in done) == (processes - 1) * ROWS
    assert (LevyAccount.objects.count(), Transaction.objects.count()) == (1, ROWS)
    assert sum(MonthTotal.objects.values_list("rows", flat=True)) == ROWS
    assert Movement.objects.count() == MonthTotal.objects.count()
    assert Training.objects.count() > 0
    assert Event.objects.filter(kind="levy.account-opened").count() == 1
    assert [fault for check in checks() for fault in check.faults()] == []
