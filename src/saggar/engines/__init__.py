"""The optimisers and projections. Pure: no Django, no clock, no database; seeded and deterministic."""
