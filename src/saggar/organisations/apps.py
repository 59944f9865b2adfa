"""The organisations application."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Systems, organisations, sites, agreements and memberships."""

    name = "saggar.organisations"
    label = "organisations"
    verbose_name = "Organisations"
    home_cards = "saggar.organisations.queries.home.home_cards"
    imports: ClassVar[dict[str, str]] = {
        "cqc-directory": "saggar.organisations.actions.import_care_services",
        "gp-practices": "saggar.organisations.actions.import_practices",
        "ods-trusts": "saggar.organisations.actions.import_trusts",
    }
