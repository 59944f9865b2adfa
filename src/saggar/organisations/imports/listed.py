"""One organisation as a national list describes it, and the parsers of values that the lists share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from saggar.organisations.imports.names import tidy_name
from saggar.platform.imports.values import day, text

LONGEST_NAME = 200
LONGEST_TELEPHONE = 30
HOST = re.compile(r"(https?://)?([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?(/[^\s<>\"]*)?", re.IGNORECASE)
_short_name = text(LONGEST_NAME)
_compact_day = day("%Y%m%d")


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation of a national list.

    area: the list's own word for where it belongs, a code of the health geography or a local authority.
    closed_on: the first day it is no longer open.
    """

    key: str
    name: str
    kind: str
    area: str
    ods_code: str | None = None
    cqc_location_id: str | None = None
    provider_name: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    website: str = ""
    services: str = ""
    opened_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that another list brings, or none of ours: `because` is counted in the report."""

    because: str


def name(raw: str) -> str:
    """A name of at most LONGEST_NAME characters, tidied; ValueError for a longer one."""
    return str(_short_name(tidy_name(raw)))


def opening(raw: str) -> date:
    """A day written 20180630; ValueError for another form, one with seven digits included."""
    if len(raw) != 8:
        raise ValueError("is not a date such as 20180630")
    return _compact_day(raw)  # type: ignore[no-any-return]


def closing(raw: str) -> date:
    """The first closed day from the last open one: the lists name the day on which a body ends.

    Burton Hospitals, for one, "closed" on 30 June 2018 and merged on 1 July.
    """
    return opening(raw) + timedelta(days=1)


def telephone(raw: str) -> str:
    """A British number with the spaces people read it by; other text as it is, "" when far too long."""
    digits = raw.replace(" ", "")
    if re.fullmatch(r"0[38]\d{9}", digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    if re.fullmatch(r"02\d{9}", digits):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if re.fullmatch(r"0[17]\d{8,9}", digits):
        return f"{digits[:5]} {digits[5:]}"
    plain = " ".join(raw.split())
    return plain if len(plain) <= LONGEST_TELEPHONE and plain.isprintable() else ""


def website(raw: str) -> str:
    """An address of the web with its scheme; "" for what is none, which is no reason to refuse a row."""
    found = HOST.fullmatch(raw.strip())
    if found is None or len(raw) > 190:
        return ""
    return raw.strip() if found[1] else f"http://{raw.strip()}"


def lines(*parts: str) -> str:
    """Parts of an address in one line, tidied, the empty ones left out."""
    return ", ".join(tidy_name(part) for part in parts if part)
