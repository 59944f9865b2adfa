"""kill -9 of the web server in mid-request: nothing half-written, and the next try has its effect."""

import http.client
import os
import signal
import socket
import threading
import time
from datetime import date
from importlib import import_module

import psycopg
from django.conf import settings
from django.test import Client

from saggar.demo.levy_files import files
from saggar.demo.partners import DONORS
from saggar.levy.actions import open_account
from saggar.organisations.models import Membership, Organisation, System
from saggar.people import proof
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from saggar.platform.permits import PRODUCT
from tests.faults.programs import WAIT_SECONDS, descendants, finished, running

TOKEN = "a" * 32
BOUNDARY = "the-part-ends-here"
LOADING = "SELECT pg_advisory_lock(hashtext('load levy_transaction'))"
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
ROWS = "SELECT (SELECT count(*) FROM levy_transaction), (SELECT count(*) FROM levy_month_total)"


def finance_lead() -> str:
    """The session of a finance lead of a trust with an empty levy account."""
    with unguarded("test world"):
        system = System.objects.create(key="here", name="Here", ods_code="QXX")
        trust = Organisation.objects.create(system=system, key="trust", name="Trust", kind="nhs_trust")
        user = User.objects.create_user("lead@example.org", "Kit Invented", "long enough words")
        Membership.objects.create(
            user=user, organisation=trust, role="finance_lead", starts_on=date(2020, 1, 1)
        )
    open_account(PRODUCT, organisation_id=trust.pk)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    proof.mark(session, user.pk)
    session.save()
    return key


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


def web_server(url: str, port: int):
    """The web server as the product starts it, with two processes."""
    command = ["gunicorn", "saggar.web.wsgi:application", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    return running(command, url)


def wait_until_it_answers(port: int) -> None:
    """Return when the port takes connections."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            threading.Event().wait(0.05)
    raise AssertionError("the web server does not answer")


def upload(port: int, session: str, text: str) -> int:
    """Send a transactions file on the import page; the status of the answer, 0 when none came."""
    parts = {"csrfmiddlewaretoken": TOKEN, "act": "import"}
    body = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in parts.items()
    )
    disposition = 'form-data; name="file"; filename="levy.csv"'
    body += f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n\r\n{text}\r\n--{BOUNDARY}--\r\n"
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Cookie": cookies}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
    try:
        connection.request("POST", "/levy/import/", body.encode(), headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def wait_for_the_load(test: psycopg.Connection[tuple[object, ...]]) -> None:
    """Return when the import has read the file and waits to write its rows."""
    until = time.monotonic() + WAIT_SECONDS
    while test.execute(WAITING).fetchone() == (0,):
        assert time.monotonic() < until, "the import never came to its rows"
        threading.Event().wait(0.02)


def test_web_server_killed_in_the_middle_of_an_import(own_database: str) -> None:
    """The import left no row; after a restart the record is whole, and the same file comes in once."""
    session, port = finance_lead(), free_port()
    text, _ = files(DONORS["rly"], date(2023, 11, 1), 36, "seed")
    rows = len(text.splitlines()) - 1
    answers: list[int] = []
    with psycopg.connect(own_database, autocommit=True) as test:
        with web_server(own_database, port) as server:
            wait_until_it_answers(port)
            test.execute(LOADING)
            visitor = threading.Thread(target=lambda: answers.append(upload(port, session, text)))
            visitor.start()
            wait_for_the_load(test)
            for pid in (server.pid, *descendants(server.pid)):
                os.kill(pid, signal.SIGKILL)
            visitor.join(WAIT_SECONDS)
            test.execute(LOADING.replace("advisory_lock", "advisory_unlock"))
        assert (answers, test.execute(ROWS).fetchone()) == ([0], (0, 0))
        with web_server(own_database, port):
            wait_until_it_answers(port)
            answers = [upload(port, session, text) for _ in range(2)]
        assert (answers, test.execute(ROWS).fetchone()[0]) == ([302, 302], rows)
    verified = finished(["saggar.cli", "verify"], own_database)
    assert verified.returncode == 0, verified.stdout + verified.stderr
