"""Events of the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from saggar.platform.audit.payloads import event_kind


@event_kind("ledger.posted", tables=("ledger_account", "ledger_movement"))
@dataclass(frozen=True)
class Posted:
    """Movements of money of one kind were posted to the ledger."""

    kind: str
    movements: int
    pence: int
