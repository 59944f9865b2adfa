"""`saggar calc`: one figure of law or policy from the command line, with the rules it used."""

from __future__ import annotations

import argparse
import difflib
import sys

from saggar.commands import documents

SOLVED, BAD_INPUT = 0, 2


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "calc",
        help="work out a figure of law or policy",
        description="Reads one JSON object, writes one JSON object with the rules it used. Without NAME it "
        "lists the names. Exit codes: 0 worked out, 2 bad input.",
    )
    parser.add_argument("name", metavar="NAME", nargs="?", help="which figure, such as redundancy.notice")
    parser.add_argument("source", metavar="ARGS.json", nargs="?", help="a file, or - for standard input")
    parser.add_argument("--schema", action="store_true", help="write the JSON Schema of input and output")


def run(args: argparse.Namespace) -> int:
    """List, describe or work out; SOLVED, or BAD_INPUT with one line for each fault."""
    from saggar.calculators import registry

    try:
        if args.name is None:
            _list()
        elif args.name not in registry.CALCULATORS:
            raise documents.UnreadableDocumentError(_unknown(args.name, list(registry.CALCULATORS)))
        elif args.schema:
            documents.show(registry.schema(args.name))
        else:
            documents.show(registry.run(args.name, _arguments(args)))
    except registry.BadInput as bad:
        documents.tell(bad.faults)
        return BAD_INPUT
    except documents.UnreadableDocumentError as error:
        documents.tell([error])
        return BAD_INPUT
    return SOLVED


def _list() -> None:
    from saggar.calculators import registry

    width = max(map(len, registry.CALCULATORS))
    for name, calculator in registry.CALCULATORS.items():
        sys.stdout.write(f"{name:{width}}  {calculator.summary}\n")


def _unknown(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, 1)
    hint = f"did you mean {near[0]}?" if near else "saggar calc lists the names"
    return f"there is no calculation called {name}; {hint}"


def _arguments(args: argparse.Namespace) -> object:
    if args.source is None:
        raise documents.UnreadableDocumentError(
            f"say where the arguments are: saggar calc {args.name} ARGS.json, or - for standard input"
        )
    return documents.read(args.source)
