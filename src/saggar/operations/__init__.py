"""Pages for the people who keep the service running: background jobs, and the record of what was done."""
