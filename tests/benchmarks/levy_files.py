"""Transactions files of any length in the service's own layout; every row made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from saggar.rules.levy import add_months

HEADING = (
    "Transaction date,Transaction type,Description,PAYE scheme,Payroll month,Levy declared,English %,"
    "10% top up,Cohort reference,Training provider,Unique learner number,Learner,Course name,Course level,"
    "Course type,Paid from levy,Paid from transfer,Your contribution,Government contribution,Total,"
)
FIRST = date(2023, 10, 25)
MONTHS = 36


def transactions(rows: int, *, every_faulty: int = 0) -> bytes:
    """A version 2 file of so many rows over 36 months; one in `every_faulty` has no date that exists."""
    lines = [*_levy(), *_payments(rows - MONTHS)]
    if every_faulty:
        for place in range(every_faulty - 1, len(lines), every_faulty):
            lines[place] = "31/02/2026" + lines[place][10:]
    return "\r\n".join([HEADING, *lines, ""]).encode()


def _levy() -> Iterator[str]:
    for place in range(MONTHS):
        on = add_months(FIRST, place).replace(day=23)
        yield (
            f"{on:%d/%m/%Y},Levy,Levy,123/AB45678,,90000.00000,98.50000,8865.00000,,,,,,,,"
            "0.00000,0.00000,0.00000,0.00000,97515.00000,"
        )


def _payments(count: int) -> Iterator[str]:
    for place in range(count):
        learner, month = divmod(place, MONTHS)
        on = add_months(FIRST, month).replace(day=25)
        yield (
            f"{on:%d/%m/%Y},Monthly Payment,Monthly Payment,,,0.00000,0.00000,0.00000,C{learner:05d},"
            f'"Invented Training {learner % 40}",{1_000_000_000 + learner},Invented Learner {learner},'
            f"Invented course {learner % 60},{2 + learner % 5},Apprenticeship,"
            f"-{200 + learner % 90}.22222,0.00000,0.00000,0.00000,-{200 + learner % 90}.22222,"
        )
