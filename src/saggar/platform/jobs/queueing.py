"""Putting work into the queue, in the transaction of the business row that causes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job as QueuedJob
from procrastinate.manager import JobManager

from saggar.platform.jobs import registry
from saggar.platform.jobs.models import Job
from saggar.platform.work import Work

PERFORM = "saggar.perform"
QUEUE = "default"


class JobKeyReusedError(RuntimeError):
    """A job with this key exists for another task or with other arguments."""


def enqueue(work: Work, task: str, *, key: str, at: datetime | None = None, **arguments: Any) -> Job:
    """Have `task` run with `arguments` (JSON values) once the unit of work has committed, or not before `at`.

    A key names one piece of work for ever: enqueued again, the job that is there is returned and nothing
    is queued. Raises JobKeyReusedError for a used key with another body, UnknownTaskError.
    """
    body = {"task": registry.task(task).name, "arguments": arguments}
    job, is_new = Job.objects.get_or_create(
        key=key,
        defaults={
            **body,
            "queued_at": work.now,
            "by_user_id": work.actor.user_id,
            "organisation_id": work.actor.organisation_id,
            "system_id": work.actor.system_id,
        },
    )
    if not is_new:
        if {"task": job.task, "arguments": job.arguments} != body:
            raise JobKeyReusedError(f"the key {key} stands for other work")
        return job
    put_in_queue(job, at)
    return job


def put_in_queue(job: Job, at: datetime | None = None) -> None:
    """Have a worker make an attempt at the job, not before `at`; for the first time or once more."""
    queued = queue().defer_job(
        QueuedJob(
            id=None,
            queue=QUEUE,
            lock=f"job {job.pk}",
            queueing_lock=f"job {job.pk}",
            task_name=PERFORM,
            task_kwargs={"job_id": job.pk},
            scheduled_at=at,
        )
    )
    job.queue_id = queued.id
    job.save(update_fields=["queue_id"])


def queue() -> JobManager:
    """The queue on Django's own connection, so that what is put in commits with the rows around it.

    The application object of procrastinate is not used: inside a worker it has another connection.
    """
    return JobManager(DjangoConnector())
