"""The error summary: one item per wrong field, in the order of the page, linking to the field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm

DATE_PARTS = ("day", "month", "year")


@dataclass(frozen=True)
class ErrorItem:
    """One line of the summary: the words shown at the field, and the address of the field."""

    text: str
    href: str


def error_items(form: BaseForm | None) -> list[ErrorItem]:
    """The items of a form's summary: what concerns the whole form first, then each field in order."""
    if form is None or not form.is_bound:
        return []
    return [*_whole_form(form), *_of_fields(form)]


def first_error(form: BaseForm, name: str) -> tuple[str, frozenset[str]]:
    """The first message of a field and the date parts it is about; empty when the field is right."""
    errors = form.errors.as_data().get(name, []) if form.is_bound else []
    if not errors:
        return "", frozenset()
    return "".join(errors[0].messages[:1]), wrong_parts(errors[0])


def wrong_parts(error: ValidationError) -> frozenset[str]:
    """The parts of a date that the error names."""
    params = getattr(error, "params", None) or {}
    return frozenset(params.get("parts", ()))


def _whole_form(form: BaseForm) -> Iterator[ErrorItem]:
    shown = [form[name].html_name for name in form.fields if not form[name].is_hidden]
    href = f"#{shown[0]}" if shown else "#maincontent"
    for error in form.errors.as_data().get(NON_FIELD_ERRORS, []):
        yield from (ErrorItem(message, href) for message in error.messages)


def _of_fields(form: BaseForm) -> Iterator[ErrorItem]:
    for name, field in form.fields.items():
        text, parts = first_error(form, name)
        if text:
            target = form[name].id_for_label or form[name].html_name
            yield ErrorItem(text, f"#{target}{_first_part(parts, getattr(field, 'part_names', ()))}")


def _first_part(wrong: frozenset[str], names: tuple[str, ...]) -> str:
    """The suffix of the first wrong box of a date; all boxes are wrong when none is named."""
    if not names:
        return ""
    return "-" + next((part for part in names if part in wrong), names[0])
