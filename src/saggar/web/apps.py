"""The web application."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Layout, components, middleware and settings."""

    name = "saggar.web"
    label = "web"
    verbose_name = "Web"
