"""The report of an import: what was read, what changed, and each fault with its line and column."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

MOST_FAULTS = 1_000
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: line (first line is 1), column as headed, the fault and the value in words.

    A fault of a whole row has no column; the value is shortened, and empty for personal data.
    """

    line: int
    column: str
    fault: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows that a load put in, altered, or found as they were."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Report:
    """What an import did, row by row counted; at most MOST_FAULTS faults are kept, all are counted.

    `read` counts rows below the heading; each of them ends up as new, changed, unchanged, skipped (not
    ours to load) or refused.
    """

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    refused: int = 0
    faults_found: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, *faults: Fault) -> None:
        """Count one row as refused, for one or more faults."""
        self.refused += 1
        self.faults_found += len(faults)
        self.faults.extend(faults[: max(0, MOST_FAULTS - len(self.faults))])

    def add(self, counts: Counts) -> None:
        """Add what a load did."""
        self.new += counts.new
        self.changed += counts.changed
        self.unchanged += counts.unchanged

    @property
    def is_clean(self) -> bool:
        """Whether no row was refused."""
        return self.refused == 0

    def as_plain(self) -> dict[str, Any]:
        """The report as JSON values; `from_plain` reads it back."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Report:
        """The report that `as_plain` wrote."""
        faults = [Fault(**each) for each in plain.get("faults", [])]
        return cls(**{**plain, "faults": faults})


def shortened(value: str) -> str:
    """The value as a report shows it: on one line, at most LONGEST_VALUE characters."""
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"
