"""The organisations application."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Systems, organisations, sites, agreements and memberships."""

    name = "saggar.organisations"
    label = "organisations"
    verbose_name = "Organisations"
