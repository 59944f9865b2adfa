"""The pieces JSON Schemas of problems and plans are built of (JSON Schema 2020-12)."""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
MONTH_PATTERN: Final = "^[0-9]{4}-(0[1-9]|1[0-2])$"
DATE_PATTERN: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
TEXT: Final[Json] = {"type": "string", "pattern": r"\S"}
AMOUNT: Final[Json] = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2,5}$"}


def an_object(properties: Json, required: tuple[str, ...] = (), meaning: str = "") -> Json:
    """An object with these properties and no other."""
    body = {"type": "object", "properties": properties, "required": list(required)}
    return _described(body | {"additionalProperties": False}, meaning)


def ref(name: str, meaning: str = "") -> Json:
    """What stands under `name` in the schema's $defs."""
    return _described({"$ref": f"#/$defs/{name}"}, meaning)


def a_list(entry: Json, meaning: str = "") -> Json:
    """A list of any length."""
    return _described({"type": "array", "items": entry}, meaning)


def keyed(pattern: str, value: Json, meaning: str = "") -> Json:
    """An object whose keys all match `pattern`."""
    body: Json = {"type": "object", "patternProperties": {pattern: value}, "additionalProperties": False}
    return _described(body, meaning)


def number(lowest: float, highest: float, meaning: str = "") -> Json:
    """A JSON number from `lowest` to `highest`, or text of one, so that no digit is lost on the way."""
    text = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{1,5})?$"}
    return _described({"oneOf": [{"type": "number", "minimum": lowest, "maximum": highest}, text]}, meaning)


def whole(lowest: int, highest: int, meaning: str = "") -> Json:
    """A whole number from `lowest` to `highest`."""
    return _described({"type": "integer", "minimum": lowest, "maximum": highest}, meaning)


def one_of(*words: str) -> Json:
    """One of these words."""
    return {"type": "string", "enum": list(words)}


def either(*schemas: Json, meaning: str = "") -> Json:
    """Exactly one of these."""
    return _described({"oneOf": list(schemas)}, meaning)


def or_null(schema: Json) -> Json:
    """This or null."""
    return {"oneOf": [schema, {"type": "null"}]}


def _described(body: Json, meaning: str) -> Json:
    return {"description": meaning, **body} if meaning else body
