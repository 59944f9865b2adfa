"""Functions and files stay as short as in the best code we know.

The budgets are the best of twenty respected code bases that were measured: see CONTRIBUTING.md.
"""

from __future__ import annotations

from statistics import median, quantiles

from tests.house import source


def _share(values: list[int], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def _longest_functions() -> str:
    longest = sorted(source.functions(), key=lambda function: -function.lines)[:10]
    return "Split the longest: " + "; ".join(f"{each.shown} ({each.lines} lines)" for each in longest)


def test_functions_are_short() -> None:
    """Half the functions have at most 8 lines, nine tenths at most 25, 99 of 100 at most 50."""
    lines = [function.lines for function in source.functions()]
    assert median(lines) <= 8, _longest_functions()
    assert _share(lines, 90) <= 25, _longest_functions()
    assert _share(lines, 99) <= 50, _longest_functions()


def test_hardly_any_function_is_long() -> None:
    """At most one function in a hundred has more than 50 lines."""
    long = [function.shown for function in source.functions() if function.lines > 50]
    assert len(long) <= len(source.functions()) / 100, f"Split these: {long}"


def test_files_hold_one_subject() -> None:
    """Half the files have at most 90 lines, nine tenths at most 250."""
    lines = [len(module.text.splitlines()) for module in source.modules()]
    assert median(lines) <= 90
    assert _share(lines, 90) <= 250


def test_no_file_is_long() -> None:
    """No file has more than 500 lines: by then it holds two subjects."""
    long = [module.shown for module in source.modules() if len(module.text.splitlines()) > 500]
    assert long == [], "Make a package of each, one subject a file"
