"""The event table: append-only, one hash chain for each system."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from saggar.platform.permits import Actor


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


class EventQuerySet(models.QuerySet["Event"]):
    """Events."""

    def visible_to(self, actor: Actor) -> EventQuerySet:
        """Events of the actor's own organisation, and for the product itself all of them."""
        if actor.is_product:
            return self.all()
        if actor.organisation_id is None:
            return self.none()
        return self.filter(organisation_id=actor.organisation_id)


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

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment]

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


class ChainCheck(models.Model):
    """A nightly proof of one chain: how many events it had, and its first fault (empty when none)."""

    chain_key = models.CharField(max_length=40)
    at = models.DateTimeField()
    length = models.PositiveBigIntegerField()
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "audit_check"
        constraints = [
            models.CheckConstraint(condition=~Q(chain_key=""), name="audit_check_of_a_chain"),
        ]
        indexes = [models.Index(fields=["chain_key", "-at"], name="audit_check_latest")]

    def __str__(self) -> str:
        return f"{self.chain_key}: {self.fault or 'unbroken'}"
