"""One row for each piece of background work: what, for whom, and whether its effect has happened."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, OuterRef, Subquery, Value, When
from procrastinate.contrib.django.models import ProcrastinateJob

from saggar.platform.permits import Actor

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs."""

    def visible_to(self, actor: Actor) -> JobQuerySet:
        """Jobs of the actor's system, and for the product itself all of them."""
        if actor.is_product:
            return self.all()
        if actor.system_id is None:
            return self.none()
        return self.filter(system_id=actor.system_id)

    def with_state(self) -> models.QuerySet[Any]:
        """Jobs with `state`: waiting, running, done or failed.

        Our own row says whether the effect has happened; only before that the queue is asked.
        """
        queued = ProcrastinateJob.objects.filter(pk=OuterRef("queue_id")).values("status")[:1]
        return self.annotate(status=Subquery(queued)).annotate(
            state=Case(
                When(finished_at__isnull=False, then=Value(DONE)),
                When(status="todo", then=Value(WAITING)),
                When(status="doing", then=Value(RUNNING)),
                default=Value(FAILED),
                output_field=models.CharField(),
            )
        )


class Job(models.Model):
    """Background work under a key of its own: enqueued once, and its effect happens once.

    `token` counts the attempts; only the holder of the latest may write the effect. `fault` says where the
    last attempt failed, without what it worked on.
    """

    key = models.CharField(max_length=200)
    task = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    token = models.PositiveIntegerField(default=0)
    queue_id = models.BigIntegerField(null=True)
    queued_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=200, blank=True)
    by_user_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    system_id = models.BigIntegerField(null=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "jobs_job"
        constraints = [models.UniqueConstraint(fields=["key"], name="jobs_job_one_per_key")]
        indexes = [models.Index(fields=["system_id", "-id"], name="jobs_job_system")]

    def __str__(self) -> str:
        return self.key
