"""Events of background jobs."""

from __future__ import annotations

from dataclasses import dataclass

from saggar.platform.audit.payloads import event_kind


@event_kind("jobs.run-again")
@dataclass(frozen=True)
class JobRunAgain:
    """Somebody had a failed job run again."""

    task: str
    attempts: int
