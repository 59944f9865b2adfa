"""Levy sharing: accounts, transactions, position by tranche, forecast, reconciliation, standards."""
