"""`saggar plan`: one engine from the command line, without a database."""

from __future__ import annotations

import argparse
import difflib
import importlib
import math
import sys
from pathlib import Path
from typing import Any, Protocol

from saggar.commands import documents

SOLVED, INFEASIBLE, BAD_INPUT = 0, 1, 2

KINDS: dict[str, str | None] = {
    "levy-forecast": "saggar.engines.funding",
    "levy-allocation": None,
    "redeployment": None,
    "stable-matching": None,
    "rotations": None,
    "bank-shifts": None,
    "transfer-window": None,
    "training-alignment": None,
    "workforce-supply": None,
    "portfolio": None,
}


class Engine(Protocol):
    """What the module of a kind offers."""

    SCHEMA: dict[str, Any]

    def plan_json(self, problem: object, *, seed: int, time_limit: float | None) -> dict[str, Any]:
        """The plan of a problem document; BadProblem when the document states none."""
        ...


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "plan",
        help="solve a planning problem",
        description="Reads a JSON problem, writes a JSON plan; the same problem and seed give the same plan. "
        "Without KIND it lists the kinds. Exit codes: 0 solved, 1 infeasible, 2 bad input.",
    )
    parser.add_argument("kind", metavar="KIND", nargs="?", help="what is to be planned")
    parser.add_argument("source", metavar="PROBLEM.json", nargs="?", help="a file, or - for standard input")
    parser.add_argument("-o", "--output", metavar="PLAN.json", type=Path, help="write the plan to this file")
    parser.add_argument("--time-limit", metavar="S", type=seconds, help="seconds to search at most")
    parser.add_argument("--seed", metavar="N", type=seed, default=0, help="seed of the search (default 0)")
    parser.add_argument("--schema", action="store_true", help="write the JSON Schemas of problem and plan")


def seconds(text: str) -> float:
    """A time limit: a number of seconds above 0."""
    number = float(text)
    if not (math.isfinite(number) and number > 0):
        raise argparse.ArgumentTypeError("must be more than 0 seconds")
    return number


def seed(text: str) -> int:
    """The seed of a search: a whole number from 0 that fits 31 bits, as solvers ask for."""
    number = int(text)
    if not 0 <= number < 2**31:
        raise argparse.ArgumentTypeError("must be from 0 to 2147483647")
    return number


def run(args: argparse.Namespace) -> int:
    """List, describe or solve; SOLVED, INFEASIBLE with the reasons, or BAD_INPUT with every fault."""
    from saggar.engines.faults import BadProblem

    try:
        if args.kind is None:
            _list()
            return SOLVED
        engine = _engine(args.kind)
        if args.schema:
            documents.show(engine.SCHEMA)
            return SOLVED
        return _solve(engine, args)
    except BadProblem as bad:
        documents.tell(bad.faults)
    except documents.UnreadableDocumentError as error:
        documents.tell([error])
    return BAD_INPUT


def _list() -> None:
    for kind, module in KINDS.items():
        sys.stdout.write(f"{kind}\n" if module else f"{kind} (not yet in this version)\n")


def _engine(kind: str) -> Engine:
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, 1)
        hint = f"did you mean {near[0]}?" if near else "saggar plan lists the kinds"
        raise documents.UnreadableDocumentError(f"there is no kind of plan called {kind}; {hint}")
    module = KINDS[kind]
    if module is None:
        raise documents.UnreadableDocumentError(f"{kind} is not yet in this version")
    engine: Engine = importlib.import_module(module)
    return engine


def _solve(engine: Engine, args: argparse.Namespace) -> int:
    if args.source is None:
        raise documents.UnreadableDocumentError(
            f"say where the problem is: saggar plan {args.kind} PROBLEM.json, or - for standard input"
        )
    if args.output and not args.output.parent.is_dir():
        raise documents.UnreadableDocumentError(f"there is no folder {args.output.parent}")
    plan = engine.plan_json(documents.read(args.source), seed=args.seed, time_limit=args.time_limit)
    if args.output:
        documents.save(plan, args.output)
    else:
        documents.show(plan)
    if plan.get("status") != "infeasible":
        return SOLVED
    documents.tell(plan.get("reasons", ()))
    return INFEASIBLE
