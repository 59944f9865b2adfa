"""The audit application."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    """Audit events, their chain, and the guard on every database connection."""

    name = "saggar.platform.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        """Put the write guard on each connection as it opens; migrations work without it."""
        from saggar.platform.audit import guard

        connection_created.connect(guard.install, dispatch_uid="saggar.audit.guard")
        pre_migrate.connect(guard.rest, sender=self, dispatch_uid="saggar.audit.rest")
        post_migrate.connect(guard.resume, sender=self, dispatch_uid="saggar.audit.resume")
