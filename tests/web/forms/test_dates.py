"""Days and months in boxes: every way to type one, and exactly the wrong box marked."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.web.forms import DateField, MonthField, NhsForm
from saggar.web.forms.dates import month_number

SIXTH = dt.date(2026, 8, 6)


class Start(NhsForm):
    """One day and one month."""

    start = DateField("Start date", earliest=dt.date(2026, 1, 1), latest=dt.date(2026, 12, 31))
    end = DateField("End date", required=False)
    first = MonthField("First month", required=False, earliest=dt.date(2026, 4, 1))


def typed(day: str = "", month: str = "", year: str = "") -> dict[str, str]:
    """Form data of the start date."""
    return {"start-day": day, "start-month": month, "start-year": year}


@pytest.mark.parametrize("month", ["8", "08", " 8 ", "aug", "Aug.", "AUGUST", "augu"])
def test_a_month_is_understood_as_number_or_word(month: str) -> None:
    """Three letters of the month are enough."""
    form = Start(typed("6", month, "2026"))
    assert (form.errors, form.cleaned_data["start"]) == ({}, SIXTH)


@pytest.mark.parametrize("word", ["", "au", "13", "0", "008", "sunday", "²", "m"])
def test_what_is_no_month_is_none(word: str) -> None:
    """Two letters are not a month, nor is a thirteenth one."""
    assert month_number(word) is None


@given(st.dates(min_value=dt.date(2026, 1, 1), max_value=dt.date(2026, 12, 31)))
def test_every_day_typed_is_the_day_read(day: dt.date) -> None:
    """No day is mistaken for another."""
    form = Start(typed(str(day.day), str(day.month), str(day.year)))
    assert form.is_valid()
    assert form.cleaned_data["start"] == day


@pytest.mark.parametrize(
    ("parts", "message", "wrong"),
    [
        (("", "", ""), "Enter start date", ["day", "month", "year"]),
        (("6", "", "2026"), "Start date must include a month", ["month"]),
        (("", "8", ""), "Start date must include a day and year", ["day", "year"]),
        (("31", "2", "2026"), "Start date must be a real date", ["day"]),
        (("6", "15", "2026"), "Start date must be a real date", ["month"]),
        (("six", "8", "2026"), "Start date must be a real date", ["day"]),
        (("²", "8", "2026"), "Start date must be a real date", ["day"]),
        (("6", "8", "26"), "Year must include 4 numbers", ["year"]),
        (("6", "8", "0000"), "Year must include 4 numbers", ["year"]),
        (("6", "8", "2025"), "Start date must be 1 January 2026 or later", ["day", "month", "year"]),
        (("6", "8", "2027"), "Start date must be 31 December 2026 or earlier", ["day", "month", "year"]),
    ],
)
def test_the_message_says_what_is_wrong_and_marks_only_that(
    parts: tuple[str, str, str], message: str, wrong: list[str]
) -> None:
    """A person sees at once which box to correct."""
    form = Start(typed(*parts))
    field = form.render_field("start")
    marked = [
        part
        for part in ("day", "month", "year")
        if "nhsuk-input--error" in field.split(f'id="start-{part}"')[0].rsplit("<input", 1)[1]
    ]
    assert (form.errors["start"], marked) == ([message], wrong)


def test_the_summary_leads_to_the_first_wrong_box() -> None:
    """Following the summary's link puts the cursor where the correction is needed."""
    form = Start(typed("6", "", ""))
    assert [item.href for item in form.error_items()] == ["#start-month"]


def test_what_was_typed_is_shown_again() -> None:
    """Even what is no date at all stays in its boxes."""
    field = Start(typed("6th", "Octember", "<i>")).render_field("start")
    assert [field.count(f'value="{words}"') for words in ("6th", "Octember", "&lt;i&gt;")] == [1, 1, 1]


def test_an_optional_day_may_be_empty() -> None:
    """An open end is no mistake."""
    form = Start(typed("6", "8", "2026"))
    assert (form.is_valid(), form.cleaned_data["end"]) == (True, None)


def test_a_day_of_the_record_fills_the_boxes() -> None:
    """Changing a record starts from what it says."""
    field = Start(initial={"start": SIXTH}).render_field("start")
    assert [field.count(f'value="{words}"') for words in ("6", "8", "2026")] == [1, 1, 1]


def test_an_unchanged_day_is_not_a_change() -> None:
    """Sending a record back as it was records nothing."""
    unchanged = Start(typed("6", "8", "2026"), initial={"start": SIXTH})
    changed = Start(typed("7", "8", "2026"), initial={"start": SIXTH})
    assert [unchanged.changed_data, changed.changed_data] == [[], ["start"]]


def test_a_month_is_its_first_day() -> None:
    """The month field has no box for the day."""
    form = Start(typed("6", "8", "2026") | {"first-month": "sept", "first-year": "2026"})
    assert form.is_valid()
    found = (form.cleaned_data["first"], 'id="first-day"' in form.render_field("first"))
    assert found == (dt.date(2026, 9, 1), False)


def test_a_months_bound_is_named_as_a_month() -> None:
    """No day is mentioned where none is asked."""
    form = Start(typed("6", "8", "2026") | {"first-month": "3", "first-year": "2026"})
    assert form.errors["first"] == ["First month must be April 2026 or later"]
