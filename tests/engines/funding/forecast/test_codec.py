"""Reading problems: what is given comes back, what is wrong is named with its path."""

import json
from datetime import date
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given, settings

from saggar.engines.faults import BadProblem
from saggar.engines.funding.forecast import SCHEMA, digest, forecast, from_json, to_json
from saggar.rules.levy import ALLOWANCE_25, IN_FORCE, RULE_SETS
from tests.engines.funding.forecast.problems import problems
from tests.engines.funding.forecast.samples import minimal, minimal_donor, sample

COMMITMENT = {"label": "x", "kind": "own", "first_month": "2026-09", "months": 2, "monthly": 5}
EARLY = {"completion": {"month": "2026-08", "amount": 1}}
SPEND = {"from": "2026-09", "monthly": 1}


def faults(document):
    """The faults of a document, as lines."""
    with pytest.raises(BadProblem) as refused:
        from_json(document)
    return [str(fault) for fault in refused.value.faults]


def valid_by_schema(document):
    """Whether the published schema accepts the document."""
    return jsonschema.Draft202012Validator(SCHEMA["problem"]).is_valid(document)


def test_the_sample_is_read_and_its_schema_accepts_it():
    """The example file is a valid problem of two donors, by the reader and by the schema."""
    problem = from_json(sample())
    assert [donor.name for donor in problem.donors] == [
        "Kiln Valley University Hospitals",
        "Moorside Council",
    ]
    assert valid_by_schema(sample())


def test_what_is_left_out_takes_its_default():
    """60 months under the law, advice from the second month, all English, no growth, no history."""
    problem = from_json(minimal())
    donor = problem.donors[0]
    assert (problem.months, problem.rules, problem.acts_from) == (60, IN_FORCE, date(2026, 9, 1))
    assert (donor.name, donor.growth_per_year, dict(donor.opening)) == ("a", 0, {})
    assert donor.english_percent.steps == ((date(2026, 8, 1), Decimal(100)),)


def test_numbers_may_be_numbers_or_text():
    """A JSON number and its text are the same amount; nothing is lost to binary fractions."""
    as_text = from_json(minimal_donor(levy_declared="0.1"))
    assert from_json(minimal_donor(levy_declared=0.1)) == as_text
    assert as_text.donors[0].levy_declared.steps[0][1] == Decimal("0.1")


@pytest.mark.parametrize(
    ("document", "lines"),
    [
        (
            [],
            [
                "is a list; it must be an object",
                "first_month: is missing; it must be a month such as 2026-08",
            ],
        ),
        (
            {"donors": [{"id": "a", "levy_declared": 1}]},
            ["first_month: is missing; it must be a month such as 2026-08"],
        ),
        (minimal(first_month="2026-8"), ["first_month: is '2026-8'; it must be a month such as 2026-08"]),
        (minimal(first_month="2018-01"), ["first_month: must be a month from May 2019 to December 2099"]),
        (minimal(months=0), ["months: is 0; it must be from 1 to 120"]),
        (minimal(months=True), ["months: is true or false; it must be a whole number"]),
        (minimal(kind="levy"), ["kind: is 'levy'; it must be one of levy-forecast"]),
        (minimal(colour="red"), ["colour: is not a known field"]),
        (minimal(donors=[]), ["donors: has no entry; there must be at least one donor"]),
        (minimal(donors={}), ["donors: is an object; it must be a list"]),
        (minimal(donors=[{"levy_declared": 1}]), ["donors[0].id: is missing; it must be text"]),
        (minimal_donor(id=" "), ["donors[0].id: is ' '; it must be text"]),
        (minimal_donor(levy_declared="much"), ["donors[0].levy_declared: is 'much'; it must be a number"]),
        (minimal_donor(levy_declared="NaN"), ["donors[0].levy_declared: is 'NaN'; it must be a number"]),
        (
            minimal_donor(levy_declared=-1),
            ["donors[0].levy_declared: is -1; it must be from 0 to 100,000,000"],
        ),
        (
            minimal_donor(levy_declared="0.123456"),
            ["donors[0].levy_declared: is 0.123456; it may have at most 5 decimal places"],
        ),
        (
            minimal_donor(levy_declared={"2026-09": 1}),
            ["donors[0].levy_declared: says nothing for August 2026, the first month"],
        ),
        (minimal_donor(levy_declared={}), ["donors[0].levy_declared: has no value"]),
        (minimal_donor(english_percent=101), ["donors[0].english_percent: is 101; it must be from 0 to 100"]),
        (
            minimal_donor(opening={"2026-08": 1}),
            [
                "donors[0].opening.2026-08: is not before the first month; opening funds entered the account "
                "earlier"
            ],
        ),
        (
            minimal_donor(opening={"2024-07": 1}),
            ["donors[0].opening.2024-07: expired in July 2026, before the first month; leave it out"],
        ),
        (
            minimal_donor(opening={"July": 1}),
            ["donors[0].opening.July: must stand under a month such as 2026-08"],
        ),
        (minimal_donor(opening=[1]), ["donors[0].opening: is a list; it must be an object"]),
        (
            minimal_donor(history={"credited": {"2026-08": 1}}),
            ["donors[0].history.credited.2026-08: is not before the first month"],
        ),
        (minimal_donor(history={"sent": 1}), ["donors[0].history.sent: is not a known field"]),
        (
            minimal_donor(commitments=[COMMITMENT | {"kind": "gift"}]),
            [
                "donors[0].commitments[0].kind: is 'gift'; it must be one of own, transfer-sent, "
                "transfer-received"
            ],
        ),
        (
            minimal_donor(commitments=[COMMITMENT, COMMITMENT | EARLY]),
            ["donors[0].commitments[1].completion.month: is before the first instalment"],
        ),
        (
            minimal_donor(commitments=[COMMITMENT | {"started": "2026-10"}]),
            ["donors[0].commitments[0].started: is after the first instalment"],
        ),
        (
            minimal_donor(commitments=[COMMITMENT | {"monthly": 100_000_000}] * 101),
            ["donors[0].commitments: could come to more than £10,000,000,000 in one month"],
        ),
        (
            minimal_donor(pledges=[{"label": "x", "year": 2026}]),
            ["donors[0].pledges[0].amount: is missing; it must be a number"],
        ),
        (
            minimal(donors=[{"id": "a", "levy_declared": 1}] * 2),
            [f"donors[{place}].id: 'a' is the id of more than one donor" for place in (0, 1)],
        ),
        (minimal(advise_from="2031-08"), ["advise_from: August 2031 is outside the forecast"]),
        (
            minimal(rules="kind"),
            ["rules: is 'kind'; it must be one of in-force, allowance-25, before-august-2026"],
        ),
        (
            minimal(rules={"expiry_months": {"2026-08": 12}}),
            ["rules.expiry_months.2026-08: must stand under a date such as 2026-08-01"],
        ),
        (minimal(rules={"top_ups": {}}), ["rules.top_ups: is not a known field"]),
        (minimal(what_if={}), ["what_if.name: is missing; it must be text"]),
        (
            minimal(what_if={"name": "x", "extra_commitments": [COMMITMENT | {"donor": "b"}]}),
            ["what_if.extra_commitments[0].donor: 'b' is not the id of a donor"],
        ),
        (
            minimal(what_if={"name": "x", "extra_spend": SPEND | {"donors": ["a", "c"]}}),
            ["what_if.extra_spend.donors[1]: 'c' is not the id of a donor"],
        ),
        (
            minimal(what_if={"name": "x", "extra_spend": SPEND | {"from": "2026-07"}}),
            ["what_if.extra_spend.from: July 2026 is outside the forecast"],
        ),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_path(document, lines):
    """One line for each thing wrong, saying where and what it must be."""
    assert faults(document) == lines


def test_all_faults_come_at_once():
    """A problem wrong in three places is answered with three faults, not the first."""
    assert faults(minimal(months=0, rules="x", donors=[{"id": 1, "levy_declared": 1}])) == [
        "donors[0].id: is 1; it must be text",
        "months: is 0; it must be from 1 to 120",
        "rules: is 'x'; it must be one of in-force, allowance-25, before-august-2026",
    ]


@pytest.mark.parametrize(
    "document",
    [
        minimal(months=0),
        minimal(colour="red"),
        minimal(donors=[]),
        minimal_donor(levy_declared=-1),
        minimal_donor(english_percent=101),
        minimal_donor(opening={"July": 1}),
        minimal_donor(commitments=[COMMITMENT | {"kind": "gift"}]),
        minimal(rules={"top_ups": {}}),
        minimal(what_if={}),
    ],
)
def test_the_schema_refuses_what_has_the_wrong_shape(document):
    """What can be said in a schema is refused by it too."""
    assert not valid_by_schema(document)


def test_a_named_rule_set_is_read():
    """The key of a set in the rulebook is that set."""
    assert from_json(minimal(rules="allowance-25")).rules == ALLOWANCE_25


def test_a_rule_may_be_changed_from_a_date():
    """A change holds from its date on; what was in force before stays."""
    rules = from_json(minimal(rules={"expiry_months": {"2027-01-01": 18}})).rules
    assert rules.key == "changed"
    on = (date(2026, 7, 31), date(2026, 12, 31), date(2027, 1, 1))
    assert [rules.expiry_months.on(day) for day in on] == [24, 12, 18]
    assert rules.top_up == IN_FORCE.top_up


def test_a_change_of_nothing_is_the_set_itself():
    """An object that changes no rule means the set it is based on."""
    assert from_json(minimal(rules={"based_on": "allowance-25"})).rules == ALLOWANCE_25


@pytest.mark.parametrize("key", list(RULE_SETS))
def test_named_rule_sets_come_back_by_their_key(key):
    """A problem that names a set still names it when written again."""
    assert to_json(from_json(minimal(rules=key)))["rules"] == key


@settings(max_examples=100, deadline=None)
@given(problems())
def test_a_problem_written_and_read_again_gives_the_same_forecast(problem):
    """JSON loses nothing: the problem read back has the same lines, and its schema accepts it."""
    document = json.loads(json.dumps(to_json(problem)))
    again = from_json(document)
    assert valid_by_schema(document)
    assert to_json(again) == document
    assert [a.months for a in forecast(again).accounts] == [a.months for a in forecast(problem).accounts]


def test_the_digest_does_not_depend_on_the_order_of_lists():
    """Donors, commitments and pledges may come in any order; the input is the same."""
    shuffled = sample()
    shuffled["donors"].reverse()
    for donor in shuffled["donors"]:
        donor["commitments"].reverse()
    assert digest(from_json(shuffled)) == digest(from_json(sample()))


def test_the_digest_tells_two_problems_apart():
    """One penny more is another problem."""
    other = sample()
    other["donors"][0]["opening"]["2025-10"] = "30000.01"
    assert digest(from_json(other)) != digest(from_json(sample()))
