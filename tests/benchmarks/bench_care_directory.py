"""How long a CQC care directory of 60,000 rows takes to import, then again.

Run: python -m pytest tests/benchmarks/bench_care_directory.py -s -n 0
Target on 2 cores: 30 s; the database is PostgreSQL with its default settings.
"""

from __future__ import annotations

import random
import time

import pytest

from saggar.organisations.actions import import_organisations, record_system
from saggar.organisations.places import FOLDER
from saggar.platform.imports.reading import File
from saggar.platform.permits import PRODUCT

ROWS = 60_000
HEADING = (
    "Name,Also known as,Address,Postcode,Phone number,Service's website (if available),Service types,"
    "Date of latest check,Specialisms/services,Provider name,Local authority,Region,Location URL,"
    "CQC Location ID (for office use only),CQC Provider ID (for office use only)\n"
)


def care_directory() -> File:
    """A made-up directory of ROWS services with real postcodes of the county; one row in 100 is faulty."""
    chance = random.Random(7212)
    lines = (FOLDER / "staffordshire_postcodes.csv").read_text("ascii").splitlines()[1:]
    rows = [
        f'House {row},,"{row} Invented Road, Stafford",{chance.choice(lines).split(",")[0]},01785000000,'
        f"www.example.org,Residential homes|Homecare agencies,01/03/2026,Dementia,Invented Care {row % 900},"
        f"Staffordshire,West Midlands,https://example.org,{'faulty' if row % 100 == 7 else f'1-{row}'},1-1\n"
        for row in range(ROWS)
    ]
    return File("directory.csv", (",\n" * 4 + HEADING + "".join(rows)).encode())


@pytest.mark.django_db
def test_import():
    """Prints seconds and counts of the first import and of the same file again."""
    system = record_system(PRODUCT, name="Here", ods_code="QXX", local_authorities=("Staffordshire",))
    file = care_directory()
    for name in ("first", "again"):
        start = time.perf_counter()
        report = import_organisations(
            PRODUCT, list_key="cqc-directory", file=file, system_id=system.pk
        ).report
        took = time.perf_counter() - start
        print(f"{name}: {took:.2f} s", report.read, report.new, report.changed, report.unchanged)
        assert report.refused == ROWS // 100
