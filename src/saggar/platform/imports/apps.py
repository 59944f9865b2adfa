"""The imports application."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """See the folder's docstring."""

    name = "saggar.platform.imports"
    label = "imports"
    verbose_name = "Imports"
