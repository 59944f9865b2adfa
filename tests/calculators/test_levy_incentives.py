"""Additional payments for young apprentices."""

from __future__ import annotations

from typing import Any

import pytest

from saggar.calculators.faults import BadInput
from saggar.calculators.registry import run


def _paid(**arguments: object) -> list[tuple[str, str, float]]:
    result: Any = run("levy.incentives", {"start": "2025-08-01", "end": "2026-12-31", **arguments})
    return [(payment["to"], payment["on"], payment["amount"]) for payment in result["payments"]]


BOTH = [
    ("provider", "2025-10-29", 500.0),
    ("employer", "2025-10-29", 500.0),
    ("provider", "2026-07-31", 500.0),
    ("employer", "2026-07-31", 500.0),
]
PROVIDER_ONLY = [payment for payment in BOTH if payment[0] == "provider"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"age": 16}, BOTH),
        ({"age": 18}, BOTH),
        ({"age": 19}, []),
        ({"age": 19, "ehcp": True}, BOTH),
        ({"age": 24, "care_leaver": True, "consent": True}, BOTH),
        ({"age": 24, "care_leaver": True}, PROVIDER_ONLY),
        ({"age": 24, "care_leaver": True, "ehcp": True}, BOTH),
        ({"age": 24, "consent": True}, []),
        ({"age": 25, "ehcp": True, "care_leaver": True, "consent": True}, []),
    ],
)
def test_who_is_paid_depends_on_age_and_support(
    facts: dict[str, object], expected: list[tuple[str, str, float]]
) -> None:
    """To 18 both; to 24 with a plan or consent both; a care leaver's employer not without consent."""
    assert _paid(**facts) == expected


@pytest.mark.parametrize(
    ("end", "payments"),
    [("2025-10-28", 0), ("2025-10-29", 2), ("2026-07-30", 2), ("2026-07-31", 4)],
)
def test_each_payment_needs_its_days_in_learning(end: str, payments: int) -> None:
    """The start is day 1: day 90 and day 365 must be reached."""
    assert len(_paid(age=17, end=end)) == payments


@pytest.mark.parametrize(("age", "notes"), [(15, 0), (16, 1), (24, 1), (25, 0)])
def test_the_reported_payment_to_small_employers_is_named_and_not_paid(age: int, notes: int) -> None:
    """No government page confirms it, so it is said in words from August 2026 and never added."""
    result: Any = run("levy.incentives", {"age": age, "start": "2026-08-01", "end": "2026-08-02"})
    assert len(result["notes"]) == notes
    assert result["payments"] == []
    before: Any = run("levy.incentives", {"age": age, "start": "2026-07-31", "end": "2026-08-02"})
    assert before["notes"] == []


def test_an_end_before_the_start_is_refused() -> None:
    """The path names it."""
    with pytest.raises(BadInput, match="end: is before the start"):
        _paid(age=17, end="2025-07-31")
