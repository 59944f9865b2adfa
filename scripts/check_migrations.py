"""Checks that the migrations are complete and build an empty database, on a server of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from saggar.platform.postgres import throw_away_cluster

STEPS = (
    ("makemigrations", "--check", "--dry-run"),
    ("migrate", "--noinput", "--verbosity", "0"),
    ("migrate", "--check"),
    ("check", "--fail-level", "WARNING"),
)


def main() -> int:
    """Run each step of Django against a fresh database; the exit code of the first that fails."""
    with throw_away_cluster() as cluster:
        settings = {"DJANGO_SETTINGS_MODULE": "saggar.web.settings", "SAGGAR_MODE": "test"}
        environment = os.environ | settings | {"DATABASE_URL": cluster.url()}
        for step in STEPS:
            done = subprocess.run([sys.executable, "-m", "django", *step], env=environment, check=False)
            if done.returncode != 0:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
