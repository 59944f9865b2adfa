"""The primary navigation of each kind of visitor: at most six items, by permission, never by name."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from saggar.platform.permits import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """One item of the navigation: words, route name, and the permission that shows it (None: everybody)."""

    text: str
    route: str
    permission: str | None = None
    signed_in_only: bool = False


PLACES = (
    Place("Home", "workspace:home", signed_in_only=True),
    Place("Levy account", "levy:my-account", "levy.view"),
    Place("System levy", "levy:system", "levy.view_system"),
    Place("Organisations", "organisations:directory"),
    Place("Jobs", "jobs:list", "jobs.view"),
    Place("Help", "help"),
)


def navigation(actor: Actor, path: str) -> list[dict[str, object]]:
    """The items this actor sees, the one that leads to `path` marked as current."""
    return [_item(place, path) for place in PLACES if _shows(place, actor)]


def _shows(place: Place, actor: Actor) -> bool:
    if place.permission is not None:
        return actor.holds(place.permission)
    return actor.is_signed_in or not place.signed_in_only


def _item(place: Place, path: str) -> dict[str, object]:
    address = reverse(place.route)
    return {"href": address, "text": place.text, "current": path.startswith(address)}
