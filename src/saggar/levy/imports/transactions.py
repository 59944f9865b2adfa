"""The apprenticeship service's transactions download, four layouts: levy and non-levy, v1 and v2.

Traps of the real files, each met here (headers and rows: SkillsFundingAgency/das-employer-finance,
Formatters/TransactionDownloads/Csv):

* every header ends with a comma, so each row has one empty column more;
* the apprentice's name is neither quoted nor cleaned: a comma in it shifts the columns behind it, and a
  quotation mark at its start takes in the rest of the line;
* "Payroll month" is always empty: the tax month follows from the transaction date;
* spend is negative, but a transfer's "Paid from" is positive whichever way it went: the sign of Total and
  the words of the description tell the direction; v1 shows transfers under "Paid from levy";
* English % is given times 100, money with five decimals;
* expired levy appears as "Expired Levy", "... 12 month" or "... 24 month".

Names are never read and learner numbers become a keyed hash before anything is stored.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from saggar.levy.kinds import BY_FILE_WORDS
from saggar.platform.imports.columns import Column, Layout
from saggar.platform.imports.values import code, day, exact, text, whole

ZERO = Decimal(0)
SENT, RECEIVED = "transfer sent to ", "transfer received from "
LARGEST = Decimal("100000000")
EARLIEST, LATEST = date(2017, 4, 6), date(2099, 12, 31)
TRANSFER = "transfer"


def _on(raw: str) -> date:
    on: date = day("%d/%m/%Y")(raw)
    if not EARLIEST <= on <= LATEST:
        raise ValueError("lies before the levy began on 6 April 2017 or too far ahead")
    return on


def _kind(raw: str) -> str:
    if raw.casefold() == TRANSFER:
        return TRANSFER
    kind = BY_FILE_WORDS.get(raw.casefold())
    if kind is None:
        raise ValueError("is none of the types that the service writes")
    return kind.key


def _money(raw: str) -> Decimal:
    amount: Decimal = exact(5)(raw)
    if abs(amount) > LARGEST:
        raise ValueError("is more than 100 million pounds")
    return amount


def _percent(raw: str) -> Decimal:
    percent: Decimal = exact(5)(raw)
    if not 0 <= percent <= 100:
        raise ValueError("does not lie between 0 and 100")
    return percent


def _check(values: Mapping[str, Any]) -> str | None:
    if values["kind"] == TRANSFER and not _direction(values["description"], values["total"]):
        return "the description and the total do not say whether the transfer was sent or received"
    return None


def _direction(description: str, total: Decimal) -> str:
    said = description.casefold()
    if said.startswith(SENT) and total <= 0:
        return "sent"
    if said.startswith(RECEIVED) and total >= 0:
        return "received"
    return ""


def _optional(field: str, *names: str, parse: Any = None, blank: Any = "") -> Column:
    return Column(field, names, parse or text(200), required=False, blank=blank, may_be_absent=True)


def _amount(field: str, *names: str) -> Column:
    return Column(field, names, _money, required=False, blank=ZERO)


_ON = Column("on", ("Transaction date",), _on)
_TYPE = Column("kind", ("Transaction type",), _kind)
_DESCRIPTION = Column("description", ("Description",), text(250), required=False, blank="")
_LEVY_COLUMNS = (
    _optional("paye_scheme", "PAYE scheme", parse=text(20)),
    _amount("declared", "Levy declared"),
    Column("english_percent", ("English %",), _percent, required=False, blank=ZERO),
    _amount("top_up", "10% top up"),
)
_NO_LEVY_COLUMNS = (
    _optional("paye_scheme", "PAYE scheme"),
    _optional("declared", "Levy declared", blank=ZERO),
    _optional("english_percent", "English %", blank=ZERO),
    _optional("top_up", "10% top up", blank=ZERO),
)
_ULN = Column(
    "learner_number",
    ("Unique learner number",),
    code(r"\d{10}", "10 digits"),
    required=False,
    blank="",
    personal=True,
)
_PROVIDER = Column("provider", ("Training provider",), text(200), required=False, blank="")
_LEVEL = Column("level", ("Course level",), whole(0, 9), required=False)
_PAYERS = (
    _amount("employer_contribution", "Your contribution"),
    _amount("government_contribution", "Government contribution"),
    Column("total", ("Total",), _money),
)


def _mender(name_at: int) -> Any:
    def mend(cells: list[str], width: int) -> list[str]:
        """Take the pieces of a name with commas together again: the columns behind it move back."""
        cells = cells[:-1] if len(cells) > width and not cells[-1].strip() else cells
        surplus = len(cells) - width
        return cells[: name_at + 1] + cells[name_at + 1 + surplus :] if surplus > 0 else cells

    return mend


def _v1(kind: str, title: str, own: tuple[Column, ...], paid: Column, name_at: int) -> Layout:
    course = Column("course", ("Apprenticeship training course",), text(200), required=False, blank="")
    other = "paid_from_transfer" if paid.field == "paid_from_levy" else "paid_from_levy"
    absent = (_optional(other, "(not in version 1)", blank=ZERO), *_v2_only())
    columns = (_ON, _TYPE, _DESCRIPTION, *own, _PROVIDER, _ULN, course, _LEVEL, paid, *_PAYERS, *absent)
    return Layout(kind, title, columns, check=_check, mend=_mender(name_at), one_line=True)


def _v2_only() -> tuple[Column, Column]:
    return (
        _optional("cohort_reference", "Cohort reference (version 2)"),
        _optional("course_type", "Course type (version 2)"),
    )


def _v2(kind: str, title: str, own: tuple[Column, ...], name_at: int) -> Layout:
    columns = (
        _ON,
        _TYPE,
        _DESCRIPTION,
        *own,
        Column("cohort_reference", ("Cohort reference",), text(20), required=False, blank=""),
        _PROVIDER,
        _ULN,
        Column("course", ("Course name",), text(200), required=False, blank=""),
        _LEVEL,
        Column("course_type", ("Course type",), text(40), required=False, blank=""),
        _amount("paid_from_levy", "Paid from levy"),
        _amount("paid_from_transfer", "Paid from transfer"),
        *_PAYERS,
    )
    return Layout(kind, title, columns, check=_check, mend=_mender(name_at), one_line=True)


LEVY_V1 = _v1(
    "levy-transactions-v1",
    "a transactions file of a levy payer, version 1",
    _LEVY_COLUMNS,
    _amount("paid_from_levy", "Paid from levy"),
    name_at=10,
)
LEVY_V2 = _v2(
    "levy-transactions-v2", "a transactions file of a levy payer, version 2", _LEVY_COLUMNS, name_at=10
)
NON_LEVY_V1 = _v1(
    "non-levy-transactions-v1",
    "a transactions file of an employer who pays no levy, version 1",
    _NO_LEVY_COLUMNS,
    _amount("paid_from_transfer", "Paid from transfer"),
    name_at=5,
)
NON_LEVY_V2 = _v2(
    "non-levy-transactions-v2",
    "a transactions file of an employer who pays no levy, version 2",
    _NO_LEVY_COLUMNS,
    name_at=6,
)
LAYOUTS = (LEVY_V1, LEVY_V2, NON_LEVY_V1, NON_LEVY_V2)
"""The four layouts; the framework recognises which one a file has by its heading."""


AS_READ = tuple(column.field for column in LEVY_V2.columns if column.field != "learner_number")
COLUMNS = (*AS_READ, "learner_key", "amount")
"""What is kept of a row, beside its fingerprint, by the names of models.Transaction: money in pounds with
five places; `amount` is the row's effect on the balance."""

Columns = dict[str, Any]


def typed(values: Mapping[str, Any], key: bytes) -> Columns:
    """COLUMNS of the row that the parsed `values` of a layout state; `key` hashes the learner's number."""
    row = {name: values[name] for name in AS_READ}
    number = values["learner_number"]
    row["learner_key"] = hmac.digest(key, number.encode(), "sha256").hex()[:32] if number else ""
    return row | (_transfer(row) if row["kind"] == TRANSFER else {"amount": _paid(row)})


def _transfer(row: Columns) -> Columns:
    moved = abs(row["paid_from_levy"]) + abs(row["paid_from_transfer"])
    kind = _direction(row["description"], row["total"])
    return {"kind": kind, "amount": row["total"], "paid_from_levy": ZERO, "paid_from_transfer": moved}


def _paid(row: Columns) -> Decimal:
    paid: Decimal = row["paid_from_levy"] + row["paid_from_transfer"]
    shared = row["employer_contribution"] or row["government_contribution"]
    total: Decimal = row["total"]
    return -abs(paid) if paid or shared else total


def fingerprinted(rows: Iterable[Columns]) -> Iterator[Columns]:
    """The rows, each with the fingerprint that tells it from others, whichever layout brought it.

    Rows alike in all that v1 and v2 share (two transfers of one amount on one day) are told apart by
    their order in the file, so that importing again finds each where it is.
    """
    seen: Counter[str] = Counter()
    for row in rows:
        what = _identity(row)
        seen[what] += 1
        digest = hashlib.sha256(f"{what}\x1f{seen[what]}".encode()).digest()
        row["fingerprint"] = uuid.UUID(bytes=digest[:16], version=5)
        yield row


def _identity(row: Columns) -> str:
    transfer = row["description"].casefold() if row["kind"] in ("sent", "received") else ""
    parts = (row["on"].isoformat(), row["kind"], transfer, row["paye_scheme"], row["provider"])
    numbers = (row["declared"], row["english_percent"], row["top_up"], row["total"])
    what = (*parts, row["learner_key"], row["course"], str(row["level"] or ""))
    return "\x1f".join((*what, *(f"{number:.5f}" for number in numbers)))
