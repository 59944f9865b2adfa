"""Having a failed job run again."""

from __future__ import annotations

from django.http import Http404

from saggar.platform.decisions import require
from saggar.platform.jobs import policies
from saggar.platform.jobs.events import JobRunAgain
from saggar.platform.jobs.models import FAILED, Job
from saggar.platform.jobs.queueing import put_in_queue
from saggar.platform.permits import Actor
from saggar.platform.work import unit_of_work


def run_again(actor: Actor, *, job_id: int) -> bool:
    """Queue the failed job once more; whether it was queued: a job that is not failed is left as it is.

    Raises Http404 for a job that is not there or not the actor's to know of.
    """
    with unit_of_work(actor) as work:
        job = Job.objects.filter(pk=job_id).first()
        if job is None:
            require(policies.may_run_again(actor, None))
            raise Http404("There is no such job.")
        require(policies.may_run_again(actor, job.system_id))
        work.lock(Job.objects.filter(pk=job_id))
        if not Job.objects.with_state().filter(pk=job_id, state=FAILED).exists():
            return False
        put_in_queue(job)
        work.record(JobRunAgain(job.task, job.token), subject=job)
        return True
