"""The system page: all donors of the actor's system together, each from the month its own files end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saggar.engines.funding.forecast import (
    STOCKS,
    AccountForecast,
    Advice,
    Donor,
    ForecastProblem,
    advise,
    double_cliffs,
    forecast,
)
from saggar.levy import policies
from saggar.levy.assumptions import FORECAST_MONTHS
from saggar.levy.donors import AccountFacts, donor_of
from saggar.levy.models import LevyAccount
from saggar.levy.queries.facts import durations, facts_of
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.rules.levy import add_months


@dataclass(frozen=True, slots=True)
class DonorLine:
    """One donor on the system page: where it stands, what it will lose, and what it should do."""

    key: str
    name: str
    read_until: date
    balance: Decimal
    at_risk: Decimal
    allowance_left: Decimal
    lost_in_a_year: Decimal
    lost: Decimal
    advice: Advice | None


@dataclass(frozen=True, slots=True)
class SystemPage:
    """All donors: lines in order of what each will lose, sums by month, and the double cliff in words."""

    donors: Sequence[DonorLine] = ()
    calendar: Sequence[date] = ()
    sums: Mapping[str, Sequence[Decimal]] | None = None
    cliff_lost: Decimal = Decimal(0)
    without_account: int = 0

    @property
    def lost(self) -> Decimal:
        """Pounds that all donors together will lose over the forecast."""
        return sum((donor.lost for donor in self.donors), start=Decimal(0))

    @property
    def balance(self) -> Decimal:
        """Pounds in all accounts together, each at the end of its files."""
        return sum((donor.balance for donor in self.donors), start=Decimal(0))


def system_page(actor: Actor) -> SystemPage:
    """Every donor of the actor's system; six queries whatever their number."""
    require(policies.may_view_system(actor))
    accounts = LevyAccount.objects.visible_to(actor).filter(pays_levy=True).select_related("organisation")
    facts = facts_of(list(accounts.order_by("organisation__name", "pk")))
    if not facts:
        return SystemPage(without_account=accounts.count())
    lengths = durations()
    groups: dict[date, list[AccountFacts]] = defaultdict(list)
    for each in facts:
        groups[each.first_month].append(each)
    latest = max(groups)
    lines: list[DonorLine] = []
    months: list[AccountForecast] = []
    cliff_lost = Decimal(0)
    for first_month, members in sorted(groups.items()):
        donors = tuple(donor_of(member, lengths) for member in members)
        part = _group(ForecastProblem(first_month, donors, FORECAST_MONTHS), members, donors)
        lines += part[0]
        months.append(part[1])
        cliff_lost += part[2]
    lines.sort(key=lambda line: (-line.lost, line.name))
    calendar = [add_months(latest, place) for place in range(FORECAST_MONTHS)]
    return SystemPage(lines, calendar, _summed(months, calendar), cliff_lost)


def _group(
    problem: ForecastProblem, members: Sequence[AccountFacts], donors: Sequence[Donor]
) -> tuple[list[DonorLine], AccountForecast, Decimal]:
    plan = forecast(problem)
    advice = {each.donor_id: each for each in advise(plan)}
    lines = [
        _line(member, plan.account(donor.donor_id), advice.get(donor.donor_id))
        for member, donor in zip(members, donors, strict=True)
    ]
    together = [amount for cliff in double_cliffs(plan)[-1:] for amount in cliff.lost.values()]
    return lines, plan.system, sum(together, start=Decimal(0))


def _line(facts: AccountFacts, account: AccountForecast, advice: Advice | None) -> DonorLine:
    first = account.months[0].amounts
    expired = [month.amounts["expired"] for month in account.months]
    return DonorLine(
        facts.key,
        facts.name,
        facts.read_until,
        Decimal(account.opening) / 100_000,
        first["at_risk"],
        first["allowance_left"],
        sum(expired[:12], start=Decimal(0)),
        sum(expired, start=Decimal(0)),
        advice,
    )


def _summed(accounts: Sequence[AccountForecast], calendar: Sequence[date]) -> dict[str, list[Decimal]]:
    """Sums by month over groups that start in different months; a month beyond one's end counts nothing."""
    sums: dict[str, list[Decimal]] = {}
    for account in accounts:
        lines = {line.month: line.amounts for line in account.months}
        for name in (*STOCKS, "expired", "sent", "spent_own", "levy_in"):
            column = [lines[month][name] if month in lines else Decimal(0) for month in calendar]
            known = sums.setdefault(name, [Decimal(0)] * len(calendar))
            sums[name] = [a + b for a, b in zip(known, column, strict=True)]
    return sums
