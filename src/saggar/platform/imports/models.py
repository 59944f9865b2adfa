"""The record of every import: who loaded which file, when, with what result."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from saggar.platform.audit.models import Audited
from saggar.platform.imports.report import Report
from saggar.platform.permits import Actor


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Import runs."""

    def visible_to(self, actor: Actor) -> ImportRunQuerySet:
        """Runs of the actor's own organisation, and for the product itself all of them."""
        if actor.is_product:
            return self.all()
        if actor.organisation_id is None:
            return self.none()
        return self.filter(organisation_id=actor.organisation_id)


class ImportRun(Audited):
    """One import or dry run: the file's name and fingerprint, and the report.

    `refusal` says why the whole file was refused; empty when it was read.
    """

    kind = models.CharField(max_length=60)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    dry_run = models.BooleanField()
    refusal = models.TextField(blank=True)
    plain_report = models.JSONField(default=dict)
    at = models.DateTimeField()
    by_user_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)

    objects: ClassVar[models.Manager[ImportRun]] = ImportRunQuerySet.as_manager()

    class Meta:
        db_table = "imports_run"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="imports_run_fingerprint"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "-id"], name="imports_run_organisation"),
            models.Index(fields=["kind", "sha256"], name="imports_run_file"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"

    @property
    def report(self) -> Report:
        """The report as it was."""
        return Report.from_plain(self.plain_report)

    @property
    def is_loaded(self) -> bool:
        """Whether the run changed the database: a dry run and a refused file do not."""
        return not self.dry_run and not self.refusal
