"""What the platform keeps for a place: a background job that failed, and a letter that waits."""

from __future__ import annotations

from saggar.platform import clock
from saggar.platform.jobs import registry
from saggar.platform.jobs.models import Job
from saggar.platform.notices import outbox
from tests.world.places import Arguments, Place

NOBODYS_TASK = "a task that an earlier release declared"


def plant(place: Place) -> dict[str, Arguments]:
    """A job whose attempt failed, of which no queue row is left; and a letter to the administrator."""
    canaries = place.canaries
    job = Job.objects.create(
        key=canaries.private(),
        task=next(iter(registry.tasks()), NOBODYS_TASK),
        fault=canaries.private(),
        token=1,
        queued_at=clock.now(),
        by_user_id=place.people["programme_officer"].pk,
        organisation_id=place.organisation.pk,
        system_id=place.system.pk,
    )
    outbox.put(
        to=place.people["administrator"].email,
        subject=canaries.private(),
        text=canaries.private(),
        html=canaries.private(),
        key=canaries.private(),
        now=clock.now(),
    )
    return {"jobs:run-again": {"job_id": job.pk}}
