"""The list of apprenticeship standards, found also with typing errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Upper

from saggar.levy import policies
from saggar.levy.models import FundingBand, Standard
from saggar.platform.decisions import Allowed, allow_public
from saggar.platform.permits import Actor

LEAST_ALIKE = 0.4
MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class StandardsPage:
    """Standards with the funding band in force today; `rows` is ordered by title or by likeness."""

    rows: QuerySet[Standard]
    routes: Sequence[str]
    may_import: bool


def standards_page(actor: Actor, *, today: date, words: str = "", level: str = "") -> StandardsPage:
    """Standards whose title is like `words`, of a level when given; open to everybody."""
    allow_public("standards are public reference data")
    rows = _with_band(Standard.objects.all(), today)
    if level:
        rows = rows.filter(level=int(level))
    if words:
        rows = rows.annotate(alike=TrigramWordSimilarity(words.upper(), Upper(F("title"))))
        rows = rows.filter(alike__gte=LEAST_ALIKE).order_by("-alike", "title", "pk")[:MOST_FOUND]
    routes = Standard.objects.exclude(route="").values_list("route", flat=True).distinct().order_by("route")
    return StandardsPage(rows, list(routes), isinstance(policies.may_import_standards(actor), Allowed))


def _with_band(rows: QuerySet[Standard], today: date) -> QuerySet[Standard]:
    bands = FundingBand.objects.filter(standard=OuterRef("pk"), starts_on__lte=today).order_by("-starts_on")
    return rows.annotate(
        cap_pounds=Subquery(bands.values("cap_pounds")[:1]), months=Subquery(bands.values("months")[:1])
    )
