"""What holds for every route: a recorded decision, the exact headers, and an answer to any input."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saggar.platform import decisions
from tests.security.matrix import DOORS, READ_ONLY
from tests.security.routes import Route, routes
from tests.security.test_headers import HEADERS, security_headers
from tests.security.visiting import Visit
from tests.world.places import World

EVERY_ROUTE = pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
FIELD = re.compile(r"<(?:input|select|textarea)\b[^>]*\bname=\"([^\"]+)\"")
ADDRESS_PARAMETERS = ("after", "before", "sort", "page", "next", "year", "q", "words", "kind")
NEVER_SENT = {"csrfmiddlewaretoken"}
NASTY = [
    "\x00",
    "a\x00b",
    "' OR 1=1 --",
    "%s %(x)s {0}",
    "<script>alert(1)</script>",
    "\ud7ff\U0001f9ea\u202e",
    "9" * 400,
    "-1",
    "1e400",
    "NaN",
    "2026-02-30",
    "99999-99-99",
    "٣",
    "//evil.example",
    "\r\nX-Injected: 1",
    " ",
]
VALUES = st.sampled_from(NASTY) | st.text(max_size=20) | st.integers().map(str)
BOUNDED = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _arguments(world: World, route: Route) -> dict[str, Any]:
    return dict(world.home.all_objects[route.name]) if route.parameters else {}


@EVERY_ROUTE
def test_every_answer_has_a_recorded_decision_and_the_exact_headers(
    world_of_module: World, route: Route
) -> None:
    """To the public and to somebody who holds every role, whatever the answer is."""
    world = world_of_module
    address = route.address(_arguments(world, route))
    for visit in (Visit.of_the_public(), Visit(world.home.whoever_holds_all())):
        visit.sign_in()
        response = visit.client.get(address)
        assert _without_nonce(security_headers(response)) == _without_nonce(HEADERS)
        assert decisions.recorded() or response.status_code in (404, READ_ONLY)


def _without_nonce(headers: dict[str, str]) -> dict[str, str]:
    """Redirects and files hold no script, so their policy names no nonce."""
    return {name: value.replace(" 'nonce-NONCE'", "") for name, value in headers.items()}


def _forgetful(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody asked who may see this")


urlpatterns = [path("forgetful/", _forgetful)]


@pytest.mark.django_db
def test_a_page_that_asks_nobody_is_not_sent() -> None:
    """A view that forgets to ask for a decision answers with an error and none of its words."""
    with override_settings(ROOT_URLCONF=(*urlpatterns,)):
        response = Client(raise_request_exception=False).get("/forgetful/")
    assert (response.status_code, "nobody asked" in response.text) == (500, False)


@EVERY_ROUTE
def test_every_route_answers_any_input(world_of_module: World, route: Route) -> None:
    """Whatever stands in the address or in the fields of its form, the answer is a page and no failure."""
    visit = Visit(world_of_module.home.whoever_holds_all())
    address = route.address(_arguments(world_of_module, route))
    fields = sorted({*FIELD.findall(visit.get(address).body), *ADDRESS_PARAMETERS} - NEVER_SENT)
    inputs = st.dictionaries(st.sampled_from(fields), VALUES, max_size=len(fields))

    @BOUNDED
    @given(sent=inputs, content=st.binary(max_size=60))
    def try_input(sent: dict[str, str], content: bytes) -> None:
        assert visit.get(address, sent).status < 500
        if DOORS[route.name].sends != READ_ONLY:
            upload = {"file": SimpleUploadedFile("list.csv", content)}
            assert visit.post(address, {**sent, **upload}).status < 500

    try_input()


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
def test_numbers_beyond_every_table_are_not_found(world_of_module: World, number: int) -> None:
    """A number in an address that no table can hold leads nowhere, like one that is not there."""
    visit = Visit(world_of_module.home.whoever_holds_all())
    numbered = [route for route in routes() if set(route.parameters.values()) == {"int"}]
    addresses = [route.address(dict.fromkeys(route.parameters, number)) for route in numbered]
    answers = {address: (visit.get(address).status, visit.post(address).status) for address in addresses}
    assert answers
    assert {address: each for address, each in answers.items() if not set(each) <= {403, 404, 405}} == {}
