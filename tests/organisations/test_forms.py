"""Forms about organisations take any input: it is right, or the fault is said in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.organisations.forms import (
    AgreementForm,
    CloseForm,
    DetailsForm,
    EndRoleForm,
    ImportForm,
    MemberForm,
    OrganisationForm,
    SiteForm,
)
from saggar.organisations.kinds import KINDS
from saggar.platform.permits import ROLES

FORMS = [AgreementForm, CloseForm, DetailsForm, SiteForm, EndRoleForm, ImportForm, OrganisationForm]
ANY = st.text(max_size=60)


def typed(form):
    """Any input for the fields of a form, boxes of dates included."""
    names = [
        *form.base_fields,
        *(f"{name}-{part}" for name in form.base_fields for part in ("day", "month", "year")),
    ]
    return st.dictionaries(st.sampled_from(names), ANY)


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_any_input_is_right_or_refused_in_words(form, data):
    """No input is an error of the server."""
    filled = form(data.draw(typed(form)))
    assert filled.is_valid() or all(item.text for item in filled.error_items())


def test_the_organisation_form_gives_the_particulars_of_the_action():
    """Every field reaches the action under its own name."""
    form = OrganisationForm({"name": "Council", "kind": "council", "services": "Roads\r\nSchools"})
    assert form.is_valid()
    particulars = form.particulars()
    assert (particulars.name, particulars.kind, particulars.services) == (
        "Council",
        "council",
        "Roads\nSchools",
    )


def test_every_kind_can_be_added_by_hand():
    """A new kind is one row of the table, and stands in the form."""
    choices = dict(OrganisationForm().fields["kind"].choices)
    assert choices == {kind.key: kind.title for kind in KINDS.values()}


def test_only_the_roles_offered_can_be_given():
    """A role that is not on the page is refused when it is sent all the same."""
    answers = {"email": "a@example.org", "name": "A", "role": "programme_officer"}
    day = {"starts_on-day": "1", "starts_on-month": "1", "starts_on-year": "2027"}
    form = MemberForm(answers | day, roles=(ROLES["finance_lead"],))
    assert (form.is_valid(), list(form.errors)) == (False, ["role"])


@pytest.mark.parametrize(
    ("form", "missing"),
    [
        (SiteForm, ["Enter name of the site", "Enter postcode"]),
        (OrganisationForm, ["Enter name", "Select kind"]),
        (
            ImportForm,
            ["Select which list it is", "Select a file", "Select whether to check the file or to import it"],
        ),
    ],
)
def test_what_is_missing_is_named(form, missing):
    """In the words of the field, in the order of the page."""
    assert [item.text for item in form({}).error_items()] == missing
