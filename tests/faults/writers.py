"""A process that posts to the ledger until its database dies: python -m tests.faults.writers NAME.

It prints the key of each movement after the commit was acknowledged: what it printed must never be lost.
"""

import sys
from datetime import date
from itertools import count

import django


def write(name: str) -> None:
    """Move a penny again and again, from outside to an account that all writers share."""
    from saggar.platform.ledger.posting import Fund, Posting, post
    from saggar.platform.permits import PRODUCT
    from saggar.platform.work import unit_of_work

    outside, levy = Fund(None, "hmrc", guarded=False), Fund(1, "levy")
    for turn in count():
        key = f"{name} {turn}"
        with unit_of_work(PRODUCT) as work:
            post(work, [Posting(outside, levy, 1, "credit", date(2027, 3, 1), key)])
        print(key, flush=True)


if __name__ == "__main__":
    django.setup()
    from django.db import InterfaceError, OperationalError

    try:
        write(sys.argv[1])
    except (OperationalError, InterfaceError, BrokenPipeError):
        sys.exit(0)
