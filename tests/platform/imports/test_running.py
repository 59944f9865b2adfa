"""An import loads what is good, keeps its report, and a dry run does the same and changes nothing."""

import pytest
from django.db import IntegrityError
from django.template import engines

from saggar.platform.audit.models import Event
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File
from saggar.platform.imports.registry import Scope, UnknownImportError, importer
from saggar.platform.imports.report import Report
from saggar.platform.ledger.models import Account
from saggar.platform.permits import PRODUCT, PUBLIC, Actor
from saggar.platform.work import unit_of_work
from saggar.web import import_report
from tests.platform.imports.importers import HEAD, import_balances

pytestmark = pytest.mark.django_db
OFFICER = Actor(user_id=5, organisation_id=7)
GOOD = HEAD + "levy,2027-03,12.50\nother,,1\n"
FAULTY = GOOD + "levy,soon,3\nunknown,,4\n"


def import_text(text, *, dry_run=False, all_or_nothing=False, name="b.csv"):
    """Import `text` for organisation 7."""
    return import_balances(
        OFFICER,
        file=File(name, text.encode()),
        scope=Scope(1, 7),
        dry_run=dry_run,
        all_or_nothing=all_or_nothing,
    )


def balances():
    """What was loaded."""
    return dict(Account.objects.values_list("fund", "balance_pence"))


def counts(run):
    """Read, new, changed, unchanged and refused rows of the run."""
    report = run.report
    return (report.read, report.new, report.changed, report.unchanged, report.refused)


def test_good_rows_are_loaded_and_bad_ones_reported():
    """Faults of the file and faults found while loading stand in one report."""
    run = import_text(FAULTY)
    assert balances() == {"levy": 1250, "other": 100}
    assert counts(run) == (4, 2, 0, 0, 2)
    assert [(fault.line, fault.fault) for fault in run.report.faults] == [
        (4, "is not a month such as 2027-03"),
        (5, "is not a fund we keep"),
    ]


def test_a_second_import_of_the_file_changes_nothing():
    """Nobody needs to remember whether a file was imported already."""
    import_text(GOOD)
    again = import_text(GOOD)
    assert counts(again) == (2, 0, 0, 2, 0)


def test_a_dry_run_counts_as_the_import_would_and_changes_nothing():
    """People see what a file would do before it does it; the run itself is on record."""
    import_text(HEAD + "levy,2027-03,9\n")
    events = Event.objects.count()
    run = import_text(FAULTY, dry_run=True)
    assert counts(run) == (4, 1, 1, 0, 2)
    assert balances() == {"levy": 900}
    assert (run.dry_run, run.is_loaded) == (True, False)
    assert list(Event.objects.order_by("id").values_list("kind", flat=True)[events:]) == [
        "imports.file-imported"
    ]


def test_all_or_nothing_loads_nothing_when_a_row_is_refused():
    """Where half a file would mislead, one bad row stops all, and every fault is still listed."""
    run = import_text(FAULTY, all_or_nothing=True)
    assert run.refusal.startswith("Nothing was loaded, because 2 of 4 rows have faults.")
    assert (balances(), len(run.report.faults)) == ({}, 2)


def test_a_file_cut_off_in_the_middle_loads_nothing():
    """Rows before the cut are rolled back: a half file is never half loaded."""
    run = import_text(GOOD + '"levy,2027-04,1\n')
    assert "never closed" in run.refusal
    assert balances() == {}


def test_the_run_says_who_loaded_what_and_when():
    """The record holds the fingerprint of the file, never the file."""
    run = import_text(GOOD, name="balances March.csv")
    assert (run.by_user_id, run.organisation_id, run.kind) == (5, 7, "balances")
    assert run.file_name == "balances March.csv"
    assert run.sha256 == File("", GOOD.encode()).sha256


def test_the_event_carries_the_counts():
    """What was done can be read from the record of events alone."""
    run = import_text(FAULTY)
    event = Event.objects.get(kind="imports.file-imported")
    assert (event.subject_id, event.organisation_id) == (run.pk, 7)
    assert event.payload == {
        "kind": "balances",
        "sha256": run.sha256,
        "dry_run": False,
        "is_refused": False,
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "refused": 2,
    }


def test_runs_are_seen_by_their_organisation_only():
    """Another organisation and the public see none of them."""
    run = import_text(GOOD)
    assert list(ImportRun.objects.visible_to(OFFICER)) == [run]
    assert list(ImportRun.objects.visible_to(Actor(user_id=6, organisation_id=8))) == []
    assert list(ImportRun.objects.visible_to(PUBLIC)) == []
    assert list(ImportRun.objects.visible_to(PRODUCT)) == [run]


def test_a_run_without_a_fingerprint_is_refused_by_the_database():
    """Each run can be matched with its file."""
    with pytest.raises(IntegrityError, match="imports_run_fingerprint"), unit_of_work(PRODUCT) as work:
        ImportRun.objects.create(kind="x", file_name="x", sha256="", dry_run=True, at=work.now)


def test_the_kinds_are_named_when_one_is_not_known():
    """A typing mistake on the command line is answered with what there is."""
    with pytest.raises(UnknownImportError, match="There is no import called nonsense"):
        importer("nonsense")


def test_a_report_survives_being_kept():
    """What the page shows a year later is what the report said."""
    report = import_text(FAULTY).report
    assert Report.from_plain(ImportRun.objects.get().plain_report) == report


def render(run, faults_href=""):
    """The report as a page shows it."""
    template = engines["jinja2"].from_string(
        '{% from "components/import_report.jinja" import import_report %}'
        "{{ import_report(shown, faults_href) }}"
    )
    return template.render({"shown": import_report.shown(run), "faults_href": faults_href})


def test_the_page_shows_outcome_counts_and_faults():
    """The person reads what happened and what to put right, line by line."""
    page = render(import_text(FAULTY), "/faults.csv")
    assert "2 rows of 4 were new or changed." in page
    assert "is not a month such as 2027-03" in page
    assert 'href="/faults.csv"' in page


def test_the_page_of_a_refused_file_says_why():
    """No table of zeros: the reason, in words."""
    page = render(import_text("nonsense\n"))
    assert "The first line does not name the columns of the list of balances." in page
    assert "Rows in the file" not in page


def test_faults_download_as_a_file_without_formulas():
    """A value that a spreadsheet would run is made plain text."""
    run = import_text(HEAD + "levy,=1+1,3\n")
    lines = b"".join(import_report.faults_file(run)).decode("utf-8-sig").splitlines()
    assert lines == ["Line,Column,What is wrong,Value", "2,Month,is not a month such as 2027-03,'=1+1"]
