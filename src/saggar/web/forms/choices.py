"""Answers chosen from a list: radios, checkboxes, a select and one box to agree with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from saggar.web.forms.field import NhsField, Shown, lower_first


@dataclass(frozen=True)
class Option:
    """One answer. hint: a line under it. conditional: the field asked for when it is chosen (radios only).

    exclusive: choosing it clears the others ("None of these"); it follows the word "or".
    """

    value: str
    text: str
    hint: str = ""
    conditional: str = ""
    exclusive: bool = False


Choices = Iterable[Option | tuple[str, str] | tuple[str, str, str]]


def as_options(choices: Choices) -> list[Option]:
    """Options from options or plain (value, text) or (value, text, hint) tuples."""
    return [choice if isinstance(choice, Option) else Option(*choice) for choice in choices]


class _Chosen(NhsField, forms.ChoiceField):
    """What fields with options share; the constructor takes `choices` and, in the form, may be set again."""

    ask_verb = "Select"
    options: Sequence[Option]

    def __init__(self, label: str, *, choices: Choices = (), **rest: Any) -> None:
        super().__init__(label, **rest)
        self.error_messages["invalid_choice"] = self.error_messages["required"]
        self.set_options(choices)

    def set_options(self, choices: Choices) -> None:
        """Give the options, where a form learns them only when it is made."""
        self.options = as_options(choices)
        self.choices = [(option.value, option.text) for option in self.options]

    def missing_message(self) -> str:
        """A question's own words cannot follow "Select": then ask for an answer."""
        return "Select an answer" if self.subject.endswith("?") else f"Select {lower_first(self.subject)}"

    def _fieldset(self, shown: Shown) -> dict[str, object]:
        return {"idPrefix": shown.name, "fieldset": {"legend": self.shown_label()}}


class RadiosField(_Chosen):
    """One answer of a few. inline: side by side, for two short answers."""

    macro = "radios"
    label_key = "own_label"

    def __init__(self, label: str, *, inline: bool = False, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.inline = inline

    def own_params(self, shown: Shown) -> dict[str, object]:
        """The options, the chosen one checked."""
        items = [self._item(option, str(shown.value)) for option in self.options]
        return self._fieldset(shown) | {"items": items, "inline": self.inline, "id": None}

    def _item(self, option: Option, chosen: str) -> dict[str, object]:
        return {
            "value": option.value,
            "text": option.text,
            "hint": {"text": option.hint} if option.hint else None,
            "checked": option.value == chosen,
            "conditional_field": option.conditional,
        }


class CheckboxesField(_Chosen, forms.MultipleChoiceField):
    """Any number of answers; gives the list of chosen values. small: for filters."""

    macro = "checkboxes"
    label_key = "own_label"

    def __init__(self, label: str, *, small: bool = False, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.small = small

    def own_params(self, shown: Shown) -> dict[str, object]:
        """The options, the chosen ones checked; an exclusive one after the word "or"."""
        chosen = {str(value) for value in shown.value or ()}
        items: list[dict[str, object]] = []
        for option in self.options:
            items += [{"divider": "or"}] if option.exclusive else []
            items.append(self._item(option, chosen))
        return self._fieldset(shown) | {"items": items, "small": self.small, "id": None}

    def _item(self, option: Option, chosen: set[str]) -> dict[str, object]:
        return {
            "value": option.value,
            "text": option.text,
            "hint": {"text": option.hint} if option.hint else None,
            "checked": option.value in chosen,
            "behaviour": "exclusive" if option.exclusive else None,
        }


class ConsentField(NhsField, forms.BooleanField):
    """One box to agree with or to confirm; `label` is what is agreed."""

    macro = "checkboxes"
    label_key = "own_label"

    def missing_message(self) -> str:
        """The message when the box has to be ticked and is not."""
        return "Tick the box to confirm"

    def own_params(self, shown: Shown) -> dict[str, object]:
        """A single checkbox without a question above it."""
        item = {"value": "yes", "text": str(self.label), "checked": bool(shown.value)}
        return {"idPrefix": shown.name, "items": [item], "id": None}


class SelectField(_Chosen):
    """One answer of many; use radios below ten. unchosen: the words before anything is chosen."""

    macro = "select"

    def __init__(self, label: str, *, unchosen: str = "Select an option", **rest: Any) -> None:
        self.unchosen = unchosen
        super().__init__(label, **rest)

    def own_params(self, shown: Shown) -> dict[str, object]:
        """The options after the empty one."""
        items = [{"value": "", "text": self.unchosen, "selected": shown.value in (None, "")}]
        items += [
            {"value": option.value, "text": option.text, "selected": option.value == str(shown.value)}
            for option in self.options
        ]
        return {"items": items}
