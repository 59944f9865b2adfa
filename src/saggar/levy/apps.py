"""The levy application."""

from __future__ import annotations

from django.apps import AppConfig


class LevyConfig(AppConfig):
    """Levy accounts, their transactions, forecasts and reconciliation."""

    name = "saggar.levy"
    label = "levy"
    verbose_name = "Levy"
