"""Levy accounts and what was read into them; apprenticeship standards.

Amounts that mirror the apprenticeship service's files are decimals with five places, as the files have
them. No name and no learner number of an apprentice is kept: `learner_key` is a keyed hash that tells one
learner's payments from another's (docs/decisions/0006).
"""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Upper

from saggar.levy.kinds import KIND_CHOICES
from saggar.organisations.models import Organisation
from saggar.platform.audit.models import Audited
from saggar.platform.permits import Actor

if TYPE_CHECKING:
    Money = models.DecimalField[str | float | Decimal | Combinable, Decimal]


def _money(max_digits: int = 14) -> Money:
    return models.DecimalField(max_digits=max_digits, decimal_places=5, default=0)


def _sum() -> Money:
    """A sum of any number of amounts: it must hold what a million of the largest rows come to."""
    return _money(max_digits=20)


Owned = TypeVar("Owned", bound=models.Model)


class OwnedQuerySet(models.QuerySet[Owned]):
    """Rows of one levy account; each organisation sees its own, the programme sees its system's donors."""

    def visible_to(self, actor: Actor) -> OwnedQuerySet[Owned]:
        """Rows this actor may see: own organisation with `levy.view`, own system with `levy.view_system`."""
        path = "" if self.model is LevyAccount else "account__"
        if actor.holds("levy.view_system"):
            return self.filter(**{f"{path}organisation__system_id": actor.system_id})
        if actor.holds("levy.view"):
            return self.filter(**{f"{path}organisation_id": actor.organisation_id})
        return self.none()


class LevyAccount(Audited):
    """An organisation's account with the apprenticeship service, as far as its files were read in.

    `english_percent` is the share of pay that counts for England (98.5 for 98.5%), from the latest levy
    row. `read_until` is the last day the imported history speaks of. `facts_key` is another one after
    every change of what a forecast of the account is made of.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="levy_account")
    pays_levy = models.BooleanField(default=True)
    english_percent = models.DecimalField(max_digits=8, decimal_places=5, default=100)
    read_from = models.DateField(null=True)
    read_until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)
    facts_key = models.UUIDField(default=uuid.uuid4)

    objects = OwnedQuerySet["LevyAccount"].as_manager()

    class Meta:
        db_table = "levy_account"
        constraints = [
            models.CheckConstraint(
                condition=Q(english_percent__range=(0, 100)), name="levy_account_english_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"Levy account of {self.organisation}"


class Transaction(Audited):
    """One row of the service's transactions file. `fingerprint` names the row whichever file brought it.

    `total` is the file's own; `amount` is what the row does to the balance: of a payment only the part
    that came out of the account, not what employer and government paid beside it.
    """

    account = models.ForeignKey(
        LevyAccount, on_delete=models.PROTECT, related_name="transactions", db_index=False
    )
    fingerprint = models.UUIDField()
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=KIND_CHOICES)
    description = models.CharField(max_length=250, blank=True)
    paye_scheme = models.CharField("PAYE scheme", max_length=20, blank=True)
    declared = _money()
    english_percent = models.DecimalField(max_digits=8, decimal_places=5, default=0)
    top_up = _money()
    cohort_reference = models.CharField(max_length=20, blank=True)
    provider = models.CharField(max_length=200, blank=True)
    learner_key = models.CharField(max_length=32, blank=True)
    course = models.CharField(max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    course_type = models.CharField(max_length=40, blank=True)
    paid_from_levy = _money()
    paid_from_transfer = _money()
    employer_contribution = _money()
    government_contribution = _money()
    total = _money()
    amount = _money()

    objects = OwnedQuerySet["Transaction"].as_manager()

    class Meta:
        db_table = "levy_transaction"
        constraints = [
            models.UniqueConstraint(fields=["account", "fingerprint"], name="levy_transaction_once"),
        ]
        indexes = [models.Index(fields=["account", "-on", "-id"], name="levy_transaction_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.total} on {self.on}"


class MonthTotal(Audited):
    """Sum of an account's transactions of one kind in one month: what pages and forecasts read.

    Kept by the import, proved by `saggar verify`. `posted_pence` is what the ledger holds of it.
    """

    account = models.ForeignKey(LevyAccount, on_delete=models.CASCADE, related_name="months")
    month = models.DateField()
    kind = models.CharField(max_length=20, choices=KIND_CHOICES)
    amount = _sum()
    declared = _sum()
    rows = models.PositiveIntegerField(default=0)
    posted_pence = models.BigIntegerField(default=0)

    objects = OwnedQuerySet["MonthTotal"].as_manager()

    class Meta:
        db_table = "levy_month_total"
        constraints = [
            models.UniqueConstraint(fields=["account", "month", "kind"], name="levy_month_total_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="levy_month_total_month_is_a_first"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.kind} {self.amount}"


class Training(Audited):
    """One learner's course as the payments show it, or one stream of transfers sent: feeds the forecast.

    `months_paid` payments of the latest `monthly` amount from `first_month` to `last_month`; `is_over` once a
    completion was paid. Kept by the import, proved by `saggar verify`.
    """

    account = models.ForeignKey(LevyAccount, on_delete=models.CASCADE, related_name="trainings")
    key = models.CharField(max_length=64)
    sent_to = models.CharField(max_length=200, blank=True)
    course = models.CharField(max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    first_month = models.DateField()
    last_month = models.DateField()
    months_paid = models.PositiveSmallIntegerField()
    monthly = _sum()
    is_over = models.BooleanField(default=False)

    objects = OwnedQuerySet["Training"].as_manager()

    class Meta:
        db_table = "levy_training"
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="levy_training_once")]

    def __str__(self) -> str:
        return f"{self.course} from {self.first_month:%Y-%m}"


class Declaration(Audited):
    """A levy declaration an employer's payroll made to HMRC: cumulative in the tax year.

    No `levy_due_to_date` says that nothing was paid for the period.
    """

    account = models.ForeignKey(LevyAccount, on_delete=models.PROTECT, related_name="declarations")
    paye_scheme = models.CharField("PAYE scheme", max_length=20)
    declaration_id = models.CharField(max_length=40)
    submitted_at = models.DateTimeField()
    payroll_year = models.CharField(max_length=5)
    payroll_month = models.PositiveSmallIntegerField()
    levy_due_to_date = models.DecimalField(max_digits=14, decimal_places=5, null=True)
    allowance_for_year = _money()

    objects = OwnedQuerySet["Declaration"].as_manager()

    class Meta:
        db_table = "levy_declaration"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "paye_scheme", "declaration_id"], name="levy_declaration_once"
            ),
            models.CheckConstraint(
                condition=Q(payroll_month__range=(1, 12)), name="levy_declaration_payroll_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paye_scheme} {self.payroll_year} month {self.payroll_month}"


class StatedBalance(Audited):
    """A reconciliation: the balance the service showed on a day beside the one our rows give.

    `derived_pence` follows the rows when more of them are imported; `stated_pence` never changes.
    """

    account = models.ForeignKey(LevyAccount, on_delete=models.PROTECT, related_name="stated_balances")
    on = models.DateField()
    stated_pence = models.BigIntegerField()
    derived_pence = models.BigIntegerField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    objects = OwnedQuerySet["StatedBalance"].as_manager()

    class Meta:
        db_table = "levy_stated_balance"
        constraints = [
            models.CheckConstraint(condition=Q(stated_pence__gte=0), name="levy_stated_balance_not_negative"),
        ]
        indexes = [models.Index(fields=["account", "-on", "-id"], name="levy_stated_balance_newest")]

    def __str__(self) -> str:
        return f"{self.stated_pence} pence stated on {self.on}"


class PlannedCommitment(Audited):
    """Training an organisation plans to start: counted in its forecast, not yet in any file."""

    account = models.ForeignKey(LevyAccount, on_delete=models.CASCADE, related_name="planned")
    label = models.CharField(max_length=120)
    apprentices = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    price_pence = models.BigIntegerField("price for each apprentice")
    is_transfer = models.BooleanField(default=False)

    objects = OwnedQuerySet["PlannedCommitment"].as_manager()

    class Meta:
        db_table = "levy_planned_commitment"
        constraints = [
            models.CheckConstraint(condition=Q(apprentices__range=(1, 500)), name="levy_planned_apprentices"),
            models.CheckConstraint(condition=Q(months__range=(1, 72)), name="levy_planned_months"),
            models.CheckConstraint(
                condition=Q(price_pence__gt=0, price_pence__lte=10_000_000), name="levy_planned_price"
            ),
            models.CheckConstraint(condition=Q(starts_on__day=1), name="levy_planned_month_is_a_first"),
        ]

    def __str__(self) -> str:
        return f"{self.apprentices} x {self.label}"


class Standard(Audited):
    """An apprenticeship standard; its cap is the funding band in force, in whole pounds."""

    lars_code = models.PositiveIntegerField("LARS code", unique=True)
    reference = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField(null=True)
    route = models.CharField(max_length=80, blank=True)
    last_starts_on = models.DateField(null=True)
    source = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "levy_standard"
        indexes = [GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="levy_standard_trigrams")]

    def __str__(self) -> str:
        return f"{self.title} (level {self.level})"


class FundingBand(Audited):
    """Cap and typical duration of a standard for starts in [starts_on, ends_on)."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="bands")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    cap_pounds = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "levy_funding_band"
        constraints = [
            models.UniqueConstraint(fields=["standard", "starts_on"], name="levy_funding_band_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="levy_funding_band_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cap_pounds} pounds over {self.months} months from {self.starts_on}"
