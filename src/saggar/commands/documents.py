"""JSON documents that commands read and write, with a clear sentence for every file that is none."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

MOST_BYTES = 64 * 1024 * 1024
STANDARD_INPUT = "-"


class UnreadableDocumentError(Exception):
    """The document cannot be read or written; the message says why in words for the person who gave it."""


def read(source: str) -> Any:
    """The JSON document in the file `source`, or on standard input for "-".

    Numbers must be finite, no name may come twice in an object, and 64 MiB is the most.
    """
    name = "standard input" if source == STANDARD_INPUT else source
    try:
        text = _content(source, name).decode("utf-8-sig")
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        raise UnreadableDocumentError(f"{name} is not text in UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableDocumentError(f"{name} is not JSON: {error.msg} at {place}") from error
    except RecursionError as error:
        raise UnreadableDocumentError(f"{name} is nested too deeply") from error
    except ValueError as error:
        raise UnreadableDocumentError(f"{name} is not JSON: {error}") from error


def _content(source: str, name: str) -> bytes:
    try:
        if source == STANDARD_INPUT:
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                content = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableDocumentError(f"there is no file {name}") from error
    except IsADirectoryError as error:
        raise UnreadableDocumentError(f"{name} is a folder, not a file") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocumentError(f"{name} cannot be read: {_reason(error)}") from error
    if len(content) > MOST_BYTES:
        raise UnreadableDocumentError(f"{name} is larger than {MOST_BYTES // 1024 // 1024} MiB")
    return content


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is not a number that JSON knows")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'"{twice}" is given twice in one object')
    return made


def as_bytes(document: object) -> bytes:
    """The document as JSON whose bytes depend on nothing else: sorted names, indent 2, one newline."""
    try:
        return _dumped(document, ascii_only=False).encode()
    except UnicodeEncodeError:
        return _dumped(document, ascii_only=True).encode()


def _dumped(document: object, *, ascii_only: bool) -> str:
    return json.dumps(document, ensure_ascii=ascii_only, sort_keys=True, indent=2, allow_nan=False) + "\n"


def show(document: object) -> None:
    """Write the document to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(as_bytes(document))
    sys.stdout.buffer.flush()


def save(document: object, path: Path) -> None:
    """Write the document to a file, all of it or nothing; UnreadableDocumentError when it cannot be."""
    try:
        _replace(path, as_bytes(document))
    except OSError as error:
        raise UnreadableDocumentError(f"{path} cannot be written: {_reason(error)}") from error


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def tell(faults: Iterable[object]) -> None:
    """Write each fault on a line of its own to standard error."""
    for fault in faults:
        line = " ".join(str(fault).split())
        sys.stderr.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
