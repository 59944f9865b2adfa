"""How long 60,000 levy transactions take to import, then again, then with faults, beside a plain loop.

Run: python -m pytest tests/benchmarks/bench_levy_import.py -s -n 0
Target on 2 cores: 30 s; the database is PostgreSQL with its default settings.

The plain loop is csv.DictReader and get_or_create for each row, timed on 2,000 rows and scaled to 60,000.
"""

from __future__ import annotations

import csv
import io
import time
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

import pytest

from saggar.levy.actions import import_transactions, open_account
from saggar.levy.models import LevyAccount, Transaction
from saggar.organisations.models import Organisation, System
from saggar.platform.audit.guard import unguarded
from saggar.platform.imports.reading import File
from saggar.platform.permits import PRODUCT
from tests.benchmarks.levy_files import transactions

ROWS, SAMPLE, EVERY_FAULTY = 60_000, 2_000, 60
NAMES = UUID(int=7212)


def account(key: str) -> LevyAccount:
    """A new organisation's account."""
    with unguarded("benchmark"):
        system, _ = System.objects.get_or_create(key="here", name="Here", ods_code="QXX")
        organisation = Organisation.objects.create(system=system, key=key, name=key, kind="nhs_trust")
    return open_account(PRODUCT, organisation_id=organisation.pk)


def plain_loop(ours: LevyAccount, data: bytes) -> None:
    """The import as it is written first: a row read, a row looked up, a row made."""
    for row in csv.DictReader(io.StringIO(data.decode())):
        Transaction.objects.get_or_create(
            account=ours,
            fingerprint=uuid5(NAMES, "|".join(str(value) for value in row.values())),
            defaults={
                "on": datetime.strptime(row["Transaction date"], "%d/%m/%Y").date(),  # noqa: DTZ007
                "kind": "levy" if row["Transaction type"] == "Levy" else "monthly",
                "course": row["Course name"],
                "total": Decimal(row["Total"]),
                "amount": Decimal(row["Total"]),
            },
        )


@pytest.mark.django_db
def test_import():
    """Prints seconds and counts of each import, and the plain loop's seconds for as many rows."""
    ours, clean = account("ours"), transactions(ROWS)
    faulty = transactions(ROWS, every_faulty=EVERY_FAULTY)
    print(f"\n{ROWS:,} rows of transactions")
    for name, whose, data in (
        ("new", ours, clean),
        ("the same again", ours, clean),
        ("new, one row in 60 faulty", account("faulty"), faulty),
    ):
        file = File("transactions.csv", data)
        begins = time.perf_counter()
        report = import_transactions(PRODUCT, organisation_id=whose.organisation_id, file=file).report
        taken = time.perf_counter() - begins
        print(
            f"{name:<28}{taken:>8.2f} s  new {report.new}, unchanged {report.unchanged}, "
            f"refused {report.refused}"
        )
    plain, sample = account("plain"), transactions(SAMPLE)
    with unguarded("benchmark"):
        begins = time.perf_counter()
        plain_loop(plain, sample)
        taken = (time.perf_counter() - begins) * ROWS / SAMPLE
    print(f"{'plain loop, scaled':<28}{taken:>8.2f} s  timed on {SAMPLE:,} rows")
