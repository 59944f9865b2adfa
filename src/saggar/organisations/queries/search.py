"""Search that forgives spelling: all the words, else the words put right, else any of the words.

A word counts as found when an organisation's searched text holds it, also inside a longer one. A word that
no text holds is put right to the nearest word of the directory by its trigrams (pg_trgm).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db import connection
from django.db.models import Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Greatest, Length, LPad, StrIndex
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from saggar.organisations.models import Organisation
from saggar.organisations.searched import pattern_of

NEAREST = """
SELECT asked.word,
    EXISTS (SELECT FROM organisations_word known WHERE known.word LIKE '%%' || asked.word || '%%'),
    (SELECT near.word FROM organisations_word near WHERE near.word %% asked.word
     ORDER BY similarity(near.word, asked.word) DESC, abs(length(near.word) - length(asked.word)), near.word
     LIMIT 1)
FROM unnest(%s::text[]) WITH ORDINALITY AS asked (word, place) ORDER BY place
"""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The organisations a search found, in the words it found them by; `note` says when it had to guess."""

    rows: QuerySet[Organisation]
    words: tuple[str, ...]
    note: str = ""


def narrowed(rows: QuerySet[Organisation], words: tuple[str, ...]) -> Narrowed:
    """The organisations of `rows` that the words mean; at most three queries, none without words."""
    with_all = rows.filter(all_of(words))
    if not words or with_all.exists():
        return Narrowed(with_all, words)
    right = put_right(words)
    if right and right != words:
        corrected = rows.filter(all_of(right))
        if corrected.exists():
            return Narrowed(corrected, right, f"Nothing matches your spelling. Showing “{_shown(right)}”.")
    nearest = right or words
    note = "No organisation matches every word. Showing those that match some." if right else ""
    return Narrowed(rows.filter(any_of(nearest)), nearest, note)


def all_of(words: tuple[str, ...]) -> Q:
    """Organisations whose text holds every word."""
    return reduce(and_, (Q(searched__contains=pattern_of(word)) for word in words), Q())


def any_of(words: tuple[str, ...]) -> Q:
    """Organisations whose text holds at least one of the words."""
    return reduce(or_, (Q(searched__contains=pattern_of(word)) for word in words), Q())


def put_right(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as the directory spells them; a word that is near to none is left out."""
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, [list(words)])
        found = [word if is_known else nearest for word, is_known, nearest in cursor.fetchall()]
    return tuple(dict.fromkeys(word for word in found if word))


def by_closeness(words: tuple[str, ...]) -> Concat:
    """A text to sort by: fewest words missing first, then all words in the name, then the name.

    The searched text starts with the name, so a word that first stands within its length is in the name.
    """
    places = [StrIndex(F("searched"), Value(pattern_of(word))) for word in words]
    furthest = Greatest(*places, Value(0))
    missing: Combinable = Value(0)
    for place in places:
        missing = missing + Case(When(GreaterThan(place, 0), then=Value(0)), default=Value(2))
    elsewhere = Case(When(LessThanOrEqual(furthest, Length("name") + 1), then=Value(0)), default=Value(1))
    digits = LPad(Cast(missing + elsewhere, TextField()), 2, Value("0"))
    return Concat(digits, F("name"), output_field=TextField())


def _shown(words: tuple[str, ...]) -> str:
    return " ".join(words).lower()
