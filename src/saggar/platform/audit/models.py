"""The event table: append-only, one hash chain for each system."""

from __future__ import annotations

from django.db import models


class Audited(models.Model):
    """Base of every model whose changes need an event: the write guard watches its table."""

    class Meta:
        abstract = True


class Chain(models.Model):
    """The head of one system's chain of events; locked while a unit of work appends to it."""

    key = models.CharField(max_length=40, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"{self.key}: {self.length} events"


class Event(models.Model):
    """One thing that happened: kind, subject, who, when, typed payload, and its link in the chain.

    Names of people never stand here, only ids: a person can be forgotten without breaking the chain.
    """

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="events")
    position = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor_user_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict)
    hash = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="audit_event_one_per_position"),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "-id"], name="audit_event_organisation"),
            models.Index(fields=["subject_type", "subject_id", "-id"], name="audit_event_subject"),
            models.Index(fields=["kind", "-id"], name="audit_event_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}".strip()
