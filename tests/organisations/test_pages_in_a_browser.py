"""The pages about organisations in a real browser, under their real policy, empty, full and with errors."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import sync_playwright

from saggar.organisations.actions import add_site, give_role, import_organisations, record_agreement
from saggar.platform.permits import PRODUCT
from tests.organisations.conftest import TODAY, account, sample
from tests.people.test_pages_in_a_browser import Pages, faults_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PUBLIC = {
    "directory": "",
    "near": "?postcode=ST4&within=5",
    "guessed": "?q=midland+partnrship",
    "nothing": "?q=xqzzw",
    "wrong": "?postcode=BT1",
    "organisation": "rzz/",
    "placeless": "u57641/",
}
OWN = {
    "details": "own/details/",
    "sites": "own/sites/",
    "people": "own/people/",
    "add-member": "own/people/add/",
    "agreements": "own/agreements/",
}
PROGRAMME = {
    "import": "programme/import/",
    "record": "programme/add/",
    "close": "programme/close/",
    "add-agreement": "programme/agreements/add/",
}


@pytest.fixture
def pages(client, potteries):
    """Every page about organisations as people get it."""
    kept = Pages()
    for list_key, name in (("ods-trusts", "ods_trusts.csv"), ("gp-practices", "gp_practices.csv")):
        import_organisations(PRODUCT, list_key=list_key, file=sample(name), system_id=potteries.system.pk)
    add_site(PRODUCT, organisation_id=potteries.hospital.pk, name="County", postcode="ST16 3SA")
    agreement = record_agreement(
        PRODUCT, system_id=potteries.system.pk, title="Sharing", text="Terms", starts_on=TODAY
    )
    keep(kept, client, PUBLIC)
    held = sign_in(client, potteries.hospital, "administrator")
    keep(kept, client, OWN)
    keep(kept, client, {"agreement": f"own/agreements/{agreement.pk}/", "end": f"own/people/{held.pk}/end/"})
    for name, path in OWN.items():
        if name in ("sites", "add-member"):
            kept.keep(f"{name}-wrong", client.post(f"/organisations/{path}", {}))
    sign_in(client, potteries.board, "programme_officer")
    keep(kept, client, PROGRAMME)
    kept.keep("import-wrong", client.post("/organisations/programme/import/", {}))
    kept.keep("report", client.post("/organisations/programme/import/", faulty_list(), follow=True))
    return kept


def keep(kept, client, paths):
    """Keep the pages at these paths."""
    for name, path in paths.items():
        kept.keep(name, client.get(f"/organisations/{path}"))


def sign_in(client, organisation, role):
    """Sign in somebody new with a role, which is returned."""
    user = account(f"{role}@example.org", "Ada Invented")
    held = give_role(
        PRODUCT,
        user_id=user.pk,
        organisation_id=organisation.pk,
        role=role,
        starts_on=TODAY.replace(year=2020),
    )
    client.force_login(user, backend=BACKEND)
    return held


def faulty_list():
    """A check of a list with one fault."""
    data = sample("ods_trusts.csv").data.replace(b'"RJE"', b'"R*E"')
    return {"list_key": "ods-trusts", "act": "check", "file": SimpleUploadedFile("etr.csv", data)}


@pytest.mark.django_db
@pytest.mark.parametrize("width", [320, 375, 1200])
def test_pages_are_right_in_a_browser(pages, width):
    """No fault of accessibility, nothing the policy refuses, one heading, no sideways scrolling."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        size = {"width": width, "height": 900}
        faults = faults_of(browser.new_page(viewport=size, reduced_motion="reduce"), pages)
        browser.close()
    assert faults == {}


def test_the_directory_keeps_its_budget(pages):
    """At most 60 KB of page, however long the list."""
    assert max(len(pages[name].body) for name in PUBLIC) <= 60_000
