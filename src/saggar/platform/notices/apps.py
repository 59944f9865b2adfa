"""The notices application."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """See the folder's docstring."""

    name = "saggar.platform.notices"
    label = "notices"
    verbose_name = "Notices"
