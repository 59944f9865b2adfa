"""Kinds of event of the levy capability."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from saggar.platform.audit.payloads import event_kind


@event_kind("levy.account-opened", tables=("levy_account",))
@dataclass(frozen=True)
class AccountOpened:
    """An organisation's levy account was opened in the programme."""

    pays_levy: bool


@event_kind(
    "levy.transactions-imported",
    tables=(
        "levy_account",
        "levy_transaction",
        "levy_month_total",
        "levy_training",
        "levy_stated_balance",
    ),
)
@dataclass(frozen=True)
class TransactionsImported:
    """A transactions file of the apprenticeship service was read into a levy account."""

    new: int
    changed: int
    unchanged: int
    refused: int


@event_kind("levy.declarations-imported", tables=("levy_declaration",))
@dataclass(frozen=True)
class DeclarationsImported:
    """Levy declarations to HMRC were read into a levy account."""

    new: int
    changed: int
    unchanged: int
    refused: int


@event_kind("levy.standards-imported", tables=("levy_standard", "levy_funding_band"))
@dataclass(frozen=True)
class StandardsImported:
    """A list of apprenticeship standards or of their funding bands was read in."""

    new_standards: int
    changed_standards: int
    new_bands: int
    changed_bands: int
    refused: int


@event_kind("levy.balance-stated", tables=("levy_stated_balance", "levy_account"))
@dataclass(frozen=True)
class BalanceStated:
    """Somebody recorded the balance that the apprenticeship service shows, beside the one our rows give."""

    on: date
    stated_pence: int
    derived_pence: int


@event_kind("levy.commitment-planned", tables=("levy_planned_commitment", "levy_account"))
@dataclass(frozen=True)
class CommitmentPlanned:
    """Training that an organisation means to start was added to its forecast."""

    apprentices: int
    months: int
    price_pence: int
    starts_on: date
    is_transfer: bool


@event_kind("levy.commitment-removed", tables=("levy_planned_commitment", "levy_account"))
@dataclass(frozen=True)
class CommitmentRemoved:
    """Planned training was taken out of a forecast."""

    apprentices: int
    price_pence: int
