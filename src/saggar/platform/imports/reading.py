"""From bytes to text: size limits, encodings, and files that are not text at all, refused in plain words."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

MEGABYTE = 1024 * 1024
LARGEST_BYTES = 50 * MEGABYTE
NEVER_ABOVE_BYTES = 200 * MEGABYTE

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "an Excel workbook or a zip file: save the sheet as CSV UTF-8 and choose that file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook: save the sheet as CSV UTF-8 and choose that file"),
    (b"%PDF", "a PDF: choose the CSV file it was made from"),
    (b"\x1f\x8b", "compressed: unpack it and choose the file inside"),
    (b"\x89PNG", "a picture: choose a CSV file"),
    (b"\xff\xd8\xff", "a picture: choose a CSV file"),
)
BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
END_OF_FILE = "\x1a"  # the mark old DOS programs put at the end
TEXT_CONTROLS = frozenset(f"\t\n\r\f\v{END_OF_FILE}")


class UnreadableFileError(ValueError):
    """The whole file is refused; the message says why and what to do, in words for the person."""


class Stream(Protocol):
    """Anything open for reading bytes: a file, an upload."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes from here on."""
        ...


@dataclass(frozen=True, slots=True)
class File:
    """A file somebody wants to import: its name and all its bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes, 64 hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a file, the encoding it was in, and a remark for the report (empty when none is due)."""

    text: str
    encoding: str
    note: str = ""


def from_path(path: Path, *, largest: int = LARGEST_BYTES) -> File:
    """The file at `path`; UnreadableFileError when it is too large, before a byte is read, or not there."""
    try:
        refuse_size(path.stat().st_size, largest)
        return File(path.name, path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from error


def from_stream(name: str, stream: Stream, *, size: int | None = None, largest: int = LARGEST_BYTES) -> File:
    """The upload called `name`; never reads more than `largest` bytes, nor any when `size` is above it."""
    refuse_size(size or 0, largest)
    data = stream.read(min(largest, NEVER_ABOVE_BYTES) + 1)
    refuse_size(len(data), largest)
    return File(Path(name).name, data)


def refuse_size(size: int, largest: int = LARGEST_BYTES) -> None:
    """UnreadableFileError when `size` bytes are more than `largest`, or than any import ever takes."""
    limit = min(largest, NEVER_ABOVE_BYTES)
    if size > limit:
        raise UnreadableFileError(
            f"The file is too large: it may have {limit // MEGABYTE} MB. Split it into several files."
        )


def decoded(data: bytes) -> Text:
    """The text of `data`: UTF-8, UTF-16 with its mark, else Windows-1252 with a note.

    Raises UnreadableFileError for an empty, binary or damaged file, and for NUL characters.
    """
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFileError(f"The file is {what}.")
    found = _by_mark(data) or _by_trial(data)
    text = found.text.rstrip(END_OF_FILE)
    _refuse_what_is_not_text(text)
    return replace(found, text=text)


def _by_mark(data: bytes) -> Text | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return Text(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise _damaged(error) from error
    return None


def _by_trial(data: bytes) -> Text:
    try:
        return Text(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise _damaged(error) from error
    try:
        note = "The file is not in UTF-8. It was read as Windows-1252: check accents and pound signs."
        return Text(data.decode("cp1252"), "cp1252", note)
    except UnicodeDecodeError as error:
        raise UnreadableFileError("The file is not text. Choose a CSV file.") from error


def _damaged(error: UnicodeDecodeError) -> UnreadableFileError:
    if error.end >= len(error.object) - 1:
        return UnreadableFileError("The file stops in the middle of a character. Download or save it again.")
    return UnreadableFileError("The file says it is Unicode but is damaged. Download or save it again.")


def _refuse_what_is_not_text(text: str) -> None:
    if not text.strip():
        raise UnreadableFileError("The file is empty.")
    if "\0" in text:
        raise UnreadableFileError(
            "The file holds NUL characters, so it is not plain text. Save it as CSV UTF-8 and try again."
        )
    sample = text[:100_000]
    controls = sum(1 for character in sample if character < " " and character not in TEXT_CONTROLS)
    if controls * 100 > len(sample):
        raise UnreadableFileError("The file is not text. Choose a CSV file.")
