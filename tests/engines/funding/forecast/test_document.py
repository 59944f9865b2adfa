"""The plan file: complete, true to the forecast, and the same bytes every time."""

import json
from datetime import date
from decimal import Decimal

import jsonschema
import pytest

import saggar.engines.funding
from saggar.engines.faults import BadProblem
from saggar.engines.funding.forecast import SCHEMA, check, digest, forecast, from_json, plan_json
from saggar.rules.levy import IN_FORCE
from tests.engines.funding.forecast.samples import minimal, sample


def test_the_plan_keeps_its_schema():
    """What is written is what the published schema promises, with a what-if and without."""
    validator = jsonschema.Draft202012Validator(SCHEMA["plan"])
    without = {key: value for key, value in sample().items() if key != "what_if"}
    for document in (sample(), without, minimal(months=1)):
        assert list(validator.iter_errors(plan_json(document))) == []


def test_both_schemas_are_schemas():
    """The published schemas are themselves valid JSON Schema 2020-12."""
    for schema in SCHEMA.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_the_same_problem_in_any_order_gives_the_same_bytes():
    """Order of donors and commitments does not show in the plan."""
    shuffled = sample()
    shuffled["donors"].reverse()
    for donor in shuffled["donors"]:
        donor["commitments"].reverse()
    assert json.dumps(plan_json(shuffled)) == json.dumps(plan_json(sample()))


def test_the_plan_says_what_it_rests_on():
    """Kind, status, seed, rule version and the digest of the problem are in the plan."""
    plan = plan_json(sample(), seed=7, time_limit=0.001)
    assert [plan[key] for key in ("kind", "status", "seed", "run")] == [
        "levy-forecast", "optimal", 7, "spend 20,000 more from January 2027"
    ]  # fmt: skip
    assert (plan["rules"]["key"], plan["rules"]["version"]) == ("in-force", IN_FORCE.version)
    assert plan["problem_digest"] == digest(from_json(sample()))


def test_the_lines_are_those_of_the_forecast():
    """By month, by year and in total the file says what the forecast says."""
    plan, solved = plan_json(sample()), forecast(from_json(sample()))
    written, account = plan["donors"][0], solved.account("kiln-valley")
    assert [Decimal(text) for text in written["by_month"]["expired"]] == [
        line.amounts["expired"] for line in account.months
    ]
    assert [Decimal(text) for text in written["by_year"]["sent"]] == [
        year.amounts["sent"] for year in account.years
    ]
    assert {name: Decimal(text) for name, text in written["totals"].items()} == account.totals


def test_the_objective_is_the_sum_of_the_advice_and_its_own_bound():
    """The extra spend that saves all is proven smallest: no gap."""
    plan = plan_json(sample())
    last = [Decimal(a["monthly"]) for a in plan["advice"] if a["until"] == plan["months"][-1]]
    objective = plan["objective"][0]
    assert Decimal(objective["value"]) == sum(last)
    assert (objective["bound"], objective["gap"]) == (objective["value"], "0")


def test_the_comparison_is_with_doing_nothing():
    """A what-if is compared with things as they stand; without one, following the advice is."""
    assert plan_json(sample())["comparison"]["baseline"] == "do nothing"
    without = {key: value for key, value in sample().items() if key != "what_if"}
    comparison = plan_json(without)["comparison"]
    assert (comparison["baseline"], comparison["other"]) == ("do nothing", "follow the advice")


def test_the_sample_breaks_no_rule():
    """The example's plan passes the checker."""
    problem = from_json(sample())
    assert check(problem, forecast(problem)) == ()


def test_amounts_are_exact_texts():
    """Five places where they matter, two otherwise: 1/3 growth is not rounded to pence."""
    document = minimal(months=10)
    document["donors"][0] |= {"levy_declared": "0.10001", "growth_per_year": "0.5"}
    levy = plan_json(document)["donors"][0]["by_month"]["levy_in"]
    assert (levy[0], levy[-1]) == ("0.10001", "0.15002")
    assert plan_json(minimal(months=1))["donors"][0]["by_month"]["levy_in"] == ["1000.00"]


def test_a_bad_problem_is_refused():
    """The plan of what is no problem is its faults."""
    with pytest.raises(BadProblem, match="first_month: is missing"):
        plan_json({"donors": [{"id": "a", "levy_declared": 1}]})


def test_the_engine_offers_the_forecast():
    """`saggar plan` finds the same plan and schema on the engine's own face."""
    assert saggar.engines.funding.plan_json is plan_json
    assert saggar.engines.funding.SCHEMA is SCHEMA


def test_the_months_of_the_plan_are_those_asked():
    """60 months from August 2026 end in July 2031, in six financial years."""
    plan = plan_json(minimal())
    assert (plan["months"][0], plan["months"][-1]) == ("2026-08", f"{date(2031, 7, 1):%Y-%m}")
    assert plan["years"] == ["2026/27", "2027/28", "2028/29", "2029/30", "2030/31", "2031/32"]
