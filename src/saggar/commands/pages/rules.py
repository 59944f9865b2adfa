"""docs/rules.md: every dated figure of law and policy, with its versions and their sources."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from fractions import Fraction
from typing import Any

from saggar import rules
from saggar.rules.dated import Rule, RuleBook

HEADINGS = ("| rule | meaning | unit | from | value | certainty | source |", "|---|---|---|---|---|---|---|")


def lines() -> Iterator[str]:
    """A section for each book of rules, a line for each version; what does not change is said once."""
    yield from (
        "Each figure is a version of a rule: it holds from its day until the next version begins. A result",
        "shows the version it used. To change a figure, add a version in `src/saggar/rules` with its source.",
    )
    for name, book in sorted(books().items()):
        yield from ("", f"## {name}", "", _subject(name), "", *HEADINGS)
        for rule in book.values():
            yield from _of(rule)


def books() -> Mapping[str, RuleBook]:
    """Every book by the name of the module that declares it, without `saggar.rules.`."""
    names = [found.name for found in pkgutil.walk_packages(rules.__path__, "saggar.rules.")]
    held = {name.removeprefix("saggar.rules."): _book(name) for name in names}
    return {name: book for name, book in held.items() if book is not None}


def _book(name: str) -> RuleBook | None:
    book = getattr(importlib.import_module(name), "BOOK", None)
    return book if isinstance(book, RuleBook) else None


def _subject(name: str) -> str:
    return (importlib.import_module(f"saggar.rules.{name}").__doc__ or "").strip().partition("\n")[0]


def _of(rule: Rule[Any]) -> Iterator[str]:
    told = (f"`{rule.key}`", rule.meaning, rule.unit)
    for version in rule.versions:
        until = f", until {_day(version.ends_on)}" if version.ends_on else ""
        source = f"{version.source} ({version.note})" if version.note else version.source
        row = (*told, f"{_day(version.starts_on)}{until}", said(version.value), version.certainty, source)
        yield f"| {' | '.join(_cell(each) for each in row)} |"
        told = ("", "", "")


def _day(on: date | None) -> str:
    return f"{on:%-d %B %Y}" if on else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def said(value: object) -> str:
    """A rule's value in words, the same on every machine."""
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if is_dataclass(value):
        return "; ".join(f"{_words(each.name)}: {said(getattr(value, each.name))}" for each in fields(value))
    return _collection(value)


def _collection(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {said(each)}" for key, each in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(f"({said(each)})" if isinstance(each, tuple) else said(each) for each in value)
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(said(each) for each in value))
    return str(value)


def _words(name: str) -> str:
    return name.replace("_", " ")
