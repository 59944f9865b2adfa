"""Addresses of the start page, the trust pages and help."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
