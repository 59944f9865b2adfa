"""Retention measures as JSON."""

import pytest

from saggar.calculators import registry
from saggar.calculators.faults import BadInput

HEADCOUNTS = [{"employer": "Trust", "start": 100}, {"employer": "Home", "start": 50, "end": 52}]


def faults(**arguments):
    """The messages of a refused calculation."""
    with pytest.raises(BadInput) as refused:
        registry.run("retention.metrics", arguments)
    return [str(fault) for fault in refused.value.faults]


def test_employer_and_system_views():
    """One moves to the home, one leaves for good, one joins: the system loses one of two."""
    result = registry.run(
        "retention.metrics",
        {
            "headcounts": HEADCOUNTS,
            "moves": [
                {"person": "ana", "on": "2026-01-05", "left": "Trust", "joined": "Home"},
                {"person": "ben", "on": "2026-02-01", "left": "Trust", "reason": "Unknown"},
                {"person": "cat", "on": "2026-02-01", "joined": "Home"},
            ],
            "cohorts": [{"employer": "Trust", "month": "2025-01", "started": 3, "stayed": 1}],
        },
    )
    assert result["system"] == {
        "start": 150,
        "end": 150,
        "leavers": 1,
        "joiners": 1,
        "kept_by_system": 1,
        "leaver_rate": 0.67,
        "stability_index": 99.33,
        "reason_completeness": 0.0,
        "unexplained": 0,
    }
    assert [(view["employer"], view["leaver_rate"]) for view in result["employers"]] == [
        ("Home", 0.0),
        ("Trust", 2.02),
    ]
    assert result["cohorts"] == [
        {
            "employer": "Trust",
            "month": "2025-01",
            "started": 3,
            "employer_rate": 33.33,
            "system_rate": 33.33,
        }
    ]
    assert result["steps"][:3] == [
        "Employers count 2 leavers.",
        "1 of them moved to another partner.",
        "The system counts 1 leaver.",
    ]


def test_moves_that_go_nowhere_are_refused():
    """Every such row is named."""
    found = faults(
        headcounts=HEADCOUNTS,
        moves=[
            {"person": "ana", "on": "2026-01-05"},
            {"person": "ben", "on": "2026-01-05", "left": "Trust", "joined": "Trust"},
        ],
    )
    assert found == [
        "moves[0]: must name the employer left, the one joined, or both",
        "moves[1]: leaves and joins the same employer",
    ]


def test_a_partner_given_twice_is_refused():
    """The message is the rule's."""
    assert faults(headcounts=[HEADCOUNTS[0], HEADCOUNTS[0]]) == ["an employer is given twice"]
