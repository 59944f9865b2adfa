"""Money as people type it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from saggar.web.formats import pounds, pounds_pence
from saggar.web.forms.field import NhsField, Shown

TYPED = re.compile(r"(?P<minus>[-\N{MINUS SIGN}]?)£?(?P<pounds>\d{1,12})(?:\.(?P<pence>\d{1,2}))?")
"""Pounds with optional pence, once commas and spaces are taken away."""


def parse_pounds(typed: str) -> int | None:
    """Pence from "£1,250", "1250.5" or "-£3.20"; None when it is not an amount of money."""
    found = TYPED.fullmatch(re.sub(r"[,\s]", "", typed))
    if found is None:
        return None
    pence = int(found["pounds"]) * 100 + int((found["pence"] or "0").ljust(2, "0"))
    return -pence if found["minus"] else pence


class MoneyField(NhsField, forms.CharField):
    """An amount in pounds; commas and a pound sign are accepted. Gives integer pence.

    least_pence, most_pence: the bounds; below nought is refused unless least_pence allows it.
    """

    def __init__(
        self, label: str, *, least_pence: int = 0, most_pence: int | None = None, width: int = 10, **rest: Any
    ) -> None:
        super().__init__(label, **rest)
        self.least_pence, self.most_pence, self.width = least_pence, most_pence, width

    def clean(self, value: Any) -> Any:
        """Pence, or None when an optional field is empty. ValidationError in the field's words."""
        typed = super().clean(value)
        if not typed:
            return None
        pence = parse_pounds(typed)
        if pence is None:
            raise ValidationError(f"{self.subject} must be an amount of money, like £1,250 or £1,250.50")
        return self.within_bounds(pence)

    def within_bounds(self, pence: int) -> int:
        """The pence themselves; ValidationError naming the bound they break."""
        if pence < self.least_pence:
            raise ValidationError(f"{self.subject} must be {_words(self.least_pence)} or more")
        if self.most_pence is not None and pence > self.most_pence:
            raise ValidationError(f"{self.subject} must be {_words(self.most_pence)} or less")
        return pence

    def own_params(self, shown: Shown) -> dict[str, object]:
        """What was typed stays as typed; pence from the record are written as pounds with commas."""
        kept = isinstance(shown.value, int)
        value = _words(shown.value).replace("£", "") if kept else shown.value or ""
        numeric = {"inputmode": "decimal", "spellcheck": False}
        return {"value": value, "prefix": "£", "width": self.width} | numeric


def _words(pence: int) -> str:
    return pounds(pence) if pence % 100 == 0 else pounds_pence(pence)
