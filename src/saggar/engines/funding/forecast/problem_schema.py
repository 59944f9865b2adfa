"""JSON Schema of a levy forecast's problem: what the file may hold, field by field.

The reader (`codec`) gives the messages; the schema serves those who write problems with other tools.
Relations between values (an opening month before the first one) are the reader's alone.
"""

from __future__ import annotations

from typing import Final

from saggar.engines.funding.forecast.codec import HIGHEST_GROWTH, KIND, LOWEST_GROWTH
from saggar.engines.funding.forecast.problem import DEFAULT_MONTHS, MOST_MONTHS
from saggar.engines.funding.forecast.rules_codec import CHANGEABLE, LONGEST_LIFE
from saggar.engines.funding.forecast.soundness import LARGEST, LONGEST_COMMITMENT
from saggar.engines.schemas import (
    DATE_PATTERN,
    DIALECT,
    MONTH_PATTERN,
    TEXT,
    Json,
    a_list,
    an_object,
    either,
    keyed,
    number,
    one_of,
    ref,
    whole,
)
from saggar.rules.levy import RULE_SETS

_PERCENT = number(0, 100, "0 to 100")


def _change_of(name: str) -> Json:
    return keyed(DATE_PATTERN, whole(1, LONGEST_LIFE) if name == "expiry_months" else number(0, 1))


_CHANGES = an_object(
    {"based_on": one_of(*RULE_SETS)} | {name: _change_of(name) for name in CHANGEABLE},
    meaning="changes to a named set, by date; each holds from its date on, replacing what came after",
)
_GROWTH_MEANING = "a share a year: 0.02 adds 2% from each April's pay bill, whose levy enters in May"
_DEFS: Json = {
    "month": {"type": "string", "pattern": MONTH_PATTERN, "description": "YYYY-MM"},
    "pounds": number(0, float(LARGEST), "pounds, at most five decimal places"),
    "by_month": keyed(MONTH_PATTERN, ref("pounds")),
    "growth": number(float(LOWEST_GROWTH), float(HIGHEST_GROWTH), _GROWTH_MEANING),
    "rules": either(one_of(*RULE_SETS), _CHANGES),
    "payment": an_object({"month": ref("month"), "amount": ref("pounds")}, ("month", "amount")),
    "pledge": an_object(
        {
            "label": TEXT,
            "year": whole(2018, 2099, "of the allowance year that starts on 20 April of it"),
            "amount": ref("pounds"),
        },
        ("label", "year", "amount"),
        "an open promise to transfer, not yet drawn",
    ),
}
_COMMITMENT: Json = {
    "label": TEXT,
    "kind": one_of("own", "transfer-sent", "transfer-received"),
    "certainty": one_of("planned", "actual") | {"default": "actual"},
    "started": ref("month", "when the apprentice starts; by default the month before the first instalment"),
    "first_month": ref("month"),
    "months": whole(0, LONGEST_COMMITMENT),
    "monthly": ref("pounds"),
    "completion": ref("payment"),
}
_COMMITMENT_REQUIRED = ("label", "kind", "first_month", "months", "monthly")
_HISTORY = an_object(
    {
        "credited": ref("by_month", "levy funds credited in past months, top-up included"),
        "sent_this_year": ref("pounds", "transfers sent since the last 20 April"),
    }
)
_DONOR = an_object(
    {
        "id": TEXT,
        "name": TEXT,
        "levy_declared": either(
            ref("pounds"),
            ref("by_month"),
            meaning="a month, or by the month from which it enters the account",
        ),
        "opening": ref("by_month", "what is left of the funds that entered in each earlier month"),
        "english_percent": either(_PERCENT, keyed(MONTH_PATTERN, _PERCENT)) | {"default": 100},
        "growth_per_year": ref("growth"),
        "history": _HISTORY,
        "commitments": a_list(an_object(_COMMITMENT, _COMMITMENT_REQUIRED)),
        "pledges": a_list(ref("pledge")),
    },
    ("id", "levy_declared"),
)
_EXTRA_SPEND = an_object(
    {"from": ref("month"), "monthly": ref("pounds"), "donors": a_list(TEXT, "all donors when empty")},
    ("from", "monthly"),
)
_WHAT_IF = an_object(
    {
        "name": TEXT,
        "growth_per_year": ref("growth"),
        "rules": ref("rules"),
        "extra_commitments": a_list(
            an_object({"donor": TEXT} | _COMMITMENT, ("donor", *_COMMITMENT_REQUIRED))
        ),
        "extra_spend": _EXTRA_SPEND,
    },
    ("name",),
    "changes to try; the plan compares them with doing nothing",
)

PROBLEM: Final[Json] = {
    "$schema": DIALECT,
    "title": f"{KIND} problem",
    "$defs": _DEFS,
    **an_object(
        {
            "kind": {"const": KIND},
            "first_month": ref("month"),
            "months": whole(1, MOST_MONTHS) | {"default": DEFAULT_MONTHS},
            "rules": ref("rules"),
            "advise_from": ref("month", "the first in which spending can change; by default the second"),
            "donors": {"type": "array", "items": _DONOR, "minItems": 1},
            "what_if": _WHAT_IF,
        },
        ("first_month", "donors"),
    ),
}
