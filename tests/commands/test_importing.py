"""`saggar import` loads a file from the command line and tells scripts by its exit code how it went."""

import argparse

import pytest
from django.apps import apps

from saggar.commands import importing
from saggar.platform.ledger.models import Account
from tests.platform.imports.importers import HEAD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    """A capability that registers the import of balances."""
    config = apps.get_app_config("ledger")
    path = "tests.platform.imports.importers.import_balances"
    monkeypatch.setattr(config, "imports", {"balances": path}, raising=False)


@pytest.fixture
def saggar_import(tmp_path):
    """Run the command on a file of the given text; its exit code."""

    def run(text, *options, kind="balances"):
        path = tmp_path / "b.csv"
        path.write_text(text)
        parser = argparse.ArgumentParser()
        importing.add(parser.add_subparsers())
        return importing.run(parser.parse_args(["import", kind, str(path), *options]))

    return run


def test_a_clean_file_ends_with_0(saggar_import, capsys):
    """The counts are printed for the log of the timer that ran it."""
    assert saggar_import(HEAD + "levy,,1\n") == importing.LOADED
    assert "read 1, new 1, changed 0, unchanged 0, skipped 0, refused 0" in capsys.readouterr().out
    assert Account.objects.get().balance_pence == 100


def test_refused_rows_are_printed_and_end_with_1(saggar_import, capsys):
    """Good rows are loaded; the others are named by line, column and fault."""
    assert saggar_import(HEAD + "levy,soon,1\nlevy,,2\n") == importing.SOME_REFUSED
    assert "line 2, Month: is not a month such as 2027-03 (soon)" in capsys.readouterr().out
    assert Account.objects.count() == 1


def test_a_dry_run_changes_nothing(saggar_import, capsys):
    """The same counts, and no row."""
    assert saggar_import(HEAD + "levy,,1\n", "--dry-run") == importing.LOADED
    assert "Nothing was changed yet. 1 row of 1 would be new or changed." in capsys.readouterr().out
    assert Account.objects.count() == 0


def test_a_refused_file_ends_with_2(saggar_import, capsys):
    """A script stops when nothing was loaded."""
    assert saggar_import("nonsense\n") == importing.NOT_LOADED
    assert "does not name the columns of the list of balances" in capsys.readouterr().out


def test_an_unknown_kind_ends_with_2_and_the_kinds_there_are(saggar_import, capsys):
    """A typing mistake is answered with the right words."""
    assert saggar_import("x", kind="balance") == importing.NOT_LOADED
    assert "There is no import called balance." in capsys.readouterr().err


def test_an_unknown_organisation_ends_with_2(saggar_import, capsys):
    """Records never go to a wrong organisation because of a typing mistake."""
    assert saggar_import(HEAD, "--organisation", "nowhere") == importing.NOT_LOADED
    assert capsys.readouterr().err == "There is no organisation with the key nowhere.\n"


def test_faults_are_written_to_a_file(saggar_import, tmp_path):
    """A long list of faults goes to whoever must put them right."""
    faults = tmp_path / "faults.csv"
    saggar_import(HEAD + "levy,soon,1\n", "--faults", str(faults))
    assert faults.read_text("utf-8-sig").splitlines() == [
        "line,column,fault,value",
        "2,Month,is not a month such as 2027-03,soon",
    ]


def test_the_kinds_can_be_listed(capsys):
    """Nobody has to guess what can be imported."""
    parser = argparse.ArgumentParser()
    importing.add(parser.add_subparsers())
    assert importing.run(parser.parse_args(["import", "list"])) == importing.LOADED
    assert "balances\n" in capsys.readouterr().out
