"""Whatever arguments come, a calculation answers or names the faults: nothing else happens.

The results themselves fit their published schema.
"""

import copy
import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saggar.calculators import registry
from saggar.calculators.faults import BadInput

SHIFTS = [
    {"start": "2026-03-28T20:00", "end": "2026-03-29T08:00", "break_minutes": 30, "overtime": False},
    {"start": "2026-03-30T20:00", "end": "2026-03-31T08:00", "breaks": []},
]
GOOD = {
    "redundancy.section16": {
        "salary_fte": 36_000,
        "wte": 0.5,
        "week_pay": 400,
        "age": 55,
        "service": [{"starts_on": "2016-04-01", "last_day": "2026-03-31", "paid_for": False}],
        "new_nhs_job_on": "2026-06-01",
    },
    "redundancy.statutory": {"age": 50, "years": 20, "week_pay": 700, "on": "2026-04-06"},
    "redundancy.notice": {"started_on": "2016-04-01", "given_on": "2026-03-31", "contract_weeks": 4},
    "redundancy.consultation": {
        "dismissals": [{"on": "2026-07-01", "number": 30, "establishment": "Leek"}],
        "consultation_on": "2026-05-01",
    },
    "redundancy.family-leave-window": {
        "kind": "maternity",
        "told_on": "2025-05-06",
        "leave_from": "2025-09-01",
        "leave_last_day": "2026-08-31",
        "born_on": "2025-10-10",
        "on": "2026-01-01",
    },
    "redundancy.trial": {
        "old_last_day": "2026-05-29",
        "starts_on": "2026-06-01",
        "retraining": {"agreed_on": "2026-05-20", "last_day": "2026-08-31"},
    },
    "retention.metrics": {
        "headcounts": [{"employer": "Trust", "start": 10, "end": 9}],
        "moves": [{"person": "ana", "on": "2026-01-05", "left": "Trust", "reason": "Unknown"}],
        "cohorts": [{"employer": "Trust", "month": "2025-01", "started": 3, "stayed": 1}],
    },
    "pay.unsocial-hours": {
        "shifts": SHIFTS,
        "band": 5,
        "public_holidays": ["2026-03-30"],
        "hourly_rate": 16.2,
    },
    "pay.working-time": {
        "shifts": SHIFTS,
        "born_on": "2009-01-01",
        "employed_on": "2026-03-01",
        "excluded_days": ["2026-03-20"],
        "night_worker": True,
    },
    "spc": {"series": [1, 2.5, "3", {"at": "x", "value": 4}], "direction": "increase", "phases": ["x"]},
}

NASTY = st.sampled_from(
    [
        None,
        True,
        -1,
        0,
        0.5,
        10**30,
        1e308,
        float("nan"),
        float("inf"),
        "",
        "£",
        "\x00",
        "9999-12-31",
        "0001-01-01",
        "2199-12-31",
        "1900-01-01",
        "2199-12-31T23:59",
        "1900-01-01T00:00",
        "2026-10-25T01:30",
        [],
        [[]],
        {},
        [None],
        {"start": "2026-03-28T20:00"},
    ]
)


def places(document, path=()):
    """The path of every value in the document."""
    yield path
    inside = (
        document.items()
        if isinstance(document, dict)
        else enumerate(document)
        if isinstance(document, list)
        else ()
    )
    for key, value in inside:
        yield from places(value, (*path, key))


def replaced(document, path, value):
    """The document with the value at a path replaced."""
    if not path:
        return value
    document = copy.deepcopy(document)
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return document


@pytest.mark.parametrize("name", GOOD)
def test_a_result_fits_its_schema_and_the_arguments_fit_theirs(name):
    """What is published is what is taken and given; the same arguments give the same bytes."""
    schema = registry.schema(name)["properties"]
    jsonschema.validate(GOOD[name], schema["input"])
    result = registry.run(name, GOOD[name])
    jsonschema.validate(result, schema["output"])
    assert result["rules"], "every result names the rules it used"
    assert json.dumps(registry.run(name, GOOD[name])) == json.dumps(result)


def answered(name, arguments):
    """The result, or None with the faults that do not say what is wrong."""
    try:
        return registry.run(name, arguments), []
    except BadInput as bad:
        return None, [fault for fault in bad.faults if not fault.message]


@pytest.mark.parametrize("name", GOOD)
@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_spoilt_arguments_are_answered_or_named(name, data):
    """One or two values replaced by nasty ones: a result, or faults that each say what is wrong."""
    arguments = GOOD[name]
    for _ in range(data.draw(st.integers(1, 2))):
        arguments = replaced(arguments, data.draw(st.sampled_from(list(places(arguments)))), data.draw(NASTY))
    result, silent_faults = answered(name, arguments)
    assert silent_faults == []
    if result is not None:
        jsonschema.validate(result, registry.schema(name)["properties"]["output"])
