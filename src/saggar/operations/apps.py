"""The operations application."""

from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Pages about jobs and audit; their tables and rules live in the platform."""

    name = "saggar.operations"
    label = "operations"
    verbose_name = "Operations"
    home_cards = "saggar.operations.home.home_cards"
