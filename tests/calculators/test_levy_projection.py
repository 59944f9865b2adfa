"""The balance of a levy account month by month."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.calculators.levy_projection import Commitment, Source, project
from saggar.calculators.registry import run

MONTHLY = 100
TRAINING = {"source": "levy", "start_offset": -1, "n": 3, "monthly": 300, "completion": 80}


def _project(**arguments: object) -> list[dict[str, Any]]:
    result: Any = run("levy.projection", {"balance": 1_000, "monthly_levy": MONTHLY, **arguments})
    return list(result["months"])


def _balances(**arguments: object) -> list[float]:
    return [month["balance"] for month in _project(months=3, commitments=[TRAINING], **arguments)]


def test_after_a_levy_declaration_the_current_month_is_done() -> None:
    """Its levy and payments are in the balance; then 300, 300 and the completion of 80 go out."""
    assert _balances(trigger="levy", day_of_month=20) == [1_000.0, 800.0, 600.0, 620.0]


def test_before_the_19th_the_current_month_is_still_to_come() -> None:
    """Both its levy and its payments fall in month 0."""
    assert _balances(trigger="levy", day_of_month=18) == [800.0, 600.0, 400.0, 420.0]


def test_after_a_payment_run_only_the_levy_is_still_to_come() -> None:
    """Payments were made already; the levy of the month comes in."""
    assert _balances(trigger="payments", day_of_month=5) == [1_100.0, 900.0, 700.0, 720.0]


def test_what_the_balance_cannot_pay_is_co_invested() -> None:
    """The levy of a month comes in after its payments, so it pays for the next month only."""
    months = _project(balance=50, commitments=[TRAINING], months=2, month="2026-08")
    shown = [(one["month"], one["co_employer"], one["co_government"], one["balance"]) for one in months]
    assert shown == [
        ("2026-08", 0.0, 0.0, 50.0),
        ("2026-09", 62.5, 187.5, 100.0),
        ("2026-10", 50.0, 150.0, 100.0),
    ]


@pytest.mark.parametrize(("month", "rate"), [("2026-07", 0.05), ("2026-08", 0.25)])
def test_the_rate_of_co_investment_is_that_of_the_first_month(month: str, rate: float) -> None:
    """5% to July 2026, a quarter from August; a rate given takes its place and then no rule is named."""
    arguments = {"balance": 0, "monthly_levy": 0, "months": 0, "month": month}
    assert run("levy.projection", arguments)["co_investment_employer_rate"] == rate
    own = run("levy.projection", {**arguments, "co_investment_employer_rate": 0.1})
    assert (own["co_investment_employer_rate"], own["rules"]) == (0.1, [])


def test_without_a_month_the_newest_rate_is_used_and_said() -> None:
    """No clock is read."""
    result = run("levy.projection", {"balance": 0, "monthly_levy": 0, "months": 0})
    assert result["co_investment_employer_rate"] == 0.25
    assert result["notes"] == ["No month was given, so the newest co-investment rate there is was used."]


def test_transfers_go_out_before_own_training_and_a_shortfall_is_shown() -> None:
    """90 of 100 can be sent; training then finds nothing. The rate for the 10 is not known, and said."""
    sent = {"source": "transfer_out", "start_offset": 0, "n": 1, "monthly": 100}
    training = {"source": "levy", "start_offset": 0, "n": 1, "monthly": 40}
    arguments = {
        "balance": 90,
        "monthly_levy": 0,
        "months": 1,
        "month": "2026-08",
        "commitments": [sent, training],
    }
    result: Any = run("levy.projection", arguments)
    last = result["months"][-1]
    assert (last["transfers_short"], last["co_employer"], last["co_government"]) == (10.0, 10.0, 30.0)
    assert (last["balance"], len(result["notes"])) == (0.0, 1)
    assert result["notes"][0].startswith("A transfer fell short of what it should pay.")


def test_a_transfer_received_never_touches_the_balance() -> None:
    """The sender pays."""
    months = _project(commitments=[{**TRAINING, "source": "transfer_in"}], months=1)
    assert [(one["transfers_in"], one["balance"]) for one in months] == [(0.0, 1_000.0), (300.0, 1_100.0)]


def test_a_commitment_pays_from_the_month_after_its_start_and_completes_after_its_last() -> None:
    """Start in month 2 with 2 instalments: months 3 and 4, completion in month 5."""
    commitment = Commitment("levy", 2, 2, Decimal(10), Decimal(5))
    assert [commitment.due(month) for month in range(7)] == [0, 0, 0, 10, 10, 5, 0]


MONEY = st.integers(0, 5_000).map(Decimal)
SOURCES: list[Source] = ["levy", "transfer_in", "transfer_out"]
COMMITMENTS = st.lists(
    st.builds(Commitment, st.sampled_from(SOURCES), st.integers(-20, 20), st.integers(0, 24), MONEY, MONEY),
    max_size=6,
)


@given(MONEY, MONEY, COMMITMENTS, st.sampled_from(["levy", "payments"]), st.integers(1, 31))
def test_every_pound_is_accounted_for(
    balance: Decimal, monthly: Decimal, commitments: list[Commitment], trigger: Any, day: int
) -> None:
    """Balance and levy in are what was paid and what is left; no month ends below nothing."""
    months = project(
        balance,
        monthly,
        commitments,
        24,
        trigger=trigger,
        day_of_month=day,
        employer_rate=Decimal("0.25"),
        first_month=date(2026, 8, 1),
    )
    for month in months:
        covered = month.co_employer + month.co_government
        paid = month.training - covered + month.transfers_out - month.transfers_short
        assert month.balance == balance + month.levy_in - paid
        assert month.balance >= 0
        balance = month.balance
