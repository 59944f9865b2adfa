"""The levy application."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class LevyConfig(AppConfig):
    """Levy accounts, their transactions, forecasts and reconciliation."""

    name = "saggar.levy"
    label = "levy"
    verbose_name = "Levy"
    home_cards = "saggar.levy.queries.home.home_cards"
    imports: ClassVar[dict[str, str]] = {
        "levy-transactions": "saggar.levy.actions.files.transactions_from_command",
        "levy-declarations": "saggar.levy.actions.files.declarations_from_command",
        "standards": "saggar.levy.actions.files.standards_from_command",
    }
