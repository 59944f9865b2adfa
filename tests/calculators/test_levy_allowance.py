"""How much may still be transferred this allowance year."""

from __future__ import annotations

from datetime import date

import pytest

from saggar.calculators.faults import BadInput
from saggar.calculators.levy_allowance import base_months
from saggar.calculators.registry import run
from saggar.rules import levy


def _levy_months(first: date, count: int, amount: int = 1_000) -> dict[str, int]:
    return {f"{levy.add_months(first, index):%Y-%m}": amount for index in range(count)}


def _figures(arguments: dict[str, object], *names: str) -> tuple[object, ...]:
    result = run("levy.allowance", arguments)
    return tuple(result[name] for name in names)


@pytest.mark.parametrize(
    ("on", "rate"),
    [
        ("2018-05-01", 0.1),
        ("2019-04-19", 0.1),
        ("2019-04-20", 0.25),
        ("2024-04-19", 0.25),
        ("2024-04-20", 0.5),
        ("2026-09-01", 0.5),
    ],
)
def test_the_rate_is_that_of_the_allowance_years_first_day(on: str, rate: float) -> None:
    """A new rate begins with the allowance year, on 20 April."""
    assert _figures({"levy": 1_000_000, "on": on}, "rate") == (rate,)


def test_the_allowance_is_half_of_last_years_funds_less_what_was_sent() -> None:
    """12 months of 1,000 at 90% English with the top-up are 11,880; half is 5,940; 940 are gone."""
    arguments = {"levy": _levy_months(date(2025, 4, 1), 12), "english_percent": 90, "sent": 940}
    names = ("base", "allowance", "sent", "left", "over", "year_starts_on")
    assert _figures(arguments, *names) == (11_880.0, 5_940.0, 940.0, 5_000.0, 0.0, "2026-04-20")


def test_months_outside_the_year_before_do_not_count_and_are_said() -> None:
    """Funds credited before 20 April of last year made an allowance that is gone."""
    result = run("levy.allowance", {"levy": _levy_months(date(2025, 1, 1), 15), "on": "2026-06-01"})
    assert result["base"] == 13_200.0
    assert result["notes"] == ["3 of the months lie outside April 2025 to March 2026 and do not count."]


def test_the_base_is_the_twelve_credits_from_20_april_to_20_april() -> None:
    """April's credit comes after the 20th, so it is the first of the year and March's the last."""
    months = base_months(date(2026, 4, 20))
    assert (months[0], months[-1], len(months)) == (date(2025, 4, 1), date(2026, 3, 1), 12)


def test_each_month_carries_the_top_up_of_its_own_cut_off() -> None:
    """Of the credits of April 2026 to March 2027 the four to July have the top-up."""
    arguments = {"levy": _levy_months(date(2026, 4, 1), 12)}
    assert _figures(arguments, "base") == (4 * 1_100.0 + 8 * 1_000.0,)


def test_a_years_total_is_spread_when_the_top_up_changed_in_it() -> None:
    """The same as by month, and the result says that it was spread."""
    result = run("levy.allowance", {"levy": 12_000, "on": "2027-05-01"})
    assert result["base"] == 12_400.0
    assert result["notes"] == [
        "The top-up changed during the year; the total was spread evenly over its months."
    ]


def test_a_total_without_a_day_takes_the_newest_rules_and_says_so() -> None:
    """No clock is read; the result names its assumption."""
    result = run("levy.allowance", {"levy": 12_000})
    assert (result["base"], result["rate"], result["year_starts_on"]) == (12_000.0, 0.5, None)
    assert result["notes"] == ["No day was given, so the newest rules there are were used."]


def test_sending_more_than_the_allowance_leaves_nothing_and_shows_the_excess() -> None:
    """What is left is never below nothing."""
    assert _figures({"levy": 1_000, "on": "2026-05-01", "sent": 600}, "left", "over") == (0.0, 50.0)


def test_the_programmes_own_account_allows_a_quarter() -> None:
    """The named set answers with 25% in a year in which the law has 50%."""
    arguments = {"levy": 1_000, "on": "2026-05-01", "rule_set": "allowance-25"}
    assert _figures(arguments, "rate", "allowance") == (0.25, 275.0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"levy": {}}, "levy: must have at least one month"),
        ({"levy": -1}, "levy: must be an object or must be from 0"),
        ({"levy": {"2026-04": "x"}}, r"levy\.2026-04: must be a number"),
        ({"levy": 1, "on": "2017-01-01"}, "has no value on"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(arguments: dict[str, object], message: str) -> None:
    """The path says which argument."""
    with pytest.raises(BadInput, match=message):
        run("levy.allowance", arguments)
