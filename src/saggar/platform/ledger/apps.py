"""The ledger application."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Append-only movements of money between accounts."""

    name = "saggar.platform.ledger"
    label = "ledger"
    verbose_name = "Ledger"
