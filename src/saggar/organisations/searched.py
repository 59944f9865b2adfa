"""What the directory's search looks in, and the words of a query in the same form.

The database keeps the text of each organisation in capitals and without apostrophes, so that the search
forgives both; small words that names spell in several ways ("&", "and") are left out of queries.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, Replace, Upper

COLUMNS = (
    "name",
    "provider_name",
    "address",
    "postcode",
    "district",
    "services",
    "ods_code",
    "cqc_location_id",
)
SMALL_WORDS = frozenset({"&", "AND", "THE", "OF"})
LONGEST_QUERY = 100
MOST_WORDS = 8


class JoinedBySpaces(models.Func):
    """The texts of several columns as one, a space before each; a missing one counts as empty."""

    template = "(' ' || %(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = models.TextField()

    def __init__(self, *columns: str) -> None:
        texts = (Coalesce(column, Value(""), output_field=models.TextField()) for column in columns)
        super().__init__(*texts)


def searched_text() -> Replace:
    """The expression of the column that the search looks in."""
    joined = Upper(JoinedBySpaces(*COLUMNS))
    return Replace(joined, Value("'"), Value(""), output_field=models.TextField())


def pattern_of(word: str) -> str:
    """What the column must hold for a word: short ones count at the start of a word only.

    Two letters are inside very many words, and the trigram index cannot find them there.
    """
    return word if len(word) > 2 else f" {word}"


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query as the column holds them, at most MOST_WORDS, without the small words."""
    plain = query[:LONGEST_QUERY].upper().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    words = [word.strip(",.;:()") for word in plain.split()]
    return tuple(word for word in words if word and word not in SMALL_WORDS)[:MOST_WORDS]
