"""The page "Calculate a figure" shows commands that work."""

import json
import re
from pathlib import Path

import pytest

from saggar.calculators import registry

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "calculate-a-figure.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", TEXT, flags=re.DOTALL)
EXAMPLES = re.findall(r"echo '([^']*)' \|\s+saggar calc (\S+) -\n", TEXT)


def test_every_block_is_read_by_this_test():
    """Two blocks list and describe; every other one works out a figure."""
    assert len(EXAMPLES) == len(BLOCKS) - 2


@pytest.mark.parametrize(("arguments", "name"), EXAMPLES)
def test_each_example_works(arguments, name):
    """No example is refused."""
    assert registry.run(name, json.loads(arguments))["rules"]


def test_the_figures_in_the_text_are_those_of_the_example():
    """24.5 weeks and £18,399.50, as the page says."""
    arguments = next(text for text, name in EXAMPLES if name == "redundancy.statutory")
    result = registry.run("redundancy.statutory", json.loads(arguments))
    assert f"{result['weeks']} weeks and £{result['amount']:,.2f}" in TEXT


def test_every_calculation_outside_the_levy_has_an_example():
    """A new calculation comes with an example; the levy has pages of its own."""
    shown = {name for _, name in EXAMPLES}
    assert shown == {name for name in registry.CALCULATORS if not name.startswith("levy.")}
