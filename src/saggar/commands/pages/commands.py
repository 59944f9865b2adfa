"""docs/commands.md: every sub-command of `saggar` with its arguments."""

from __future__ import annotations

import argparse
from collections.abc import Iterator


def lines(whole: argparse.ArgumentParser) -> Iterator[str]:
    """A section for each command of the parser `whole`: what it does, and a line for each argument."""
    yield "`saggar COMMAND --help` says the same at the command line."
    (commands,) = (each for each in whole._actions if isinstance(each, argparse._SubParsersAction))
    summaries = {each.dest: each.help or "" for each in commands._choices_actions}
    for name, parser in commands.choices.items():
        yield from ("", f"## saggar {name}", "", _sentence(parser.description or summaries.get(name, "")))
        yield from _arguments(parser)


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    arguments = [each for each in parser._actions if not isinstance(each, argparse._HelpAction)]
    if arguments:
        yield from ("", "| argument | meaning |", "|---|---|")
    for each in arguments:
        yield f"| `{_name(each)}` | {_sentence(parser._get_formatter()._expand_help(each))} |"


def _name(argument: argparse.Action) -> str:
    shown = argument.metavar if isinstance(argument.metavar, str) else argument.dest.upper()
    if not argument.option_strings:
        return shown
    takes = "" if argument.nargs == 0 else f" {shown}"
    return f"{', '.join(argument.option_strings)}{takes}"


def _sentence(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
