"""The way back from each page about organisations."""

from __future__ import annotations

from django.urls import reverse

Crumbs = list[dict[str, str]]


def crumbs(*, below_directory: bool = False) -> Crumbs:
    """From the start page down; below_directory: the directory stands between."""
    trail = [{"href": reverse("home"), "text": "Home"}]
    if below_directory:
        trail.append({"href": reverse("organisations:directory"), "text": "Organisations"})
    return trail
