"""Who may read the record of what was done."""

from __future__ import annotations

from saggar.platform.decisions import Allowed, Decision, Refused
from saggar.platform.permits import Actor


def may_view(actor: Actor) -> Decision:
    """An administrator reads the record of their own organisation."""
    if actor.holds("audit.view"):
        return Allowed("holds audit.view")
    return Refused("Only an administrator can see the record of what was done.")
