"""`saggar plan` from the command line, with the levy forecast and with an engine of the test's own."""

import json
import sys
import types

import pytest

from saggar.cli import main
from saggar.commands import plan
from saggar.engines.faults import BadProblem, Fault

ENGINE = "tests.commands.engine_of_the_test"


@pytest.fixture
def engine(monkeypatch):
    """A kind "portfolio" whose plan tells what it was given."""
    module = types.ModuleType(ENGINE)

    def plan_json(problem, *, seed, time_limit):
        if "people" not in problem:
            raise BadProblem([Fault("people", "is missing"), Fault("", "is not a problem")])
        reasons = {"status": "infeasible", "reasons": ["nobody is free"]} if not problem["people"] else {}
        return {"status": "optimal", "seed": seed, "time_limit": time_limit, "people": "£"} | reasons

    module.plan_json = plan_json
    module.SCHEMA = {"problem": {"type": "object"}, "plan": {"type": "object"}}
    monkeypatch.setitem(sys.modules, ENGINE, module)
    monkeypatch.setitem(plan.KINDS, "portfolio", ENGINE)


@pytest.fixture
def saggar(capfdbinary):
    """Run `saggar plan` with arguments; exit code, output and error output."""

    def run(*arguments):
        code = main(["plan", *[str(argument) for argument in arguments]])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.fixture
def problem(tmp_path):
    """A file with a problem."""

    def make(document):
        path = tmp_path / "problem.json"
        path.write_text(json.dumps(document))
        return path

    return make


def test_a_solved_problem_ends_with_0(engine, saggar, problem):
    """The plan is on standard output, with the seed and the time limit asked for."""
    code, out, err = saggar("portfolio", problem({"people": 1}), "--seed", 7, "--time-limit", 2.5)
    assert (code, err) == (0, "")
    assert json.loads(out) == {"status": "optimal", "seed": 7, "time_limit": 2.5, "people": "£"}


def test_a_plan_goes_to_a_file_whole(engine, saggar, problem, tmp_path):
    """-o writes the same bytes as standard output, over what was there, and leaves nothing else."""
    source, target = problem({"people": 1}), tmp_path / "plan.json"
    target.write_text("an older and longer plan " * 100)
    _, shown, _ = saggar("portfolio", source)
    assert saggar("portfolio", source, "-o", target) == (0, "", "")
    assert target.read_text() == shown
    assert sorted(each.name for each in tmp_path.iterdir()) == ["plan.json", "problem.json"]


def test_an_infeasible_problem_ends_with_1_and_its_reasons(engine, saggar, problem):
    """The plan is written all the same."""
    code, out, err = saggar("portfolio", problem({"people": 0}))
    assert (code, json.loads(out)["status"], err) == (1, "infeasible", "nobody is free\n")


def test_a_bad_problem_ends_with_2_and_every_fault(engine, saggar, problem):
    """One line each, with the path where there is one."""
    code, out, err = saggar("portfolio", problem({}))
    assert (code, out, err) == (2, "", "people: is missing\nis not a problem\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rotations", "x.json"], "rotations is not yet in this version"),
        (["redeployment", "--schema"], "redeployment is not yet in this version"),
        (
            ["levy-forcast", "x.json"],
            "there is no kind of plan called levy-forcast; did you mean levy-forecast?",
        ),
        (["tarot"], "there is no kind of plan called tarot; saggar plan lists the kinds"),
        (
            ["levy-forecast"],
            "say where the problem is: saggar plan levy-forecast PROBLEM.json, or - for standard input",
        ),
        (["levy-forecast", "no.json"], "there is no file no.json"),
        (["levy-forecast", "no.json", "-o", "no/plan.json"], "there is no folder no"),
    ],
)
def test_what_cannot_be_planned_is_said(saggar, arguments, message):
    """Exit 2 with one sentence."""
    assert saggar(*arguments) == (2, "", f"{message}\n")


@pytest.mark.parametrize(
    "option", [["--time-limit", "0"], ["--time-limit", "nan"], ["--seed", "-1"], ["--seed", "x"]]
)
def test_limits_and_seeds_that_are_none(saggar, option):
    """Exit 2 and the name of the option."""
    code, out, err = saggar("levy-forecast", "x.json", *option)
    assert (code, out) == (2, "")
    assert option[0] in err.splitlines()[-1]


def test_a_plan_that_cannot_be_written_is_said(engine, saggar, problem, tmp_path):
    """A folder in its place: one sentence, exit 2."""
    code, _, err = saggar("portfolio", problem({"people": 1}), "-o", tmp_path)
    assert (code, err) == (2, f"{tmp_path} cannot be written: Is a directory\n")


def test_the_kinds_are_listed(saggar):
    """Those of later versions say so."""
    code, out, _ = saggar()
    assert code == 0
    assert out.splitlines()[:2] == ["levy-forecast", "levy-allocation (not yet in this version)"]


def test_every_kind_of_this_version_has_both_schemas(saggar):
    """--schema writes the schemas of problem and plan."""
    for kind in [kind for kind, module in plan.KINDS.items() if module]:
        code, out, _ = saggar(kind, "--schema")
        assert (code, sorted(json.loads(out))) == (0, ["plan", "problem"])


def test_the_levy_forecast_names_the_faults_of_a_problem(saggar, problem):
    """The engine's own faults reach the reader with their paths."""
    code, out, err = saggar("levy-forecast", problem({"first_month": "2026-13", "donors": 3}))
    assert (code, out) == (2, "")
    assert [line.split(":")[0] for line in err.splitlines()] == ["first_month", "donors"]
