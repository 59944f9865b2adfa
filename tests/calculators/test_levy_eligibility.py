"""Who pays for an apprentice's training."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.calculators.faults import BadInput
from saggar.calculators.levy_eligibility import age_on
from saggar.calculators.registry import run

SMALL = {"levy_payer": False, "employees": 49}
LARGE = {"levy_payer": False, "employees": 50}
PAYER = {"levy_payer": True, "employees": 900}


def _born(age: int, start: str) -> str:
    day = date.fromisoformat(start)
    return day.replace(year=day.year - age).isoformat()


def _ask(age: int, start: str, employer: dict[str, object], **facts: object) -> dict[str, Any]:
    arguments = {"date_of_birth": _born(age, start), "start": start, "employer": employer, **facts}
    return run("levy.eligibility", arguments)


GOVERNMENT, SHARED, LEVY = "government", "government and employer", "levy"


@pytest.mark.parametrize(
    ("age", "start", "employer", "facts", "expected"),
    [
        (18, "2024-03-31", SMALL, {}, GOVERNMENT),
        (18, "2024-03-31", LARGE, {}, SHARED),
        (19, "2024-03-31", SMALL, {}, SHARED),
        (19, "2024-03-31", SMALL, {"ehcp": True}, GOVERNMENT),
        (21, "2024-04-01", LARGE, {}, GOVERNMENT),
        (22, "2024-04-01", SMALL, {}, SHARED),
        (22, "2024-04-01", SMALL, {"care_leaver": True}, GOVERNMENT),
        (24, "2026-07-31", LARGE, {"care_leaver": True}, SHARED),
        (24, "2026-07-31", SMALL, {"ehcp": True}, GOVERNMENT),
        (25, "2026-07-31", SMALL, {"ehcp": True}, SHARED),
        (22, "2026-08-01", LARGE, {}, GOVERNMENT),
        (24, "2026-08-01", LARGE, {}, GOVERNMENT),
        (25, "2026-08-01", SMALL, {"care_leaver": True}, SHARED),
        (18, "2024-04-01", PAYER, {}, LEVY),
        (18, "2026-08-01", PAYER, {"care_leaver": True}, LEVY),
    ],
)
def test_the_government_pays_in_full_by_age_employer_and_date(
    age: int, start: str, employer: dict[str, object], facts: dict[str, object], expected: str
) -> None:
    """Non-levy employers: small to 18 at first, any to 21 from April 2024, any to 24 from August 2026."""
    assert _ask(age, start, employer, **facts)["funded_by"] == expected


@pytest.mark.parametrize(("start", "allowed"), [("2024-03-31", True), ("2024-04-01", False)])
def test_no_levy_is_spent_on_whom_the_government_funds(start: str, allowed: bool) -> None:
    """From April 2024 a transfer for them is refused."""
    result = _ask(18, start, SMALL)
    assert (result["employer_share"], result["transfer_allowed"]) == (0.0, allowed)
    assert result["reason"].startswith("Aged 18 at the start: the government pays in full at 16 to ")


@pytest.mark.parametrize(("start", "rate"), [("2019-03-31", 0.1), ("2019-04-01", 0.05), ("2026-08-01", 0.05)])
def test_an_employer_without_levy_shares_the_cost(start: str, rate: float) -> None:
    """10% at first, 5% from April 2019; a transfer may pay all; nobody states the rate if it falls short."""
    result = _ask(30, start, LARGE)
    assert (result["employer_share"], result["co_investment"]) == (rate, rate)
    assert result["transfer_allowed"] is True
    assert result["notes"] == [
        "No published source states the co-investment rate where a transfer falls short."
    ]


@pytest.mark.parametrize(
    ("start", "rate"), [("2026-07-31", 0.05), ("2026-08-01", 0.25), ("2018-01-01", None)]
)
def test_a_levy_payer_co_invests_only_when_its_account_runs_out(start: str, rate: float | None) -> None:
    """By itself it pays nothing; 5% of the shortfall, a quarter for starts from August 2026."""
    result = _ask(30, start, PAYER)
    assert (result["employer_share"], result["co_investment"], result["notes"]) == (0.0, rate, [])


@pytest.mark.parametrize(
    ("age", "start", "funded"),
    [(25, "2025-12-31", True), (25, "2026-01-01", False), (24, "2026-01-01", True)],
)
def test_level_7_is_funded_under_25_from_january_2026(age: int, start: str, funded: bool) -> None:
    """Above it nobody pays but the employer, and no transfer may."""
    result = _ask(age, start, PAYER, level=7)
    assert (result["funded_by"] != "nobody", result["transfer_allowed"]) == (funded, funded)


@pytest.mark.parametrize(
    ("age", "facts", "warned"),
    [(21, {}, 0), (22, {}, 1), (24, {}, 1), (24, {"ehcp": True}, 0), (24, {"care_leaver": True}, 0)],
)
def test_between_policy_and_the_services_check_the_reader_is_warned(
    age: int, facts: dict[str, object], warned: int
) -> None:
    """The service lets 22 to 24 pass at level 7; policy does not without support."""
    assert len(_ask(age, "2026-09-01", PAYER, level=7, **facts)["notes"]) == warned


@pytest.mark.parametrize(
    ("start", "planned_end", "funded"),
    [
        ("2025-07-31", "2026-07-29", False),
        ("2025-07-31", "2026-07-30", True),
        ("2025-08-01", "2026-03-30", False),
        ("2025-08-01", "2026-03-31", True),
        ("2025-10-31", "2026-06-29", True),
    ],
)
def test_an_apprenticeship_that_is_too_short_is_not_funded(
    start: str, planned_end: str, funded: bool
) -> None:
    """Twelve months, and eight for starts from August 2025, counted to the last day included."""
    result = _ask(30, start, LARGE, planned_end=planned_end)
    assert (result["funded_by"] != "nobody") is funded


def test_the_minimum_we_could_not_confirm_is_said() -> None:
    """Eight months is guidance the service's own code does not show."""
    notes = _ask(30, "2026-09-01", PAYER, planned_end="2027-08-31")["notes"]
    assert notes == ["We could not confirm the minimum of 8 months in the service itself."]


def test_under_16_nobody_is_an_apprentice() -> None:
    """The reason names the age."""
    result = _ask(15, "2026-09-01", SMALL)
    assert (result["funded_by"], result["reason"]) == (
        "nobody",
        "Aged 15 at the start: apprentices are 16 or over.",
    )


@pytest.mark.parametrize(
    ("age", "start", "facts"), [(17, "2020-01-01", {}), (23, "2025-01-01", {"ehcp": True})]
)
def test_the_number_of_employees_is_asked_for_when_it_decides(
    age: int, start: str, facts: dict[str, object]
) -> None:
    """An unknown size is never taken for small or large; where it decides nothing it is not asked for."""
    with pytest.raises(BadInput, match=r"employer\.employees: is needed: the answer turns on up to 49"):
        _ask(age, start, {"levy_payer": False}, **facts)
    assert _ask(age, "2026-08-01", {"levy_payer": False}, **facts)["funded_by"] == GOVERNMENT


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("date_of_birth", "2026-09-01", "date_of_birth: is not before the start"),
        ("planned_end", "2026-08-31", "planned_end: is before the start"),
        ("level", 9, "level: must be from 2 to 8"),
        ("start", "2017-04-30", "has no value on"),
    ],
)
def test_facts_that_cannot_be_are_refused(name: str, value: object, message: str) -> None:
    """The path names the fact."""
    facts = {"date_of_birth": "2000-01-01", "start": "2026-09-01", "employer": PAYER, name: value}
    with pytest.raises(BadInput, match=message):
        run("levy.eligibility", facts)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2000, 9, 1), date(2026, 8, 31), 25),
        (date(2000, 9, 1), date(2026, 9, 1), 26),
    ],
)
def test_age_is_full_years(born: date, on: date, age: int) -> None:
    """The birthday itself counts."""
    assert age_on(born, on) == age


@given(st.integers(16, 60), st.sampled_from(["2020-01-01", "2025-01-01", "2027-01-01"]), st.booleans())
def test_whoever_the_government_funds_costs_the_employer_nothing(age: int, start: str, payer: bool) -> None:
    """Only shared funding has an employer's share."""
    result = _ask(age, start, {"levy_payer": payer, "employees": 10})
    assert (result["employer_share"] > 0) is (result["funded_by"] == SHARED)
