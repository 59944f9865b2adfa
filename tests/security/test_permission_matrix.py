"""Each role opens what the table in matrix.py says, and nothing else."""

from __future__ import annotations

import pytest

from saggar.platform.permits import PERMISSIONS, ROLES
from tests.security.matrix import DOORS
from tests.security.routes import routes
from tests.security.visiting import Visit
from tests.world.places import World, visitors

WHO = ["public", "visitor", *ROLES]


def test_every_route_is_in_the_table() -> None:
    """A page nobody has decided about is not published, and the table names no page that is gone."""
    assert {route.name for route in routes()} == set(DOORS), "Add a row to tests/security/matrix.py"


def test_every_permission_opens_something() -> None:
    """A permission that opens no route would be given for nothing."""
    opened = {permission for door in DOORS.values() for permission in door.permissions or ()}
    assert opened <= set(PERMISSIONS)
    assert set(PERMISSIONS) - opened == set(OPENS_NO_ROUTE_OF_ITS_OWN)


OPENS_NO_ROUTE_OF_ITS_OWN = {
    "agreements.sign": "the agreements of one's own organisation, which all its roles read"
}
"""Permissions that let somebody act on a page that others may read, and which page."""


@pytest.mark.parametrize("who", WHO)
def test_routes_answer_each_visitor_as_declared(world: World, who: str) -> None:
    """Opening each route with an object of their own organisation, and sending it an empty form."""
    visitor = next(each for each in visitors(world) if each.name == who)
    visit = Visit(visitor)
    wrong = {}
    for route in routes():
        address = route.address(world.home.all_objects[route.name] if route.parameters else {})
        answered = visit.get(address).status, visit.post(address).status
        if answered != DOORS[route.name].answers(visitor):
            wrong[route.name] = f"{answered} instead of {DOORS[route.name].answers(visitor)}"
    assert wrong == {}
