"""What every capability stands on: unit of work, audit, ledger, permits, jobs, notices, imports, clock."""
