"""Administrators read what was done in their organisation, and whether the record was altered."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saggar.platform.audit.checking import KEPT_FOR, check_chains
from saggar.platform.audit.models import ChainCheck, Event
from saggar.platform.audit.payloads import event_kind
from saggar.platform.audit.tasks import check_all_chains
from saggar.platform.permits import PRODUCT, PUBLIC, Actor
from saggar.platform.work import unit_of_work

pytestmark = pytest.mark.django_db
MOMENT = datetime(2027, 3, 1, 12, tzinfo=UTC)


@event_kind("tests.shelf-moved")
@dataclass(frozen=True)
class ShelfMoved:
    """A test moved a shelf."""

    colour: str
    is_full: bool = False


def moved(organisation, colour="red", *, at=MOMENT, user_id=None):
    """Record that a shelf of the organisation was moved."""
    actor = Actor(user_id, organisation.pk, organisation.system_id)
    with unit_of_work(actor, now=at) as work:
        work.record(ShelfMoved(colour))


@pytest.fixture
def administrator(sign_in):
    """The administrator's browser."""
    return sign_in("administrator")


def page(client, **query):
    """The text of the page."""
    return client.get(reverse("audit:events"), query).content.decode()


def test_an_event_is_shown_in_words(administrator, organisation):
    """When, what, who and the facts, without knowing our code."""
    moved(organisation, user_id=administrator.user.pk)
    text = page(administrator)
    assert "1 March 2027 at midday" in text
    assert "Tests: shelf moved" in text
    assert "Jo Example" in text
    assert "colour: red; is full: no" in text


def test_events_of_others_are_not_shown(administrator, organisation):
    """Each organisation reads its own record."""
    moved(organisation, "red")
    with unit_of_work(Actor(1, organisation.pk + 1, organisation.system_id)) as work:
        work.record(ShelfMoved("green"))
    text = page(administrator)
    assert ("colour: red" in text, "colour: green" in text) == (True, False)


def test_names_of_people_of_other_organisations_are_not_shown(administrator, organisation):
    """Somebody from elsewhere who acted here is not named."""
    moved(organisation, user_id=administrator.user.pk + 1)
    assert "Somebody outside the organisation" in page(administrator)


def test_what_the_service_did_by_itself_is_said_so(administrator, organisation):
    """Timers and imports have no person behind them."""
    moved(organisation)
    assert "The service itself" in page(administrator)


def test_events_can_be_filtered_by_kind(administrator, organisation):
    """Somebody who looks for one thing finds it."""
    moved(organisation, "red")
    assert "colour: red" in page(administrator, kind="tests.shelf-moved")
    assert "colour: red" not in page(administrator, kind="imports.file-imported")


@pytest.mark.parametrize(
    ("first", "last", "is_shown"),
    [
        ("1/3/2027", "", True),
        ("2/3/2027", "", False),
        ("", "2027-03-01", True),
        ("", "28 February 2027", False),
        ("1 March 2027", "1/3/2027", True),
    ],
)
def test_events_can_be_filtered_by_day(administrator, organisation, first, last, is_shown):
    """Both days named are part of the period."""
    moved(organisation)
    assert ("colour: red" in page(administrator, **{"from": first, "to": last})) is is_shown


def test_a_day_that_is_none_is_said_so(administrator):
    """A typing mistake is not taken for an answer."""
    assert "“31/2/2027” is not a date." in page(administrator, **{"from": "31/2/2027"})


def test_long_records_come_page_by_page(administrator, organisation):
    """The second page goes on where the first ended, also when events come in between."""
    for number in range(26):
        moved(organisation, f"shade {number:02}")
    first = administrator.get(reverse("audit:events")).content.decode()
    assert ("shade 25" in first, "shade 00" in first) == (True, False)
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    moved(organisation, "newest")
    second = administrator.get(reverse("audit:events") + following).content.decode()
    assert ("shade 00" in second, "shade 01" in second, "newest" in second) == (True, False, False)


def test_events_download_as_a_file(administrator, organisation):
    """Whoever audits takes the list along, with the same filter."""
    moved(organisation, "red", user_id=administrator.user.pk)
    moved(organisation, "blue", at=MOMENT + timedelta(days=9))
    response = administrator.get(reverse("audit:events-file"), {"to": "1/3/2027"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "When,What,Who,Details,Number",
        "2027-03-01 12:00:00,Tests: shelf moved,Jo Example,colour: red; is full: no,1",
    ]


@pytest.mark.parametrize("name", ["audit:events", "audit:events-file"])
@pytest.mark.parametrize("role", ["finance_lead", "programme_officer"])
def test_only_administrators_may_read_the_record(sign_in, role, name):
    """Other roles are refused, and told who can help."""
    response = sign_in(role).get(reverse(name))
    assert response.status_code == 403
    assert "Only an administrator can see the record of what was done." in response.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_events(administrator, organisation):
    """The page is as quick with a full record as with one event."""
    counts = []
    for number in (1, 3):
        for _ in range(number):
            moved(organisation, user_id=administrator.user.pk)
        page(administrator)
        with CaptureQueriesContext(connection) as captured:
            page(administrator)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_visibility_is_by_organisation(organisation):
    """The product sees all, the public nothing, whichever page asks."""
    moved(organisation)
    assert Event.objects.visible_to(PRODUCT).count() == 1
    assert Event.objects.visible_to(Actor(1, organisation.pk)).count() == 1
    assert Event.objects.visible_to(PUBLIC).count() == 0


class TestProof:
    """The page says whether the record still holds."""

    def test_before_the_first_night_it_says_so(self, administrator):
        """Nothing is claimed that was not checked."""
        assert "The record has not been checked yet." in page(administrator)

    def test_an_unaltered_record_is_said_to_be(self, administrator, organisation):
        """With the day of the proof and the number of events."""
        moved(organisation)
        check_chains(MOMENT)
        text = page(administrator)
        assert "Checked 1 March 2027 at midday: the system&#39;s record of 1 event is unaltered." in text

    def test_an_altered_record_is_a_warning(self, administrator, organisation):
        """Nobody can overlook it."""
        moved(organisation)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
            cursor.execute("UPDATE audit_event SET at = at - interval '1 day'")
        check_all_chains(timestamp=0)
        text = page(administrator)
        assert "The record was altered" in text
        assert "event 1 was altered" in text

    def test_old_proofs_are_forgotten(self, organisation):
        """A year of proofs is kept, not more."""
        moved(organisation)
        check_chains(MOMENT - KEPT_FOR - timedelta(days=1))
        check_chains(MOMENT)
        assert list(ChainCheck.objects.values_list("at", flat=True)) == [MOMENT]

    def test_a_proof_is_of_a_chain(self):
        """The database refuses one of nothing."""
        with pytest.raises(IntegrityError, match="audit_check_of_a_chain"):
            ChainCheck.objects.create(chain_key="", at=MOMENT, length=0)
