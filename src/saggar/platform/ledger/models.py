"""Accounts and movements: every pound has a row that says from where, to where, why, when and by whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from saggar.platform.audit.models import Audited


class Account(Audited):
    """Money of one organisation in one fund, by month where the fund is kept by month.

    `organisation_id` is empty for the world outside (HMRC, training providers). A `guarded` account can
    never fall below zero; one that mirrors an imported history is not guarded, for its start is unknown.
    """

    organisation_id = models.BigIntegerField(null=True)
    fund = models.CharField(max_length=40)
    month = models.DateField(null=True)
    guarded = models.BooleanField(default=True)
    balance_pence = models.BigIntegerField(default=0)

    class Meta:
        db_table = "ledger_account"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "fund", "month"],
                name="ledger_account_one_per_fund_and_month",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(guarded=False) | Q(balance_pence__gte=0), name="ledger_account_never_overdrawn"
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__day=1), name="ledger_account_month_is_a_first"
            ),
        ]

    def __str__(self) -> str:
        month = f" {self.month:%Y-%m}" if self.month else ""
        return f"{self.organisation_id or 'outside'} {self.fund}{month}"


class Movement(Audited):
    """One movement of money: never changed, never deleted; a correction is a movement back.

    `key` is unique for each cause, so that a retry or a double click posts once.
    """

    source = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="movements_out")
    target = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="movements_in")
    pence = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.BigIntegerField(null=True)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    by_user_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=120, unique=True)

    class Meta:
        db_table = "ledger_movement"
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="ledger_movement_positive"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="ledger_movement_moves"),
        ]
        indexes = [
            models.Index(fields=["source", "on"], name="ledger_movement_source"),
            models.Index(fields=["target", "on"], name="ledger_movement_target"),
            models.Index(fields=["subject_type", "subject_id"], name="ledger_movement_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pence} pence on {self.on}"
