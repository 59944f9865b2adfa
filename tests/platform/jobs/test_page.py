"""The programme team sees its system's jobs and has failed ones run again; nobody else does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from saggar.platform.audit.models import Event
from saggar.platform.jobs.models import Job
from saggar.platform.jobs.queueing import enqueue
from saggar.platform.permits import PRODUCT, Actor
from saggar.platform.work import unit_of_work
from tests.platform.jobs import tasks

pytestmark = pytest.mark.django_db
assert tasks


def job_of(system_id, status="todo", key="one"):
    """A job of the system, whose entry in the queue has the status."""
    with unit_of_work(Actor(system_id=system_id, is_product=True)) as work:
        job = enqueue(work, "tests.nothing", key=key)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job.queue_id])
    return job


def run_again(client, job):
    """Press the button of the job."""
    return client.post(reverse("jobs:run-again", kwargs={"job_id": job.pk}), follow=True)


def test_the_page_counts_jobs_by_state_and_offers_to_run_failed_ones_again(sign_in, organisation):
    """What is stuck is seen at once, with what to do about it."""
    job_of(organisation.system_id, "doing", "running")
    failed = job_of(organisation.system_id, "failed", "failed")
    page = sign_in("programme_officer").get(reverse("jobs:list")).content.decode()
    assert f"Run job {failed.pk} again" in page
    assert page.count("again</button>") == 1
    assert page.count("Do nothing") == 3


def test_jobs_of_another_system_are_not_shown(sign_in, organisation):
    """Each system sees its own work."""
    job_of(organisation.system_id + 1, "failed")
    page = sign_in("programme_officer").get(reverse("jobs:list")).content.decode()
    assert "Do nothing" not in page
    assert "No job was queued yet." in page


def test_a_failed_job_runs_again_and_the_record_says_who_asked(sign_in, organisation):
    """One press, one new entry in the queue, one event."""
    job = job_of(organisation.system_id, "failed")
    response = run_again(sign_in("programme_officer"), job)
    job.refresh_from_db()
    assert "The job will run again in a moment." in response.content.decode()
    assert ProcrastinateJob.objects.get(pk=job.queue_id).status == "todo"
    assert Event.objects.get(kind="jobs.run-again").subject_id == job.pk


def test_pressing_twice_queues_once(sign_in, organisation):
    """The second press finds the job waiting and leaves it."""
    job = job_of(organisation.system_id, "failed")
    client = sign_in("programme_officer")
    run_again(client, job)
    assert "was left as it is" in run_again(client, job).content.decode()
    assert ProcrastinateJob.objects.filter(status="todo").count() == 1


@pytest.mark.parametrize("role", ["finance_lead", "administrator"])
def test_others_may_not_see_jobs(sign_in, role):
    """Background work is the programme team's business."""
    assert sign_in(role).get(reverse("jobs:list")).status_code == 403


def test_another_system_s_job_cannot_be_told_from_one_that_is_not_there(sign_in, organisation):
    """Trying numbers reveals nothing."""
    client = sign_in("programme_officer")
    theirs = job_of(organisation.system_id + 1, "failed")
    assert run_again(client, theirs).status_code == 404
    assert client.post(reverse("jobs:run-again", kwargs={"job_id": 999_999})).status_code == 404
    assert ProcrastinateJob.objects.get(pk=theirs.queue_id).status == "failed"


def test_a_link_does_not_run_a_job(sign_in, organisation):
    """Only the button, sent as a form, changes anything."""
    job = job_of(organisation.system_id, "failed")
    address = reverse("jobs:run-again", kwargs={"job_id": job.pk})
    assert sign_in("programme_officer").get(address).status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_jobs(sign_in, organisation):
    """The page is as quick with many jobs as with one."""
    client = sign_in("programme_officer")
    counts = []
    for number in (1, 3):
        for each in range(number):
            job_of(organisation.system_id, "failed", f"{number} {each}")
        client.get(reverse("jobs:list"))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("jobs:list"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_product_sees_all_jobs_and_the_public_none(organisation):
    """Visibility is decided in one place."""
    job = job_of(organisation.system_id)
    assert list(Job.objects.visible_to(PRODUCT)) == [job]
    assert list(Job.objects.visible_to(Actor(user_id=1))) == []
