"""Addresses of the trust pages alone: components can be drawn before any capability exists."""

from __future__ import annotations

from saggar.web.trust_urls import urlpatterns

__all__ = ["urlpatterns"]
