"""Saggar: one workforce for a whole health and care system."""
