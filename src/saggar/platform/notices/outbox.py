"""Putting letters into the outbox, in the transaction of the action that writes them."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job as QueuedJob

from saggar.platform.jobs.queueing import queue
from saggar.platform.notices.models import Notice
from saggar.platform.work import Work

SEND = "saggar.send-notices"
LONGEST_SUBJECT = 200


class WrongAddressError(ValueError):
    """The recipient is not one e-mail address."""


def notify(work: Work, *, to: str, subject: str, text: str, key: str, html: str = "") -> Notice:
    """Have a letter sent once the unit of work has committed.

    A key names one letter for ever: given again, the letter that is there is returned and none is added.
    Raises WrongAddressError.
    """
    return put(to=to, subject=subject, text=text, html=html, key=key, now=work.now)


def put(*, to: str, subject: str, text: str, key: str, now: datetime, html: str = "") -> Notice:
    """Put a letter into the outbox within the caller's transaction, and wake the sender when it commits."""
    try:
        validate_email(to)
    except ValidationError as error:
        raise WrongAddressError("A letter goes to one e-mail address.") from error
    notice, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            "recipient": to,
            "subject": " ".join(subject.split())[:LONGEST_SUBJECT],
            "text": text,
            "html": html,
            "queued_at": now,
            "due_at": now,
        },
    )
    if is_new:
        _wake_sender()
    return notice


def _wake_sender() -> None:
    """Queue one run of the sender; one that already waits will do."""
    try:
        with transaction.atomic():
            queue().defer_job(
                QueuedJob(
                    id=None,
                    queue="default",
                    lock=None,
                    queueing_lock=SEND,
                    task_name=SEND,
                    task_kwargs={"timestamp": 0},
                )
            )
    except AlreadyEnqueued:
        return
