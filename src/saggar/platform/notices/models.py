"""The outbox: one row for each letter, from the action that writes it until it is sent and swept away."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

QUEUED, SENDING, SENT, FAILED = "queued", "sending", "sent", "failed"


class Notice(models.Model):
    """A letter to one person. Holds a personal address: swept KEPT_FOR after it was sent or given up.

    `sending` is written before the letter is handed over, so that a sender that is killed never makes a
    second one send it again: it ends as failed, with the remark that it may have arrived.
    """

    key = models.CharField(max_length=200)
    recipient = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, default=QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "notices_notice"
        constraints = [
            models.UniqueConstraint(fields=["key"], name="notices_notice_one_per_key"),
            models.CheckConstraint(
                condition=Q(state__in=[QUEUED, SENDING], ended_at=None)
                | Q(state__in=[SENT, FAILED], ended_at__isnull=False),
                name="notices_notice_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state=QUEUED), name="notices_notice_due"),
            models.Index(fields=["ended_at"], name="notices_notice_ended_at"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"
