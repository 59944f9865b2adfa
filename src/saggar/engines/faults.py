"""What is wrong with a problem given to an engine: one fault per place, each with its path and a message."""

from __future__ import annotations

from collections.abc import Iterable

from saggar.calculators.faults import Fault

__all__ = ["BadProblem", "Fault"]


class BadProblem(ValueError):  # noqa: N818 - the engines' public word; it carries faults, not one error
    """The problem cannot be solved as given. `faults` lists all that was found, in order of the input."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))
