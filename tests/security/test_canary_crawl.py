"""Nobody reads or changes anything of another organisation, by whatever address or form.

As the signed-out public, as somebody without a role, and as each role at home, every route of the product is
opened and sent forms with the objects of the neighbour in the same system and of the stranger in another one.
A new route whose address names an object fails until tests/world/<capability>.py names one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.apps import apps

from saggar.platform.permits import ROLES
from tests.security.routes import Route, named, routes
from tests.security.visiting import Answer, Visit
from tests.world.places import Foreign, Row, Visitor, World, visitors
from tests.world.rows import checksums

WHO = ["public", "visitor", *ROLES]
PUBLIC_OBJECTS = {"organisations:organisation": "the page of an organisation is public knowledge"}
"""Routes whose objects everybody may see: their addresses answer otherwise than one that leads nowhere."""

SHOWS_NO_TEXT = {
    "openid_connect_login": "leads to the provider",
    "openid_connect_callback": "comes from the provider",
    "account_reset_password_from_key": "a form for a new password",
    "levy:remove-training": "changes only",
    "levy:import-faults": "the rows of the file that were refused: none of its texts is repeated",
    "levy:account-forecast-years-file": "figures that the forecast works out",
    "organisations:remove-site": "changes only",
    "organisations:import-faults": "the rows of the list that were refused: all of them public",
    "jobs:run-again": "changes only",
}
"""Routes with an object whose own page shows none of its private texts, and why."""


def ids_of(foreign: Foreign) -> dict[str, str]:
    """Their ids, under every name by which a form or an address might ask for one."""
    place = foreign.place
    organisation, person = str(place.organisation.pk), str(place.people["administrator"].pk)
    names = {
        organisation: ("organisation", "organisation_id", "account", "account_id", "employer", "workplace"),
        place.organisation.key: ("key", "organisation_key"),
        person: ("person", "user", "user_id", "member", "id"),
        str(place.system.pk): ("system", "system_id"),
    }
    by_name = {name: value for value, group in names.items() for name in group}
    own = {name: str(value) for arguments in foreign.objects.values() for name, value in arguments.items()}
    return own | by_name


def visitor_of(world: World, who: str) -> Visitor:
    """The visitor of this name."""
    return next(each for each in visitors(world) if each.name == who)


def test_every_route_that_names_an_object_is_tried_with_one(world: World) -> None:
    """A route that nobody has thought of would be opened with nothing at stake."""
    objects = {route.name for route in routes() if route.parameters}
    assert objects - world.stranger.all_objects.keys() == set(), (
        "Name an object for each in tests/world/<capability>.py"
    )


@pytest.mark.parametrize("who", WHO)
def test_nothing_of_another_organisation_is_shown_or_changed(world: World, who: str) -> None:
    """No answer holds a private text of theirs, no row of theirs changes, nothing new is tied to theirs."""
    visitor = visitor_of(world, who)
    visit, strangers = Visit(visitor), world.foreign_to(visitor)
    before = checksums()
    found = []
    for route in routes():
        for foreign in strangers:
            found += [f"{route.name}: {each}" for each in _shown(visit, foreign, route, strangers)]
        after = checksums()
        found += [f"{route.name}: {each}" for foreign in strangers for each in _harm(foreign, before, after)]
        before = after
    assert found == []


def _shown(visit: Visit, foreign: Foreign, route: Route, strangers: list[Foreign]) -> Iterator[str]:
    for how, answer in _attempts(visit, foreign, route):
        for each in strangers:
            yield from (f"{how} shows {canary}" for canary in each.place.canaries.found_in(answer.text))


def _attempts(visit: Visit, foreign: Foreign, route: Route) -> Iterator[tuple[str, Answer]]:
    """Reading, asking with their ids, and sending a form with their ids in every field."""
    if route.parameters and route.name not in foreign.objects:
        return
    address = route.address(foreign.objects[route.name] if route.parameters else {})
    if route.parameters:
        yield "GET", visit.get(address)
    yield "GET with ids", visit.get(address, ids_of(foreign))
    yield "POST", visit.post(address, ids_of(foreign))


def _harm(foreign: Foreign, before: Mapping[Any, str], after: Mapping[Any, str]) -> Iterator[str]:
    yield from (f"changed {row}" for row in sorted(foreign.rows) if before.get(row) != after.get(row))
    made = after.keys() - before.keys()
    yield from (f"tied {row} to them" for row in made if _is_tied(row, foreign.rows))


def _is_tied(row: Row, rows: frozenset[Row]) -> bool:
    """Whether a new row refers to one of theirs."""
    table, key = row
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    made: Mapping[str, Any] = model._default_manager.filter(pk=key).values().first() or {}
    links = [field for field in model._meta.concrete_fields if field.is_relation and field.related_model]
    return any((field.related_model._meta.db_table, str(made.get(field.attname))) in rows for field in links)


@pytest.mark.parametrize("who", WHO)
def test_what_is_not_theirs_to_know_answers_like_what_is_not_there(world: World, who: str) -> None:
    """An address of another organisation's object answers exactly as one that leads nowhere."""
    visitor = visitor_of(world, who)
    visit = Visit(visitor)
    told_apart = [
        f"{how} {route.name} of {foreign.place.canaries.mark}: {theirs} instead of {nowhere}"
        for route in routes()
        for foreign in world.foreign_to(visitor)
        if route.parameters and route.name in foreign.objects.keys() - PUBLIC_OBJECTS
        for how, ask in (("GET", visit.get), ("POST", visit.post))
        if (theirs := _outcome(ask(route.address(foreign.objects[route.name]))))
        != (nowhere := _outcome(ask(route.address(route.random_arguments()))))
    ]
    assert told_apart == []


def _outcome(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.location


def test_the_crawl_would_see_a_leak(world: World) -> None:
    """The stranger's own people see the stranger's canaries on these pages: so a leak would be seen."""
    place = world.stranger
    visits = [Visit(place.whoever_holds(role)) for role in ROLES]
    blind = {
        name
        for name, arguments in place.all_objects.items()
        if not any(
            place.canaries.found_in(visit.get(named(name).address(arguments)).text) for visit in visits
        )
    }
    assert blind == set(PUBLIC_OBJECTS) | set(SHOWS_NO_TEXT)


@pytest.mark.parametrize("leak", ["shows", "changes", "ties"])
def test_a_leak_made_on_purpose_is_found(world: World, leak: str, settings: Any) -> None:
    """A page that shows, changes or adds to what belongs to others does not get past the crawl."""
    settings.ROOT_URLCONF = "tests.security.leaks"
    visitor = visitor_of(world, "public")
    planned = world.stranger.objects["levy:remove-training"]
    foreign = Foreign(world.stranger, world.stranger.rows, {leak: planned})
    before = checksums()
    found = list(_shown(Visit(visitor), foreign, named(leak), [foreign]))
    found += _harm(foreign, before, checksums())
    assert found
