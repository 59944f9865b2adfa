"""Pages for staff: who may open them, what they show, and that what is typed is done or refused in words."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saggar.organisations.actions import (
    add_site,
    give_role,
    record_agreement,
    record_organisation,
    record_system,
)
from saggar.organisations.actions.organisations import Particulars
from saggar.organisations.models import Membership, Organisation, Signature, Site
from saggar.organisations.own_words import fingerprint
from saggar.platform.permits import PRODUCT
from tests.organisations.conftest import TODAY, account, sample

OWN = "/organisations/own/"
PROGRAMME = "/organisations/programme/"


@pytest.fixture
def people(potteries):
    """Accounts with roles: an administrator of the hospital, one of the hospice, a programme officer."""
    roles = {
        "ada": (potteries.hospital, "administrator"),
        "ben": (potteries.hospice, "administrator"),
        "olu": (potteries.board, "programme_officer"),
        "fay": (potteries.hospital, "finance_lead"),
    }
    users = {name: account(f"{name}@example.org", f"{name.title()} Invented") for name in roles}
    for name, (organisation, role) in roles.items():
        give_role(
            PRODUCT,
            user_id=users[name].pk,
            organisation_id=organisation.pk,
            role=role,
            starts_on=TODAY.replace(year=2020),
        )
    return users


@pytest.fixture
def signed_in(client, people):
    """The test client with somebody signed in."""

    def sign_in(name):
        client.force_login(people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def agreement(potteries):
    """An agreement of the system that nobody has signed."""
    return record_agreement(
        PRODUCT, system_id=potteries.system.pk, title="Sharing", text="Checked once.", starts_on=TODAY
    )


OF_ADMINISTRATORS = ["details/", "sites/", "people/", "people/add/"]


@pytest.mark.parametrize("page", OF_ADMINISTRATORS)
def test_administrators_open_the_pages_of_their_organisation(signed_in, page):
    """Details, sites, people."""
    assert signed_in("ada").get(OWN + page).status_code == 200


@pytest.mark.parametrize("page", OF_ADMINISTRATORS)
@pytest.mark.parametrize("name", ["fay", "olu"])
def test_other_roles_are_told_they_may_not(signed_in, name, page):
    """With the reason, and without the page."""
    assert signed_in(name).get(OWN + page).status_code == 403


@pytest.mark.parametrize("page", ["import/", "add/", "close/", "agreements/add/"])
@pytest.mark.parametrize(("name", "status"), [("olu", 200), ("ada", 403)])
def test_the_programme_team_imports_and_adds(signed_in, name, status, page):
    """An organisation's administrator does not."""
    assert signed_in(name).get(PROGRAMME + page).status_code == status


@pytest.mark.parametrize("address", [OWN + page for page in OF_ADMINISTRATORS] + [PROGRAMME + "import/"])
def test_the_public_opens_none_of_them(client, potteries, address):
    """They are led to the page that signs them in."""
    response = client.get(address)
    assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/account/sign-in/")


def test_details_are_changed_on_the_public_page(signed_in, potteries):
    """What is typed stands there at once."""
    typed = {"telephone": "01782 000000", "website": "https://example.org", "services": "Stroke\nHeart"}
    seen = {"seen": fingerprint(potteries.hospital)}
    response = signed_in("ada").post(OWN + "details/", typed | seen, follow=True)
    assert response.redirect_chain == [("/organisations/rzz/", 302)]
    assert "<li>Heart</li>" in response.content.decode()


def test_details_somebody_else_changed_are_shown_before_they_are_replaced(signed_in, potteries):
    """Both are on the page: theirs in the inset, mine in the form; saving again is a choice."""
    stale = {"telephone": "mine", "website": "", "services": "", "seen": "old"}
    page = signed_in("ada").post(OWN + "details/", stale).content.decode()
    assert "Someone else changed these details while you were writing." in page
    assert 'value="mine"' in page
    assert f'value="{fingerprint(potteries.hospital)}"' in page


def test_a_site_is_added_and_removed(signed_in, potteries):
    """The list shows it with its postcode as it is written."""
    client = signed_in("ada")
    page = client.post(OWN + "sites/", {"name": "County", "postcode": "st163sa"}, follow=True)
    assert "ST16 3SA" in page.content.decode()
    client.post(f"{OWN}sites/{Site.objects.get().pk}/remove/")
    assert not Site.objects.exists()


def test_a_site_with_a_wrong_postcode_keeps_what_was_typed(signed_in, potteries):
    """The words are at the field and in the summary."""
    page = signed_in("ada").post(OWN + "sites/", {"name": "County", "postcode": "BT1"}).content.decode()
    assert page.count("Enter a postcode in England, Scotland or Wales: BT1 is in Northern Ireland") == 2
    assert 'value="County"' in page


def test_nobody_removes_the_site_of_another_organisation(signed_in, potteries):
    """By its number neither."""
    site = add_site(PRODUCT, organisation_id=potteries.hospice.pk, name="Shop", postcode="ST13")
    assert signed_in("ada").post(f"{OWN}sites/{site.pk}/remove/").status_code == 404
    assert Site.objects.filter(pk=site.pk).exists()


def test_people_of_one_s_own_organisation_only_are_listed(signed_in):
    """Names and addresses of others stay theirs."""
    page = signed_in("ada").get(OWN + "people/").content.decode()
    assert ("fay@example.org" in page, "ben@example.org" in page) == (True, False)


def test_a_role_is_given_to_somebody_new(signed_in, potteries):
    """They are invited and listed."""
    typed = {"email": "new@example.org", "name": "New Invented", "role": "finance_lead"}
    day = {"starts_on-day": "1", "starts_on-month": "12", "starts_on-year": "2026"}
    page = signed_in("ada").post(OWN + "people/add/", typed | day, follow=True)
    assert "new@example.org" in page.content.decode()


def test_roles_over_the_whole_system_are_not_offered_by_an_employer(signed_in):
    """Neither shown nor accepted when sent all the same."""
    client = signed_in("ada")
    assert "Programme officer" not in client.get(OWN + "people/add/").content.decode()
    typed = {"email": "ada@example.org", "name": "Ada", "role": "programme_officer"}
    day = {"starts_on-day": "1", "starts_on-month": "12", "starts_on-year": "2026"}
    assert client.post(OWN + "people/add/", typed | day).status_code == 200
    assert not Membership.objects.filter(organisation__key="rzz", role="programme_officer").exists()


def test_a_role_is_ended(signed_in):
    """From the day given on; the history keeps it."""
    role = Membership.objects.get(role="finance_lead")
    client = signed_in("ada")
    day = {"ends_on-day": "1", "ends_on-month": "1", "ends_on-year": "2021"}
    page = client.post(f"{OWN}people/{role.pk}/end/", day, follow=True).content.decode()
    assert "Roles that have ended" in page
    assert client.get(f"{OWN}people/{role.pk}/end/").status_code == 200


def test_the_last_administrator_is_told_to_find_another_first(signed_in):
    """The page says why the role cannot end."""
    role = Membership.objects.get(role="administrator", organisation__key="rzz")
    day = {"ends_on-day": "1", "ends_on-month": "1", "ends_on-year": "2027"}
    page = signed_in("ada").post(f"{OWN}people/{role.pk}/end/", day).content.decode()
    assert "an organisation needs one" in page


def test_roles_elsewhere_are_not_known_to_exist(signed_in):
    """The same answer as for a made-up number."""
    client = signed_in("ada")
    elsewhere = Membership.objects.get(user__email="ben@example.org")
    assert client.get(f"{OWN}people/{elsewhere.pk}/end/").status_code == 404
    assert client.get(f"{OWN}people/999999/end/").status_code == 404


def test_an_agreement_is_read_and_signed(signed_in, agreement):
    """By the administrator; afterwards the button is gone."""
    client = signed_in("ada")
    assert "Sign for Kiln Street Hospital" in client.get(f"{OWN}agreements/{agreement.pk}/").content.decode()
    client.post(f"{OWN}agreements/{agreement.pk}/")
    assert Signature.objects.get().organisation.key == "rzz"
    assert "Sign for" not in client.get(f"{OWN}agreements/{agreement.pk}/").content.decode()


def test_staff_read_agreements_without_signing_them(signed_in, agreement):
    """A finance lead sees what was agreed, and may not sign."""
    client = signed_in("fay")
    assert "Sharing" in client.get(OWN + "agreements/").content.decode()
    assert "Sign for" not in client.get(f"{OWN}agreements/{agreement.pk}/").content.decode()
    assert client.post(f"{OWN}agreements/{agreement.pk}/").status_code == 403


def upload(name, data=None):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data if data is not None else sample(name).data)


def test_a_list_is_checked_and_then_imported(signed_in, potteries):
    """The check changes nothing and says what would; the import does it."""
    client = signed_in("olu")
    typed = {"list_key": "ods-trusts", "act": "check"}
    checked = client.post(PROGRAMME + "import/", typed | {"file": upload("ods_trusts.csv")}, follow=True)
    assert "Nothing was changed yet. 6 rows of 274 would be new or changed." in checked.content.decode()
    assert not Organisation.objects.filter(key="rje").exists()
    typed["act"] = "import"
    done = client.post(PROGRAMME + "import/", typed | {"file": upload("ods_trusts.csv")}, follow=True)
    assert "6 rows of 274 were new or changed." in done.content.decode()
    assert Organisation.objects.filter(key="rje").exists()


def test_a_file_that_is_no_list_is_refused_in_words(signed_in):
    """The report says which columns are missing, or that it is no text."""
    typed = {"list_key": "gp-practices", "act": "import", "file": upload("x.csv", b"a,b\n1,2\n")}
    page = signed_in("olu").post(PROGRAMME + "import/", typed, follow=True).content.decode()
    assert "does not name the columns of the map of GP practices to networks" in page


def test_faults_of_an_import_are_a_file(signed_in):
    """With line and column of each."""
    lines = sample("ods_trusts.csv").data.replace(b'"RJE"', b'"R*E"')
    typed = {"list_key": "ods-trusts", "act": "check", "file": upload("x.csv", lines)}
    client = signed_in("olu")
    report = client.post(PROGRAMME + "import/", typed).headers["Location"]
    faults = b"".join(client.get(f"{report}faults.csv").streaming_content).decode()
    assert "does not look like an ODS code such as RJE" in faults


def test_the_report_of_another_organisation_s_import_is_not_found(signed_in, people, potteries):
    """Reports belong to the organisation that imported."""
    typed = {"list_key": "ods-trusts", "act": "check", "file": upload("ods_trusts.csv")}
    report = signed_in("olu").post(PROGRAMME + "import/", typed).headers["Location"]
    give_role(
        PRODUCT,
        user_id=people["ben"].pk,
        organisation_id=potteries.hospice.pk,
        role="programme_officer",
        starts_on=TODAY.replace(year=2020),
    )
    assert signed_in("ben").get(report).status_code == 404


def test_an_organisation_is_added_by_hand(signed_in):
    """Its page is open to everybody at once."""
    typed = {"name": "Invented Council", "kind": "council", "postcode": "ST4 1HH"}
    page = signed_in("olu").post(PROGRAMME + "add/", typed, follow=True).content.decode()
    assert "Invented Council" in page
    assert Organisation.objects.get(key="invented-council").district == "Stoke-on-Trent"


def test_a_name_that_is_taken_is_refused_above_the_form(signed_in):
    """What was typed stays."""
    typed = {"name": "Moorland Hospice", "kind": "hospice"}
    page = signed_in("olu").post(PROGRAMME + "add/", typed).content.decode()
    assert "There is a problem" in page
    assert 'value="Moorland Hospice"' in page


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("ada", ["Your organisation", "People and roles", "Agreements"]),
        ("olu", ["Import organisations", "Add an organisation"]),
    ],
)
def test_the_staff_home_leads_to_the_pages_of_the_role(signed_in, name, headings):
    """Each card by permission."""
    page = signed_in(name).get(reverse("workspace:home")).content.decode()
    assert [heading for heading in headings if heading not in page] == []


def test_an_organisation_is_closed_by_its_code(signed_in):
    """From its page, by the programme team; the page then says when it was last open."""
    client = signed_in("olu")
    assert "Close this organisation" in client.get("/organisations/bottle-oven-college/").content.decode()
    day = {"on-day": "1", "on-month": "1", "on-year": "2026"}
    page = client.post(PROGRAMME + "close/", {"code": "Bottle-Oven-College"} | day, follow=True)
    assert "It was last open on 31 December 2025." in page.content.decode()


@pytest.mark.parametrize("code", ["nobody", "other-trust"])
def test_only_open_organisations_of_the_own_system_are_closed(signed_in, code):
    """The fault stands at the code, and what was typed stays."""
    other = record_system(PRODUCT, name="Elsewhere", ods_code="QZZ")
    particulars = Particulars(name="Other Trust", kind="nhs_trust")
    record_organisation(PRODUCT, system_id=other.pk, particulars=particulars)
    day = {"on-day": "1", "on-month": "1", "on-year": "2026"}
    page = signed_in("olu").post(PROGRAMME + "close/", {"code": code} | day).content.decode()
    assert page.count("Enter the code of an open organisation of your system") == 2
    assert not Organisation.objects.exclude(closed_on=None).exists()


def test_an_agreement_is_written_down_by_the_programme(signed_in):
    """It stands in the list of every partner at once."""
    typed = {"title": "Levy sharing", "text": "Partners share.", "starts_on-day": "1"}
    day = {"starts_on-month": "4", "starts_on-year": "2026"}
    signed_in("olu").post(PROGRAMME + "agreements/add/", typed | day)
    assert "Levy sharing" in signed_in("fay").get(OWN + "agreements/").content.decode()
