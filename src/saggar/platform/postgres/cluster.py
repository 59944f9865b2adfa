"""One cluster: a folder with its data, password and log, and the server that runs on it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from saggar.platform.faults import FolderInUseError, NotPermittedError, PortTakenError
from saggar.platform.postgres import initial, place, server
from saggar.platform.postgres.account import Account, account_of_the_server
from saggar.platform.postgres.lockfile import remove_if_stale, running_server
from saggar.platform.postgres.programs import Programs, find_programs

DATABASE = initial.ROLE
ATTEMPTS = 40
PAUSE_SECONDS = 0.25


class Cluster:
    """A PostgreSQL cluster in a folder of its own, served on a port of the loopback address.

    `throw_away` trades safety at a power cut for speed, for tests. `port` fixes the port; else the
    last one is taken again when it is free, so that addresses given out stay right.
    """

    name = "the database"

    def __init__(self, folder: Path, *, throw_away: bool = False, port: int | None = None) -> None:
        self.folder = folder.absolute()
        self.data = self.folder / "data"
        self.throw_away = throw_away
        self._fixed_port = port
        self._lock: IO[str] | None = None
        self._server: server.Server | None = None

    def start(self) -> None:
        """Make the cluster when missing and start its server; return when it accepts connections.

        Raises an InstallationError that says what to do: FolderInUseError, PortTakenError, DiskFullError,
        NoServerProgramsError, OtherMajorVersionError, NotPermittedError or ServerDidNotStartError.
        """
        account = account_of_the_server()
        place.prepare(self.folder, account)
        self._take_ownership()
        try:
            self._start(account, find_programs().reachable_by(account))
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server this object started, in good order."""
        if self._server is not None:
            self._server.stop()
            self._server = None
        self._release_ownership()

    def is_alive(self) -> bool:
        """Whether the server this object started still runs."""
        return self._server is not None and self._server.process.poll() is None

    def is_owned(self) -> bool:
        """Whether a living process, started to run this cluster, holds its folder."""
        try:
            lock = (self.folder / "owner.lock").open(encoding="ascii")
        except FileNotFoundError:
            return False
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    @property
    def pid(self) -> int:
        """Process id of the running server; LookupError when none runs on this folder."""
        running = running_server(self.data)
        if running is None:
            raise LookupError(f"no server runs on {self.data}")
        return running.pid

    @property
    def port(self) -> int:
        """Port of the running server; LookupError when none runs on this folder."""
        running = running_server(self.data)
        if running is None:
            raise LookupError(f"no server runs on {self.data}")
        return running.port

    def is_ready(self) -> bool:
        """Whether a server, started by whomever, accepts connections to this cluster."""
        running = running_server(self.data)
        return running is not None and running.ready

    def url(self, database: str = DATABASE) -> str:
        """Address of a database for the product's own role, with its password."""
        return self._url(initial.ROLE, database)

    def admin_url(self, database: str = DATABASE) -> str:
        """Address of a database for the cluster's superuser, for backup and restore."""
        return self._url(initial.ADMINISTRATOR, database)

    @contextmanager
    def running(self) -> Iterator[str]:
        """The address of a running server: the one that runs already, else one for this block only."""
        if self.is_ready():
            yield self.url()
            return
        self.start()
        try:
            yield self.url()
        finally:
            self.stop()

    def _start(self, account: Account, programs: Programs) -> None:
        server.end_orphan(self.data)
        if not self.data.exists():
            place.require_space(self.folder, place.SPACE_FOR_A_NEW_CLUSTER)
            initial.initialise(programs, account, self.data, self._password_file, throw_away=self.throw_away)
        initial.require_same_major(self.data, programs)
        place.require_space(self.folder, place.SPACE_TO_START)
        remove_if_stale(self.data)
        self._server = self._launched(account, programs)
        self._port_file.write_text(str(self._server.port))
        initial.ensure_database(self.admin_url("postgres"), self._password(), throw_away=self.throw_away)

    def _launched(self, account: Account, programs: Programs) -> server.Server:
        """Launch; try again while the last sessions of a killed server end or a chosen port is lost."""
        for attempt in range(ATTEMPTS):
            try:
                return server.launch(
                    programs, account, self.data, self._choose_port(), throw_away=self.throw_away
                )
            except (FolderInUseError, PortTakenError) as fault:
                hopeless = isinstance(fault, PortTakenError) and self._fixed_port is not None
                if hopeless or attempt == ATTEMPTS - 1:
                    raise
                time.sleep(PAUSE_SECONDS)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _choose_port(self) -> int:
        if self._fixed_port is not None:
            return self._fixed_port
        last = self._port_file.read_text() if self._port_file.exists() else ""
        return server.free_port(int(last) if last.isdecimal() else None)

    def _take_ownership(self) -> None:
        if self._lock is not None:
            return
        try:
            lock = (self.folder / "owner.lock").open("a+", encoding="ascii")
        except PermissionError as error:
            raise place.closed(self.folder) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            holder = lock.read().strip()
            lock.close()
            raise FolderInUseError(
                f"Another process ({holder}) already runs the database in {self.folder}.",
                "Stop it, or set SAGGAR_STATE to another folder.",
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock

    def _release_ownership(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def _password_file(self) -> Path:
        return self.folder / "password"

    @property
    def _port_file(self) -> Path:
        return self.folder / "port"

    def _password(self) -> str:
        try:
            return self._password_file.read_text().strip()
        except OSError as error:
            raise NotPermittedError(
                f"The database's password in {self._password_file} cannot be read.",
                "Run this as the user who started the database.",
            ) from error

    def _url(self, role: str, database: str) -> str:
        return f"postgresql://{role}:{self._password()}@{server.HOST}:{self.port}/{database}"
