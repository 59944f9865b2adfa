"""Events of imports."""

from __future__ import annotations

from dataclasses import dataclass

from saggar.platform.audit.payloads import event_kind


@event_kind("imports.file-imported", tables=("imports_run",))
@dataclass(frozen=True)
class FileImported:
    """A file was imported, tried in a dry run, or refused; the counts are rows of the file."""

    kind: str
    sha256: str
    dry_run: bool
    is_refused: bool
    new: int
    changed: int
    unchanged: int
    refused: int
