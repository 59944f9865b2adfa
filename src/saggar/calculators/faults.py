"""What is wrong with the arguments of a calculation, said with the path to each fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: `path` as in "price_episodes[0].price" ("" is the whole), `message` in words.

    The engines speak of faults in the same form.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class BadInput(ValueError):  # noqa: N818
    """The arguments cannot be used; `faults` names every fault found, in the order of the arguments."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))

    @classmethod
    def at(cls, path: str, message: str) -> BadInput:
        """A single fault at `path`."""
        return cls((Fault(path, message),))


class FaultGatherer:
    """Collects the faults of several parts, so that a caller hears all of them at once."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, path: str, message: str) -> None:
        """Note one fault."""
        self._faults.append(Fault(path, message))

    def __enter__(self) -> FaultGatherer:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        """Take up the faults of a BadInput raised inside; any other error goes on."""
        if not isinstance(error, BadInput):
            return False
        self._faults.extend(error.faults)
        return True

    def settle(self) -> None:
        """Raise BadInput with everything gathered, or return when there is nothing."""
        if self._faults:
            raise BadInput(self._faults)
