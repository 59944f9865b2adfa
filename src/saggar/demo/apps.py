"""The demonstration application: present only in demonstration and test mode."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Builds the demonstration system and lets visitors sign in as any role of it."""

    name = "saggar.demo"
    label = "demo"
    verbose_name = "Demonstration"
