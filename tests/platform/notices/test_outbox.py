"""A letter is written with the act that causes it and sent once: not lost, not twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.test import override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from saggar.platform import clock
from saggar.platform.notices import sending, tasks
from saggar.platform.notices.couriers import NotTakenError, WrongEmailUrlError, courier
from saggar.platform.notices.models import FAILED, QUEUED, SENDING, SENT, Notice
from saggar.platform.notices.outbox import WrongAddressError, notify
from saggar.platform.permits import PRODUCT
from saggar.platform.work import unit_of_work
from tests.platform.notices.mail_server import mail_server

pytestmark = pytest.mark.django_db
MOMENT = datetime(2027, 3, 1, 9, tzinfo=UTC)
BACKEND = "saggar.platform.notices.backend.OutboxBackend"


class StoppedError(Exception):
    """An action failed after it wrote a letter."""


def written(key="award 1", to="jo@example.org", *, stop=False, **words):
    """Write a letter in an action."""
    words = {"subject": "Your award", "text": "£5,000\n"} | words
    with unit_of_work(PRODUCT, now=MOMENT) as work:
        notice = notify(work, to=to, key=key, **words)
        if stop:
            raise StoppedError
    return notice


@pytest.fixture
def server():
    """A mail server that takes everything."""
    with mail_server() as running:
        yield running


def send(server, at=MOMENT):
    """Send what is due at the moment; how many letters were taken."""
    with clock.frozen_at(at):
        return sending.send_due(courier(server.url))


def state():
    """State, attempts and remark of the only letter."""
    return Notice.objects.values_list("state", "attempts", "fault").get()


class TestWriting:
    """Writing a letter is part of the action."""

    def test_a_letter_waits_in_the_outbox_and_wakes_the_sender(self):
        """It leaves as soon as the action is done, not before."""
        written()
        assert state() == (QUEUED, 0, "")
        assert ProcrastinateJob.objects.get().task_name == "saggar.send-notices"

    def test_an_action_that_fails_writes_no_letter(self):
        """Nobody hears of an award that was never made."""
        with pytest.raises(StoppedError):
            written(stop=True)
        assert (Notice.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)

    def test_the_same_key_is_one_letter(self):
        """A retry does not write to anybody twice."""
        assert written() == written()
        assert Notice.objects.count() == 1

    def test_many_letters_wake_the_sender_once(self):
        """A round of a thousand awards queues one run."""
        for number in range(3):
            written(key=f"award {number}")
        assert (Notice.objects.count(), ProcrastinateJob.objects.count()) == (3, 1)

    @pytest.mark.parametrize("to", ["", "jo", "a@example.org, b@example.org", "jo@example.org\nBcc: x@y.org"])
    def test_a_letter_goes_to_one_address(self, to):
        """Nobody can be added to a letter by what somebody typed."""
        with pytest.raises(WrongAddressError):
            written(to=to)

    def test_a_subject_is_one_line(self):
        """A line break in a subject cannot add headers."""
        assert written(subject="Your\nBcc: x@y.org\r\naward").subject == "Your Bcc: x@y.org award"


class TestSending:
    """Each letter is handed over once."""

    def test_a_letter_is_sent_as_written(self, server):
        """Subject, text and the formatted version arrive; machines are told not to answer."""
        written(subject="Your award of £5", html="<p>£5,000</p>")
        assert send(server) == 1
        (message,) = server.messages()
        assert (message["To"], message["Subject"]) == ("jo@example.org", "Your award of £5")
        assert message["Auto-Submitted"] == "auto-generated"
        assert message.get_body("plain").get_content().strip() == "£5,000"
        assert message.get_body("html").get_content().strip() == "<p>£5,000</p>"
        assert state() == (SENT, 1, "")

    def test_a_sent_letter_is_not_sent_again(self, server):
        """Running the sender twice is the same as once."""
        written()
        assert [send(server), send(server)] == [1, 0]
        assert len(server.letters) == 1

    def test_a_letter_whose_sender_was_killed_is_not_sent_again(self, server):
        """It may have arrived: the remark says so, and nobody gets it twice."""
        written()
        Notice.objects.update(state=SENDING, claimed_at=MOMENT, attempts=1)
        assert send(server, MOMENT + sending.GIVEN_UP_AFTER + timedelta(seconds=1)) == 0
        assert (server.letters, state()) == ([], (FAILED, 1, sending.MAY_HAVE_ARRIVED))

    def test_a_letter_that_another_sender_is_sending_is_left_alone(self, server):
        """Two workers never send one letter."""
        written()
        Notice.objects.update(state=SENDING, claimed_at=MOMENT, attempts=1)
        assert send(server, MOMENT + timedelta(minutes=1)) == 0
        assert state()[0] == SENDING

    def test_a_connection_that_breaks_at_the_end_is_not_tried_again(self, server):
        """The server may have taken the letter before it fell silent."""
        written()
        server.answers["data"] = "hang up"
        assert [send(server), send(server, MOMENT + timedelta(days=1))] == [0, 0]
        assert (len(server.letters), state()[0]) == (1, FAILED)
        assert "may have arrived" in state()[2]

    def test_a_letter_refused_for_now_is_tried_later(self, server):
        """A full mailbox or a busy server is no reason to lose a letter."""
        written()
        server.answers["rcpt"] = "451 try later"
        assert send(server) == 0
        assert state() == (QUEUED, 1, "recipient refused: 451")
        server.answers.clear()
        assert send(server, MOMENT + timedelta(seconds=59)) == 0
        assert send(server, MOMENT + timedelta(seconds=61)) == 1

    def test_a_letter_refused_for_good_is_given_up(self, server):
        """An address that does not exist is not tried for days."""
        written()
        server.answers["rcpt"] = "550 no such person"
        send(server)
        assert state() == (FAILED, 1, "recipient refused: 550")

    def test_a_letter_that_the_server_refuses_after_reading_is_given_up(self, server):
        """A server that says no has not taken it."""
        written()
        server.answers["data"] = "554 looks like spam"
        send(server)
        assert state() == (FAILED, 1, "refused: 554")

    def test_a_server_that_is_away_is_tried_with_growing_pauses_and_then_given_up(self):
        """After six attempts over more than five hours somebody has to look."""
        with mail_server() as gone:
            url = gone.url
        written()
        moment = MOMENT
        for pause in (*sending.PAUSES, None):
            with clock.frozen_at(moment):
                sending.send_due(courier(url))
            moment += pause or timedelta()
        assert state() == (FAILED, 6, "no connection: ConnectionRefusedError")

    def test_one_letter_that_fails_does_not_hold_up_others(self):
        """A wrong address among a hundred costs one letter."""

        def refuse_jo(message):
            if message.to == ["jo@example.org"]:
                raise NotTakenError("no", for_good=True)

        written(key="1")
        written(key="2", to="sam@example.org")
        with clock.frozen_at(MOMENT):
            assert sending.send_due(refuse_jo) == 1
        assert set(Notice.objects.values_list("recipient", "state")) == {
            ("jo@example.org", FAILED),
            ("sam@example.org", SENT),
        }

    def test_the_identity_of_a_letter_follows_from_its_key(self, server):
        """A mail server that gets a letter twice all the same can tell."""
        written(key="a")
        written(key="b")
        send(server)
        assert len({message["Message-ID"] for message in server.messages()}) == 2
        assert all(message["Message-ID"].endswith("@saggar.example>") for message in server.messages())


class TestJobs:
    """The sender and the sweeper as jobs."""

    def test_the_sender_job_prints_letters_when_told_to(self, capsys):
        """The console takes them where nobody must get a real one."""
        written()
        with override_settings(EMAIL_URL="console:"), clock.frozen_at(MOMENT):
            tasks.send_notices(timestamp=0)
        assert "e-mail to jo@example.org: Your award" in capsys.readouterr().out
        assert state()[0] == SENT

    def test_a_file_of_letters_grows_letter_by_letter(self, tmp_path):
        """A demonstration keeps its letters in a file that anybody there can read."""
        written(key="a"), written(key="b")
        path = tmp_path / "letters.txt"
        with override_settings(EMAIL_URL=path.as_uri()), clock.frozen_at(MOMENT):
            tasks.send_notices(timestamp=0)
        assert path.read_text().count("--- e-mail to jo@example.org: Your award") == 2

    def test_a_file_that_cannot_be_written_keeps_the_letter(self, tmp_path):
        """A full or forbidden folder loses no letter."""
        written()
        with (
            override_settings(EMAIL_URL=(tmp_path / "none" / "letters.txt").as_uri()),
            clock.frozen_at(MOMENT),
        ):
            tasks.send_notices(timestamp=0)
        assert state()[0] == QUEUED

    def test_letters_wait_where_no_way_to_send_is_set(self):
        """A setting that is missing loses nothing."""
        written()
        with override_settings(EMAIL_URL=""), clock.frozen_at(MOMENT):
            tasks.send_notices(timestamp=0)
        assert state()[0] == QUEUED

    def test_letters_are_swept_thirty_days_after_their_end(self):
        """Addresses are not kept for ever; what still waits is not touched."""
        written(key="old"), written(key="recent"), written(key="waiting")
        Notice.objects.filter(key="old").update(state=SENT, ended_at=MOMENT - timedelta(days=31))
        Notice.objects.filter(key="recent").update(state=SENT, ended_at=MOMENT - timedelta(days=29))
        with clock.frozen_at(MOMENT):
            tasks.sweep_notices(timestamp=0)
        assert set(Notice.objects.values_list("key", flat=True)) == {"recent", "waiting"}


class TestBackend:
    """Libraries that send by themselves write into the same outbox."""

    @pytest.fixture(autouse=True)
    def our_backend(self, settings):
        """The backend of the product, in place of the one that test runs choose."""
        settings.EMAIL_BACKEND = BACKEND

    def test_a_message_of_a_library_becomes_a_letter_to_each_recipient(self):
        """Sign-in mails are sent by the same job, with the same care."""
        message = EmailMultiAlternatives("Reset", "link", to=["a@example.org"], cc=["b@example.org"])
        message.attach_alternative("<p>link</p>", "text/html")
        message.send()
        rows = Notice.objects.order_by("recipient").values_list("recipient", "subject", "text", "html")
        assert list(rows) == [
            ("a@example.org", "Reset", "link", "<p>link</p>"),
            ("b@example.org", "Reset", "link", "<p>link</p>"),
        ]

    def test_attachments_are_refused(self):
        """Personal data is looked at after signing in, never attached."""
        message = EmailMessage("x", "y", to=["a@example.org"])
        message.attach("a.txt", "text", "text/plain")
        with pytest.raises(ValueError, match="no attachments"):
            message.send()
        assert mail.outbox == []


@pytest.mark.parametrize(
    ("url", "facts"),
    [
        ("smtp://jo%40x:p%3Aw@mail.example:2525", ("mail.example", 2525, "jo@x", "p:w", "smtp")),
        ("smtps://mail.example", ("mail.example", 465, "", "", "smtps")),
        ("smtp+plain://localhost", ("localhost", 25, "", "", "smtp+plain")),
    ],
)
def test_the_address_of_a_mail_server_is_read(url, facts):
    """Names and passwords with signs in them work when written as addresses write them."""
    found = courier(url)
    assert (found.host, found.port, found.username, found.password, found.scheme) == facts


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp:mail"])
def test_a_wrong_address_of_a_mail_server_is_refused_without_showing_it(url):
    """The setting may hold a password: the message shows an example instead."""
    with pytest.raises(WrongEmailUrlError, match="must be like smtp://user:password@mail"):
        courier(url)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"key": "award 1"}, "notices_notice_one_per_key"),
        ({"state": "lost"}, "notices_notice_ended"),
        ({"state": SENT}, "notices_notice_ended"),
        ({"ended_at": MOMENT}, "notices_notice_ended"),
    ],
)
def test_the_database_itself_refuses_a_wrong_letter(change, constraint):
    """One letter for each key, in a state that exists, with an end when it has ended."""
    written()
    row = {"key": "other", "recipient": "a@b.org", "queued_at": MOMENT, "due_at": MOMENT} | change
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Notice.objects.create(**row)
