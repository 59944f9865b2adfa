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
    invariants: ClassVar[dict[str, str]] = {
        "each month's levy is the sum of its transactions": "saggar.levy.invariants.faults_of_months",
        "the ledger holds each month's levy to the penny": "saggar.levy.invariants.faults_of_ledger",
        "training is what the transactions show": "saggar.levy.invariants.faults_of_training",
        "reconciliations stand beside what the rows give": "saggar.levy.invariants.faults_of_reconciliations",
        "levy accounts know the days they cover": "saggar.levy.invariants.faults_of_spans",
    }
