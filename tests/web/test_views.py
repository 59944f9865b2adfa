"""Trust pages: true, plain, open to everybody, and free of tricks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from saggar.platform import decisions
from saggar.web import trust_urls, views

PAGES = ("accessibility", "privacy", "cookies", "terms", "contact", "help")
every_page = pytest.mark.parametrize("name", PAGES)
ERRORS = ("400", "403", "404", "409", "500", "503", "csrf")


@pytest.fixture(autouse=True)
def bare_templates(settings: Settings) -> None:
    """Only what these pages need: no navigation of capabilities, no session."""
    settings.ROOT_URLCONF = "tests.web.gallery.urls"
    settings.TEMPLATES = [
        settings.TEMPLATES[0] | {"OPTIONS": {"environment": "saggar.web.jinja.environment"}},
    ]


def page(name: str, **query: str) -> HttpResponse:
    """The page as a visitor gets it."""
    view: Callable[[HttpRequest], HttpResponse] = getattr(views, "help_page" if name == "help" else name)
    return view(RequestFactory().get(f"/{name}/", query))


def sentences(html: str) -> list[str]:
    """The sentences of the page's own text."""
    main = html.split('id="maincontent">')[1].split("</main>")[0]
    blocks = re.findall(r"<(?:p|li)[^>]*>(.*?)</(?:p|li)>", main, re.DOTALL)
    texts = [re.sub(r"\s+", " ", re.sub("<[^>]+>", "", block)) for block in blocks]
    return [part for text in texts for part in re.split(r"(?<=[.?]) ", text) if part]


@every_page
def test_a_trust_page_is_open_to_everybody_with_a_reason(name: str) -> None:
    """The decision is recorded, so the page is never refused by the guard."""
    decisions.forget()
    response = page(name)
    recorded = decisions.recorded()
    assert (response.status_code, len(recorded), isinstance(recorded[0], decisions.Allowed)) == (200, 1, True)


@every_page
def test_sentences_are_short_enough_to_read_at_ease(name: str) -> None:
    """About twenty words at most; names of laws are allowed a little more."""
    long = [sentence for sentence in sentences(page(name).content.decode()) if len(sentence.split()) > 24]
    assert long == []


@every_page
def test_no_link_opens_a_new_tab_or_says_click_here(name: str) -> None:
    """Links keep the reader's window and say where they lead."""
    html = page(name).content.decode()
    assert re.findall(r'target="_blank"|>\s*(?:click )?here\s*<', html, re.IGNORECASE) == []


def test_cookies_are_listed_by_the_names_they_really_have(settings: Settings) -> None:
    """In production the names carry the __Host- prefix; the page follows the settings."""
    settings.SESSION_COOKIE_NAME = "__Host-saggar-session"
    settings.CSRF_COOKIE_NAME = "__Host-saggar-csrf"
    names = re.findall(r"<span>(__Host-[a-z-]+)</span>", page("cookies").content.decode())
    assert names == ["__Host-saggar-session", "__Host-saggar-csrf"]


def test_the_contact_page_gives_what_the_installation_gives(settings: Settings) -> None:
    """Without an address people are sent to their administrator; no empty line is shown."""
    before = page("contact").content.decode()
    settings.BRAND_CONTACT_EMAIL, settings.BRAND_CONTACT_PHONE = "help@example.org", "01782 000 000"
    after = page("contact").content.decode()
    found = [
        (
            html.count("mailto:help@example.org"),
            html.count("tel:01782000000"),
            html.count("Ask an administrator"),
        )
        for html in (before, after)
    ]
    assert found == [(0, 0, 1), (2, 1, 0)]


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/levy/pledges/", "/levy/pledges/"),
        ("https://elsewhere.example/", ""),
        ("//elsewhere.example/", ""),
        ("/a\nb", ""),
        ("/" + "a" * 200, ""),
        ("", ""),
    ],
)
def test_feedback_names_only_pages_of_ours(typed: str, path: str) -> None:
    """Nobody can put words of theirs on the contact page by a link."""
    assert views.own_path(typed) == path


def test_the_statement_says_when_it_was_reviewed() -> None:
    """The regulations ask for the day."""
    assert page("accessibility").content.decode().count("last reviewed on 23 November 2026") == 1


def test_every_trust_page_has_its_address() -> None:
    """The footer's names and the addresses agree."""
    assert {pattern.name: str(pattern.pattern) for pattern in trust_urls.urlpatterns} == {
        name: f"{name}/" for name in PAGES
    }


@pytest.mark.parametrize("name", ERRORS)
def test_error_pages_need_neither_request_nor_session_nor_database(name: str) -> None:
    """When everything else has failed, the page that says so has not."""
    html = engines["jinja2"].get_template(f"errors/{name}.jinja").render({}, None)
    assert (html.count("<h1"), html.count("</html>")) == (1, 1)


def test_a_refusal_gives_the_policys_reason() -> None:
    """The person learns why, in words, and markup in the reason is text."""
    template = engines["jinja2"].get_template("errors/403.jinja")
    html = template.render({"reason": "Only the donor's <b>finance lead</b> may pledge"}, None)
    assert html.count("Only the donor&#39;s &lt;b&gt;finance lead&lt;/b&gt; may pledge") == 1
