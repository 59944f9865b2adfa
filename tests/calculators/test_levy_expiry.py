"""Which levy funds expire: oldest spent first, expiry month's payments still count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saggar.calculators.faults import BadInput
from saggar.calculators.levy_expiry import Expiry, expire, net_of_corrections
from saggar.calculators.registry import run
from saggar.rules import levy

START = date(2024, 8, 1)
LATEST = date(2028, 7, 1)


def _months(count: int, amount: int, start: date = START) -> dict[date, Decimal]:
    return {levy.add_months(start, index): Decimal(amount) for index in range(count)}


def _lost(months_in: dict[date, Decimal], months_out: dict[date, Decimal], rules: levy.RuleSet) -> Decimal:
    found = expire(months_in, months_out, rules.expiry_months.on, up_to=LATEST)
    return sum(found.expired.values(), Decimal(0))


def test_the_double_cliff_costs_a_trust_600_000() -> None:
    """90,000 in and 55,000 out a month from August 2024: 600,000 lost by July 2028, without reform none."""
    money_in, money_out = _months(48, 90_000), _months(48, 55_000)
    assert _lost(money_in, money_out, levy.IN_FORCE) == 600_000
    assert _lost(money_in, money_out, levy.BEFORE_AUGUST_2026) == 0


def test_nothing_expires_before_august_2027_and_both_cohorts_do_from_then() -> None:
    """Unspent funds of July 2025 on fall due beside those of August 2026 on, month by month for a year."""
    found = expire(_months(36, 100, date(2025, 8, 1)), {}, levy.EXPIRY_MONTHS.on)
    by_month = list(found.expired.items())
    assert by_month[0] == (date(2027, 8, 1), 200)
    assert [amount for _, amount in by_month[:13]] == [200] * 12 + [100]


@pytest.mark.parametrize(("paid_in", "expired"), [("2027-07", 60.0), ("2027-08", 60.0), ("2027-09", 100.0)])
def test_a_payment_in_the_expiry_month_still_counts(paid_in: str, expired: float) -> None:
    """Funds of August 2026 can be spent to the end of August 2027, not a month longer."""
    result = run("levy.expiry", {"funds_in": {"2026-08": 100}, "funds_out": {paid_in: 40}})
    assert result["expired"] == {"2027-08": expired}


def test_the_oldest_money_is_spent_first_even_when_newer_money_expires_sooner() -> None:
    """July 2026's funds, good until July 2028, are used before August 2026's, which die in August 2027."""
    arguments = {"funds_in": {"2026-07": 100, "2026-08": 100}, "funds_out": {"2026-09": 100}}
    assert run("levy.expiry", arguments)["expired"] == {"2027-08": 100.0, "2028-07": 0.0}


def test_a_negative_month_takes_from_the_newest_months_before_it() -> None:
    """A correction of 130 takes all of the month before and 30 of the one before that."""
    arguments = {"funds_in": {"2026-08": 100, "2026-09": 100, "2026-10": -130, "2026-11": 50}}
    expired = run("levy.expiry", arguments)["expired"]
    assert expired == {"2027-08": 70.0, "2027-09": 0.0, "2027-10": 0.0, "2027-11": 50.0}


def test_a_correction_with_nothing_to_take_from_is_said() -> None:
    """It is never lost in silence."""
    result = run("levy.expiry", {"funds_in": {"2026-08": -130, "2026-09": 50}})
    assert result["notes"] == ["£130.00 of corrections or refunds had no earlier amount to be taken from."]


def test_a_refund_undoes_the_newest_payments_before_it() -> None:
    """What was paid and came back counts as never paid."""
    arguments = {"funds_in": {"2026-08": 100}, "funds_out": {"2026-09": 40, "2026-10": 30, "2026-11": -50}}
    assert run("levy.expiry", arguments)["total_expired"] == 80.0


def test_recorded_expiry_stands_and_the_rest_of_its_funds_counts_as_spent() -> None:
    """30 of 100 recorded: payments gave 70 of it, so only 10 of the 80 paid are left for newer funds."""
    arguments = {
        "funds_in": {"2026-08": 100, "2026-09": 100},
        "funds_out": {"2027-01": 80},
        "already_expired": {"2027-08": 30},
    }
    result = run("levy.expiry", arguments)
    assert result["expired"] == {"2027-08": 30.0, "2027-09": 90.0}
    assert result["notes"] == []


def test_recorded_expiry_that_does_not_add_up_is_said() -> None:
    """Funds that neither expired nor were paid, and expiry with no funds behind it, show as notes."""
    arguments = {"funds_in": {"2026-08": 100}, "already_expired": {"2027-08": 30, "2026-01": 5}}
    assert run("levy.expiry", arguments)["notes"] == [
        "£70.00 of funds whose expiry is recorded has neither expired nor been paid out.",
        "More expiry is recorded than the funds given can account for in those months.",
    ]


def test_looking_only_so_far_leaves_the_rest_in_the_account() -> None:
    """Later funds, payments and expiry do not count; what is there is left."""
    arguments = {
        "funds_in": {"2026-08": 100, "2026-09": 60, "2028-01": 1},
        "funds_out": {"2027-01": 30, "2027-09": 500},
        "up_to": "2027-08",
    }
    result = run("levy.expiry", arguments)
    assert (result["expired"], result["spent"], result["left"]) == ({"2027-08": 70.0}, 30.0, 60.0)


def test_one_lifetime_can_be_set_for_all_funds() -> None:
    """A given number of months replaces the rules, and the result then names none for it."""
    arguments = {"funds_in": {"2026-07": 5}, "expiry_months": 3}
    result = run("levy.expiry", arguments)
    assert result["expired"] == {"2026-10": 5.0}
    assert [rule["key"] for rule in result["rules"]] == ["levy.spend_order"]  # type: ignore[attr-defined]


def test_an_account_without_funds_is_refused() -> None:
    """There is nothing to follow."""
    with pytest.raises(BadInput, match="funds_in: must have at least one month"):
        run("levy.expiry", {"funds_in": {}})


MONTHS = st.integers(0, 40).map(lambda index: levy.add_months(date(2025, 6, 1), index))
AMOUNTS = st.integers(0, 1_000).map(Decimal)
FLOWS = st.dictionaries(MONTHS, AMOUNTS, max_size=15)


def _follow(money_in: dict[date, Decimal], money_out: dict[date, Decimal], up_to: date | None) -> Expiry:
    return expire(money_in, money_out, levy.EXPIRY_MONTHS.on, up_to=up_to)


@settings(max_examples=60)
@given(FLOWS, FLOWS, st.none() | MONTHS)
def test_money_is_conserved(
    money_in: dict[date, Decimal], money_out: dict[date, Decimal], up_to: date | None
) -> None:
    """Funds in are spent, expired or left, to the penny; payments are covered or said not to be."""
    found = _follow(money_in, money_out, up_to)
    entered = sum((amount for month, amount in money_in.items() if month <= found.up_to), Decimal(0))
    paid = sum((amount for month, amount in money_out.items() if month <= found.up_to), Decimal(0))
    spent = found.total(lambda tranche: tranche.spent)
    left = found.total(lambda tranche: tranche.left)
    assert entered == spent + sum(found.expired.values(), Decimal(0)) + left
    assert paid == spent + found.uncovered
    assert [
        tranche for tranche in found.tranches if min(tranche.expired, tranche.left, tranche.spent) < 0
    ] == []


@settings(max_examples=60)
@given(FLOWS, FLOWS, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_does_not_matter(
    money_in: dict[date, Decimal], money_out: dict[date, Decimal], random: object
) -> None:
    """The same months in any order give the same result."""
    shuffled_in, shuffled_out = list(money_in.items()), list(money_out.items())
    random.shuffle(shuffled_in)  # type: ignore[attr-defined]
    random.shuffle(shuffled_out)  # type: ignore[attr-defined]
    assert _follow(dict(shuffled_in), dict(shuffled_out), None) == _follow(money_in, money_out, None)


@settings(max_examples=60)
@given(FLOWS, FLOWS)
def test_expiry_is_the_least_that_oldest_first_allows(
    money_in: dict[date, Decimal], money_out: dict[date, Decimal]
) -> None:
    """With one lifetime, all expired by a month is the largest of funds due less payments so far."""
    found = expire(money_in, money_out, lambda _: 12)
    lost = Decimal(0)
    for month, expired in found.expired.items():
        due = sum((a for m, a in money_in.items() if levy.add_months(m, 12) <= month), Decimal(0))
        paid = sum((a for m, a in money_out.items() if m <= month), Decimal(0))
        assert lost + expired == max(lost, due - paid)
        lost += expired


@given(st.dictionaries(MONTHS, st.integers(-500, 500).map(Decimal), max_size=12))
def test_corrections_keep_the_sum(amounts: dict[date, Decimal]) -> None:
    """Working off negative months moves money and makes none; what is left over is told."""
    netted = net_of_corrections(amounts)
    assert sum(netted.amounts.values()) - netted.unmatched == sum(amounts.values())
    assert [amount for amount in netted.amounts.values() if amount < 0] == []
