"""Parsers of single cells: each takes the text without surrounding spaces and returns the value.

A parser raises ValueError whose message completes "the value ..." in words for the person, for example
"is not a whole number".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

Parse = Callable[[str], Any]

UK_DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%Y%m%d", "%d/%m/%y")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")
_YES = frozenset({"y", "yes", "true", "1", "t"})
_NO = frozenset({"n", "no", "false", "0", "f"})


def text(longest: int | None = None) -> Parse:
    """Text of at most `longest` characters, without control characters, spaces in a row made one."""

    def parse(raw: str) -> str:
        line = " ".join(raw.split())
        if longest is not None and len(line) > longest:
            raise ValueError(f"is longer than {longest} characters")
        if not line.isprintable():
            raise ValueError("holds characters that cannot be shown")
        return line

    return parse


def whole(lowest: int | None = None, highest: int | None = None) -> Parse:
    """A whole number, thousands commas allowed, from `lowest` to `highest`, both included."""

    def parse(raw: str) -> int:
        plain = raw.replace(",", "")
        if not re.fullmatch(r"[+-]?\d{1,15}", plain, re.ASCII) or _odd_commas(raw):
            raise ValueError("is not a whole number")
        number = int(plain)
        if (lowest is not None and number < lowest) or (highest is not None and number > highest):
            raise ValueError(f"is not {_between(lowest, highest)}")
        return number

    return parse


def _odd_commas(raw: str) -> bool:
    return "," in raw and not re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", raw, re.ASCII)


def _between(lowest: int | None, highest: int | None) -> str:
    if lowest is None:
        return f"{highest} or less"
    return f"{lowest} or more" if highest is None else f"between {lowest} and {highest}"


def exact(places: int) -> Parse:
    """A decimal number of at most `places` decimal places; pound sign and thousands commas allowed."""

    def parse(raw: str) -> Decimal:
        amount = raw.replace("£", "", 1)
        plain = amount.replace(",", "")
        if not re.fullmatch(r"[+-]?\d{1,15}(\.\d*)?", plain, re.ASCII) or _odd_commas(amount):
            raise ValueError("is not a number")
        number = Decimal(plain)
        if number != round(number, places):
            raise ValueError(f"has more than {places} decimal places")
        return number

    return parse


def pence(raw: str) -> int:
    """Pounds as integer pence: "1,234.5" and "£1,234.50" are 123450."""
    try:
        return int(exact(2)(raw) * 100)
    except (ValueError, InvalidOperation) as error:
        raise ValueError(str(error).replace("a number", "an amount in pounds")) from error


def day(*formats: str) -> Parse:
    """A date in one of the `formats` of strptime; by default all the British and ISO ones."""
    accepted = formats or UK_DATES

    def parse(raw: str) -> date:
        for form in accepted:
            try:
                return datetime.strptime(raw, form).date()  # noqa: DTZ007  a day has no time zone
            except ValueError:
                continue
        raise ValueError("is not a date such as 31/03/2027")

    return parse


def month(*formats: str) -> Parse:
    """The first day of a month in one of the `formats`; by default "2027-03", "Mar 2027" and "03/2027"."""
    parse_day = day(*(formats or ("%Y-%m", "%b %Y", "%B %Y", "%m/%Y", "%b-%y", "%b-%Y")))

    def parse(raw: str) -> date:
        try:
            return parse_day(raw).replace(day=1)  # type: ignore[no-any-return]
        except ValueError:
            raise ValueError("is not a month such as 2027-03") from None

    return parse


def yes_or_no(raw: str) -> bool:
    """Yes, y, true, t, 1 are true; no, n, false, f, 0 are false, in any case."""
    word = raw.lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError("is neither yes nor no")


def one_of(choices: Mapping[str, Any]) -> Parse:
    """The value that `choices` gives to this word, whatever its case."""
    known = {word.casefold(): value for word, value in choices.items()}

    def parse(raw: str) -> Any:
        try:
            return known[raw.casefold()]
        except KeyError:
            raise ValueError(f"is not one of: {', '.join(list(choices)[:12])}") from None

    return parse


def code(pattern: str, example: str) -> Parse:
    """A code in upper case that matches all of `pattern`, for example an ODS code."""
    form = re.compile(pattern)

    def parse(raw: str) -> str:
        upper = raw.upper()
        if not form.fullmatch(upper):
            raise ValueError(f"does not look like {example}")
        return upper

    return parse


def postcode(raw: str) -> str:
    """A British postcode in upper case with its one space."""
    match = _POSTCODE.fullmatch(" ".join(raw.upper().split()))
    if match is None:
        raise ValueError("is not a postcode such as ST4 6QG")
    return f"{match[1]} {match[2]}"
