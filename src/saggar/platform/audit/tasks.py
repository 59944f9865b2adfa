"""The nightly proof of all chains."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from saggar.platform import clock
from saggar.platform.audit.checking import check_chains

logger = logging.getLogger(__name__)


@app.periodic(cron="7 3 * * *")
@app.task(name="saggar.check-chains", queueing_lock="check chains")
def check_all_chains(timestamp: int) -> None:
    """Prove every chain; a broken one is an error in the log, besides on the page."""
    for check in check_chains(clock.now()):
        if check.fault:
            logger.error("the chain of events %s is broken: %s", check.chain_key, check.fault)
