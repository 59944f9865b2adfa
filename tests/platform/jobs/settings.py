"""Settings of a worker process that knows the tasks of the tests."""

from tests.settings import *  # noqa: F403

PROCRASTINATE_IMPORT_PATHS = ["tests.platform.jobs.tasks"]
