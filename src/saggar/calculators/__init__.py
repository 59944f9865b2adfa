"""Arithmetic of law and policy over the dated rules: one JSON object in, one out (`saggar calc`)."""
