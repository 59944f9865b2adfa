"""The people application."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The only home of personal data."""

    name = "saggar.people"
    label = "people"
    verbose_name = "People"
