"""Two runs of a forecast side by side: each year and in total, for each donor and all together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from saggar.engines.faults import BadProblem, Fault
from saggar.engines.funding.forecast.plan import FLOWS, AccountForecast, ForecastPlan, year_labels
from saggar.engines.funding.money import in_pounds, sterling


@dataclass(frozen=True, slots=True)
class Sides:
    """One figure in both runs, kept in hundred-thousandths of a pound and read in pounds."""

    exact_baseline: int
    exact_other: int

    @property
    def differ(self) -> bool:
        """Whether the two runs disagree."""
        return self.exact_baseline != self.exact_other

    @property
    def baseline(self) -> Decimal:
        """What the baseline has."""
        return in_pounds(self.exact_baseline)

    @property
    def other(self) -> Decimal:
        """What the other run has."""
        return in_pounds(self.exact_other)

    @property
    def change(self) -> Decimal:
        """What the other run has more; negative when it has less."""
        return self.other - self.baseline


@dataclass(frozen=True, slots=True)
class AccountComparison:
    """FLOWS and the closing `balance` of one account in both runs: by financial year, and in total."""

    account_id: str
    name: str
    years: Mapping[str, Mapping[str, Sides]]
    totals: Mapping[str, Sides]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The run named `baseline` beside the run named `other`, and the differences that matter in words."""

    baseline: str
    other: str
    accounts: tuple[AccountComparison, ...]
    system: AccountComparison
    sentences: tuple[str, ...]


def compare(a: ForecastPlan, b: ForecastPlan) -> Comparison:
    """Run `b` against the baseline `a`; BadProblem unless both cover the same donors and months."""
    if a.problem.calendar != b.problem.calendar:
        raise BadProblem([Fault("months", "the two forecasts do not cover the same months")])
    if [x.account_id for x in a.accounts] != [x.account_id for x in b.accounts]:
        raise BadProblem([Fault("donors", "the two forecasts do not cover the same donors")])
    accounts = tuple(_account(x, y) for x, y in zip(a.accounts, b.accounts, strict=True))
    system = _account(a.system, b.system)
    sentences = tuple(_sentences(a.problem.name, b.problem.name, system))
    return Comparison(a.problem.name, b.problem.name, accounts, system, sentences)


def _account(a: AccountForecast, b: AccountForecast) -> AccountComparison:
    of_a, of_b = a.by_year(), b.by_year()
    years = {
        label: {name: Sides(of_a[name][y], of_b[name][y]) for name in (*FLOWS, "balance")}
        for y, label in enumerate(year_labels(a.calendar))
    }
    totals = {name: Sides(sum(of_a[name]), sum(of_b[name])) for name in FLOWS}
    closing = {"balance": Sides(of_a["balance"][-1], of_b["balance"][-1])}
    return AccountComparison(a.account_id, a.name, years, totals | closing)


_WORDS = {
    "levy_in": "Levy in",
    "spent_own": "Own training paid from the accounts",
    "sent": "Transfers sent",
    "expired": "Funds lost to expiry",
    "co_employer": "Employers' co-investment",
    "transfer_shortfall": "Transfers that cannot be paid",
    "balance": "Funds left at the end",
}


def _sentences(baseline: str, other: str, system: AccountComparison) -> Iterator[str]:
    changed = {name: system.totals[name] for name in _WORDS if system.totals[name].differ}
    if not changed:
        yield f"“{other}” changes nothing against “{baseline}”."
    for name, sides in changed.items():
        before, after = sides.exact_baseline, sides.exact_other
        direction = "more" if after > before else "less"
        yield (
            f"{_WORDS[name]}: {sterling(after)} with “{other}”, {sterling(before)} with “{baseline}”, "
            f"{sterling(abs(after - before))} {direction}."
        )
