"""Running an import: read, load and record in one unit of work; a dry run is the same work, rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from saggar.platform import clock
from saggar.platform.imports.columns import Layout
from saggar.platform.imports.events import FileImported
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File, UnreadableFileError
from saggar.platform.imports.report import Report
from saggar.platform.imports.rows import Row, rows
from saggar.platform.permits import Actor
from saggar.platform.work import Work, unit_of_work

Load = Callable[[Work, Iterator[Row], Report], None]
Reader = Callable[[File, Report], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Import:
    """What is to be imported: the kind as registered, the file, whose it is, and how strictly.

    others: layouts named when the wrong file was chosen. all_or_nothing: one refused row stops all.
    reader: reads a file that is no table (JSON, XML) in place of the layouts.
    """

    kind: str
    file: File
    layouts: Layout | Sequence[Layout] = ()
    organisation_id: int | None = None
    dry_run: bool = False
    all_or_nothing: bool = False
    others: Sequence[Layout] = ()
    reader: Reader | None = None

    def good_rows(self, report: Report) -> Iterator[Row]:
        """The rows of the file that can be read; the others are refused in `report`."""
        if self.reader is not None:
            return self.reader(self.file, report)
        return rows(self.file, self.layouts, report, others=self.others)


def run_import(actor: Actor, *, wanted: Import, load: Load, now: datetime | None = None) -> ImportRun:
    """Read the file, let `load` put its good rows in and record its own events, and keep the report.

    `load` counts what it did with `report.add`, and refuses rows it cannot place with `report.refuse`.
    A file that cannot be read, and a faulty one when all or nothing is wanted, changes nothing; the run
    then carries the refusal in words. The caller has asked the policy before.
    """
    moment, report, refusal = now or clock.now(), Report(), ""
    try:
        with unit_of_work(actor, now=moment, rehearsal=wanted.dry_run) as work:
            load(work, wanted.good_rows(report), report)
            _refuse_faults(wanted, report)
            if not wanted.dry_run:
                return _keep(work, wanted, report, refusal)
    except UnreadableFileError as error:
        refusal = str(error)
    with unit_of_work(actor, now=moment) as work:
        return _keep(work, wanted, report, refusal)


def _refuse_faults(wanted: Import, report: Report) -> None:
    if wanted.all_or_nothing and not report.is_clean:
        raise UnreadableFileError(
            f"Nothing was loaded, because {report.refused:,} of {report.read:,} rows have faults. "
            "Put them right and import the file again."
        )


def _keep(work: Work, wanted: Import, report: Report, refusal: str) -> ImportRun:
    run = ImportRun.objects.create(
        kind=wanted.kind,
        file_name=wanted.file.name[:255],
        sha256=wanted.file.sha256,
        dry_run=wanted.dry_run,
        refusal=refusal,
        plain_report=report.as_plain(),
        at=work.now,
        by_user_id=work.actor.user_id,
        organisation_id=wanted.organisation_id,
    )
    work.record(
        FileImported(
            kind=wanted.kind,
            sha256=wanted.file.sha256,
            dry_run=wanted.dry_run,
            is_refused=bool(refusal),
            new=report.new,
            changed=report.changed,
            unchanged=report.unchanged,
            refused=report.refused,
        ),
        subject=run,
        organisation_id=wanted.organisation_id,
    )
    return run
