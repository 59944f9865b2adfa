"""The `saggar` command itself: what it offers, and how it refuses."""

import argparse
import importlib

import pytest

from saggar import cli


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_of_the_table_is_there(name):
    """Its module describes the command under the table's name, with a sentence of help."""
    module = importlib.import_module(cli.COMMANDS[name])
    subparsers = argparse.ArgumentParser().add_subparsers()
    module.add(subparsers)
    assert list(subparsers.choices) == [name]
    assert subparsers._choices_actions[0].help
    assert callable(module.run)


def test_help_names_every_command(capsys):
    """`saggar --help` ends with 0."""
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [name for name in cli.COMMANDS if f"\n    {name} " not in shown] == []


@pytest.mark.parametrize("arguments", [[], ["fly"], ["calc", "--unknown"]])
def test_wrong_use_ends_with_2(arguments, capsys):
    """No command, an unknown one, an unknown option: a usage line and no traceback."""
    assert cli.main(arguments) == 2
    assert capsys.readouterr().err.startswith("usage: saggar")


def test_ctrl_c_ends_with_130(monkeypatch):
    """Being stopped is no error to trace."""

    def stopped(_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(importlib.import_module("saggar.commands.calc"), "run", stopped)
    assert cli.main(["calc"]) == 130
