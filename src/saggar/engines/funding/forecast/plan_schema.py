"""JSON Schema of a levy forecast's plan: what the file `saggar plan levy-forecast` writes holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from saggar.engines.funding.forecast.codec import KIND
from saggar.engines.funding.forecast.plan import FLOWS, STOCKS
from saggar.engines.schemas import (
    AMOUNT,
    DATE_PATTERN,
    DIALECT,
    MONTH_PATTERN,
    TEXT,
    Json,
    a_list,
    an_object,
    keyed,
    or_null,
    ref,
    whole,
)

_YEAR_PATTERN = "^[0-9]{4}/[0-9]{2}$"
_LIFETIME_PATTERN = "^[0-9]+$"
_SENTENCES = a_list(TEXT, "in plain words")


def _all_of(properties: Json, meaning: str = "") -> Json:
    """An object in which every property is there."""
    return an_object(properties, tuple(properties), meaning)


def _lines(names: Mapping[str, str], value: Json) -> Json:
    return _all_of({name: {"description": meaning, **value} for name, meaning in names.items()})


_BALANCE = {"balance": STOCKS["balance"]}
_DEFS: Json = {
    "month": {"type": "string", "pattern": MONTH_PATTERN},
    "pounds": {"description": "exact pounds", **AMOUNT},
    "line": a_list(ref("pounds")),
    "account": _all_of(
        {
            "id": TEXT,
            "name": TEXT,
            "opening": ref("pounds"),
            "totals": _lines(FLOWS, ref("pounds")),
            "by_year": _lines({**FLOWS, **_BALANCE}, ref("line")),
            "by_month": _lines({**FLOWS, **STOCKS}, ref("line")),
            "expired_by_lifetime": keyed(_LIFETIME_PATTERN, ref("line"), "by lifetime in months, by month"),
        },
        "`by_year` has an entry for each of `years`, `by_month` for each of `months`",
    ),
    "sides": _all_of({"baseline": ref("pounds"), "other": ref("pounds"), "change": ref("pounds")}),
    "differing": keyed("^[a-z_]+$", ref("sides"), "only figures that differ"),
    "compared": _all_of(
        {"id": TEXT, "totals": ref("differing"), "years": keyed(_YEAR_PATTERN, ref("differing"))}
    ),
}
_ADVICE = _all_of(
    {
        "donor": TEXT,
        "from": ref("month"),
        "until": ref("month"),
        "monthly": ref("pounds", "the smallest extra spend a month with which nothing expires"),
        "loss": ref("pounds", "what expires from then on if nothing is done"),
        "loss_by": or_null(ref("month")),
        "lost_before": ref("pounds", "what expires before, whatever is done"),
        "decided_by": or_null(ref("month")),
        "unpaid": ref("pounds", "what of the extra the account could not pay"),
        "monthly_after_waiting": or_null(ref("pounds")),
        "lost_by_waiting": ref("pounds"),
        "allowance_left": ref("pounds"),
        "sentences": _SENTENCES,
    }
)
_CLIFF = _all_of(
    {
        "account": TEXT,
        "from": ref("month"),
        "until": ref("month"),
        "lost": keyed(_LIFETIME_PATTERN, ref("pounds"), "by lifetime in months"),
        "sentence": TEXT,
    }
)
_RULES = _all_of(
    {
        "key": TEXT,
        "title": TEXT,
        "version": TEXT,
        "used": a_list(
            _all_of({"key": TEXT, "starts_on": {"type": "string", "pattern": DATE_PATTERN}, "source": TEXT})
        ),
    }
)
_COMPARISON = _all_of(
    {
        "baseline": TEXT,
        "other": TEXT,
        "sentences": _SENTENCES,
        "system": ref("compared"),
        "donors": a_list(ref("compared")),
    }
)

PLAN: Final[Json] = {
    "$schema": DIALECT,
    "title": f"{KIND} plan",
    "$defs": _DEFS,
    **_all_of(
        {
            "kind": {"const": KIND},
            "status": {"const": "optimal"},
            "objective": a_list(
                _all_of({"name": TEXT, "value": ref("pounds"), "bound": ref("pounds"), "gap": {"const": "0"}})
            ),
            "seed": whole(0, 2**63 - 1),
            "rules": _RULES,
            "problem_digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "run": TEXT,
            "months": a_list(ref("month")),
            "years": a_list({"type": "string", "pattern": _YEAR_PATTERN}),
            "system": ref("account"),
            "donors": a_list(ref("account")),
            "advice": a_list(_ADVICE),
            "double_cliffs": a_list(_CLIFF),
            "comparison": _COMPARISON,
            "notes": a_list(TEXT),
        }
    ),
}
