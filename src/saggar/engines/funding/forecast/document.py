"""A levy forecast as one JSON document: what `saggar plan levy-forecast` writes.

Amounts are texts of exact pounds ("600000.00", up to five places). The same problem and seed give the
same bytes, whatever the order of its donors and commitments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from saggar.engines.funding.forecast.cliff import DoubleCliff, double_cliffs
from saggar.engines.funding.forecast.codec import KIND, digest, from_json
from saggar.engines.funding.forecast.comparison import AccountComparison, Comparison, Sides, compare
from saggar.engines.funding.forecast.explain import Advice, advise
from saggar.engines.funding.forecast.plan import FLOWS, AccountForecast, ForecastPlan, year_labels
from saggar.engines.funding.forecast.problem import Commitment, ForecastProblem, WhatIf
from saggar.engines.funding.forecast.solve import forecast
from saggar.engines.funding.money import exact_text, units

FOLLOW_THE_ADVICE = "follow the advice"
OBJECTIVE = "extra spend a month, all donors, with which nothing expires in the forecast"


def plan_json(problem: object, *, seed: int = 0, time_limit: float | None = None) -> dict[str, Any]:
    """The plan of the problem document `problem`; BadProblem with every fault when it states none.

    The answer is exact and needs no search: `seed` is only recorded and `time_limit` (seconds) never bites.
    """
    asked = from_json(problem)
    baseline = forecast(asked.as_things_stand())
    plan = forecast(asked) if asked.what_if else baseline
    advice = advise(plan)
    other = plan if asked.what_if else forecast(following(plan.problem, advice))
    return {
        "kind": KIND,
        "status": "optimal",
        "objective": [_objective(plan, advice)],
        "seed": seed,
        "rules": _rules_json(plan),
        "problem_digest": digest(asked),
        "run": plan.problem.name,
        "months": [_month(month) for month in plan.problem.calendar],
        "years": list(year_labels(plan.problem.calendar)),
        "system": _account_json(plan.system),
        "donors": [_account_json(account) for account in plan.accounts],
        "advice": [_advice_json(piece) for piece in advice],
        "double_cliffs": [_cliff_json(cliff) for cliff in double_cliffs(plan)],
        "comparison": _comparison_json(compare(baseline, other)),
        "notes": list(plan.notes),
    }


def following(problem: ForecastProblem, advice: tuple[Advice, ...]) -> ForecastProblem:
    """`problem` with each donor's advice for the whole forecast followed, instead of its what-if."""
    last = problem.calendar[-1]
    extra = tuple(
        (
            piece.donor_id,
            Commitment("advice", "own", piece.from_month, problem.months, piece.monthly, certainty="planned"),
        )
        for piece in advice
        if piece.until == last and piece.monthly
    )
    return replace(problem.as_run(), what_if=WhatIf(FOLLOW_THE_ADVICE, extra_commitments=extra))


def _objective(plan: ForecastPlan, advice: tuple[Advice, ...]) -> dict[str, Any]:
    """The advice is proven smallest for each donor, so its sum is its own bound."""
    last = plan.problem.calendar[-1]
    total = _pounds(sum((piece.monthly for piece in advice if piece.until == last), Decimal(0)))
    return {"name": OBJECTIVE, "value": total, "bound": total, "gap": "0"}


def _rules_json(plan: ForecastPlan) -> dict[str, Any]:
    rules = plan.problem.rules_as_run()
    used = [
        {"key": rule.key, "starts_on": rule.starts_on.isoformat(), "source": rule.source}
        for rule in plan.rules_used
    ]
    return {"key": rules.key, "title": rules.title, "version": rules.version, "used": used}


def _account_json(account: AccountForecast) -> dict[str, Any]:
    sums = account.by_year()
    return {
        "id": account.account_id,
        "name": account.name,
        "opening": exact_text(account.opening),
        "totals": {name: exact_text(int(account.amounts[name].sum())) for name in FLOWS},
        "by_year": {name: _texts(line) for name, line in sums.items()},
        "by_month": {name: _texts(line.tolist()) for name, line in account.amounts.items()},
        "expired_by_lifetime": {
            str(lifetime): _texts(line.tolist()) for lifetime, line in sorted(account.lost.items())
        },
    }


def _advice_json(advice: Advice) -> dict[str, Any]:
    return {
        "donor": advice.donor_id,
        "from": _month(advice.from_month),
        "until": _month(advice.until),
        "monthly": _pounds(advice.monthly),
        "loss": _pounds(advice.loss),
        "loss_by": advice.loss_by and _month(advice.loss_by),
        "lost_before": _pounds(advice.lost_before),
        "decided_by": advice.decided_by and _month(advice.decided_by),
        "unpaid": _pounds(advice.unpaid),
        "monthly_after_waiting": None
        if advice.monthly_after_waiting is None
        else _pounds(advice.monthly_after_waiting),
        "lost_by_waiting": _pounds(advice.lost_by_waiting),
        "allowance_left": _pounds(advice.allowance_left),
        "sentences": list(advice.sentences),
    }


def _cliff_json(cliff: DoubleCliff) -> dict[str, Any]:
    return {
        "account": cliff.account_id,
        "from": _month(cliff.from_month),
        "until": _month(cliff.until),
        "lost": {str(lifetime): _pounds(amount) for lifetime, amount in sorted(cliff.lost.items())},
        "sentence": cliff.sentence,
    }


def _comparison_json(comparison: Comparison) -> dict[str, Any]:
    return {
        "baseline": comparison.baseline,
        "other": comparison.other,
        "sentences": list(comparison.sentences),
        "system": _compared_json(comparison.system),
        "donors": [_compared_json(account) for account in comparison.accounts],
    }


def _compared_json(account: AccountComparison) -> dict[str, Any]:
    """Only figures that differ, so that the reader sees what the change does."""
    years = {label: _differing(sides) for label, sides in account.years.items()}
    return {
        "id": account.account_id,
        "totals": _differing(account.totals),
        "years": {label: sides for label, sides in years.items() if sides},
    }


def _differing(figures: Mapping[str, Sides]) -> dict[str, dict[str, str]]:
    return {
        name: {
            "baseline": _pounds(sides.baseline),
            "other": _pounds(sides.other),
            "change": _pounds(sides.change),
        }
        for name, sides in figures.items()
        if sides.differ
    }


def _month(month: date) -> str:
    return f"{month:%Y-%m}"


def _pounds(amount: Decimal) -> str:
    return exact_text(units(amount))


def _texts(amounts: list[int]) -> list[str]:
    return [exact_text(amount) if amount else "0.00" for amount in amounts]
