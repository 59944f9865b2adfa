"""How long a levy forecast of a whole system takes, beside a plain loop over tranches in the same run.

    python -m tests.benchmarks.bench_levy_forecast [donors] [months]

Prints times and the ratio; asserts only that both ways give the same figures.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from saggar.engines.funding.forecast import (
    AllowanceHistory,
    Commitment,
    Donor,
    ExtraSpend,
    ForecastProblem,
    FromMonth,
    Payment,
    WhatIf,
    advise,
    check,
    compare,
    double_cliffs,
    forecast,
    plan_json,
    to_json,
)
from saggar.rules.levy import add_months
from tests.engines.funding.forecast.oracle import oracle

FIRST = date(2026, 8, 1)
COMMITMENTS = 20
Result = TypeVar("Result")


def donor(chance: random.Random, place: int) -> Donor:
    """An employer with 16 months of funds left and twenty commitments of all kinds."""
    levy = Decimal(chance.randrange(20_000, 120_000))
    commitments = tuple(
        Commitment(
            f"commitment {number}",
            chance.choice(["own", "own", "transfer-sent", "transfer-received"]),
            add_months(FIRST, chance.randrange(-18, 30)),
            chance.randrange(12, 36),
            Decimal(chance.randrange(200, 6_000)),
            Payment(add_months(FIRST, chance.randrange(40, 59)), Decimal("1234.56")),
        )
        for number in range(COMMITMENTS)
    )
    return Donor(
        f"donor-{place:03d}",
        f"Donor {place}",
        FromMonth(((FIRST, levy),)),
        {add_months(FIRST, -k): levy / 2 for k in range(1, 17)},
        FromMonth(((FIRST, Decimal("97.35")),)),
        Decimal("0.02"),
        AllowanceHistory({add_months(FIRST, -k): levy for k in range(1, 17)}),
        commitments,
    )


def timed(what: str, run: Callable[[], Result]) -> tuple[Result, float]:
    """Run once to warm up and three times for the clock; the best time is printed."""
    result, best = run(), float("inf")
    for _ in range(3):
        begins = time.perf_counter()
        result = run()
        best = min(best, time.perf_counter() - begins)
    print(f"{what:<58}{best * 1000:>10.1f} ms")
    return result, best


def main(donors: int = 200, months: int = 60) -> None:
    """Time the forecast, its advice, a what-if, the checker and the plan file; then the plain loop."""
    chance = random.Random(1)
    problem = ForecastProblem(FIRST, tuple(donor(chance, place) for place in range(donors)), months)
    spend = ExtraSpend(add_months(FIRST, 1), Decimal(5_000))
    changed = replace(problem, what_if=WhatIf("spend 5,000 more", Decimal("0.03"), extra_spend=spend))
    print(f"{donors} donors x {months} months, {COMMITMENTS} commitments each; best of three")
    plan, engine = timed("forecast", lambda: forecast(problem))
    _, advising = timed("advice and double cliffs", lambda: (advise(plan), double_cliffs(plan)))
    _, comparing = timed("what-if forecast and comparison", lambda: compare(plan, forecast(changed)))
    print(f"{'together':<58}{(engine + advising + comparing) * 1000:>10.1f} ms")
    document = to_json(changed)
    timed("plan file from problem file", lambda: plan_json(document))
    broken, _ = timed("checker", lambda: check(problem, plan))
    begins = time.perf_counter()
    accounts = oracle(problem)
    loop = time.perf_counter() - begins
    print(f"{'forecast by a plain loop over tranches':<58}{loop * 1000:>10.1f} ms")
    print(f"{'the loop takes, times the engine':<58}{loop / engine:>10.1f}")
    same = all(
        [dict(line.amounts) for line in account.months] == accounts[account.account_id].rows[:months]
        for account in plan.accounts
    )
    print(f"both ways agree: {same}; rules broken: {len(broken)}")


def test_forecast() -> None:
    """Prints the times of 200 donors and 60 months; the target of the forecast is 1 s."""
    main()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
