"""Lists of standards: the list that ships, LARS tables after it, lists without dates, and again."""

from __future__ import annotations

from datetime import date
from importlib import resources

import pytest

from saggar.levy.actions import import_standards
from saggar.levy.models import FundingBand, Standard
from saggar.platform.decisions import NotAllowedError
from saggar.platform.imports.reading import File
from saggar.platform.permits import PRODUCT
from tests.levy.conftest import sample, text_file

SHIPPED = "standards_health_care_2021.csv"
UNDATED = "lars_code,title,level,typical_duration_months,max_funding_gbp\n151,Senior worker,3,18,{cap}\n"


@pytest.fixture
def shipped(db):
    """The list that ships, read in."""
    file = File(SHIPPED, resources.files("saggar.levy.data").joinpath(SHIPPED).read_bytes())
    return import_standards(PRODUCT, file=file)


def counts(run) -> tuple[int, int, int, int]:
    """New, changed, unchanged and refused rows of an import."""
    report = run.report
    return report.new, report.changed, report.unchanged, report.refused


def test_the_shipped_list_comes_in_whole(shipped):
    """All 97 standards, none refused."""
    assert (counts(shipped), Standard.objects.count()) == ((97, 0, 0, 0), 97)


def test_importing_it_again_changes_nothing(shipped):
    """The second time every row is as it was."""
    file = File(SHIPPED, resources.files("saggar.levy.data").joinpath(SHIPPED).read_bytes())
    assert counts(import_standards(PRODUCT, file=file)) == (0, 0, 97, 0)


def test_a_lars_table_of_funding_adds_a_band_to_a_known_standard(shipped):
    """A band from another date is new, and the title stays."""
    before = Standard.objects.get(lars_code=151).title
    run = import_standards(PRODUCT, file=sample("lars_apprenticeship_funding.csv"))
    band = FundingBand.objects.get(standard__lars_code=151, starts_on=date(2018, 8, 1))
    assert (counts(run), band.cap_pounds, band.standard.title) == ((1, 0, 0, 0), 5000, before)


def test_the_same_funding_again_changes_nothing(shipped):
    """The table a second time leaves the band as it is."""
    import_standards(PRODUCT, file=sample("lars_apprenticeship_funding.csv"))
    run = import_standards(PRODUCT, file=sample("lars_apprenticeship_funding.csv"))
    assert counts(run) == (0, 0, 1, 0)


def test_a_lars_table_of_standards_keeps_the_title(shipped):
    """The table names no titles, so none is blanked."""
    before = Standard.objects.get(lars_code=151).title
    import_standards(PRODUCT, file=sample("lars_standard.csv"))
    assert Standard.objects.get(lars_code=151).title == before


def test_funding_of_an_unknown_standard_makes_it_known(db):
    """A code without a title is kept under its number until a list names it."""
    import_standards(PRODUCT, file=sample("lars_apprenticeship_funding.csv"))
    assert Standard.objects.get().title == "Standard 151"


def test_a_list_without_dates_speaks_of_the_newest_band(db):
    """New figures without a date change the newest band and add none beside it."""
    import_standards(PRODUCT, file=text_file(UNDATED.format(cap=5000)))
    run = import_standards(PRODUCT, file=text_file(UNDATED.format(cap=6000)))
    assert (counts(run), FundingBand.objects.get().cap_pounds) == ((0, 1, 0, 0), 6000)


def test_a_dry_run_leaves_no_standard(db):
    """Checking a list changes nothing."""
    run = import_standards(PRODUCT, file=sample("lars_standard.csv"), dry_run=True)
    assert (run.report.new, Standard.objects.count()) == (1, 0)


def test_only_the_programme_imports_standards(donor):
    """A finance lead is refused with the reason."""
    with pytest.raises(NotAllowedError, match="programme team"):
        import_standards(donor.finance, file=sample("lars_standard.csv"))
