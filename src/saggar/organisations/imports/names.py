"""Names and addresses as people write them, from national lists that write them in capitals.

"UNIVERSITY HOSPITALS OF NORTH MIDLANDS NHS TRUST" becomes "University Hospitals of North Midlands NHS
Trust". Names that already have small letters are left as they are.
"""

from __future__ import annotations

import re

SMALL = frozenset(
    ("and", "at", "by", "for", "from", "in", "le", "of", "on", "super", "the", "to", "under", "upon", "with")
)
ABBREVIATIONS = frozenset(
    ("ABC", "CIC", "GP", "HIPC", "ICB", "II", "III", "IV", "LLP", "NHS", "PCN", "PLC", "UK")
)
SHORT_WORDS = frozenset(("DR", "DRS", "LTD", "MR", "MRS", "MS", "ST", "STS", "BY", "MY"))
"""Words without a vowel that are no abbreviation in capitals."""
SPELLED_OUT = {
    "CTR": "Centre",
    "DIST": "District",
    "MED": "Medical",
    "PK": "Park",
    "PRACT": "Practice",
    "SURG": "Surgery",
}
"""Shortened in the lists of the Organisation Data Service to fit their short columns."""
TITLES = frozenset({"DR", "DRS"})
LETTERS = re.compile(r"[A-Z0-9][A-Z0-9'’]*\.?")
RUN_TOGETHER = re.compile(r"\.(?=[A-Z]{2})")
ORDINAL = re.compile(r"[0-9]+(ST|ND|RD|TH)")


def tidy_name(raw: str) -> str:
    """A name or address in capitals as it is written in a sentence; spaces in a row made one."""
    line = " ".join(raw.split())
    if any(letter.islower() for letter in line):
        return line
    words = RUN_TOGETHER.sub(". ", line).split(" ")
    return " ".join(_word(word, words[:place]) for place, word in enumerate(words))


def _word(word: str, before: list[str]) -> str:
    """One word between spaces, given the words before it."""
    if word.lower() in SMALL and _goes_on(before):
        return word.lower()
    if _is_initials(word, before):
        return word
    pieces = LETTERS.findall(word)
    tidied = iter([_piece(piece, inside=place > 0) for place, piece in enumerate(pieces)])
    return LETTERS.sub(lambda _: next(tidied), word)


def _goes_on(before: list[str]) -> bool:
    """Whether a small word stands within a name, not at its start, after a comma or a house number."""
    return bool(before) and not before[-1].endswith(",") and not before[-1].isdigit()


def _is_initials(word: str, before: list[str]) -> bool:
    """Whether this is the "KS" in "DR KS UPTON"."""
    return bool(before) and before[-1] in TITLES and len(word) <= 2 and word.isalpha()


def _piece(piece: str, *, inside: bool) -> str:
    """A run of letters and digits: a whole word, or the part of one with hyphens; `inside`, not its first."""
    bare = piece.rstrip(".")
    if bare in SPELLED_OUT:
        return SPELLED_OUT[bare]
    if ORDINAL.fullmatch(bare) or (inside and bare.lower() in SMALL):
        return piece.lower()
    if _stays(bare):
        return piece
    return _capitalised(piece)


def _stays(bare: str) -> bool:
    """Whether a run keeps its capitals: an abbreviation, a single letter, a number with letters."""
    if bare in ABBREVIATIONS or len(bare) == 1 or any(letter.isdigit() for letter in bare):
        return True
    return bare not in SHORT_WORDS and bare.isalpha() and not set(bare) & set("AEIOUY")


def _capitalised(piece: str) -> str:
    """ "O'BRIEN" is O'Brien and "MCDONALD" McDonald, but "KING'S" is King's."""
    if match := re.fullmatch(r"([OD])(['’])([A-Z]{2,}.*)", piece):
        return f"{match[1]}{match[2]}{match[3].capitalize()}"
    if re.fullmatch(r"MC[A-Z]{3,}.*", piece):
        return f"Mc{piece[2:].capitalize()}"
    return piece.capitalize()
