"""Whose name the pages carry: a setting, as each organisation needs its own licence for the NHS identity."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Branding:
    """The names in the header and footer.

    service: the product's name beside the mark. organisation: the system that runs it, under the name.
    contact_email, contact_phone: where people ask for help; empty means "not given" and is not shown.
    nhs_logo: show the NHS logo instead of the neutral mark; only for organisations that may use it.
    """

    service: str = "Saggar"
    organisation: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    nhs_logo: bool = False


def branding() -> Branding:
    """The branding of this installation, from the BRAND_ settings; neutral where a setting is missing."""
    return Branding(
        service=getattr(settings, "BRAND_NAME", "Saggar"),
        organisation=getattr(settings, "BRAND_ORGANISATION", ""),
        contact_email=getattr(settings, "BRAND_CONTACT_EMAIL", ""),
        contact_phone=getattr(settings, "BRAND_CONTACT_PHONE", ""),
        nhs_logo=getattr(settings, "BRAND_NHS_LOGO", False),
    )
