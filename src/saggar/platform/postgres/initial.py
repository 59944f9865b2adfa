"""The first start of a cluster: its files, its password, its role and its database."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from saggar.platform.faults import DiskFullError, OtherMajorVersionError, ServerDidNotStartError
from saggar.platform.postgres.account import Account
from saggar.platform.postgres.programs import Programs
from saggar.platform.postgres.server import environment

ADMINISTRATOR = "postgres"
ROLE = "saggar"
FIRST_MAJOR_WITH_OWN_LOCALE = 17


def initialise(programs: Programs, account: Account, data: Path, password: Path, *, throw_away: bool) -> None:
    """Make the cluster's files in `data`: UTF-8, checksums on, every connection with a password.

    They are made beside `data` and moved there when complete, so that a start that was cut off is
    simply begun anew.
    """
    _keep_password(password, account)
    part = data.with_name("data.unfinished")
    shutil.rmtree(part, ignore_errors=True)
    done = subprocess.run(
        [programs.path("initdb"), *_choices(programs, part, password, throw_away=throw_away)],
        cwd=data.parent,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        **account.process_options(),
    )
    if done.returncode != 0:
        shutil.rmtree(part, ignore_errors=True)
        raise _refusal(done.stderr, data)
    part.rename(data)


def _choices(programs: Programs, part: Path, password: Path, *, throw_away: bool) -> list[str]:
    chosen = ["--pgdata", str(part), "--username", ADMINISTRATOR, "--pwfile", str(password)]
    chosen += ["--auth", "scram-sha-256", "--encoding", "UTF8", "--data-checksums"]
    if programs.major >= FIRST_MAJOR_WITH_OWN_LOCALE:
        chosen += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"]
    else:
        chosen += ["--locale", "C.UTF-8"]
    return [*chosen, "--no-sync"] if throw_away else chosen


def require_same_major(data: Path, programs: Programs) -> None:
    """Raise OtherMajorVersionError when the cluster in `data` is not of the programs' major version."""
    made_by = (data / "PG_VERSION").read_text().strip()
    if made_by != str(programs.major):
        raise OtherMajorVersionError(
            f"PostgreSQL {made_by} made the database in {data}; the programs here are {programs.major}.",
            "Back it up with the release that made it (saggar backup), set SAGGAR_STATE to a new folder, "
            "and restore it there (saggar restore).",
        )


def ensure_database(admin_url: str, password: str, *, throw_away: bool) -> None:
    """Make the role and the database when missing.

    The role owns the database but is no superuser, so that row-level security and triggers bind it.
    Only in a cluster that is thrown away may it make databases, for tests.
    """
    with psycopg.connect(admin_url, autocommit=True) as connection:
        role, secret = sql.Identifier(ROLE), sql.Literal(password)
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            right = sql.SQL("CREATEDB" if throw_away else "NOCREATEDB")
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD {}").format(role, right, secret))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [ROLE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))


def _keep_password(path: Path, account: Account) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(24))
    account.own(path)


def _refusal(said: str, data: Path) -> DiskFullError | ServerDidNotStartError:
    if "No space left on device" in said:
        return DiskFullError(f"The disk of {data.parent} is full.", "Free some space, then start again.")
    last = said.strip().splitlines()[-1] if said.strip() else "initdb gave no reason"
    return ServerDidNotStartError(
        f"The database could not be set up in {data}: {last}", "Put that right, then start again."
    )
