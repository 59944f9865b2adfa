"""What people type on the pages about organisations."""

from __future__ import annotations

from typing import Any

from saggar.organisations.actions.organisations import Particulars
from saggar.organisations.imports.national import LISTS
from saggar.organisations.kinds import KINDS
from saggar.platform.imports.reading import LARGEST_BYTES
from saggar.platform.permits import Role
from saggar.web.forms import (
    CheckboxesField,
    DateField,
    EmailField,
    FileField,
    HiddenField,
    NhsForm,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)

CHECK, IMPORT = "check", "import"
EVERYWHERE = "everywhere"

LOST_FACTOR, STILL_SIGNED_IN = "lost-factor", "still-signed-in"


class DetailsForm(NhsForm):
    """An organisation's own telephone, website and services; `seen` marks the words it started from."""

    telephone = TextField("Telephone", required=False, max_length=30, width=20, input_type="tel")
    website = TextField(
        "Website", hint="Start with https://", required=False, max_length=200, autocomplete="url"
    )
    services = TextareaField("Services", hint="One on each line", required=False, max_length=2000, rows=8)
    seen = HiddenField("seen", required=False)


class SiteForm(NhsForm):
    """A place where the organisation works."""

    name = TextField("Name of the site", max_length=200)
    address = TextField("Address without postcode", required=False, max_length=300)
    postcode = TextField("Postcode", max_length=8, width=10, autocomplete="postal-code")


class MemberForm(NhsForm):
    """Somebody who is given a role."""

    email = EmailField("Email address", max_length=254)
    name = TextField("Full name", max_length=150, hint="Used if we do not know this email address yet")
    role = RadiosField("Role")
    starts_on = DateField("First day of the role")

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, RadiosField)  # noqa: S101  declared above, for the type
        field.set_options((role.key, role.title) for role in roles)


class EndRoleForm(NhsForm):
    """When a role ends."""

    ends_on = DateField("First day without the role", hint="For example, 1 4 2027")


class HelpForm(NhsForm):
    """What helps somebody who lost a phone, or left themselves signed in somewhere."""

    act = RadiosField(
        "What has happened?",
        missing="Select what has happened",
        choices=[
            (
                LOST_FACTOR,
                "Their phone or codes are lost",
                "They set up a new one at the next sign-in",
            ),
            (
                STILL_SIGNED_IN,
                "They are signed in where they should not be",
                "All their sessions end now",
            ),
        ],
    )


class OrganisationForm(NhsForm):
    """An organisation that no national list brings."""

    name = TextField("Name", max_length=200)
    kind = SelectField("Kind", choices=[(kind.key, kind.title) for kind in KINDS.values()])
    ods_code = TextField("ODS code", required=False, max_length=10, width=10)
    address = TextField("Address without postcode", required=False, max_length=300)
    postcode = TextField("Postcode", required=False, max_length=8, width=10)
    telephone = TextField("Telephone", required=False, max_length=30, width=20, input_type="tel")
    website = TextField("Website", hint="Start with https://", required=False, max_length=200)
    services = TextareaField("Services", hint="One on each line", required=False, max_length=2000)
    opened_on = DateField("Open since", required=False)

    def particulars(self) -> Particulars:
        """What was typed, for the action."""
        return Particulars(**self.cleaned_data)


class CloseForm(NhsForm):
    """An organisation that has closed although no list says so."""

    code = TextField(
        "Code of the organisation",
        hint="Its ODS code or CQC location ID, or the last part of the address of its page",
        max_length=60,
        width=20,
    )
    on = DateField("First day it is not open", hint="For example, 1 4 2027")


class AgreementForm(NhsForm):
    """Terms for the organisations of the system to sign."""

    title = TextField("Title", max_length=60)
    text = TextareaField("What is agreed", rows=12, max_length=20_000)
    starts_on = DateField("In force from")
    ends_on = DateField("First day it is no longer in force", required=False)


class ImportForm(NhsForm):
    """A national list to read in, or to check first."""

    list_key = RadiosField(
        "Which list is it?",
        subject="which list it is",
        missing="Select which list it is",
        choices=[(each.key, each.title, f"The file {each.where_from}") for each in LISTS.values()],
    )
    file = FileField("Choose the file", endings=(".csv",), most_bytes=LARGEST_BYTES)
    area = CheckboxesField(
        "Area",
        required=False,
        choices=[
            (
                EVERYWHERE,
                "Take every row, also from outside the area of our system",
                "For a short file of partners beyond the border; not for a whole national list",
            )
        ],
    )
    act = RadiosField(
        "What should we do with it?",
        missing="Select whether to check the file or to import it",
        choices=[
            (CHECK, "Check it only", "Shows what would change and changes nothing"),
            (IMPORT, "Import it", "Organisations that are the same already stay as they are"),
        ],
        initial=CHECK,
    )
