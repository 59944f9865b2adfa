"""The account page: where the money stands, by the month it came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404

from saggar.levy import policies
from saggar.levy.declared import CreditCheck, Declared, credit_checks
from saggar.levy.derivations import pence
from saggar.levy.donors import (
    AccountFacts,
    funds_in,
    last_month_of,
    lifetime_of,
    overdue,
    position_of,
)
from saggar.levy.kinds import KINDS
from saggar.levy.models import LevyAccount, PlannedCommitment, StatedBalance
from saggar.levy.queries.facts import facts_of
from saggar.organisations.models import Organisation
from saggar.platform.decisions import Allowed, Decision, require
from saggar.platform.imports.models import ImportRun
from saggar.platform.permits import Actor
from saggar.rules.levy import add_months, financial_year

LATEST_RUNS = 5
KINDS_OF_FILES = ("levy-transactions", "levy-declarations")
"""Imports that fill a levy account."""
CHECKED_MONTHS = 12
"""The page shows the newest months declared, and of older ones those whose credit is not as expected."""
Policy = Callable[[Actor, LevyAccount], Decision]


@dataclass(frozen=True, slots=True)
class Tranche:
    """Money of one month: what is left of it in pence, and the month at whose end it expires."""

    entered: date
    left_pence: int
    lifetime: int
    expires: date


@dataclass(frozen=True, slots=True)
class YearSums:
    """One financial year of the account in pence, by effect; spending and losses are positive here."""

    year: str
    funds_in: int = 0
    spent: int = 0
    sent: int = 0
    received: int = 0
    expired: int = 0


@dataclass(frozen=True, slots=True)
class AccountPage:
    """All the account page shows. `balance_pence` is after the latest reconciliation.

    unexplained_pence: what went out and never came in. overdue_pence: what must have expired by the rules
    although the files do not say so.
    """

    organisation: Organisation
    account: LevyAccount | None
    balance_pence: int = 0
    unexplained_pence: int = 0
    overdue_pence: int = 0
    tranches: Sequence[Tranche] = ()
    years: Sequence[YearSums] = ()
    stated: StatedBalance | None = None
    planned: Sequence[PlannedCommitment] = ()
    checks: Sequence[CreditCheck] = ()
    runs: Sequence[ImportRun] = ()
    may_import: bool = False
    may_reconcile: bool = False
    may_plan: bool = False

    @property
    def has_rows(self) -> bool:
        """Whether a transactions file was ever imported."""
        return self.account is not None and self.account.read_until is not None

    @property
    def difference_pence(self) -> int:
        """Stated minus derived balance at the latest reconciliation; 0 without one."""
        return self.stated.stated_pence - self.stated.derived_pence if self.stated else 0

    def expiring_before(self, month: date) -> int:
        """Pence that expire before `month` if nothing more is spent."""
        return sum(tranche.left_pence for tranche in self.tranches if tranche.expires < month)

    @property
    def expiring_within_a_year(self) -> int:
        """Pence that expire in the twelve months after the files end if nothing more is spent."""
        if self.account is None or self.account.read_until is None:
            return 0
        return self.expiring_before(add_months(self.account.read_until, 13))


def account_page(actor: Actor, *, organisation_key: str | None = None) -> AccountPage:
    """The account of an organisation, by default the actor's own; Http404 when it may not be known."""
    organisation = find_organisation(actor, organisation_key)
    account = _account(organisation)
    require(policies.may_view(actor, account or LevyAccount(organisation=organisation)))
    if account is None:
        may_import = _may(policies.may_import, actor, organisation)
        return AccountPage(organisation, None, runs=_runs(organisation), may_import=may_import)
    facts = facts_of([account])
    page = _page_of(facts[0]) | {"checks": _checks(account, facts[0])} if facts else {}
    return AccountPage(
        organisation,
        account,
        **page,
        stated=account.stated_balances.order_by("-on", "-id").first(),
        planned=list(account.planned.order_by("starts_on", "id")),
        runs=_runs(organisation),
        may_import=_may(policies.may_import, actor, organisation),
        may_reconcile=_may(policies.may_reconcile, actor, organisation),
        may_plan=_may(policies.may_plan, actor, organisation),
    )


def reconcile_page(actor: Actor) -> AccountPage:
    """The actor's own account, for recording a balance; refused without `levy.reconcile`."""
    page = account_page(actor)
    require(policies.may_reconcile(actor, LevyAccount(organisation=page.organisation)))
    return page


def planning_page(actor: Actor) -> Organisation:
    """The actor's own organisation, for planning training; refused without `levy.plan`."""
    organisation = find_organisation(actor, None)
    require(policies.may_plan(actor, LevyAccount(organisation=organisation)))
    return organisation


def find_organisation(actor: Actor, key: str | None) -> Organisation:
    """The organisation called `key`, or the actor's own; Http404 when there is none."""
    if not key and not actor.holds("levy.view_system"):
        require(policies.may_view_own(actor))
    organisations = Organisation.objects.select_related("system")
    chosen = organisations.filter(key=key) if key else organisations.filter(pk=actor.organisation_id or 0)
    organisation = chosen.first()
    if organisation is None:
        require(policies.HIDDEN if key else policies.may_view_own(actor))
        raise Http404("There is no such organisation.")
    return organisation


def _account(organisation: Organisation) -> LevyAccount | None:
    account = LevyAccount.objects.filter(organisation=organisation).first()
    if account is not None:
        account.organisation = organisation
    return account


def _runs(organisation: Organisation) -> list[ImportRun]:
    runs = ImportRun.objects.filter(organisation_id=organisation.pk, kind__in=KINDS_OF_FILES)
    return list(runs.order_by("-id")[:LATEST_RUNS])


def _may(policy: Policy, actor: Actor, organisation: Organisation) -> bool:
    return isinstance(policy(actor, LevyAccount(organisation=organisation)), Allowed)


def _page_of(facts: AccountFacts) -> dict[str, Any]:
    position = position_of(facts)
    return {
        "balance_pence": pence(position.balance),
        "unexplained_pence": pence(position.unexplained),
        "overdue_pence": pence(overdue(facts)),
        "tranches": [_tranche(month, left) for month, left in position.left.items()],
        "years": _years(facts),
    }


def _checks(account: LevyAccount, facts: AccountFacts) -> list[CreditCheck]:
    names = ("paye_scheme", "payroll_year", "payroll_month", "submitted_at", "levy_due_to_date")
    declarations = [Declared(*row) for row in account.declarations.values_list(*names)]
    checks = credit_checks(declarations, funds_in(facts), account.english_percent, facts.read_until)
    return [check for place, check in enumerate(checks) if place < CHECKED_MONTHS or check.is_off]


def _tranche(entered: date, left: Decimal) -> Tranche:
    return Tranche(entered, pence(left), lifetime_of(entered), last_month_of(entered))


def _years(facts: AccountFacts) -> list[YearSums]:
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for total in facts.months:
        effect = KINDS[total.kind].effect.replace(" ", "_")
        sums[financial_year(total.month)][effect] += total.amount
    return [
        YearSums(year, **{effect: abs(pence(amount)) for effect, amount in sums[year].items()})
        for year in sorted(sums, reverse=True)
    ]
