"""The organisation's own sign-in provider, from SAGGAR_OIDC_ in the environment; none without them."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

REQUIRED = ("SERVER", "CLIENT_ID", "CLIENT_SECRET", "EMAIL_DOMAINS")


def is_configured() -> bool:
    """Whether a provider is set up; ImproperlyConfigured when only some of what it needs is."""
    missing = [name for name in REQUIRED if not _given(name)]
    if missing and len(missing) < len(REQUIRED):
        raise ImproperlyConfigured(f"Set SAGGAR_OIDC_{' and SAGGAR_OIDC_'.join(missing)}, or none of them")
    return not missing


def as_setting() -> dict[str, Any]:
    """The provider as allauth's setting; PKCE always (RFC 9700 section 2.1.1)."""
    if not is_configured():
        return {}
    asked = {"acr_values": _given("ACR")} if _given("ACR") else {}
    provider = {
        "provider_id": "organisation",
        "name": name(),
        "client_id": _given("CLIENT_ID"),
        "secret": _given("CLIENT_SECRET"),
        "settings": {"server_url": _given("SERVER"), "oauth_pkce_enabled": True, "auth_params": asked},
    }
    return {"openid_connect": {"APPS": [provider]}}


def name() -> str:
    """Words for the button: sign in with ..."""
    return _given("NAME") or "your organisation"


def email_domains() -> frozenset[str]:
    """Domains in which the provider's word on an address is believed."""
    return frozenset(part.strip().lower() for part in _given("EMAIL_DOMAINS").split(",") if part.strip())


def origins() -> list[str]:
    """Where the sign-in form may lead: browsers hold the redirect that answers a form to the policy too."""
    if not is_configured():
        return []
    parts = urlsplit(_given("SERVER"))
    return [f"{parts.scheme}://{parts.netloc}"]


def _given(name: str) -> str:
    return os.environ.get(f"SAGGAR_OIDC_{name}", "").strip()
