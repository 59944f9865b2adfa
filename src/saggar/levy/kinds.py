"""Kinds of transaction in the apprenticeship service's files, and what each does to the account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Effect = Literal["funds in", "spent", "sent", "received", "expired"]


@dataclass(frozen=True, slots=True)
class TransactionKind:
    """A kind: the words the service's files use for it, our words, and its effect on the account."""

    key: str
    title: str
    file_words: tuple[str, ...]
    effect: Effect


KINDS: Mapping[str, TransactionKind] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            TransactionKind("levy", "Levy", ("Levy",), "funds in"),
            TransactionKind("adjustment", "Levy adjustment", ("Levy Adjustment",), "funds in"),
            TransactionKind("monthly", "Monthly payment", ("Monthly Payment",), "spent"),
            TransactionKind("completion", "Completion payment", ("Completion Payment",), "spent"),
            TransactionKind("balancing", "Balance payment", ("Balance Payment",), "spent"),
            TransactionKind("milestone", "Milestone payment", ("Milestone Payment",), "spent"),
            TransactionKind("sent", "Transfer sent", (), "sent"),
            TransactionKind("received", "Transfer received", (), "received"),
            TransactionKind(
                "expired",
                "Expired levy",
                ("Expired Levy", "Expired Levy 12 month", "Expired Levy 24 month"),
                "expired",
            ),
        )
    }
)

KIND_CHOICES = [(kind.key, kind.title) for kind in KINDS.values()]
BY_FILE_WORDS: Mapping[str, TransactionKind] = MappingProxyType(
    {words.casefold(): kind for kind in KINDS.values() for words in kind.file_words}
)
