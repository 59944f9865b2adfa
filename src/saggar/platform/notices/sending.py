"""Sending what is due: each letter is claimed, handed over, and its end noted, one by one.

A letter is never sent twice. It is marked as being sent before it is handed over; a sender that is killed
in between leaves the mark, and the letter ends as failed with the remark that it may have arrived.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.db.models import F

from saggar.platform import clock
from saggar.platform.notices.couriers import Courier, MaybeTakenError, NotTakenError
from saggar.platform.notices.models import FAILED, QUEUED, SENDING, SENT, Notice

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
)
"""How long to wait after each attempt that was not taken; after the last pause the letter is given up."""
GIVEN_UP_AFTER = timedelta(minutes=15)
KEPT_FOR = timedelta(days=30)
"""How long a letter that was sent or given up is kept: long enough to answer "I never got it"."""
AT_A_TIME = 500
MAY_HAVE_ARRIVED = "It may have arrived: the sender was cut off while it was being sent."


def send_due(courier: Courier) -> int:
    """Send the letters that are due, at most AT_A_TIME; how many were taken."""
    _end_interrupted(clock.now())
    taken = 0
    for _ in range(AT_A_TIME):
        notice = _claimed(clock.now())
        if notice is None:
            break
        taken += _sent(notice, courier)
    return taken


def _end_interrupted(now: datetime) -> None:
    stuck = Notice.objects.filter(state=SENDING, claimed_at__lt=now - GIVEN_UP_AFTER)
    stuck.update(state=FAILED, ended_at=now, fault=MAY_HAVE_ARRIVED)


def _claimed(now: datetime) -> Notice | None:
    """The next letter, marked as being sent by us; others take others meanwhile."""
    with transaction.atomic():
        due = Notice.objects.filter(state=QUEUED, due_at__lte=now).order_by("due_at", "id")
        notice = due.select_for_update(skip_locked=True).first()
        if notice is not None:
            Notice.objects.filter(pk=notice.pk).update(
                state=SENDING, claimed_at=now, attempts=F("attempts") + 1
            )
            notice.refresh_from_db()
    return notice


def _sent(notice: Notice, courier: Courier) -> bool:
    try:
        courier(_message(notice))
    except NotTakenError as error:
        _try_later(notice, error)
        return False
    except MaybeTakenError as error:
        _end(notice, FAILED, f"{MAY_HAVE_ARRIVED} ({error})")
        return False
    _end(notice, SENT, "")
    return True


def _message(notice: Notice) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    identity = hashlib.sha256(notice.key.encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{identity}@{domain}>", "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(notice.subject, notice.text, to=[notice.recipient], headers=headers)
    if notice.html:
        message.attach_alternative(notice.html, "text/html")
    return message


def _try_later(notice: Notice, error: NotTakenError) -> None:
    if error.for_good or notice.attempts > len(PAUSES):
        _end(notice, FAILED, str(error))
        return
    due_at = clock.now() + PAUSES[notice.attempts - 1]
    Notice.objects.filter(pk=notice.pk).update(state=QUEUED, due_at=due_at, fault=str(error)[:200])


def _end(notice: Notice, state: str, fault: str) -> None:
    Notice.objects.filter(pk=notice.pk).update(state=state, ended_at=clock.now(), fault=fault[:200])


def sweep() -> int:
    """Delete letters whose end is longer ago than KEPT_FOR; how many."""
    return Notice.objects.filter(ended_at__lt=clock.now() - KEPT_FOR).delete()[0]
