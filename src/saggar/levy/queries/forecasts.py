"""The forecast page: sixty months ahead, as things stand and beside a what-if."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from saggar.engines.faults import BadProblem
from saggar.engines.funding.forecast import (
    AccountForecast,
    Advice,
    Commitment,
    Comparison,
    Donor,
    DoubleCliff,
    ExtraSpend,
    ForecastPlan,
    ForecastProblem,
    MonthLine,
    WhatIf,
    advise,
    compare,
    double_cliffs,
    forecast,
)
from saggar.levy import policies
from saggar.levy.assumptions import FORECAST_MONTHS
from saggar.levy.derivations import pence
from saggar.levy.donors import (
    AccountFacts,
    Planned,
    commitment_of,
    donor_of,
    left_out,
    monthly_levy,
    starts_as_before,
)
from saggar.levy.models import LevyAccount
from saggar.levy.queries.accounts import find_organisation
from saggar.levy.queries.facts import durations, facts_of
from saggar.levy.queries.outlooks import in_words
from saggar.organisations.models import Organisation
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.rules.levy import IN_FORCE, RULE_SETS


@dataclass(frozen=True, slots=True)
class Question:
    """A what-if as typed: growth as a share a year, rule set, more training, more spending from a month.

    carry_on: apprentices go on starting as in the last twelve months, instead of nobody starting.
    """

    growth: Decimal | None = None
    carry_on: bool = False
    rule_set: str = IN_FORCE.key
    training: Planned | None = None
    extra_monthly: Decimal = Decimal(0)
    extra_from: date | None = None

    @property
    def changes_nothing(self) -> bool:
        """Whether this asks for the forecast as things stand."""
        return self == Question()


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """All the forecast page shows; `plan` is None where no file was imported yet.

    left_out_pence: what had to be used before the forecast begins, so that it leaves it out. trouble: why the
    files cannot be forecast. refused: what is wrong with the question, by field.
    """

    organisation: Organisation
    facts: AccountFacts | None = None
    donor: Donor | None = None
    plan: ForecastPlan | None = None
    advice: Sequence[Advice] = ()
    cliff: DoubleCliff | None = None
    before_reform_lost: Decimal = Decimal(0)
    other: ForecastPlan | None = None
    comparison: Comparison | None = None
    months: Sequence[MonthLine] = ()
    left_out_pence: int = 0
    trouble: str = ""
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def account(self) -> AccountForecast | None:
        """The account's own lines as things stand."""
        return self.plan.accounts[0] if self.plan else None

    @property
    def monthly_levy(self) -> Decimal:
        """Levy declared in each month to come, in pounds."""
        return monthly_levy(self.facts) if self.facts else Decimal(0)


def forecast_page(
    actor: Actor, *, organisation_key: str | None = None, question: Question | None = None
) -> ForecastPage:
    """The forecast of an organisation's account, by default the actor's own; seven queries."""
    organisation = find_organisation(actor, organisation_key)
    account = LevyAccount.objects.filter(organisation=organisation).first()
    own = account or LevyAccount(organisation=organisation)
    own.organisation = organisation
    require(policies.may_view(actor, own))
    facts = facts_of([own]) if account else []
    if not facts:
        return ForecastPage(organisation)
    return _forecast(organisation, facts[0], durations(), question or Question())


def _forecast(
    organisation: Organisation,
    facts: AccountFacts,
    lengths: Mapping[tuple[str, int | None], int],
    question: Question,
) -> ForecastPage:
    donor = donor_of(facts, lengths)
    problem = ForecastProblem(facts.first_month, (donor,), FORECAST_MONTHS)
    try:
        plan = forecast(problem)
    except BadProblem as trouble:
        return ForecastPage(organisation, facts, trouble=in_words(trouble))
    starts = starts_as_before(facts, lengths, FORECAST_MONTHS) if question.carry_on else ()
    other, refused = _other(problem, what_if_of(question, donor.donor_id, starts))
    cliffs = double_cliffs(plan)
    return ForecastPage(
        organisation,
        facts,
        donor,
        plan,
        advise(plan),
        cliffs[0] if cliffs else None,
        lost_under(problem, "before-august-2026"),
        other,
        compare(plan, other) if other else None,
        plan.accounts[0].months,
        pence(left_out(facts)),
        refused=refused,
    )


def _other(problem: ForecastProblem, what_if: WhatIf | None) -> tuple[ForecastPlan | None, Mapping[str, str]]:
    """The forecast with the changes, or by field of the question what is wrong with it."""
    if what_if is None:
        return None, {}
    try:
        return forecast(_with(problem, what_if)), {}
    except BadProblem as trouble:
        spend = any("extra_spend" in fault.path for fault in trouble.faults)
        first, last = problem.calendar[0], problem.calendar[-1]
        within = f"Choose a month from {first:%B %Y} to {last:%B %Y}"
        return None, {"extra_from": within} if spend else {"apprentices": "Try a smaller change"}


def _with(problem: ForecastProblem, what_if: WhatIf) -> ForecastProblem:
    return ForecastProblem(problem.first_month, problem.donors, problem.months, problem.rules, None, what_if)


def lost_under(problem: ForecastProblem, rule_set: str) -> Decimal:
    """Pounds that would expire over the forecast under another rule set."""
    plan = forecast(_with(problem, WhatIf(rule_set, rules=RULE_SETS[rule_set])))
    return plan.system.totals["expired"]


def what_if_of(question: Question, donor_id: str, starts: tuple[Commitment, ...] = ()) -> WhatIf | None:
    """The engine's what-if for a question, with the starts to carry on; None when it changes nothing."""
    if question.changes_nothing:
        return None
    training = (commitment_of(question.training),) if question.training else ()
    spend = question.extra_monthly > 0 and question.extra_from is not None
    return WhatIf(
        name="what-if",
        growth_per_year=question.growth,
        rules=RULE_SETS[question.rule_set] if question.rule_set != IN_FORCE.key else None,
        extra_commitments=tuple((donor_id, each) for each in (*training, *starts)),
        extra_spend=_extra(question, donor_id) if spend else None,
    )


def _extra(question: Question, donor_id: str) -> ExtraSpend:
    assert question.extra_from is not None  # noqa: S101  asked by the caller
    return ExtraSpend(question.extra_from, question.extra_monthly, (donor_id,))
