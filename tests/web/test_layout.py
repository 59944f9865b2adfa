"""What every page has: title, one heading, ways in and out, who runs it, and where to complain."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.template import engines
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from saggar.platform.permits import PUBLIC, Actor
from saggar.web.forms import NhsForm, TextField

pytestmark = pytest.mark.urls("tests.web.gallery.urls")
SHORT = '{% extends "layouts/public.jinja" %}{% set page_title = "Pledge <funds>" %}'


class Pledge(NhsForm):
    """A form with one field."""

    name = TextField("Full name")


@dataclass(frozen=True)
class Message:
    """A flash message."""

    words: str
    level_tag: str

    def __str__(self) -> str:
        return self.words


def drawn(source: str = SHORT, **context: object) -> str:
    """A page made of a template and what a view gives it."""
    request = RequestFactory().get("/levy/pledges/", {"page": "2"})
    request.csp_nonce = "abc123"  # type: ignore[attr-defined]
    return str(engines["jinja2"].env.from_string(source).render(request=request, csrf_input="", **context))


def title(page: str) -> str:
    """The words of the browser's title."""
    return re.findall("<title>(.*?)</title>", page)[0]


def test_title_and_heading_say_the_same() -> None:
    """The title ends with the service; markup in it is text."""
    page = drawn()
    headings = re.findall("<h1[^>]*>(.*?)</h1>", page)
    assert (title(page), headings) == ("Pledge &lt;funds&gt; - Saggar", ["Pledge &lt;funds&gt;"])


@pytest.mark.parametrize(
    ("context", "begins"),
    [
        ({}, "Pledge"),
        ({"form": Pledge()}, "Pledge"),
        ({"form": Pledge({"name": "Asha"})}, "Pledge"),
        ({"form": Pledge({})}, "Error: Pledge"),
        ({"has_errors": True}, "Error: Pledge"),
    ],
)
def test_the_title_begins_with_error_only_after_a_refusal(context: dict[str, object], begins: str) -> None:
    """A screen reader says first that something went wrong, and never cries wolf."""
    assert title(drawn(**context)).startswith(begins)


def test_the_summary_stands_above_the_heading() -> None:
    """What went wrong comes before what the page is about."""
    page = drawn(form=Pledge({}))
    assert 0 < page.index("There is a problem") < page.index("<h1")


def test_scripts_carry_the_nonce_of_the_response() -> None:
    """The policy lets our two inline scripts run and nobody else's."""
    page = drawn()
    inline = re.findall(r"<script(?![^>]*src=)([^>]*)>", page)
    assert [part.count('nonce="abc123"') for part in inline] == [1, 1]


def test_there_is_no_inline_style_or_handler() -> None:
    """The content security policy would refuse them."""
    page = drawn(form=Pledge({}), messages=[Message("Saved", "success")], back_href="/", show_search=True)
    assert re.findall(r'\sstyle="|<style|\son[a-z]+="', page) == []


def test_the_neutral_mark_is_shown_unless_the_nhs_logo_is_licensed(settings: Settings) -> None:
    """No organisation shows the NHS identity by accident."""
    neutral = drawn()
    settings.BRAND_NHS_LOGO = True
    licensed = drawn()
    assert [page.count('aria-label="NHS"') for page in (neutral, licensed)] == [0, 1]


def test_the_organisation_stands_under_the_service(settings: Settings) -> None:
    """People see who runs the service, in the header and again in the footer."""
    settings.BRAND_NAME, settings.BRAND_ORGANISATION = "Potteries careers", "Potteries & Moorlands"
    page = drawn()
    assert (page.count("Potteries &amp; Moorlands"), title(page)) == (
        2,
        "Pledge &lt;funds&gt; - Potteries careers",
    )


def test_navigation_marks_where_we_are() -> None:
    """One item is current, for eyes and for screen readers."""
    items = [
        {"href": "/a/", "text": "Jobs", "current": False},
        {"href": "/b/", "text": "Levy", "current": True},
    ]
    page = drawn(navigation=items)
    assert re.findall(r'href="(/[ab]/)"( aria-current="page")?', page) == [
        ("/a/", ""),
        ("/b/", ' aria-current="page"'),
    ]


def test_account_links_may_be_words_links_or_acts() -> None:
    """Signing out is an act: a form that posts, never a link."""
    page = drawn(
        account_links=[
            {"text": "Potteries Trust"},
            {"text": "Your account", "href": "/account/"},
            {"text": "Sign out", "action": "/account/logout/"},
        ]
    )
    posts = re.findall(r'<form class="nhsuk-header__account-form" action="([^"]+)" method="post"', page)
    assert (posts, page.count('href="/account/"'), page.count('href="/account/logout/"')) == (
        ["/account/logout/"],
        1,
        0,
    )


@pytest.mark.parametrize(("asked", "boxes"), [({}, 0), ({"show_search": True, "search_query": 'a"b'}, 1)])
def test_search_is_shown_where_there_is_something_to_search(asked: dict[str, object], boxes: int) -> None:
    """The box keeps what was searched for."""
    page = drawn(**asked)
    assert (page.count('action="/search/"'), page.count('value="a&#34;b"')) == (boxes, boxes)


def test_a_question_page_has_one_way_back() -> None:
    """The back link is in a landmark of its own and breadcrumbs are not shown beside it."""
    page = drawn(back_href="/start/")
    assert (page.count('<nav aria-label="Back">'), page.count("nhsuk-breadcrumb")) == (1, 0)


def test_breadcrumbs_lead_up_and_fold_to_a_back_link_on_phones() -> None:
    """Each level above the page is a link."""
    page = drawn(breadcrumbs=[{"href": "/", "text": "Home"}, {"href": "/levy/", "text": "Levy"}])
    links = re.findall(r'nhsuk-breadcrumb__link" href="([^"]+)"', page)
    assert (links, page.count('class="nhsuk-back-link" href="/levy/"')) == (["/", "/levy/"], 1)


@pytest.mark.parametrize(
    ("levels", "words", "role"),
    [
        (["success"], "Success", "alert"),
        (["success", "warning"], "Important", "region"),
        (["info"], "Important", "region"),
    ],
)
def test_what_just_happened_is_told_in_one_banner(levels: list[str], words: str, role: str) -> None:
    """Green only when all of it succeeded."""
    page = drawn(messages=[Message(f"Message {at}", level) for at, level in enumerate(levels)])
    found = re.findall(r'notification-banner[^"]*" role="(\w+)".*?id="flash-title">(\w+)<', page, re.DOTALL)
    assert (found, page.count("Message ")) == ([(role, words)], len(levels))


def test_every_page_offers_feedback_that_knows_where_it_came_from() -> None:
    """The address of the page travels along, so nobody has to describe it."""
    assert drawn().count('href="/contact/?page=%2Flevy%2Fpledges%2F#feedback"') == 1


def test_the_footer_leads_to_every_trust_page() -> None:
    """Accessibility, cookies, privacy, terms, help and contact on every page."""
    footer = drawn().split('<footer class="nhsuk-footer"')[1]
    links = re.findall(r'footer__list-item-link" href="(/[a-z]+/)"', footer)
    assert links == ["/accessibility/", "/cookies/", "/privacy/", "/terms/", "/help/", "/contact/"]


@pytest.mark.parametrize(
    ("actor", "attribute"), [(PUBLIC, 0), (Actor(user_id=1), 1)], ids=["public", "signed in"]
)
def test_only_the_signed_in_are_warned_before_signing_out(actor: Actor, attribute: int) -> None:
    """A visitor has no session to lose."""
    assert drawn(actor=actor, idle_minutes=15).count('data-idle-minutes="15"') == attribute


@pytest.mark.parametrize(("asked", "loaded"), [({}, 0), ({"uses_htmx": True}, 1)])
def test_htmx_is_loaded_only_where_it_is_used_and_under_its_strict_settings(
    asked: dict[str, object], loaded: int
) -> None:
    """No styles of its own, no evaluation of text, no other server."""
    page = drawn(**asked)
    strict = '{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true}'
    assert (page.count("htmx.min.js"), page.count(strict)) == (loaded, loaded)


def test_the_demonstration_says_what_it_is() -> None:
    """Nobody takes invented people for real ones."""
    assert drawn(demonstration=True).count("The people and figures here are invented.") == 1


def test_the_workspace_is_wide_and_its_heading_smaller() -> None:
    """Tables and charts of the staff's pages use the room there is."""
    page = drawn('{% extends "layouts/workspace.jinja" %}{% set page_title = "Dashboard" %}')
    assert ('<h1 class="nhsuk-heading-l">' in page, page.count("sg-wide")) == (True, 3)
