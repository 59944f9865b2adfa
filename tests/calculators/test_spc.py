"""The process control chart as JSON."""

import pytest

from saggar.calculators import registry
from saggar.calculators.faults import BadInput

STEADY = [10, 12] * 6


def faults(**arguments):
    """The messages of a refused calculation."""
    with pytest.raises(BadInput) as refused:
        registry.run("spc", arguments)
    return [str(fault) for fault in refused.value.faults]


def test_limits_and_icons():
    """The last phase's figures stand at the top, with the icons and the words."""
    result = registry.run("spc", {"series": [*STEADY, 25], "direction": "increase", "target": 3})
    assert (result["mean"], result["variation"], result["assurance"]) == (
        12.076923,
        "improvement_high",
        "passing",
    )
    assert result["steps"] == [
        "Phase 1: 13 points, mean 12.0769, limits 6.75692 to 17.3969.",
        "The last point shows special cause: a point outside the limits (high).",
    ]


def test_points_carry_labels_and_flags():
    """Each point shows its time, the deciding rule and all rules."""
    series = [{"at": f"2026-{month:02d}", "value": value} for month, value in enumerate([*STEADY, 25], 1)]
    result = registry.run("spc", {"series": series, "direction": "decrease"})
    assert result["points"][-1] == {
        "at": "2026-13",
        "value": 25.0,
        "phase": 0,
        "flag": "outside_limits",
        "side": "high",
        "flags": ["outside_limits"],
        "variation": "concern_high",
    }


def test_phases_by_position_or_label():
    """A phase may start at a position or at a label; both mean the same point."""
    series = [
        {"at": f"month {number}", "value": value}
        for number, value in enumerate([*STEADY, *(value + 20 for value in STEADY)])
    ]
    by_label = registry.run("spc", {"series": series, "direction": "increase", "phases": ["month 12"]})
    by_position = registry.run("spc", {"series": series, "direction": "increase", "phases": [12]})
    assert by_label == by_position
    assert [phase["mean"] for phase in by_label["phases"]] == [11.0, 31.0]


def test_numbers_written_as_text_are_exact():
    """A tenth as text or as a number is a tenth, so a constant series has no special cause."""
    result = registry.run("spc", {"series": ["0.1", 0.1] * 6, "direction": "increase"})
    assert (result["mean"], result["variation"]) == (0.1, "common_cause")


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        ({"series": []}, ["series: a chart needs at least one point"]),
        ({"series": [1, 2], "phases": ["June"]}, ["phases[0]: no point is labelled June"]),
        (
            {"series": [1, 2], "phases": [5]},
            ["phases: a phase must start after the first point and not after the last"],
        ),
        (
            {"series": [1, True], "direction": "up"},
            [
                "series[1]: must be a number, or a number written as text or must be an object",
                "direction: must be one of increase, decrease, neutral",
            ],
        ),
    ],
)
def test_bad_charts_are_refused(arguments, messages):
    """Each fault with its path."""
    assert faults(**({"direction": "increase"} | arguments)) == messages
