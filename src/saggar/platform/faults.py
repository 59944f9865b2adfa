"""Reasons why the installation cannot start or go on, each with what to do and an exit code of its own.

A `InstallationError` is trouble of the machine or of its settings, never of a user's form: it is shown by the
command line as two short lines and ends the command with `exit_code`, so that scripts and service
managers can tell a taken port from a full disk.
"""

from __future__ import annotations

import sys
from typing import ClassVar


class InstallationError(Exception):
    """Trouble of the machine or its settings: what happened, and what to do about it."""

    exit_code: ClassVar[int] = 10

    def __init__(self, happened: str, remedy: str) -> None:
        super().__init__(f"{happened}\n{remedy}")
        self.happened = happened
        self.remedy = remedy

    def tell(self) -> int:
        """Print the two lines for whoever typed the command; the exit code to end it with."""
        sys.stderr.write(f"{self}\n")
        return self.exit_code


class PortTakenError(InstallationError):
    """Another program listens on the port asked for."""

    exit_code = 11


class FolderInUseError(InstallationError):
    """Another running instance works on the same state folder."""

    exit_code = 12


class DiskFullError(InstallationError):
    """There is too little free space to start or to write the file."""

    exit_code = 13


class NoServerProgramsError(InstallationError):
    """No PostgreSQL programs that run on this machine were found."""

    exit_code = 14


class OtherMajorVersionError(InstallationError):
    """The data folder was made by another major version of PostgreSQL."""

    exit_code = 15


class NotPermittedError(InstallationError):
    """A folder or file cannot be read or written by the user who runs this."""

    exit_code = 16


class ServerDidNotStartError(InstallationError):
    """The database server ended before it was ready, for a reason only its log tells."""

    exit_code = 17


class SettingMissingError(InstallationError):
    """A setting that this mode requires is not in the environment."""

    exit_code = 18


class StepFailedError(InstallationError):
    """A step of starting up, such as the migrations, ended with an error."""

    exit_code = 19


class NotEmptyError(InstallationError):
    """A backup may only be restored into an empty database, and this one is not."""

    exit_code = 20


class DamagedBackupError(InstallationError):
    """The backup file is incomplete, altered or not a backup at all."""

    exit_code = 21


class OtherReleaseError(InstallationError):
    """The backup was written by a release that this one cannot restore."""

    exit_code = 22


class NotBuiltError(InstallationError):
    """The database holds none of the product's tables."""

    exit_code = 23
