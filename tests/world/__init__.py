"""Two systems of the same shape, in which every text is a canary: docs/decisions/0012-canary-world.md."""
