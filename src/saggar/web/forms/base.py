"""The form class of every page: renders its fields in order with the NHS.UK macros."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.template import engines
from django.utils.safestring import SafeString, mark_safe

from saggar.web.forms.choices import RadiosField
from saggar.web.forms.errors import ErrorItem, error_items, first_error
from saggar.web.forms.field import NhsField, Shown


class NhsForm(forms.Form):
    """A form shown as the service manual asks; `{{ form }}` renders every field.

    Fields named as the conditional question of a radio option are shown under that option, once.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def error_items(self) -> list[ErrorItem]:
        """The lines of the error summary, in the order of the fields."""
        return error_items(self)

    def render(self, *_args: Any, **_kwargs: Any) -> SafeString:
        """Every field in order: what `{{ form }}` writes."""
        return self.render_fields(*self.top_level_names())

    __str__ = render
    __html__ = render

    def render_fields(self, *names: str) -> SafeString:
        """The named fields in the given order, for pages that put something between them."""
        return mark_safe("".join(self.render_field(name) for name in names))  # noqa: S308 - made by our macros

    def render_field(self, name: str) -> SafeString:
        """One field with its label, hint, error and value."""
        field = self.fields[name]
        shown = self.shown(name)
        if not isinstance(field, NhsField):
            raise TypeError(f"{name} is not one of our fields")
        params = field.params(shown)
        if isinstance(field, RadiosField):
            self._add_conditionals(params)
        return _render(field.macro, params)

    def shown(self, name: str) -> Shown:
        """The field's state as the macros need it: value as typed or initial, first error."""
        bound = self[name]
        error, parts = first_error(self, name)
        return Shown(bound.html_name, bound.value(), error, parts)

    def top_level_names(self) -> Iterator[str]:
        """The fields that stand on their own, not under a radio option."""
        nested = {
            option.conditional
            for field in self.fields.values()
            if isinstance(field, RadiosField)
            for option in field.options
        }
        return (name for name in self.fields if name not in nested)

    def _add_conditionals(self, params: dict[str, Any]) -> None:
        for item in params["items"]:
            nested = item.pop("conditional_field", "")
            if nested:
                item["conditional"] = {"html": self.render_field(nested)}


def _render(macro: str, params: dict[str, object]) -> SafeString:
    module = engines["jinja2"].env.get_template("components/field.jinja").module  # type: ignore[attr-defined]
    return mark_safe(str(module.field(macro, params)))  # noqa: S308 - the macro escapes what people typed
