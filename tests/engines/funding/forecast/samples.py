"""The sample problem file, fresh for each test."""

import json
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parents[1] / "data" / "examples" / "levy-forecast.json"


def sample() -> dict[str, Any]:
    """The example problem as a document."""
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


def minimal(**more: Any) -> dict[str, Any]:
    """The least a problem must say, and more."""
    return {"first_month": "2026-08", "donors": [{"id": "a", "levy_declared": 1000}]} | more


def minimal_donor(**more: Any) -> dict[str, Any]:
    """A problem whose only donor says more."""
    return minimal(donors=[{"id": "a", "levy_declared": 1000} | more])
