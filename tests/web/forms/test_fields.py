"""Every field: its question, its hint, its error in the same words as the summary, its value kept."""

from __future__ import annotations

from decimal import Decimal
from html import unescape

import pytest
from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from saggar.web.forms import (
    CheckboxesField,
    ConsentField,
    EmailField,
    ErrorItem,
    FileField,
    HiddenField,
    NhsForm,
    NumberField,
    Option,
    PasswordField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    error_items,
)
from saggar.web.forms.text import new_key

TOWNS = [("leek", "Leek"), ("stone", "Stone", "Market town")]


class Interest(NhsForm):
    """A field of each kind."""

    name = TextField("Full name", hint="As on your payslip", max_length=10, min_length=2, autocomplete="name")
    email = EmailField("Email address", missing="Enter your email address")
    area = RadiosField(
        "Which area interests you most?",
        choices=[("n", "Nursing"), Option("o", "Other", conditional="other")],
    )
    other = TextField("Other area", required=False)
    ways = CheckboxesField("Ways to contact you", choices=[*TOWNS, Option("none", "None", exclusive=True)])
    town = SelectField("Nearest town", choices=TOWNS)
    hours = NumberField("Hours a week", least=1, most=48, suffix="hours")
    share = NumberField("Share", places=2, required=False)
    about = TextareaField("About you", required=False, max_length=12)
    agreed = ConsentField("I agree")
    key = HiddenField("Submission", initial=new_key)


GOOD = {
    "name": "Asha",
    "email": "asha@example.org",
    "area": "n",
    "ways": ["leek"],
    "town": "stone",
    "hours": "37",
    "agreed": "yes",
    "key": "k",
}


def wrong(**changes: object) -> Interest:
    """The form with one answer changed."""
    return Interest(GOOD | changes)


def test_right_answers_are_cleaned() -> None:
    """Each field gives its own type."""
    form = wrong(share="1,000.25")
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "name": "Asha",
        "email": "asha@example.org",
        "area": "n",
        "other": "",
        "ways": ["leek"],
        "town": "stone",
        "hours": 37,
        "share": Decimal("1000.25"),
        "about": "",
        "agreed": True,
        "key": "k",
    }


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Enter full name"),
        ("name", "x" * 11, "Full name must be 10 characters or fewer"),
        ("name", "x", "Full name must be 2 characters or more"),
        ("email", "", "Enter your email address"),
        ("email", "asha", "Enter an email address in the correct format, like name@example.com"),
        ("area", "", "Select an answer"),
        ("area", "invented", "Select an answer"),
        ("ways", [], "Select ways to contact you"),
        ("ways", ["invented"], "Select ways to contact you"),
        ("town", "", "Select nearest town"),
        ("hours", "", "Enter hours a week"),
        ("hours", "many", "Hours a week must be a number"),
        ("hours", "nan", "Hours a week must be a number"),
        ("hours", "1e999999999", "Hours a week must be a number"),
        ("hours", "4.5", "Hours a week must be a whole number"),
        ("hours", "0", "Hours a week must be 1 or more"),
        ("hours", "49", "Hours a week must be 48 or fewer"),
        ("share", "0.125", "Share must be to 2 decimal places"),
        ("about", "x" * 13, "About you must be 12 characters or fewer"),
        ("agreed", "", "Tick the box to confirm"),
    ],
)
def test_each_mistake_is_told_in_the_same_words_at_the_field_and_in_the_summary(
    field: str, typed: object, message: str
) -> None:
    """One message, shown twice, with the summary's line leading to the field."""
    form = wrong(**{field: typed})
    at_field = form.render_field(field).count(f"</span>{message}")
    assert (form.error_items(), at_field) == ([ErrorItem(message, f"#{field}")], 1)


def test_the_summary_is_in_the_order_of_the_page() -> None:
    """A person works down the page."""
    hrefs = [item.href for item in Interest({}).error_items()]
    assert hrefs == [
        f"#{name}" for name in ("name", "email", "area", "ways", "town", "hours", "agreed", "key")
    ]


def test_every_link_of_the_summary_has_its_target() -> None:
    """No line of the summary leads nowhere."""
    form = Interest({})
    page = str(form)
    assert [page.count(f'id="{item.href[1:]}"') for item in form.error_items()] == [1] * 8


def test_a_form_not_yet_sent_shows_no_error() -> None:
    """Errors appear on submit only."""
    form = Interest()
    assert (form.error_items(), str(form).count("nhsuk-error-message")) == ([], 0)


def test_errors_of_the_whole_form_lead_to_its_first_field() -> None:
    """What concerns two fields together is not left without a link."""
    form = wrong()
    form.add_error(None, "The pledge is larger than the balance")
    assert form.error_items() == [ErrorItem("The pledge is larger than the balance", "#name")]


def test_what_was_entered_is_never_lost() -> None:
    """After a refusal every answer is still there, however odd, and nothing of it is markup."""
    form = wrong(
        name='<b>"x"', area="o", other="Estates", ways=["none"], about="one\ntwo\n  three", hours="x"
    )
    page = str(form)
    kept = (
        'value="&lt;b&gt;&#34;x&#34;"',
        'value="o" checked',
        'value="Estates"',
        'value="none" checked',
        'value="stone" selected',
        ">one\ntwo\n  three</textarea>",
        'value="x"',
        'value="yes" checked',
    )
    assert [page.count(part) for part in kept] == [1] * len(kept)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\0")))
def test_a_paragraph_comes_back_as_it_was_typed(words: str) -> None:
    """Line breaks, spaces and signs survive the round trip through the page."""
    field = str(wrong(about=words).render_field("about"))
    shown = field.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    assert unescape(shown) == words


def test_line_ends_count_once() -> None:
    """The server counts as the page does: browsers send two characters for each line end."""
    assert wrong(about="12345\r\n789\r\n12").is_valid()


def test_a_question_under_an_option_is_asked_once_and_under_it() -> None:
    """The conditional question is not repeated among the others."""
    page = str(Interest())
    assert (page.count('id="other"'), 'id="other"' in Interest().render_field("area")) == (1, True)


def test_optional_fields_say_so_and_required_ones_do_not() -> None:
    """Nobody has to guess what may be left out."""
    page = str(Interest())
    assert page.count("(optional)") == 3


def test_hint_and_error_are_read_out_with_the_field() -> None:
    """A screen reader hears both with the question."""
    assert wrong(name="").render_field("name").count('aria-describedby="name-hint name-error"') == 1


def test_known_answers_are_offered_by_the_browser() -> None:
    """Nobody types a known thing twice: each such field carries its autocomplete token."""
    page = str(Interest())
    assert [page.count(f'autocomplete="{token}"') for token in ("name", "email")] == [1, 1]


def test_the_only_question_of_a_page_is_its_heading() -> None:
    """On a question page the label is the h1."""

    class Asked(NhsForm):
        works = RadiosField("Do you work in care?", choices=[("y", "Yes"), ("n", "No")], heading=True)

    page = str(Asked())
    assert (page.count("<h1"), page.count("nhsuk-fieldset__legend--l")) == (1, 1)


def test_options_may_be_given_when_the_form_is_made() -> None:
    """A list that depends on the person or the day is set on the form's own copy."""
    form = wrong(town="stafford")
    town = form.fields["town"]
    assert isinstance(town, SelectField)
    town.set_options([("stafford", "Stafford")])
    found = (form.is_valid(), Interest().fields["town"].options)  # type: ignore[attr-defined]
    assert found == (True, [Option("leek", "Leek"), Option("stone", "Stone", "Market town")])


class Papers(NhsForm):
    """A file and a secret."""

    papers = FileField("Transactions file", endings=(".csv", ".xlsx"), most_bytes=1_000_000)
    secret = PasswordField("Password")


@pytest.mark.parametrize(
    ("name", "content", "errors"),
    [
        ("levy.csv", b"a,b", {}),
        ("LEVY.XLSX", b"PK", {}),
        ("levy.pdf", b"%PDF", {"papers": ["The selected file must be a CSV or XLSX"]}),
        ("levy.csv", b"", {"papers": ["The selected file is empty"]}),
        ("levy.csv", b"x" * 1_000_001, {"papers": ["The selected file must be smaller than 1MB"]}),
    ],
)
def test_files_are_taken_by_ending_and_size(name: str, content: bytes, errors: dict[str, list[str]]) -> None:
    """A wrong file is refused before anything reads it, with the reason."""
    form = Papers({"secret": "s"}, {"papers": SimpleUploadedFile(name, content)})
    assert form.errors == errors


def test_no_file_is_asked_for_in_plain_words() -> None:
    """Not "This field is required"."""
    assert Papers({"secret": "s"}, {}).errors["papers"] == ["Select a file"]


def test_a_password_is_never_written_into_a_page() -> None:
    """A refused form does not send the secret back."""
    form = Papers({"secret": " correct horse "}, {})
    assert (str(form).count("correct horse"), form.cleaned_data) == (0, {"secret": " correct horse "})


def test_prefixes_keep_two_forms_of_a_page_apart() -> None:
    """Names, ids and links carry the prefix."""
    form = Interest({}, prefix="second")
    assert (form.error_items()[0].href, str(form).count('id="second-name"')) == ("#second-name", 1)


class Plain(django_forms.Form):
    """A form of Django's own, as sign-in has."""

    login = django_forms.CharField()


def test_other_forms_have_the_same_summary() -> None:
    """Pages of sign-in tell their mistakes like every other page."""
    assert error_items(Plain({})) == [ErrorItem("This field is required.", "#id_login")]


def test_a_field_that_is_not_ours_is_refused_at_once() -> None:
    """A field without the service's manners is found in the first test, not by a person."""

    class Mixed(NhsForm):
        odd = django_forms.CharField()

    with pytest.raises(TypeError, match="odd is not one of our fields"):
        str(Mixed())


def test_each_page_has_its_own_submission_key() -> None:
    """Two openings of a form are two acts; one opening sent twice is one."""
    assert Interest()["key"].value() != Interest()["key"].value()
