"""docs/routes.md: every address of the product, the name that code gives it, and what it shows."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

DEMONSTRATION = "demonstration/"


def lines() -> Iterator[str]:
    """A table by address; the pages that only a demonstration has stand below."""
    rows = [row for row in _under(get_resolver(settings.ROOT_URLCONF), "", "") if DEMONSTRATION not in row[0]]
    yield "Who may open each one is declared, and tested, in `tests/security/matrix.py`."
    yield from _table(rows)
    yield from ("", "## In a demonstration only")
    demonstration = importlib.import_module("saggar.demo.urls")
    yield from _table(
        [row for each in demonstration.urlpatterns for row in _row(each, "demo:", DEMONSTRATION)]
    )


Row = tuple[str, str, str]


def _table(rows: list[Row]) -> Iterator[str]:
    yield from ("", "| address | name | what it is |", "|---|---|---|")
    yield from (f"| `/{path}` | `{name}` | {what} |" for path, name, what in sorted(rows))


def _under(resolver: URLResolver, spaces: str, path: str) -> Iterator[Row]:
    for pattern in resolver.url_patterns:
        yield from _row(pattern, spaces, path)


def _row(pattern: URLPattern | URLResolver, spaces: str, path: str) -> Iterator[Row]:
    here = path + str(pattern.pattern)
    if isinstance(pattern, URLResolver):
        yield from _under(pattern, f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces, here)
    else:
        yield here.replace("|", "\\|"), f"{spaces}{pattern.name}", _meaning(pattern.callback)


def _meaning(view: Callable[..., Any]) -> str:
    """The first sentence of the view; a view of the sign-in library says only that it is one."""
    view = inspect.unwrap(view)
    if not view.__module__.startswith("saggar."):
        return "a step of the sign-in library"
    named = getattr(view, "view_class", None)
    told = inspect.getdoc(named or view) or inspect.getdoc(
        import_string(f"{view.__module__}.{view.__name__}")
    )
    return " ".join((told or "").partition("\n\n")[0].split())
