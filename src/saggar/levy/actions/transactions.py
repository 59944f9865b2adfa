"""Importing the apprenticeship service's transactions file into a levy account."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings

from saggar.levy import policies
from saggar.levy.actions.accounts import account_or_new, opened
from saggar.levy.actions.totals import refresh
from saggar.levy.events import TransactionsImported
from saggar.levy.imports.transactions import COLUMNS, LAYOUTS, Columns, fingerprinted, typed
from saggar.levy.models import LevyAccount, Transaction
from saggar.platform.decisions import require
from saggar.platform.imports.loading import upsert
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File
from saggar.platform.imports.report import Report
from saggar.platform.imports.rows import Row
from saggar.platform.imports.running import Import, run_import
from saggar.platform.permits import Actor
from saggar.platform.work import Work

KIND = "levy-transactions"
ONLY_IN_V2 = ("cohort_reference", "course_type", "paid_from_levy", "paid_from_transfer", "amount")


def import_transactions(
    actor: Actor, *, organisation_id: int | None, file: File, dry_run: bool = False
) -> ImportRun:
    """Read a transactions file (levy or non-levy, v1 or v2) into the organisation's account.

    Good rows are kept and faulty ones reported by line; rows that are there already stay as they are, so
    importing again changes nothing. The first file opens the account. A dry run does the same and keeps
    nothing. Raises Http404 and NotAllowedError by policy, BusyError when somebody else imports meanwhile.
    """
    account = account_or_new(organisation_id)
    require(policies.may_import(actor, account))
    wanted = Import(KIND, file, LAYOUTS, organisation_id=organisation_id, dry_run=dry_run)
    return run_import(actor, wanted=wanted, load=partial(_load, account.organisation_id))


def _load(organisation_id: int, work: Work, rows: Iterator[Row], report: Report) -> None:
    account = opened(work, organisation_id)
    key = _learner_key(organisation_id)
    read = list(fingerprinted(typed(row.values, key) for row in rows))
    known = _known_from_v2(account, read)
    counts = upsert(
        work,
        Transaction,
        (row | known[row["fingerprint"]] for row in read) if known else read,
        key=("account_id", "fingerprint"),
        columns=COLUMNS,
        fixed={"account_id": account.pk},
    )
    report.add(counts)
    if counts.new or counts.changed:
        refresh(work, account)
        event = TransactionsImported(counts.new, counts.changed, counts.unchanged, report.refused)
        work.record(event, subject=account, organisation_id=organisation_id)


def _learner_key(organisation_id: int) -> bytes:
    """The account's own key for learner numbers: hashes of two accounts cannot be matched."""
    return hmac.digest(settings.LEARNER_KEY, str(organisation_id).encode(), "sha256")


def _known_from_v2(account: LevyAccount, read: list[Columns]) -> dict[object, dict[str, Any]]:
    """What v2 said of rows that this v1 file brings again and says less about; nothing for the others."""
    if not read or any(row["cohort_reference"] or row["course_type"] for row in read):
        return {}
    days = [row["on"] for row in read]
    stored = Transaction.objects.filter(account=account, on__range=(min(days), max(days)))
    named = stored.exclude(course_type="").values("fingerprint", *ONLY_IN_V2)
    nothing: dict[object, dict[str, Any]] = {row["fingerprint"]: {} for row in read}
    return nothing | {row.pop("fingerprint"): row for row in named}
