"""How well an application fits a pledge."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.calculators.faults import BadInput
from saggar.calculators.levy_match import ApplicationFacts, PledgeCriteria, match, percentage
from saggar.calculators.registry import run

PLEDGE = {
    "sectors": ["Care services", "Health and science"],
    "job_roles": ["Health and science"],
    "levels": [2, 3],
    "locations": ["Stafford", "Tamworth"],
}
FITS = {
    "sectors": ["health and science"],
    "job_role": "Health and science",
    "level": 3,
    "locations": ["Tamworth "],
}


def _match(pledge: dict[str, object], application: dict[str, object]) -> dict[str, Any]:
    return run("levy.match", {"pledge": pledge, "application": application})


def test_one_common_value_meets_a_criterion_whatever_its_case() -> None:
    """All four met is 100."""
    result = _match(PLEDGE, FITS)
    assert [result[name] for name in ("sector", "job_role", "level", "location")] == [True] * 4
    assert result["percentage"] == 100


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("sectors", "The donor asks for Care services, Health and science; the application names nothing."),
        ("job_role", "The donor asks for Health and science; the application names nothing."),
        ("level", "The donor asks for 2, 3; the application names nothing."),
        ("locations", "The donor asks for Stafford, Tamworth; the application names nothing."),
    ],
)
def test_each_criterion_missed_costs_a_quarter_and_says_why(missing: str, reason: str) -> None:
    """75, with the reason of that one."""
    result = _match(PLEDGE, {name: value for name, value in FITS.items() if name != missing})
    assert result["percentage"] == 75
    assert [one["reason"] for one in result["criteria"] if not one["matches"]] == [reason]


def test_a_donor_that_asks_for_nothing_matches_everyone() -> None:
    """Every criterion left open is met."""
    result = _match({}, {})
    assert result["percentage"] == 100
    assert {one["reason"] for one in result["criteria"]} == {"The donor leaves this open."}


def test_a_level_that_does_not_exist_is_refused() -> None:
    """The path names the item."""
    with pytest.raises(BadInput, match=r"pledge\.levels\[1\]: must be from 1 to 8"):
        _match({"levels": [3, 9]}, FITS)


NAMES = st.lists(st.sampled_from(["a", "b", "c"]), max_size=3).map(tuple)
LEVELS = st.lists(st.integers(1, 8), max_size=3).map(tuple)
PLEDGES = st.builds(PledgeCriteria, NAMES, NAMES, LEVELS, NAMES)
APPLICATIONS = st.builds(
    ApplicationFacts, NAMES, st.none() | st.sampled_from(["a", "b"]), st.none() | st.integers(1, 8), NAMES
)


@given(PLEDGES, APPLICATIONS)
def test_leaving_a_criterion_open_never_lowers_the_match(
    pledge: PledgeCriteria, application: ApplicationFacts
) -> None:
    """A donor that asks for less fits more."""
    open_sectors = PledgeCriteria((), pledge.job_roles, pledge.levels, pledge.locations)
    assert percentage(match(open_sectors, application)) >= percentage(match(pledge, application))
