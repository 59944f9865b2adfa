"""A job is queued with the row that causes it, and its effect happens exactly once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob

from saggar.platform.audit.models import Event
from saggar.platform.jobs import tasks as queue_tasks
from saggar.platform.jobs.attempts import Attempt, SupersededError, perform
from saggar.platform.jobs.models import Job
from saggar.platform.jobs.queueing import JobKeyReusedError, enqueue
from saggar.platform.jobs.registry import UnknownTaskError, background, title
from saggar.platform.ledger.models import Account
from saggar.platform.permits import PRODUCT, Actor
from saggar.platform.work import unit_of_work
from tests.platform.jobs import tasks

pytestmark = pytest.mark.django_db
OFFICER = Actor(user_id=5, organisation_id=7, system_id=2)


class StoppedError(Exception):
    """An action failed after it enqueued."""


def queued(task="tests.open-account", key="one", actor=OFFICER, *, stop=False, **arguments):
    """Enqueue a job in an action; the job."""
    if task == "tests.open-account":
        arguments = {"fund": "x"} | arguments
    with unit_of_work(actor) as work:
        job = enqueue(work, task, key=key, **arguments)
        if stop:
            raise StoppedError
    return job


def effects():
    """Funds of the accounts that jobs opened."""
    return sorted(Account.objects.values_list("fund", flat=True))


def state(job):
    """The state the page shows."""
    return Job.objects.with_state().get(pk=job.pk).state


class TestQueueing:
    """Putting work into the queue is part of the action."""

    def test_a_job_is_queued_with_who_asked_for_it(self):
        """The work waits, and the record says for whom."""
        job = queued()
        in_queue = ProcrastinateJob.objects.get(pk=job.queue_id)
        assert (in_queue.status, in_queue.args) == ("todo", {"job_id": job.pk})
        assert (job.by_user_id, job.organisation_id, job.system_id) == (5, 7, 2)
        assert (job.task, job.arguments, state(job)) == ("tests.open-account", {"fund": "x"}, "waiting")

    def test_an_action_that_fails_queues_nothing(self):
        """No job runs for a row that was never written."""
        with pytest.raises(StoppedError):
            queued(stop=True)
        assert (Job.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)

    def test_the_same_key_is_queued_once(self):
        """A double click starts one solve."""
        assert queued() == queued()
        assert ProcrastinateJob.objects.count() == 1

    @pytest.mark.parametrize("change", [{"fund": "y"}, {"task": "tests.nothing", "fund": None}])
    def test_the_same_key_for_other_work_is_refused(self, change):
        """A key names one piece of work for ever."""
        queued()
        with pytest.raises(JobKeyReusedError, match="one"):
            queued(**change)

    def test_a_job_can_wait_until_a_moment(self):
        """A reminder is queued when its cause arises and runs when it is due."""
        moment = datetime(2030, 1, 1, tzinfo=UTC)
        with unit_of_work(PRODUCT) as work:
            job = enqueue(work, "tests.nothing", key="later", at=moment)
        assert ProcrastinateJob.objects.get(pk=job.queue_id).scheduled_at == moment

    def test_an_unknown_task_is_refused_at_once(self):
        """A misspelt task fails in the action, not at night."""
        with pytest.raises(UnknownTaskError, match=r"tests\.opne"):
            queued("tests.opne")

    def test_a_key_stands_once_in_the_database(self):
        """The second defence against doing work twice."""
        job = queued()
        with pytest.raises(IntegrityError, match="jobs_job_one_per_key"):
            Job.objects.create(key=job.key, task="x", queued_at=job.queued_at)

    def test_a_task_is_declared_once(self):
        """Two tasks never share a name."""
        with pytest.raises(ValueError, match="declared twice"):
            background("tests.nothing", title="Again")(tasks.nothing)

    def test_a_task_that_is_gone_is_shown_by_its_name(self):
        """Old jobs stay readable after their task was taken out."""
        assert (title("tests.nothing"), title("old.task")) == ("Do nothing", "old.task")


class TestAttempts:
    """However often a job is tried, its effect is there once."""

    def test_an_attempt_writes_the_effect_and_marks_the_job_in_one(self):
        """A job that is done has its effect, and the other way round."""
        job = queued()
        perform(job.pk)
        assert (effects(), state(job)) == (["x 1"], "done")
        event = Event.objects.get(kind="tests.job-opened-account")
        assert (event.actor_user_id, event.organisation_id, event.chain_id) == (5, 7, "system-2")

    def test_a_second_attempt_after_the_effect_does_nothing(self):
        """A worker that was killed after the commit does no harm when its job runs again."""
        job = queued()
        perform(job.pk)
        perform(job.pk)
        assert effects() == ["x 1"]

    def test_an_attempt_that_was_overtaken_cannot_write(self):
        """A worker thought dead that comes back finds its job in other hands."""
        job = queued()
        Job.objects.filter(pk=job.pk).update(token=1)
        overtaken = Attempt(job.pk, token=1, actor=PRODUCT)
        perform(job.pk)
        with pytest.raises(SupersededError):
            tasks.open_account(overtaken, fund="x")
        assert effects() == ["x 2"]

    def test_an_attempt_that_was_overtaken_by_one_still_running_cannot_write(self):
        """Only the holder of the latest token may write, also before the later one is done."""
        job = queued()
        Job.objects.filter(pk=job.pk).update(token=2)
        with pytest.raises(SupersededError):
            tasks.open_account(Attempt(job.pk, token=1, actor=PRODUCT), fund="x")
        tasks.open_account(Attempt(job.pk, token=2, actor=PRODUCT), fund="x")
        assert effects() == ["x 2"]

    def test_a_failed_attempt_says_where_and_not_about_whom(self):
        """The page helps whoever repairs it and shows no personal data."""
        job = queued("tests.fail", secret="Ada Lovelace")
        with pytest.raises(ValueError, match="Ada"):
            perform(job.pk)
        job.refresh_from_db()
        assert job.fault.startswith("ValueError in fail, line ")
        assert "Ada" not in job.fault

    def test_a_later_success_clears_the_fault(self):
        """A job that got through in the end does not look broken."""
        job = queued()
        Job.objects.filter(pk=job.pk).update(fault="ValueError in fail, line 1")
        perform(job.pk)
        job.refresh_from_db()
        assert job.fault == ""

    def test_a_task_without_an_effect_of_its_own_is_marked_as_done(self):
        """Nobody has to write the mark by hand."""
        job = queued("tests.nothing")
        perform(job.pk)
        assert state(job) == "done"

    def test_a_job_that_was_cleared_away_is_no_error(self):
        """An entry of the queue may outlive its job."""
        perform(404)
        assert effects() == []


def test_old_jobs_are_forgotten_and_unfinished_ones_kept():
    """The list does not grow for ever, and nothing undone is lost."""
    old, recent, undone = queued(key="old"), queued(key="recent"), queued(key="undone")
    now = old.queued_at
    Job.objects.filter(pk=old.pk).update(finished_at=now - queue_tasks.KEPT_FOR - timedelta(days=1))
    Job.objects.filter(pk=recent.pk).update(finished_at=now)
    queue_tasks.clear_jobs(timestamp=0)
    assert set(Job.objects.all()) == {recent, undone}
