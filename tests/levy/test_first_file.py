"""The first file of an organisation: its account opens with it, and a check opens none."""

from __future__ import annotations

import pytest

from saggar.levy.actions.files import import_levy_file, transactions_from_command
from saggar.levy.models import Declaration, LevyAccount
from saggar.platform.imports.reading import UnreadableFileError
from saggar.platform.imports.registry import Scope
from saggar.platform.permits import PRODUCT
from tests.levy.conftest import sample


@pytest.mark.parametrize("name", ["transactions_levy_v2.csv", "hmrc_declarations_sample.json"])
def test_the_first_file_opens_the_account(donor, name):
    """Nobody has to open an account before importing into it."""
    import_levy_file(donor.stranger, file=sample(name))
    assert LevyAccount.objects.filter(organisation_id=donor.stranger.organisation_id).exists()


def test_a_check_opens_no_account(donor):
    """Checking a first file changes nothing at all."""
    import_levy_file(donor.stranger, file=sample("transactions_levy_v2.csv"), dry_run=True)
    assert not LevyAccount.objects.filter(organisation_id=donor.stranger.organisation_id).exists()


def test_a_period_without_payment_is_kept_as_such(donor):
    """HMRC's "no payment for this period" is not a levy of nothing due to date."""
    import_levy_file(donor.finance, file=sample("hmrc_declarations_sample.json"))
    due = Declaration.objects.order_by("payroll_month").values_list("levy_due_to_date", flat=True)
    assert list(due) == [90000, 180000, None]


def test_declarations_again_change_nothing(donor):
    """The same declarations a second time stay as they are."""
    import_levy_file(donor.finance, file=sample("hmrc_declarations_sample.json"))
    report = import_levy_file(donor.finance, file=sample("hmrc_declarations_sample.json")).report
    assert (report.new, report.changed, report.unchanged) == (0, 0, 3)


def test_the_command_asks_whose_file_it_is(db):
    """Without an organisation the command says what to add."""
    with pytest.raises(UnreadableFileError, match="--organisation KEY"):
        transactions_from_command(
            PRODUCT, file=sample("transactions_levy_v2.csv"), scope=Scope(), dry_run=False
        )
