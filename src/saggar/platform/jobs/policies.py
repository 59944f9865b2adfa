"""Who may see background jobs and run failed ones again."""

from __future__ import annotations

from saggar.platform.decisions import Allowed, Decision, Refused
from saggar.platform.permits import Actor


def may_view(actor: Actor) -> Decision:
    """The programme team sees the jobs of its system."""
    if actor.holds("jobs.view"):
        return Allowed("holds jobs.view")
    return Refused("Only the programme team can see background jobs.")


def may_run_again(actor: Actor, system_id: int | None) -> Decision:
    """Whoever sees a job may have it run again; another system's jobs are not theirs to know of."""
    decision = may_view(actor)
    if isinstance(decision, Allowed) and not actor.is_product and system_id != actor.system_id:
        return Refused("This job belongs to another system.", hidden=True)
    return decision
