"""Forms' buttons and figures at a glance: acts that post, statuses in words, progress that is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.template import engines

from saggar.web.forms import NhsForm, TextField
from saggar.web.tables import Column, Table


class Asked(NhsForm):
    """A form with one field."""

    name = TextField("Full name")


def component(file: str) -> Any:
    """The macros of a component file."""
    return engines["jinja2"].env.get_template(f"components/{file}.jinja").module


def test_a_button_names_the_act_and_acts_once() -> None:
    """Pressed twice, the form is sent once."""
    page = str(component("form").submit_button("Confirm and send"))
    assert (page.count(">Confirm and send<"), page.count('data-prevent-double-click="true"')) == (1, 1)


def test_an_act_is_a_form_that_posts_with_its_token() -> None:
    """Nothing changes by following a link."""
    page = str(component("form").act_button("Withdraw", "/withdraw/", "TOKEN", fields={"version": '3"'}))
    found = [page.count(part) for part in ('action="/withdraw/" method="post"', "TOKEN", 'value="3&#34;"')]
    assert found == [1, 1, 1]


@pytest.mark.parametrize(("upload", "encodings"), [(False, 0), (True, 1)])
def test_a_form_with_a_file_is_sent_as_parts(upload: bool, encodings: int) -> None:
    """A file arrives as a file."""
    page = str(component("form").post_form(Asked(), "Send", "", upload=upload))
    assert page.count('enctype="multipart/form-data"') == encodings


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("Completed", "task-list__status--completed"),
        ("In progress", "nhsuk-tag--white"),
        ("Not yet started", "nhsuk-tag--blue"),
        ("Cannot start yet", "task-list__status--cannot-start-yet"),
    ],
)
def test_a_task_has_one_of_four_statuses_in_words(status: str, shown: str) -> None:
    """The status is read with the link to the task."""
    page = str(component("figures").task_list([{"title": "Details", "href": "/d/", "status": status}]))
    assert (page.count(shown), page.count(f">{status}<"), page.count('aria-describedby="task-1-status"')) == (
        1,
        1,
        1,
    )


def test_change_links_say_what_they_change() -> None:
    """A list of the page's links, read alone, makes sense."""
    page = str(
        component("figures").summary([{"key": "Start date", "value": "6 August", "change_href": "/c/"}])
    )
    assert page.count('Change<span class="nhsuk-u-visually-hidden"> start date</span>') == 1


def test_progress_is_told_in_words_as_well() -> None:
    """Somebody who does not see the bar hears how far it is and the best so far."""
    page = str(component("figures").progress("Calculating", 0.424, "best so far 118"))
    assert (page.count('value="42"'), page.count("42%: best so far 118"), page.count('role="status"')) == (
        1,
        1,
        1,
    )


def test_figures_may_lead_to_their_records() -> None:
    """A count is a link to what was counted; one without records is plain."""
    cards = [
        {"label": "Due", "value": "3", "href": "/due/", "attention": True},
        {"label": "Open", "value": "9"},
    ]
    page = str(component("figures").stat_cards(cards))
    assert (page.count('<a href="/due/">Due</a>'), page.count("sg-card--attention"), page.count("<a ")) == (
        1,
        1,
        1,
    )


def test_a_chart_stands_with_its_words_table_file_and_source() -> None:
    """Heading, sentence, drawing, figures, CSV, source and date in that order."""

    table: Table[int] = Table([Column("n", "Number", lambda row: row, kind="number")], [1_200], "Numbers")
    page = str(
        component("chart").chart_figure(
            "n",
            "Numbers",
            "There are 1,200.",
            "SVG",
            table,
            csv_href="/n.csv",
            source="Ledger",
            as_of=dt.date(2026, 8, 6),
            tag_text="Improving",
        )
    )
    order = [
        "<h2",
        "Improving",
        "There are 1,200.",
        "SVG",
        ">1,200<",
        "/n.csv",
        "Source: Ledger",
        "6 August 2026",
    ]
    places = [page.index(part) for part in order]
    assert places == sorted(places)
