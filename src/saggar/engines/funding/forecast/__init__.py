"""The levy forecast: how each donor's funds grow, are spent, transferred, and lost to expiry, by month.

    problem = ForecastProblem(first_month, donors)          or from_json(document)
    plan = forecast(problem)                                 plan.account("uhnm").months, .years, .totals
    advise(plan), double_cliffs(plan), compare(plan, forecast(replace(problem, what_if=...)))

`plan_json` and `SCHEMA` serve `saggar plan levy-forecast`; `check` says what a plan breaks.
"""

from __future__ import annotations

from saggar.engines.funding.forecast.check import check
from saggar.engines.funding.forecast.cliff import DoubleCliff, double_cliffs
from saggar.engines.funding.forecast.codec import KIND, digest, from_json, to_json
from saggar.engines.funding.forecast.comparison import AccountComparison, Comparison, Sides, compare
from saggar.engines.funding.forecast.document import following, plan_json
from saggar.engines.funding.forecast.explain import Advice, advise
from saggar.engines.funding.forecast.plan import (
    FLOWS,
    STOCKS,
    AccountForecast,
    ForecastPlan,
    LostTranche,
    MonthLine,
    YearLine,
)
from saggar.engines.funding.forecast.plan_schema import PLAN
from saggar.engines.funding.forecast.problem import (
    AllowanceHistory,
    Commitment,
    Donor,
    ExtraSpend,
    ForecastProblem,
    FromMonth,
    Payment,
    Pledge,
    WhatIf,
)
from saggar.engines.funding.forecast.problem_schema import PROBLEM
from saggar.engines.funding.forecast.solve import forecast

SCHEMA = {"problem": PROBLEM, "plan": PLAN}

__all__ = [
    "FLOWS",
    "KIND",
    "SCHEMA",
    "STOCKS",
    "AccountComparison",
    "AccountForecast",
    "Advice",
    "AllowanceHistory",
    "Commitment",
    "Comparison",
    "Donor",
    "DoubleCliff",
    "ExtraSpend",
    "ForecastPlan",
    "ForecastProblem",
    "FromMonth",
    "LostTranche",
    "MonthLine",
    "Payment",
    "Pledge",
    "Sides",
    "WhatIf",
    "YearLine",
    "advise",
    "check",
    "compare",
    "digest",
    "double_cliffs",
    "following",
    "forecast",
    "from_json",
    "plan_json",
    "to_json",
]
