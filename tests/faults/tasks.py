"""A job for the tests that kill workers: it posts, waits at a gate the test holds, and posts again."""

from datetime import date

from django.db import connection
from procrastinate.contrib.django import app

from saggar.platform.ledger.posting import Fund, Posting, post
from saggar.platform.permits import PRODUCT
from saggar.platform.work import unit_of_work

GATE = 731
CHANNEL = "half_way"


@app.task(name="tests.pay_in_two_steps")
def pay_in_two_steps() -> None:
    """Two payments under keys of their own, with a wait between them in which a worker can be killed."""
    _pay("first step")
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [GATE])
        cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [GATE])
    _pay("second step")


def _pay(key: str) -> None:
    posting = Posting(Fund(None, "hmrc", guarded=False), Fund(1, "levy"), 5, "credit", date(2027, 3, 1), key)
    with unit_of_work(PRODUCT) as work:
        post(work, [posting])
