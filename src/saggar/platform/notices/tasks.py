"""The jobs of the outbox: sending each minute and whenever a letter is written, sweeping each night."""

from __future__ import annotations

import logging

from django.conf import settings
from procrastinate.contrib.django import app

from saggar.platform.notices import sending
from saggar.platform.notices.couriers import courier
from saggar.platform.notices.outbox import SEND

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name=SEND, queueing_lock=SEND)
def send_notices(timestamp: int) -> None:
    """Send the letters that are due; where no way to send is set, they wait."""
    if not settings.EMAIL_URL:
        logger.warning("letters wait: SAGGAR_EMAIL_URL is not set")
        return
    sending.send_due(courier(settings.EMAIL_URL))


@app.periodic(cron="41 2 * * *")
@app.task(name="saggar.sweep-notices", queueing_lock="sweep notices")
def sweep_notices(timestamp: int) -> None:
    """Delete old letters and the addresses in them."""
    sending.sweep()
