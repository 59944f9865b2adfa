"""Points and distances on the national grid as the database computes them, nearest first by an index."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Value


class GridPoint(models.Func):
    """The point of an easting and a northing; null when either is."""

    function = "point"
    output_field = models.TextField()


class MetresBetween(models.Func):
    """Metres between two points. Ordered by it, rows come from the index nearest first, without a sort."""

    template = "(%(expressions)s)"
    arg_joiner = " <-> "
    output_field = models.FloatField()


def metres_from(easting: int, northing: int) -> MetresBetween:
    """Metres of each row from a point."""
    return MetresBetween(GridPoint(F("easting"), F("northing")), GridPoint(Value(easting), Value(northing)))
