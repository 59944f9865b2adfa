"""Every route that the product answers, from the resolver itself, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

RANDOM = {"int": 987_654_321, "slug": "no-such-thing", "str": "no-such-thing", "uuid": "0" * 32}


@dataclass(frozen=True, slots=True)
class Route:
    """A named address, and by name the kind of each part of it that varies."""

    name: str
    path: str
    parameters: Mapping[str, str]

    def address(self, arguments: Mapping[str, Any]) -> str:
        """The address that leads to the object of these arguments."""
        return reverse(self.name, kwargs=dict(arguments))

    def random_arguments(self) -> dict[str, Any]:
        """Arguments of the right shape that lead to nothing."""
        return {name: RANDOM[kind] for name, kind in self.parameters.items()}


def routes() -> list[Route]:
    """All of them, by address."""
    return sorted(_under(get_resolver(), "", ""), key=lambda route: route.path)


def _under(resolver: URLResolver, spaces: str, path: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            yield from _under(pattern, inner, here)
        else:
            yield Route(f"{spaces}{pattern.name}", here, _parameters(pattern))


def _parameters(pattern: URLPattern) -> dict[str, str]:
    converters = pattern.pattern.converters
    kinds = {
        name: type(converter).__name__.removesuffix("Converter").lower()
        for name, converter in converters.items()
    }
    named = getattr(pattern.pattern, "regex", None)
    return kinds or dict.fromkeys(named.groupindex, "str") if named else kinds


def named(name: str) -> Route:
    """The route of this name; StopIteration when there is none."""
    return next(each for each in routes() if each.name == name)
