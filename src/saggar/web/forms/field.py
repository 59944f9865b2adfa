"""What every field shares: its words, and the parameters of the NHS.UK macro that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms


@dataclass(frozen=True)
class Shown:
    """A field as it is about to be shown: what was typed or set, and what is wrong with it.

    name: its name in the form data, also its id. error: the first message, empty when there is none.
    wrong_parts: the parts of a date the error is about; empty means all of it.
    """

    name: str
    value: Any
    error: str = ""
    wrong_parts: frozenset[str] = frozenset()

    @property
    def error_message(self) -> dict[str, str] | None:
        """The macro's error parameter, None when the field is right."""
        return {"text": self.error} if self.error else None


def lower_first(words: str) -> str:
    """The words as they stand inside a sentence: "Start date" -> "start date"; "NHS number" is kept."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


class NhsField(forms.Field):
    """The words and the macro of one field; concrete fields add the parsing of Django's own.

    label: the question or name. hint: only where it helps. missing: the message when a required field is
    empty. subject: how messages name the field when the label is a question. heading: the label is the
    page's h1 (one question a page). label_size: s, m, l or xl.
    """

    macro: str = "input"
    ask_verb: ClassVar[str] = "Enter"
    label_key: ClassVar[str] = "label"

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        missing: str = "",
        subject: str = "",
        heading: bool = False,
        label_size: str = "",
        **django: Any,
    ) -> None:
        self.subject = subject or label
        self.heading = heading
        self.label_size = label_size or ("l" if heading else "s")
        messages = {"required": missing or self.missing_message()}
        super().__init__(label=label, help_text=hint, error_messages=messages, **django)

    def missing_message(self) -> str:
        """The message for an empty required field when the form gives none."""
        return f"{self.ask_verb} {lower_first(self.subject)}"

    def shown_label(self) -> dict[str, object]:
        """The macro's label or legend; an optional field says so, unless its label is a question."""
        words = str(self.label)
        if not self.required and not words.endswith(("?", "(optional)")):
            words = f"{words} (optional)"
        return {"text": words, "size": self.label_size, "isPageHeading": self.heading}

    def params(self, shown: Shown) -> dict[str, object]:
        """The macro's parameters; concrete fields add their own."""
        hint = {"text": str(self.help_text)} if self.help_text else None
        common: dict[str, object] = {"id": shown.name, "name": shown.name}
        common |= {"hint": hint, "errorMessage": shown.error_message}
        return common | {self.label_key: self.shown_label()} | self.own_params(shown)

    def own_params(self, shown: Shown) -> dict[str, object]:
        """The parameters only this kind of field has."""
        return {"value": shown.value or ""}
