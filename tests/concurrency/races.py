"""Starting several processes at one moment and collecting what each did."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.concurrency.children import GATE

ROOT = Path(__file__).resolve().parent.parent.parent


def race(url, task, processes=8):
    """Run `task` of children.py in so many processes against the database at `url`; what each did."""
    with psycopg.connect(url, autocommit=True) as gatekeeper:
        gatekeeper.execute("SELECT pg_advisory_lock(%s)", [GATE])
        with runners(url, task, processes) as started:
            for process in started:
                assert process.stdout.readline() == "ready\n"
            gatekeeper.execute("SELECT pg_advisory_unlock(%s)", [GATE])
            return [json.loads(process.stdout.readlines()[-1]) for process in started]


@contextmanager
def runners(url, task, processes):
    """The started processes; none outlives the block."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "SAGGAR_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "saggar.web.settings",
    }
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.concurrency.children", task, f"process {number}"],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        for number in range(processes)
    ]
    try:
        yield started
    finally:
        for process in started:
            process.kill()
            process.wait()
            process.stdout.close()
