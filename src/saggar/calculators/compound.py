"""Kinds made of other kinds, and how a Python annotation says which kind a field is.

A calculation's arguments and result are frozen dataclasses. Their annotations are the schema:
`Annotated[Decimal, NumberKind(places=2), "Levy declared"]`, `date`, `int`, `bool`, `str`,
`Literal["a", "b"]`, `tuple[X, ...]`, `Mapping[K, V]`, other dataclasses, and `X | None`.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from saggar.calculators.faults import BadInput, FaultGatherer
from saggar.calculators.kinds import (
    ChoiceKind,
    DayKind,
    Kind,
    NumberKind,
    Role,
    Schema,
    TextKind,
    TruthKind,
    UsedRuleKind,
    WholeKind,
)
from saggar.rules.dated import UsedRule

MOST_ITEMS = 20_000
PLAIN_KINDS: dict[type, Kind] = {
    bool: TruthKind(),
    int: WholeKind(),
    str: TextKind(),
    date: DayKind(),
    Decimal: NumberKind(),
    float: NumberKind(as_float=True),
    UsedRule: UsedRuleKind(),
}


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list of one kind, read into a tuple."""

    item: Kind

    def read(self, value: object, path: str) -> tuple[Any, ...]:
        """Every item, or the faults of all of them."""
        if not isinstance(value, list | tuple):
            raise BadInput.at(path, "must be a list")
        if len(value) > MOST_ITEMS:
            raise BadInput.at(path, f"must have at most {MOST_ITEMS} items")
        gatherer = FaultGatherer()
        read: list[Any] = []
        for index, item in enumerate(value):
            with gatherer:
                read.append(self.item.read(item, f"{path}[{index}]"))
        gatherer.settle()
        return tuple(read)

    def write(self, value: tuple[Any, ...]) -> list[object]:
        """A JSON list."""
        return [self.item.write(item) for item in value]

    def schema(self, role: Role) -> Schema:
        """An array."""
        most = {"maxItems": MOST_ITEMS} if role == "input" else {}
        return {"type": "array", "items": self.item.schema(role), **most}


@dataclass(frozen=True, slots=True)
class MapKind:
    """An object whose keys are of one kind and whose values are of another, such as pounds by month."""

    key: Kind
    value: Kind

    def read(self, value: object, path: str) -> dict[Any, Any]:
        """The mapping, or the faults of all its entries."""
        if not isinstance(value, Mapping):
            raise BadInput.at(path, "must be an object")
        if len(value) > MOST_ITEMS:
            raise BadInput.at(path, f"must have at most {MOST_ITEMS} entries")
        gatherer = FaultGatherer()
        read: dict[Any, Any] = {}
        for name, item in value.items():
            with gatherer:
                key = self.key.read(name, f"{path}.{name}")
                if key in read:
                    raise BadInput.at(f"{path}.{name}", "is given twice")
                read[key] = self.value.read(item, f"{path}.{name}")
        gatherer.settle()
        return read

    def write(self, value: Mapping[Any, Any]) -> dict[object, object]:
        """A JSON object, in the order of the mapping."""
        return {self.key.write(key): self.value.write(item) for key, item in value.items()}

    def schema(self, role: Role) -> Schema:
        """An object with any keys of the kind."""
        most = {"maxProperties": MOST_ITEMS} if role == "input" else {}
        names = {"propertyNames": self.key.schema(role), "additionalProperties": self.value.schema(role)}
        return {"type": "object", **names, **most}


@dataclass(frozen=True, slots=True)
class MaybeKind:
    """A value or null."""

    kind: Kind

    def read(self, value: object, path: str) -> Any:
        """None for null."""
        return None if value is None else self.kind.read(value, path)

    def write(self, value: Any) -> object:
        """Null for None."""
        return None if value is None else self.kind.write(value)

    def schema(self, role: Role) -> Schema:
        """Either the value's schema or null."""
        return {"anyOf": [self.kind.schema(role), {"type": "null"}]}


@dataclass(frozen=True, slots=True)
class EitherKind:
    """One of several kinds, the first that fits; objects and lists are told from single values."""

    kinds: tuple[Kind, ...]

    def read(self, value: object, path: str) -> Any:
        """The value by the first kind that reads it; else the faults of the kind it resembles."""
        bad: list[BadInput] = []
        for kind in self.kinds:
            try:
                return kind.read(value, path)
            except BadInput as error:
                bad.append(error)
        deepest = max(bad, key=lambda error: len(error.faults[0].path))
        if deepest.faults[0].path != path:
            raise deepest
        raise BadInput.at(path, " or ".join(error.faults[0].message for error in bad))

    def write(self, value: Any) -> object:
        """Results never hold such a value."""
        raise TypeError("a result holds one kind of value")

    def schema(self, role: Role) -> Schema:
        """Any of the kinds."""
        return {"anyOf": [kind.schema(role) for kind in self.kinds]}


@dataclass(frozen=True, slots=True)
class FieldOf:
    """One field of an object: its name, kind, meaning, and whether it may be left out."""

    name: str
    kind: Kind
    meaning: str
    optional: bool

    def schema(self, role: Role) -> Schema:
        """The kind's schema with the meaning as its description."""
        described = {"description": self.meaning} if self.meaning else {}
        return {**self.kind.schema(role), **described}


@dataclass(frozen=True, slots=True)
class ObjectKind:
    """A dataclass: an object with its fields' names and no others."""

    made: Any

    @property
    def fields(self) -> tuple[FieldOf, ...]:
        """The fields in the order they are declared."""
        return fields_of(self.made)

    def read(self, value: object, path: str) -> Any:
        """An instance of the dataclass, or the faults of every field."""
        if not isinstance(value, Mapping):
            raise BadInput.at(path, "must be an object")
        gatherer = FaultGatherer()
        self._refuse_unknown(value, path, gatherer)
        read: dict[str, Any] = {}
        for field in self.fields:
            with gatherer:
                if field.name in value:
                    read[field.name] = field.kind.read(value[field.name], _join(path, field.name))
                elif not field.optional:
                    gatherer.add(_join(path, field.name), "is missing")
        gatherer.settle()
        return self.made(**read)

    def _refuse_unknown(self, value: Mapping[Any, Any], path: str, gatherer: FaultGatherer) -> None:
        known = [field.name for field in self.fields]
        for name in value:
            if name not in known:
                near = difflib.get_close_matches(str(name), known, 1)
                hint = f"; did you mean {near[0]}?" if near else f"; known names are {', '.join(known)}"
                gatherer.add(_join(path, str(name)), f"is not a known name{hint}")

    def write(self, value: Any) -> dict[str, object]:
        """A JSON object with every field, in order."""
        return {field.name: field.kind.write(getattr(value, field.name)) for field in self.fields}

    def schema(self, role: Role) -> Schema:
        """An object that takes no other names."""
        needed = [field.name for field in self.fields if role == "output" or not field.optional]
        return {
            "type": "object",
            "description": (self.made.__doc__ or "").split("\n")[0],
            "properties": {field.name: field.schema(role) for field in self.fields},
            "required": needed,
            "additionalProperties": False,
        }


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


@functools.cache
def fields_of(made: Any) -> tuple[FieldOf, ...]:
    """The fields of a dataclass with their kinds, from its annotations."""
    hints = get_type_hints(made, include_extras=True)
    return tuple(
        FieldOf(field.name, kind_of(hints[field.name]), _meaning(hints[field.name]), _has_default(field))
        for field in dataclasses.fields(made)
    )


def _has_default(field: dataclasses.Field[Any]) -> bool:
    return (field.default, field.default_factory) != (dataclasses.MISSING, dataclasses.MISSING)


def _meaning(hint: Any) -> str:
    if get_origin(hint) is not Annotated:
        return ""
    return next((extra for extra in reversed(hint.__metadata__) if isinstance(extra, str)), "")


def kind_of(hint: Any) -> Kind:
    """The kind an annotation stands for; TypeError when it stands for none, so a slip fails on import."""
    if get_origin(hint) is Annotated:
        given = [extra for extra in hint.__metadata__ if not isinstance(extra, str)]
        return given[-1] if given else kind_of(get_args(hint)[0])
    if hint in PLAIN_KINDS:
        return PLAIN_KINDS[hint]
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return ObjectKind(hint)
    return _generic_kind(hint, get_origin(hint), get_args(hint))


def _generic_kind(hint: Any, origin: Any, arguments: tuple[Any, ...]) -> Kind:
    if origin is tuple and arguments[1:] == (...,):
        return ListKind(kind_of(arguments[0]))
    if origin is Literal:
        return ChoiceKind(arguments)
    if origin in (Union, types.UnionType):
        return _union_kind(arguments)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return MapKind(kind_of(arguments[0]), kind_of(arguments[1]))
    raise TypeError(f"{hint} is not a kind of value a calculation takes")


def _union_kind(arguments: tuple[Any, ...]) -> Kind:
    kinds = tuple(kind_of(argument) for argument in arguments if argument is not type(None))
    kind = kinds[0] if len(kinds) == 1 else EitherKind(kinds)
    return MaybeKind(kind) if type(None) in arguments else kind
