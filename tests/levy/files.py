"""Transactions files written row by row, in version 1 and version 2 of the service's layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saggar.platform.imports.reading import File

V1 = (
    "Transaction date,Transaction type,Description,PAYE scheme,Payroll month,Levy declared,English %,"
    "10% top up,Training provider,Unique learner number,Apprentice,Apprenticeship training course,"
    "Course level,Paid from levy,Your contribution,Government contribution,Total,"
)
V2 = (
    "Transaction date,Transaction type,Description,PAYE scheme,Payroll month,Levy declared,English %,"
    "10% top up,Cohort reference,Training provider,Unique learner number,Learner,Course name,Course level,"
    "Course type,Paid from levy,Paid from transfer,Your contribution,Government contribution,Total,"
)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One row of a file; `total` as the file has it, negative for what goes out."""

    on: date
    kind: str
    total: Decimal
    learner: int = 0
    course: str = ""
    description: str = ""
    paid_from_levy: Decimal | None = None
    contributions: Decimal = ZERO

    @property
    def name(self) -> str:
        """The learner's name as the service writes it: not quoted."""
        return f"Robin Nameless{self.learner}" if self.learner else ""

    def text(self, version: int) -> str:
        """The row in this version of the layout."""
        is_levy, is_transfer = self.kind == "Levy", self.kind == "Transfer"
        declared = self.total if is_levy else ZERO
        head = f"{self.on:%d/%m/%Y},{self.kind},{self.description or self.kind}"
        levy = f"{'120/AA1' if is_levy else ''},,{declared:.5f},{100 if is_levy else 0:.5f},0.00000"
        who = f'"Made Up Training Ltd",{3_000_000_000 + self.learner if self.learner else ""},{self.name}'
        course = f"{self.course},{3 if self.course else ''}"
        paid = self.total if self.learner else ZERO
        paid = paid if self.paid_from_levy is None else self.paid_from_levy
        moved = abs(self.total) if is_transfer else ZERO
        tail = f"{self.contributions:.5f},{self.contributions:.5f},{self.total:.5f},"
        if version == 1:
            return f"{head},{levy},{who},{course},{paid + moved:.5f},{tail}"
        extra = f"C{self.learner:05d}" if self.learner else ""
        kind = "Apprenticeship" if self.course else ""
        return f"{head},{levy},{extra},{who},{course},{kind},{paid:.5f},{moved:.5f},{tail}"


def transactions(lines: Iterable[Line], version: int = 2, name: str = "transactions.csv") -> File:
    """A file of these rows."""
    heading = {1: V1, 2: V2}[version]
    return File(name, "\r\n".join([heading, *(line.text(version) for line in lines), ""]).encode())
