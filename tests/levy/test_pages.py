"""Levy pages as people meet them: what each role sees, acts on, and is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from saggar.levy.actions import import_transactions
from saggar.levy.models import PlannedCommitment, StatedBalance, Transaction
from saggar.organisations.models import Membership
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from tests.levy.conftest import DATA, Donor, sample

PAGES = ["my-account", "my-forecast", "my-transactions", "import", "reconcile", "plan-training", "standards"]


def signed_in(donor: Donor, role: str) -> Client:
    """A browser of somebody with this role at the donor."""
    with unguarded("test world"):
        user = User.objects.create_user(f"{role}@example.org", "Sam Invented", "long enough words")
        Membership.objects.create(
            user=user, organisation=donor.organisation, role=role, starts_on=date(2020, 1, 1)
        )
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def finance(donor: Donor) -> Client:
    """The donor's finance lead, signed in."""
    return signed_in(donor, "finance_lead")


@pytest.fixture
def filled(donor: Donor) -> Donor:
    """The donor with the sample file read in."""
    file = sample("transactions_levy_v2.csv")
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=file)
    return donor


@pytest.mark.parametrize("page", PAGES)
def test_pages_answer_before_any_import(finance, page):
    """A finance lead with an empty account gets every page, with words on what to do first."""
    assert finance.get(reverse(f"levy:{page}")).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_pages_answer_with_an_imported_file(filled, finance, page):
    """After an import every page answers."""
    assert finance.get(reverse(f"levy:{page}")).status_code == 200


def test_the_account_page_shows_the_balance(filled, finance):
    """The balance of the sample file, in whole pounds."""
    assert "£182,311" in finance.get(reverse("levy:my-account")).content.decode()


def test_an_upload_is_imported_and_reported(donor, finance):
    """A file chosen on the page comes in, and the report says how many rows."""
    upload = SimpleUploadedFile("levy.csv", (DATA / "transactions_levy_v2.csv").read_bytes())
    answer = finance.post(reverse("levy:import"), {"file": upload, "act": "import"}, follow=True)
    assert (Transaction.objects.count(), "9 rows of 9 were new or changed" in answer.content.decode()) == (
        9,
        True,
    )


def test_a_check_changes_nothing(donor, finance):
    """Checking a file first shows what would change and leaves no row."""
    upload = SimpleUploadedFile("levy.csv", (DATA / "transactions_levy_v2.csv").read_bytes())
    answer = finance.post(reverse("levy:import"), {"file": upload, "act": "check"}, follow=True)
    assert (Transaction.objects.count(), "Nothing was changed yet" in answer.content.decode()) == (0, True)


def test_reconciling_keeps_both_balances(filled, finance):
    """The stated balance stands beside the one of the rows."""
    sent = {"on-day": "31", "on-month": "8", "on-year": "2026", "stated": "£182,000", "note": ""}
    finance.post(reverse("levy:reconcile"), {**sent, "on-day": "27"})
    stated = StatedBalance.objects.get()
    assert (stated.stated_pence, stated.derived_pence) == (18200000, 18231078)


def test_a_balance_outside_the_files_is_refused_at_its_field(filled, finance):
    """A day the files do not reach is refused in words, and nothing is kept."""
    sent = {"on-day": "1", "on-month": "1", "on-year": "2027", "stated": "5", "note": ""}
    answer = finance.post(reverse("levy:reconcile"), sent).content.decode()
    assert (StatedBalance.objects.count(), "The date must be between 23 July 2026" in answer) == (0, True)


def test_planned_training_counts_in_the_forecast(filled, finance):
    """Training added on the page is kept and listed on the account."""
    sent = {
        "label": "Adult care worker",
        "apprentices": "3",
        "starts_on-month": "9",
        "starts_on-year": "2027",
        "months": "12",
        "price": "3000",
        "payer": "own",
    }
    finance.post(reverse("levy:plan-training"), sent)
    page = finance.get(reverse("levy:my-account")).content.decode()
    assert (PlannedCommitment.objects.get().price_pence, "3 apprentices, Adult care worker" in page) == (
        300000,
        True,
    )


def test_a_what_if_is_compared(filled, finance):
    """A what-if by address is shown beside the forecast as things stand."""
    address = reverse("levy:my-forecast") + "?rule_set=before-august-2026&growth=2"
    assert "With your changes" in finance.get(address).content.decode()


def test_a_wrong_what_if_says_what_is_missing(filled, finance):
    """More spending without a month asks for the month, and keeps what was typed."""
    answer = finance.get(reverse("levy:my-forecast") + "?extra=1000").content.decode()
    assert ("Enter the month from which to spend more" in answer, 'value="1000"' in answer) == (True, True)


@pytest.mark.parametrize("page", ["my-account", "my-forecast", "my-transactions", "import", "reconcile"])
def test_an_administrator_without_levy_roles_is_refused(filled, page):
    """The administrator of the same organisation holds no levy permission."""
    assert signed_in(filled, "administrator").get(reverse(f"levy:{page}")).status_code in (403, 404)


def test_the_system_page_is_for_the_programme(filled, finance):
    """A finance lead does not see all donors together; the programme does."""
    programme = signed_in(filled, "programme_officer")
    address = reverse("levy:system")
    assert (finance.get(address).status_code, programme.get(address).status_code) == (403, 200)


@pytest.mark.parametrize(
    "page", ["account", "account-forecast", "account-transactions", "account-forecast-file"]
)
def test_the_programme_reads_a_donors_pages(filled, page):
    """The programme sees each donor's account of its system."""
    programme = signed_in(filled, "programme_officer")
    assert programme.get(reverse(f"levy:{page}", args=[filled.organisation.key])).status_code == 200


@pytest.mark.parametrize("page", ["account", "account-forecast", "account-transactions"])
def test_another_organisations_account_is_not_there(filled, finance, page):
    """Another trust's account answers as an address that does not exist."""
    assert finance.get(reverse(f"levy:{page}", args=["other"])).status_code == 404


def test_files_of_lists_hold_what_is_shown(filled, finance):
    """The CSV of transactions has a line for each row and a heading."""
    answer = finance.get(reverse("levy:my-transactions-file"))
    assert len(b"".join(answer.streaming_content).splitlines()) == 10
