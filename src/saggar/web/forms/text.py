"""Typed answers: a line, an address, a number, a secret, a paragraph, and what the form carries unseen."""

from __future__ import annotations

import re
import uuid
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from saggar.web.formats import number
from saggar.web.forms.field import NhsField, Shown

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
"""A number as people write it, once commas and spaces are taken away; no exponents."""


class TextField(NhsField, forms.CharField):
    """One line. width: 2, 3, 4, 5, 10, 20 or 30 characters. input_type: "tel", "search" and the like.

    autocomplete: the HTML token, so that nobody types a known thing twice.
    """

    def __init__(
        self, label: str, *, width: int = 0, input_type: str = "text", autocomplete: str = "", **rest: Any
    ) -> None:
        super().__init__(label, **rest)
        self.width, self.input_type, self.autocomplete = width, input_type, autocomplete
        too_long = f"{self.subject} must be {self.max_length} characters or fewer"
        self.error_messages["max_length"] = too_long
        self.error_messages["min_length"] = f"{self.subject} must be {self.min_length} characters or more"

    def own_params(self, shown: Shown) -> dict[str, object]:
        """Type, width and autocomplete of the input."""
        return {
            "value": "" if shown.value is None else str(shown.value),
            "type": self.input_type,
            "width": self.width or None,
            "autocomplete": self.autocomplete or None,
        }


class EmailField(TextField):
    """An e-mail address."""

    default_validators = forms.EmailField.default_validators

    def __init__(self, label: str, **rest: Any) -> None:
        rest.setdefault("autocomplete", "email")
        super().__init__(label, input_type="email", **rest)
        words = "Enter an email address in the correct format, like name@example.com"
        self.error_messages["invalid"] = words

    def own_params(self, shown: Shown) -> dict[str, object]:
        """No spell check of an address."""
        return super().own_params(shown) | {"spellcheck": False, "autocapitalize": "none"}


class PasswordField(TextField):
    """A secret; it is never written back into the page."""

    macro = "passwordInput"
    widget = forms.PasswordInput

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, strip=False, **rest)

    def own_params(self, shown: Shown) -> dict[str, object]:
        """Autocomplete only: what was typed is not shown again."""
        return {"autocomplete": self.autocomplete or "current-password"}


class TextareaField(NhsField, forms.CharField):
    """A paragraph; with max_length the page counts the characters that are left."""

    widget = forms.Textarea

    def __init__(self, label: str, *, rows: int = 5, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.rows = rows
        self.macro = "characterCount" if self.max_length else "textarea"
        too_long = f"{self.subject} must be {self.max_length or 0:,} characters or fewer"
        self.error_messages["max_length"] = too_long

    def to_python(self, value: Any) -> str:
        """The text with line ends counted as one character, as the page counts them."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")

    def own_params(self, shown: Shown) -> dict[str, object]:
        """Rows and the limit."""
        return {"value": shown.value or "", "rows": self.rows, "maxlength": self.max_length}


class NumberField(NhsField, forms.CharField):
    """A number within bounds; commas and spaces are accepted. Gives int, or Decimal when places > 0.

    suffix, prefix: the unit shown beside the box, such as "hours" or "%".
    """

    def __init__(
        self,
        label: str,
        *,
        least: int | Decimal | None = None,
        most: int | Decimal | None = None,
        places: int = 0,
        prefix: str = "",
        suffix: str = "",
        width: int = 5,
        **rest: Any,
    ) -> None:
        super().__init__(label, **rest)
        self.least, self.most, self.places = least, most, places
        self.prefix, self.suffix, self.width = prefix, suffix, width

    def clean(self, value: Any) -> Any:
        """The number, or None when an optional field is empty. ValidationError in the field's words."""
        typed = super().clean(value)
        return self.within_bounds(self.parsed(typed)) if typed else None

    def parsed(self, typed: str) -> Decimal:
        """The typed characters as a number with at most the allowed decimal places."""
        found = re.sub(r"[,\s]", "", typed).replace("\N{MINUS SIGN}", "-")
        if NUMBER.fullmatch(found) is None:
            raise ValidationError(f"{self.subject} must be a number")
        amount = Decimal(found)
        if amount != round(amount, self.places):
            asked = "a whole number" if self.places == 0 else f"to {self.places} decimal places"
            raise ValidationError(f"{self.subject} must be {asked}")
        return amount

    def within_bounds(self, amount: Decimal) -> int | Decimal:
        """The amount itself; ValidationError naming the bound it breaks."""
        if self.least is not None and amount < self.least:
            raise ValidationError(f"{self.subject} must be {number(self.least, self.places)} or more")
        if self.most is not None and amount > self.most:
            raise ValidationError(f"{self.subject} must be {number(self.most, self.places)} or fewer")
        return int(amount) if self.places == 0 else amount

    def own_params(self, shown: Shown) -> dict[str, object]:
        """The value as typed, the unit, and the numeric keyboard of phones."""
        return {
            "value": "" if shown.value is None else str(shown.value),
            "inputmode": "decimal" if self.places else "numeric",
            "spellcheck": False,
            "width": self.width,
            "prefix": self.prefix or None,
            "suffix": self.suffix or None,
        }


def new_key() -> str:
    """A fresh submission key."""
    return str(uuid.uuid4())


class HiddenField(NhsField, forms.CharField):
    """What the form carries unseen, such as the version of the record being changed.

    `HiddenField("Submission", initial=new_key)` gives each page its own key, so that a second press or a
    repeated request is recognised as the same act.
    """

    macro = "hidden"
    widget = forms.HiddenInput
    ask_verb: ClassVar[str] = "Reload the page:"

    def own_params(self, shown: Shown) -> dict[str, object]:
        """The value only."""
        return {"value": "" if shown.value is None else str(shown.value)}
