"""One attempt at a job, and the fence that lets exactly one attempt write its effect."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import F

from saggar.platform.jobs import registry
from saggar.platform.jobs.models import Job
from saggar.platform.permits import Actor
from saggar.platform.work import Work, unit_of_work

logger = logging.getLogger(__name__)


class SupersededError(RuntimeError):
    """A later attempt has taken over, or the effect has happened: this attempt may not write."""


@dataclass(slots=True)
class Attempt:
    """An attempt at a job: its token fences off earlier attempts that are still running somewhere."""

    job_id: int
    token: int
    actor: Actor
    is_finished: bool = False

    @contextmanager
    def finish(self) -> Iterator[Work]:
        """The unit of work in which the job's effect is written, and the job marked as done with it.

        Raises SupersededError when another attempt has taken over. Call it once, at the end.
        """
        with unit_of_work(self.actor) as work:
            current = Job.objects.select_for_update().filter(
                pk=self.job_id, token=self.token, finished_at=None
            )
            if not list(current.values_list("pk")):
                raise SupersededError(f"job {self.job_id} is no longer held by attempt {self.token}")
            yield work
            current.update(finished_at=work.now, fault="")
        self.is_finished = True


def perform(job_id: int) -> None:
    """Make an attempt at the job; return at once when its effect has happened already.

    What the task raises is noted on the job, as the place where it was raised, and raised again. An attempt
    that was overtaken by a later one ends quietly: the job is in other hands.
    """
    attempt = _claimed(job_id)
    if attempt is None:
        return
    job = Job.objects.get(pk=job_id)
    try:
        registry.task(job.task).function(attempt, **job.arguments)
        if not attempt.is_finished:
            with attempt.finish():
                pass
    except SupersededError as error:
        logger.warning("%s; its effect is left to the later attempt", error)
    except Exception as error:
        Job.objects.filter(pk=job_id, token=attempt.token).update(fault=_place(error))
        raise


def _claimed(job_id: int) -> Attempt | None:
    """Take the next token; None when the job is done or gone."""
    if not Job.objects.filter(pk=job_id, finished_at=None).update(token=F("token") + 1):
        return None
    job = Job.objects.get(pk=job_id)
    actor = Actor(job.by_user_id, job.organisation_id, job.system_id, is_product=True)
    return Attempt(job.pk, job.token, actor)


def _place(error: Exception) -> str:
    """Where the error was raised; its message stays out, for it may hold personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f" in {last.name}, line {last.lineno}" if last else ""
    return f"{type(error).__name__}{where}"[:200]
