"""Filters by address: what is chosen is seen, can be cleared one by one, and survives sorting and paging."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.template import engines

from saggar.web.filters import Chip, Filter, Filters, with_parameters, without

ITEMS = [
    Filter("q", "Keyword", kind="words"),
    Filter("type", "Type", (("job", "Job"), ("scheme", "Graduate scheme"))),
    Filter("sector", "Sector", (("nhs", "NHS"), ("care", "Social care")), kind="one"),
]


def filters(query: str) -> Filters:
    """The filters as an address has them."""
    return Filters(QueryDict(query), ITEMS)


def test_values_come_in_the_order_of_the_panel_and_only_allowed_ones() -> None:
    """A value nobody offers is ignored, so that no address can ask for what the panel cannot."""
    chosen = filters("type=scheme&type=secret&type=job&sector=care&q=+nurse+")
    assert [chosen.values(name) for name in ("q", "type", "sector")] == [
        ["nurse"],
        ["job", "scheme"],
        ["care"],
    ]


def test_each_choice_is_a_chip_that_clears_only_itself() -> None:
    """Clearing one filter keeps the others and the order, and starts at the first page."""
    assert filters("q=nurse&type=job&type=scheme&sort=pay&after=abc").chips() == [
        Chip("“nurse”", "?type=job&type=scheme&sort=pay"),
        Chip("Job", "?q=nurse&type=scheme&sort=pay"),
        Chip("Graduate scheme", "?q=nurse&type=job&sort=pay"),
    ]


def test_clearing_all_keeps_the_order_only() -> None:
    """One press shows everything again, still sorted."""
    assert filters("q=nurse&type=job&sort=-pay&before=x").clear_href() == "?sort=-pay"


def test_an_untouched_list_has_no_chips() -> None:
    """Empty fields, which the form sends along, are not choices."""
    assert filters("q=&sector=&sort=pay").chips() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"sort": "-pay"}, "?place=leek&place=stone&sort=-pay"),
        ({"after": "xyz"}, "?place=leek&place=stone&sort=pay&after=xyz"),
        ({"place": None}, "?sort=pay"),
    ],
)
def test_links_change_one_thing_and_keep_the_rest(changes: dict[str, str | None], expected: str) -> None:
    """Sorting, paging and filtering do not undo one another."""
    query = QueryDict("place=leek&place=stone&sort=pay&before=old")
    assert with_parameters(query, **changes) == expected


def test_removing_a_value_that_is_not_there_changes_nothing() -> None:
    """An old chip pressed twice does no harm."""
    assert without(QueryDict("type=job"), "type", "scheme") == "?type=job"


def test_the_panel_shows_what_is_chosen_and_carries_the_order() -> None:
    """Nobody chooses twice: typed words, ticks and the sort order are in the form again."""
    module = engines["jinja2"].env.get_template("components/filter.jinja").module
    page = str(module.filter_panel(filters('q="<nurse>&type=scheme&sector=nhs&sort=-pay')))
    found = [
        page.count('value="&#34;&lt;nurse&gt;"'),
        page.count('value="scheme" checked'),
        page.count('value="nhs" selected'),
        page.count('<input type="hidden" name="sort" value="-pay">'),
        page.count('method="get"'),
    ]
    assert found == [1, 1, 1, 1, 1]
