"""What the levy takes from a pay bill and brings into the account."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.calculators.faults import BadInput
from saggar.calculators.levy_credit import CreditGiven, credit, monthly_levy
from saggar.calculators.registry import run

IN_2026 = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("pay_bill", "levy"),
    [
        (0, 0),
        (2_999_999, 0),
        (3_000_000, 0),
        (3_000_001, 1),
        (3_004_799, 1),
        (3_004_800, 2),
        (5_000_000, 833),
        (240_000_000, 98_750),
    ],
)
def test_monthly_levy_is_a_twelfth_of_half_a_percent_less_the_allowance(pay_bill: int, levy: int) -> None:
    """Whole pounds, rounded down, and at least one pound above three million."""
    assert monthly_levy(Decimal(pay_bill), IN_2026) == levy


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_a_larger_pay_bill_never_owes_less(pay_bill: int, more: int) -> None:
    """The levy grows with the pay bill."""
    assert monthly_levy(Decimal(pay_bill), IN_2026) <= monthly_levy(Decimal(pay_bill + more), IN_2026)


@pytest.mark.parametrize(
    ("on", "funds", "top_up"),
    [("2026-07-05", 902.56, 0.1), ("2026-07-06", 820.51, 0.0)],
)
def test_funds_of_a_pay_bill_carry_the_top_up_of_their_tax_month(
    on: str, funds: float, top_up: float
) -> None:
    """The 5th of July still belongs to June's tax month, whose cut-off is in July."""
    result = run("levy.from-paybill", {"paybill": 5_000_000, "english_percent": "98.5", "on": on})
    assert (result["monthly_levy"], result["monthly_funds"], result["top_up"]) == (833.0, funds, top_up)


@pytest.mark.parametrize(
    ("tax_month", "credit_", "enters", "expires"),
    [
        ("2026-05", 1083.5, "2026-06", "2028-06"),
        ("2026-06", 1083.5, "2026-07", "2028-07"),
        ("2026-07", 985.0, "2026-08", "2027-08"),
    ],
)
def test_june_2026_is_the_last_month_with_a_top_up(
    tax_month: str, credit_: float, enters: str, expires: str
) -> None:
    """June's cut-off is 20 July: 10% and 24 months. July's is 20 August: no top-up and 12 months."""
    result = run("levy.credit", {"declared": 1000, "english_percent": 98.5, "tax_month": tax_month})
    assert (result["credit"], result["enters"], result["expires"]) == (credit_, enters, expires)


def test_year_to_date_declarations_count_by_their_difference() -> None:
    """12,000 to date after 9,000 to date is 3,000 of the month."""
    given_ = CreditGiven(Decimal(12_000), date(2026, 7, 1), previous=Decimal(9_000))
    assert credit(given_).credit == 3_000


def test_a_correction_takes_the_top_up_back() -> None:
    """A year to date that fell takes levy and top-up out of the account."""
    result = run("levy.credit", {"declared": -100, "tax_month": "2026-06"})
    assert (result["credit"], result["top_up_amount"]) == (-110.0, -10.0)


def test_without_the_reform_july_2026_keeps_its_top_up() -> None:
    """The comparison answers by the rule set named, and its rules say so."""
    arguments = {"declared": 1000, "tax_month": "2026-07", "rule_set": "before-august-2026"}
    result = run("levy.credit", arguments)
    assert (result["credit"], result["expires"]) == (1100.0, "2028-08")


def test_a_result_names_the_rules_of_its_cut_off_and_entry_month() -> None:
    """Both rules used are there with the day their version starts."""
    rules = credit(CreditGiven(Decimal(1), date(2026, 7, 1))).rules
    assert [(rule.key, rule.starts_on) for rule in rules] == [
        ("levy.top_up", date(2026, 8, 1)),
        ("levy.expiry_months", date(2026, 8, 1)),
    ]


@pytest.mark.parametrize("percent", [0.985, 1, "0.5"])
def test_a_fraction_in_place_of_a_percentage_is_refused(percent: object) -> None:
    """0.985 would make a hundredth of the money without anyone seeing it."""
    with pytest.raises(BadInput, match=r"english_percent: is in percent: write 98\.5, not 0\.985"):
        run("levy.credit", {"declared": 1000, "tax_month": "2026-06", "english_percent": percent})


def test_a_month_before_the_levy_is_refused_in_words() -> None:
    """The levy began in April 2017."""
    with pytest.raises(BadInput, match="has no value on"):
        run("levy.credit", {"declared": 1000, "tax_month": "2016-06"})
