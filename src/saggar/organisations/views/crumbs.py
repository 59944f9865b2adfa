"""The way back from each page about organisations."""

from __future__ import annotations

from django.urls import reverse

Crumbs = list[dict[str, str]]


def crumbs(
    *,
    below_directory: bool = False,
    below_members: bool = False,
    below_agreements: bool = False,
    below_imports: bool = False,
) -> Crumbs:
    """From the start page down; each argument says which list the page is below."""
    trail = [{"href": reverse("home"), "text": "Home"}]
    between = (
        (below_directory, "organisations:directory", "Organisations"),
        (below_members, "organisations:members", "People and roles"),
        (below_agreements, "organisations:agreements", "Agreements"),
        (below_imports, "organisations:import", "Import organisations"),
    )
    return trail + [{"href": reverse(route), "text": text} for is_below, route, text in between if is_below]
