"""Pages obey the content security policy as they are written, not only as they are sent."""

from __future__ import annotations

import re

from tests.house import source

STYLE = re.compile(r"""<[^>{}]*\sstyle\s*=""", re.IGNORECASE)
HANDLER = re.compile(r"""<[^>{}]*\son[a-z]+\s*=\s*["']""", re.IGNORECASE)
INLINE_STYLE = re.compile(r"<style\b", re.IGNORECASE)
REMOTE = re.compile(
    r"""<(?!a\b)[^>{}]*\s(?:src|href|action|poster|data)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE
)
NEW_TAB = re.compile(r"""target\s*=\s*["']_blank""", re.IGNORECASE)
UNSAFE = re.compile(r"\|\s*safe\b|autoescape\s+false")


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(source.CHECKOUT)}: {match.group(0)[:60]}"
        for path in source.templates()
        for match in pattern.finditer(path.read_text("utf-8"))
    ]


def test_no_template_has_a_style_attribute() -> None:
    """The policy refuses inline styles, so a browser would drop them without a word."""
    assert _found(STYLE) + _found(INLINE_STYLE) == [], "Add a class in static/saggar/saggar.css"


def test_no_template_has_an_inline_handler() -> None:
    """The policy refuses inline handlers, so the button would do nothing."""
    assert _found(HANDLER) == [], "Listen in static/saggar/saggar.js, on a data- attribute"


def test_no_template_fetches_from_elsewhere() -> None:
    """No page asks another server for anything; a link that a person follows may lead elsewhere."""
    assert _found(REMOTE) == [], "Vendor the file with its licence and hash"


def test_no_link_opens_a_new_tab() -> None:
    """People keep their way back."""
    assert _found(NEW_TAB) == [], "Remove the target attribute"


def test_no_template_switches_escaping_off() -> None:
    """What people typed can never become markup."""
    assert _found(UNSAFE) == [], "Return Markup from a tested function, or let Jinja escape"
