"""The jobs application."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """See the folder's docstring."""

    name = "saggar.platform.jobs"
    label = "jobs"
    verbose_name = "Jobs"
