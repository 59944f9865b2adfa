"""Money as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.web.formats import pounds_pence
from saggar.web.forms import MoneyField, NhsForm
from saggar.web.forms.money import parse_pounds


class Pledge(NhsForm):
    """One amount."""

    amount = MoneyField("Amount to pledge", least_pence=100, most_pence=100_000_000)
    change = MoneyField("Correction", least_pence=-50_000, required=False)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("1250", 125_000),
        ("£1,250.5", 125_050),
        (" £ 1 250.05 ", 125_005),
        ("0.99", 99),
        ("-£3.20", -320),
        ("−3", -300),
        ("1.234", None),
        ("1,2,", 1_200),
        ("£", None),
        ("1e5", None),
        ("twelve", None),
        ("9" * 13, None),
        ("٣", 300),
    ],
)
def test_pounds_signs_commas_and_spaces_are_accepted(typed: str, pence: int | None) -> None:
    """Copied from a spreadsheet or typed by hand, an amount is understood or refused, never guessed."""
    assert parse_pounds(typed) == pence


@given(st.integers(-(10**11), 10**11))
def test_an_amount_as_pages_write_it_is_read_back(pence: int) -> None:
    """What a page shows can be typed into a form."""
    assert parse_pounds(pounds_pence(pence)) == pence


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter amount to pledge"),
        ("lots", "Amount to pledge must be an amount of money, like £1,250 or £1,250.50"),
        ("0.50", "Amount to pledge must be £1 or more"),
        ("£1,000,000.01", "Amount to pledge must be £1,000,000 or less"),
    ],
)
def test_a_refused_amount_says_what_would_be_right(typed: str, message: str) -> None:
    """The message names the bound or the form of an amount, and what was typed stays."""
    form = Pledge({"amount": typed})
    found = (form.errors["amount"], f'value="{typed}"' in form.render_field("amount"))
    assert found == ([message], True)


def test_the_form_gives_integer_pence() -> None:
    """Money is never a fraction of binary."""
    form = Pledge({"amount": "£1,250.10", "change": "-500"})
    assert form.is_valid()
    assert form.cleaned_data == {"amount": 125_010, "change": -50_000}


@pytest.mark.parametrize(("pence", "shown"), [(125_000, "1,250"), (125_050, "1,250.50")])
def test_pence_of_the_record_are_shown_as_pounds(pence: int, shown: str) -> None:
    """The pound sign stands before the box, so it is not in it."""
    field = Pledge(initial={"amount": pence}).render_field("amount")
    assert (field.count(f'value="{shown}"'), field.count('aria-hidden="true">£<')) == (1, 1)
