"""Background jobs: enqueued with the business row, run by any worker, each with exactly one effect.

A capability writes its jobs in its `tasks.py` (found by name), and enqueues them in its actions:

    @background("levy.allocate", title="Allocate a round")
    def allocate(attempt: Attempt, *, round_id: int) -> None:
        plan = solve(snapshot(round_id))          no transaction is open meanwhile
        with attempt.finish() as work:            exactly one attempt gets through here
            ...write... and work.record(...)

    enqueue(work, "levy.allocate", key=f"allocate round {round_id}", round_id=round_id)
"""
