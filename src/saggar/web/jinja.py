"""The Jinja environment of every page: NHS.UK macros, our filters, and nothing to decide with."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from saggar.web import formats
from saggar.web.branding import branding
from saggar.web.filters import with_parameters
from saggar.web.forms.errors import error_items

FILTERS = {
    "pounds": formats.pounds,
    "pounds_pence": formats.pounds_pence,
    "pounds_short": formats.pounds_short,
    "number": formats.number,
    "percent": formats.percent,
    "date": formats.date,
    "month": formats.month,
    "month_short": formats.month_short,
    "moment": formats.moment,
    "count": formats.count,
}
"""Filters by the name templates use."""


def url(name: str, *args: object, **kwargs: object) -> str:
    """The path of a named route: `url('levy:round', round.id)`. Raises NoReverseMatch for an unknown name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """The environment Django's Jinja2 backend asks for, with the NHS.UK macros behind our own templates."""
    own = options.pop("loader")
    options["loader"] = ChoiceLoader([own, PackageLoader("nhsuk_frontend_jinja")])
    options["undefined"] = ChainableUndefined  # the NHS.UK macros read optional parameters this way
    options.update(trim_blocks=True, lstrip_blocks=True)
    options.pop("autoescape", None)
    made = Environment(autoescape=True, **options)
    made.filters.update(FILTERS)
    made.globals.update(url=url, static=static, branding=branding, with_parameters=with_parameters)
    made.globals["error_items"] = error_items
    return made
