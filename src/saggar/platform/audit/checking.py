"""Proving all chains and keeping the result, so that a page can show it without reading every event."""

from __future__ import annotations

from datetime import datetime, timedelta

from saggar.platform.audit import chain
from saggar.platform.audit.models import Chain, ChainCheck

KEPT_FOR = timedelta(days=400)


def check_chains(now: datetime) -> list[ChainCheck]:
    """Follow every chain, keep the result of each, and forget results older than KEPT_FOR."""
    faults: dict[str, str] = {}
    for broken in chain.verify():
        faults.setdefault(broken.chain, broken.fault)
    lengths = dict(Chain.objects.values_list("key", "length"))
    checks = [
        ChainCheck(chain_key=key, at=now, length=lengths.get(key, 0), fault=faults.get(key, ""))
        for key in sorted(lengths.keys() | faults.keys())
    ]
    ChainCheck.objects.filter(at__lt=now - KEPT_FOR).delete()
    return ChainCheck.objects.bulk_create(checks)
