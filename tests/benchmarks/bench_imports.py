"""How long an import of 60,000 rows takes, with 5,000 faults, then again, then changed.

Run: python -m pytest tests/benchmarks/bench_imports.py -s -n 0
Target on 2 cores: first import 3 s, the same file again 1.5 s.
"""

import time

import pytest

from saggar.platform.imports.reading import File
from saggar.platform.imports.registry import Scope
from saggar.platform.permits import PRODUCT
from tests.platform.imports.importers import HEAD, import_balances

ROWS = 60_000


def balances(shift):
    """A file of ROWS rows, every twelfth of them faulty."""
    lines = [
        f"fund {row},{2000 + row % 27}-{1 + row % 12:02},{'nought' if row % 12 == 5 else row + shift}\n"
        for row in range(ROWS)
    ]
    return File("balances.csv", (HEAD + "".join(lines)).encode())


@pytest.mark.django_db
def test_imports():
    """Prints seconds and counts of each import."""
    for name, shift in (("first", 0), ("again", 0), ("all changed", 1)):
        file = balances(shift)
        start = time.perf_counter()
        run = import_balances(PRODUCT, file=file, scope=Scope(1, 7), dry_run=False)
        took = time.perf_counter() - start
        report = run.report
        print(f"{name}: {took:.2f} s", report.read, report.new, report.changed, report.unchanged)
        assert report.faults_found == ROWS // 12
