"""How long the demonstration takes to build: two systems, their people and 36 months of levy.

Run: python -m pytest tests/benchmarks/bench_demo.py -s -n 0
"""

from __future__ import annotations

import time
from datetime import date

from saggar.demo.build import build
from saggar.levy.models import LevyAccount, Transaction
from saggar.organisations.models import Organisation


def test_demonstration(own_database):
    """Prints seconds and what was built."""
    begins = time.perf_counter()
    build(date(2026, 11, 23))
    print(
        f"\ndemonstration built in {time.perf_counter() - begins:.1f} s: "
        f"{Organisation.objects.count()} organisations, {LevyAccount.objects.count()} donors, "
        f"{Transaction.objects.count():,} transactions"
    )
