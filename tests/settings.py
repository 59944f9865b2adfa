"""Settings of the product in test mode, which must be chosen before they are read."""

import os

os.environ["SAGGAR_MODE"] = "test"

from saggar.web.settings import *  # noqa: F403

PROCRASTINATE_IMPORT_PATHS = ["tests.faults.tasks"]
