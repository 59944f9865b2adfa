"""How a calculation is declared.

    @dataclass(frozen=True)
    class Given:
        '''What is asked.'''
        declared: Annotated[Money, "Levy declared in the tax month"]

    @dataclass(frozen=True)
    class Result:
        '''What comes out.'''
        credit: Money
        rules: tuple[UsedRule, ...]

    @calculator("levy.credit", "What a tax month's levy brings into the account")
    def credit(given: Given) -> Result: ...

The decorated name is a `Calculator`: call it with the dataclass from Python, or `run` it with JSON. A
file of this package that holds one is in the registry; nothing else is to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, get_type_hints

from saggar.calculators.compound import ObjectKind
from saggar.calculators.faults import BadInput
from saggar.calculators.kinds import Schema
from saggar.rules.dated import NoRuleError, UsedRule

JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"


class HasRules(Protocol):
    """Every result names the rules it used."""

    @property
    def rules(self) -> tuple[UsedRule, ...]:
        """One line for each rule."""
        ...


Given = TypeVar("Given")
Result = TypeVar("Result", bound=HasRules)


@dataclass(frozen=True)
class Calculator(Generic[Given, Result]):
    """A named calculation: one dataclass in, one out, and the same as JSON objects."""

    name: str
    summary: str
    given: type[Given]
    result: type[Result]
    work: Callable[[Given], Result]

    def __call__(self, given: Given) -> Result:
        """The result as typed values, exact; BadInput or NoRuleError when it cannot be had."""
        return self.work(given)

    def run(self, arguments: object) -> dict[str, object]:
        """The result of JSON `arguments` as a JSON object; BadInput names every fault.

        Money is rounded half up to pence here and only here.
        """
        given = ObjectKind(self.given).read(arguments, "")
        try:
            return ObjectKind(self.result).write(self.work(given))
        except NoRuleError as missing:
            raise BadInput.at("", str(missing)) from missing

    def schema(self) -> Schema:
        """The JSON Schema (2020-12) of the arguments, under "input", and of the result, under "output"."""
        return {
            "$schema": JSON_SCHEMA,
            "title": self.name,
            "description": self.summary,
            "type": "object",
            "properties": {
                "input": ObjectKind(self.given).schema("input"),
                "output": ObjectKind(self.result).schema("output"),
            },
        }


def calculator(name: str, summary: str) -> Callable[[Callable[[Given], Result]], Calculator[Given, Result]]:
    """Declare a calculation; TypeError at once when a field's annotation is of no known kind."""

    def declare(work: Callable[[Given], Result]) -> Calculator[Given, Result]:
        hints: Mapping[str, Any] = get_type_hints(work)
        given = next(hint for argument, hint in hints.items() if argument != "return")
        declared = Calculator(name, summary, given, hints["return"], work)
        declared.schema()
        return declared

    return declare
