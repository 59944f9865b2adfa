"""HMRC's levy declarations as JSON: cumulative in the tax year, month 1 runs from 6 April to 5 May.

Source of the format: SkillsFundingAgency/das-employerapprenticeshipsservice, docs/Finance/LevyDeclarations.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_SCHEME = re.compile(r"\d{3}/[A-Z0-9]{1,10}")
_YEARS = frozenset(f"{year}-{year + 1}" for year in range(17, 99))
"""Tax years of the levy, which began in April 2017, as HMRC writes them."""


class DeclarationsError(ValueError):
    """The file as a whole is not a list of levy declarations; the message says why."""


@dataclass(frozen=True, slots=True)
class DeclarationFault:
    """A declaration that cannot be read: its place in the file (from 1), field, and fault in words."""

    place: int
    field: str
    fault: str


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """One declaration; amounts in pounds, cumulative from 6 April. None due: nothing was paid for the period,
    the cumulative sum stays as it was.
    """

    paye_scheme: str
    declaration_id: str
    submitted_at: datetime
    payroll_year: str
    payroll_month: int
    levy_due_to_date: Decimal | None
    allowance_for_year: Decimal


def read(text: str) -> tuple[list[DeclarationRow], list[DeclarationFault]]:
    """Every declaration that can be read, and a fault for every other; DeclarationsError for the file."""
    try:
        document = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (json.JSONDecodeError, RecursionError) as error:
        raise DeclarationsError(f"This is not a JSON file: {error}") from error
    scheme, entries = _parts(document)
    rows: list[DeclarationRow] = []
    faults: list[DeclarationFault] = []
    for place, entry in enumerate(entries, start=1):
        try:
            rows.append(_row(scheme, entry))
        except _FieldError as error:
            faults.append(DeclarationFault(place, error.field, str(error)))
    return rows, faults


class _FieldError(ValueError):
    def __init__(self, field: str, fault: str) -> None:
        super().__init__(fault)
        self.field = field


def _parts(document: Any) -> tuple[str, list[Any]]:
    if not isinstance(document, dict) or not isinstance(document.get("declarations"), list):
        raise DeclarationsError("The file must be an object with `empref` and a list of `declarations`.")
    scheme = document.get("empref")
    if not isinstance(scheme, str) or not _SCHEME.fullmatch(scheme):
        raise DeclarationsError("`empref` must be a PAYE reference such as 123/AB45678.")
    return scheme, document["declarations"]


def _row(scheme: str, entry: Any) -> DeclarationRow:
    if not isinstance(entry, dict):
        raise _FieldError("declarations", "must be an object")
    period = entry.get("payrollPeriod")
    if not isinstance(period, dict):
        raise _FieldError("payrollPeriod", "must be given with year and month")
    return DeclarationRow(
        scheme,
        _identifier(entry),
        _moment(entry),
        _year(period),
        _month(period),
        None if entry.get("noPaymentForPeriod") is True else _pounds(entry, "levyDueYTD"),
        _pounds(entry, "levyAllowanceForFullYear"),
    )


def _identifier(entry: dict[str, Any]) -> str:
    value = entry.get("id")
    if not isinstance(value, str | Decimal) or not 0 < len(str(value)) <= 40:
        raise _FieldError("id", "must be a text of 1 to 40 characters")
    if not str(value).isprintable():
        raise _FieldError("id", "holds characters that cannot be shown")
    return str(value)


def _moment(entry: dict[str, Any]) -> datetime:
    value = entry.get("submissionTime")
    try:
        moment = datetime.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise _FieldError("submissionTime", "must be a moment such as 2026-05-17T10:00:00.000") from None
    if not 2017 <= moment.year < 2100:
        raise _FieldError("submissionTime", "lies before the levy began in 2017 or too far ahead")
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def _year(period: dict[str, Any]) -> str:
    value = period.get("year")
    if not isinstance(value, str) or value not in _YEARS:
        raise _FieldError("payrollPeriod.year", "must be a tax year such as 26-27")
    return value


def _month(period: dict[str, Any]) -> int:
    value = period.get("month")
    if not isinstance(value, Decimal) or value not in range(1, 13):
        raise _FieldError("payrollPeriod.month", "must be a number from 1 (April) to 12 (March)")
    return int(value)


def _pounds(entry: dict[str, Any], field: str) -> Decimal:
    value = entry.get(field, Decimal(0))
    try:
        amount = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        raise _FieldError(field, "must be an amount of pounds") from None
    if isinstance(value, bool) or not amount.is_finite() or not 0 <= amount <= 100_000_000:
        raise _FieldError(field, "must be an amount from 0 to 100,000,000")
    return amount.quantize(Decimal("0.00001"))
