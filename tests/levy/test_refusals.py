"""Files that are no transactions files: refused in plain words, and no row is left behind."""

from __future__ import annotations

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saggar.levy.actions import import_levy_file
from saggar.levy.models import Declaration, LevyAccount, MonthTotal, Training, Transaction
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import LARGEST_BYTES, File, UnreadableFileError, from_path
from saggar.platform.imports.report import Fault
from saggar.platform.ledger.models import Account, Movement
from tests.levy.browsers import browser
from tests.levy.conftest import DATA, sample
from tests.levy.files import V2

WHOLE = (DATA / "transactions_levy_v2.csv").read_bytes()
REFUSED = {
    "binary": (bytes(range(256)) * 40, "The file is not text. Choose a CSV file."),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "The file is a picture"),
    "workbook": (b"PK\x03\x04" + bytes(200), "The file is an Excel workbook or a zip file"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + bytes(200), "The file is an old Excel workbook"),
    "compressed": (b"\x1f\x8b\x08" + bytes(200), "The file is compressed"),
    "pdf": (b"%PDF-1.7\n" + WHOLE, "The file is a PDF"),
    "empty": (b"", "The file is empty"),
    "only blanks": (b" \r\n\r\n", "The file is empty"),
    "cut in a row": (WHOLE[:-30], "The file stops in the middle of line 10"),
    "cut in a character": ("é".join(["x", V2]).encode()[:2], "The file stops in the middle of a character"),
    "cut in a quoted value": (WHOLE[: WHOLE.index(b"Made Up") + 4], "The file stops in the middle of line 5"),
    "UTF-16 without its mark": (WHOLE.decode().encode("utf-16-le"), "The file holds NUL characters"),
    "half UTF-16": (b"\xff\xfe" + WHOLE.decode().encode("utf-16-le")[:-1], "middle of a character"),
    "another file": ((DATA / "lars_standard.csv").read_bytes(), "does not name the columns"),
    "a page": (b"<html><body>Sign in</body></html>", "does not name the columns"),
    "a column missing": (WHOLE.replace(b"Total,", b"Sum,", 1), "these columns are missing: “Total”"),
}


def rows_left() -> list[str]:
    """The tables of the levy and the ledger that hold a row."""
    models = (LevyAccount, Transaction, MonthTotal, Training, Declaration, Account, Movement)
    return [model._meta.db_table for model in models if model.objects.exists()]


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_the_action_refuses_and_leaves_no_row(newcomer, data, words):
    """The run says why; no account is opened, and nothing of the file is kept."""
    run = import_levy_file(newcomer.finance, file=File("levy.csv", data))
    assert words in run.refusal
    assert (run.is_loaded, run.report.new, rows_left()) == (False, 0, [])


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_the_page_refuses_in_the_same_words(newcomer, data, words):
    """Whoever chose the file reads what is wrong with it."""
    finance = browser(newcomer.organisation, "finance_lead")
    sent = {"file": SimpleUploadedFile("levy.csv", data), "act": "import"}
    answer = finance.post(reverse("levy:import"), sent, follow=True)
    said = "The selected file is empty" if not data else words
    assert (answer.status_code, said in answer.content.decode(), rows_left()) == (200, True, [])


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path):
    """The command line looks at the size first."""
    path = tmp_path / "levy.csv"
    path.touch()
    os.truncate(path, 200 * 1024 * 1024)
    with pytest.raises(UnreadableFileError, match="The file is too large: it may have 50 MB"):
        from_path(path)


def test_a_file_too_large_for_the_page_is_refused_at_its_field(newcomer):
    """One byte more than an import takes: the field says how large a file may be, and no run is kept."""
    finance = browser(newcomer.organisation, "finance_lead")
    large = SimpleUploadedFile("levy.csv", bytes(LARGEST_BYTES + 1))
    answer = finance.post(reverse("levy:import"), {"file": large, "act": "import"})
    assert ("must be smaller than" in answer.content.decode(), rows_left()) == (True, [])
    assert not ImportRun.objects.exists()


def test_a_file_with_another_ending_is_refused_at_its_field(newcomer):
    """The honest mistake is caught early."""
    finance = browser(newcomer.organisation, "finance_lead")
    sent = {"file": SimpleUploadedFile("levy.xlsx", WHOLE), "act": "import"}
    answer = finance.post(reverse("levy:import"), sent)
    assert ("must be a CSV, JSON or TXT" in answer.content.decode(), rows_left()) == (True, [])


@pytest.mark.parametrize("act", ["", "erase"])
def test_a_file_without_an_act_is_not_imported(newcomer, act):
    """Somebody who did not say what to do is asked."""
    finance = browser(newcomer.organisation, "finance_lead")
    sent = {"file": SimpleUploadedFile("levy.csv", WHOLE), "act": act}
    answer = finance.post(reverse("levy:import"), sent)
    assert ("There is a problem" in answer.content.decode(), rows_left()) == (True, [])


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_of_text_are_read(donor, encoding):
    """What spreadsheets write comes in whole, accents and all."""
    text = WHOLE.decode().replace("Made Up Training Ltd", "Café").replace("Example College", "Café")
    run = import_levy_file(donor.finance, file=File("levy.csv", text.encode(encoding)))
    providers = set(Transaction.objects.exclude(provider="").values_list("provider", flat=True))
    assert (run.report.new, providers) == (9, {"Café"})


def test_windows_text_is_remarked_on(donor):
    """A guess at the encoding is said, so that somebody looks."""
    text = WHOLE.decode().replace("Made Up", "Café")
    run = import_levy_file(donor.finance, file=File("levy.csv", text.encode("cp1252")))
    assert [note for note in run.report.notes if "It was read as Windows-1252" in note] != []


def test_a_heading_alone_is_said(donor):
    """A file without rows is no fault, and changes nothing."""
    run = import_levy_file(donor.finance, file=File("levy.csv", f"{V2}\n".encode()))
    assert (run.refusal, run.report.notes, run.report.new) == ("", ["There are no rows in the file."], 0)


def test_a_refused_file_is_listed_with_the_latest_imports(newcomer):
    """Before any account is open, the page shows what was tried."""
    import_levy_file(newcomer.finance, file=File("not-levy.csv", b"nothing"))
    page = browser(newcomer.organisation, "finance_lead").get(reverse("levy:my-account")).content.decode()
    assert ("not-levy.csv" in page, "Refused" in page) == (True, True)


def sixty_thousand_rows(faulty: int) -> bytes:
    """A file of 60,000 rows over 40 months, in which row `faulty` has a date that does not exist."""
    lines = [
        f"{'31/02/2026' if row == faulty else f'25/{1 + row % 12:02}/{2023 + row % 3}'},Monthly Payment,"
        f'Monthly Payment,,,0.00000,0.00000,0.00000,C{row % 977:05},"Made Up Training Ltd",'
        f"{4_000_000_000 + row // 40},Robin Nameless,Adult care worker,2,Apprenticeship,"
        "-200.00000,0.00000,0.00000,0.00000,-200.00000,"
        for row in range(60_000)
    ]
    return "\n".join([V2, *lines, ""]).encode()


def test_one_bad_row_in_60_000_is_named_and_the_rest_comes_in(donor):
    """59,999 rows are imported; the report and its page name line, column, fault and value of the other."""
    finance = browser(donor.organisation, "finance_lead")
    sent = {"file": SimpleUploadedFile("levy.csv", sixty_thousand_rows(31_415)), "act": "import"}
    page = finance.post(reverse("levy:import"), sent, follow=True).content.decode()
    report = ImportRun.objects.get().report
    assert (report.read, report.new, report.refused) == (60_000, 59_999, 1)
    words = "is not a date such as 31/03/2027"
    assert report.faults == [Fault(31_417, "Transaction date", words, "31/02/2026")]
    assert Transaction.objects.count() == 59_999
    shown = [word in page for word in ("59,999 rows of 60,000", "31,417", "Transaction date", words)]
    assert shown == [True] * 4


def test_the_faults_are_a_file_too(donor):
    """The same line, column, fault and value, for a spreadsheet."""
    faulty = WHOLE.replace(b"25/08/2026,Monthly", b"31/02/2026,Monthly", 1)
    run = import_levy_file(donor.finance, file=File("levy.csv", faulty))
    finance = browser(donor.organisation, "finance_lead")
    answer = finance.get(reverse("levy:import-faults", args=[run.pk]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1:] == ["5,Transaction date,is not a date such as 31/03/2027,31/02/2026"]


def test_the_report_of_another_organisation_is_not_there(donor):
    """Its number says nothing to a stranger, who gets the answer of a number nobody has."""
    run = import_levy_file(donor.finance, file=sample("transactions_levy_v2.csv"))
    stranger = browser(donor.other, "finance_lead")
    answers = [
        stranger.get(reverse(f"levy:{route}", args=[number])).status_code
        for route in ("import-report", "import-faults")
        for number in (run.pk, run.pk + 1000)
    ]
    assert answers == [404] * 4
