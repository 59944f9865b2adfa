"""Redundancy pay by hand: NHS section 16 and the statutory scheme."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.rules.dated import NoRuleError
from saggar.rules.reading import Reading
from saggar.rules.redundancy import BOOK, Section16Case, section16_payment, statutory_payment

ON = date(2026, 5, 1)
money = st.decimals("0.01", 200_000, places=2)
shares = st.decimals("0.01", 1, places=2)


def paid(salary, wte="1", years=10, **more):
    """The section 16 payment for a salary and years that are all continuous."""
    continuous = more.pop("continuous_years", years)
    case = Section16Case(Decimal(salary), Decimal(wte), years, continuous, **more)
    return section16_payment(case, Reading(ON))


@pytest.mark.parametrize(
    ("salary", "wte", "years", "months", "amount"),
    [
        ("36000", "1", 10, 10, "30000.00"),
        ("36000", "0.6", 10, 10, "18000.00"),
        ("20000", "1", 12, 12, "23000.00"),
        ("20000", "0.5", 12, 12, "11500.00"),
        ("120000", "1", 30, 24, "160000.00"),
        ("120000", "0.8", 30, 24, "128000.00"),
        ("36000", "1", 2, 2, "6000.00"),
        ("36000", "1", 1, 0, "0.00"),
        ("31048.55", "1", 7, 7, "18111.65"),
    ],
)
def test_section_16_worked_by_hand(salary, wte, years, months, amount):
    """Floor and cap come before pro rata, months are 2 to 24, and nothing is above 160,000."""
    payment = paid(salary, wte, years)
    assert (payment.months, payment.amount) == (months, Decimal(amount))


def test_the_better_measure_of_a_months_pay_is_used():
    """4.35 weeks of 800 are 3,480, more than a twelfth of 36,000; of 600 they are less."""
    assert paid("36000", week_pay=Decimal(800)).month_pay == Decimal("3480.00")
    assert paid("36000", week_pay=Decimal(600)).month_pay == Decimal("3000.00")


def test_a_weeks_pay_is_for_the_hours_worked_and_is_capped_as_full_time():
    """At half time 1,000 a week is 104,400 a year full time, so the cap of 80,000 holds it."""
    assert paid("40000", "0.5", week_pay=Decimal(1000)).month_pay == Decimal("3333.33")


def test_a_weeks_pay_is_never_derived():
    """Without a week's pay a month is a twelfth, though 4.35 fifty-seconds would be more."""
    assert paid("36000").month_pay == Decimal("3000.00")


@pytest.mark.parametrize(
    ("more", "step"),
    [
        (
            {"continuous_years": 1},
            "Nothing is due: 1 complete year of continuous service, and 2 are needed.",
        ),
        (
            {"refused_unreasonably": True},
            "Nothing is due: a suitable alternative post was refused without good reason.",
        ),
        (
            {"ends_on": date(2026, 5, 2), "new_nhs_job_on": date(2026, 5, 29)},
            "Nothing is due: a new NHS job starts within 4 weeks of the end of the old one.",
        ),
    ],
)
def test_when_nothing_is_due_the_reason_is_given(more, step):
    """Ten reckonable years pay nothing in these cases, and the result says why."""
    payment = paid("36000", **more)
    assert (payment.months, payment.amount) == (0, Decimal(0))
    assert [each for each in payment.steps if each.startswith("Nothing")] == [step]


def test_an_nhs_job_after_four_weeks_leaves_the_payment():
    """Four weeks after the last day, 1 May, the payment stays due."""
    payment = paid("36000", ends_on=date(2026, 5, 2), new_nhs_job_on=date(2026, 5, 30))
    assert payment.amount == Decimal(30_000)


def test_tax_and_early_pension_are_shown():
    """30,000 is free of tax; from 55 the employer's cost of a pension stops at the payment."""
    older = paid("60000", age=55)
    assert (older.tax_free, older.taxable) == (Decimal(30_000), Decimal(20_000))
    assert older.early_pension_cost_limit == Decimal(50_000)
    assert paid("60000", age=54).early_pension_cost_limit is None
    late = section16_payment(
        Section16Case(Decimal(60_000), Decimal(1), 10, 10, age=56), Reading(date(2028, 4, 6))
    )
    assert late.early_pension_cost_limit is None


def test_section_16_has_no_figures_before_2015():
    """The terms of before April 2015 are not guessed."""
    with pytest.raises(NoRuleError):
        section16_payment(Section16Case(Decimal(1), Decimal(1), 5, 5), Reading(date(2015, 3, 31)))


@given(money, shares, st.integers(0, 60), st.none() | money)
def test_section_16_stays_within_its_bounds(salary, wte, years, week_pay):
    """Never above 160,000, never below the floor's share, and tax parts add up."""
    payment = paid(salary, str(wte), years, week_pay=week_pay)
    assert payment.amount <= Decimal(160_000)
    assert payment.tax_free + payment.taxable == payment.amount
    if years >= 2:
        assert payment.amount >= (23_000 * wte * min(years, 24) / 12).quantize(Decimal("0.01")) - 1


def test_rules_used_are_named():
    """The result shows each figure's key and from when it holds."""
    used = {rule.key: rule.starts_on for rule in paid("36000").rules}
    assert used["redundancy.section16.salary_floor"] == date(2015, 4, 1)
    assert set(used) <= set(BOOK)


@pytest.mark.parametrize(
    ("age", "years", "weeks"),
    [
        (41, 2, "2"),
        (42, 2, "2.5"),
        (23, 2, "1.5"),
        (22, 2, "1"),
        (17, 2, "1"),
        (61, 20, "30"),
        (64, 40, "30"),
        (50, 25, "24.5"),
        (45, 10, "12"),
        (40, 1, "0"),
    ],
)
def test_statutory_weeks_worked_by_hand(age, years, weeks):
    """The government's table: a year counts in the band of the age at its start, latest 20 years first."""
    payment = statutory_payment(age=age, years=years, week_pay=Decimal(500), reading=Reading(ON))
    assert payment.weeks == Decimal(weeks)
    assert payment.amount == Decimal(weeks) * 500


@pytest.mark.parametrize(
    ("on", "cap"),
    [
        (date(2021, 4, 6), 544),
        (date(2022, 4, 5), 544),
        (date(2022, 4, 6), 571),
        (date(2023, 4, 6), 643),
        (date(2024, 4, 6), 700),
        (date(2025, 4, 6), 719),
        (date(2026, 4, 5), 719),
        (date(2026, 4, 6), 751),
        (date(2030, 1, 1), 751),
    ],
)
def test_a_weeks_pay_is_capped_by_the_date(on, cap):
    """The cap changes each 6 April; a week's pay below it counts in full."""
    high = statutory_payment(age=30, years=5, week_pay=Decimal(2_000), reading=Reading(on))
    assert (high.week_pay, high.amount) == (Decimal(cap), Decimal(cap * 5))
    low = statutory_payment(age=30, years=5, week_pay=Decimal("410.20"), reading=Reading(on))
    assert low.amount == Decimal("2051.00")


@given(st.integers(16, 80), st.integers(0, 60), money)
def test_statutory_pay_grows_with_years_and_age(age, years, week_pay):
    """Another year of employment or of age never lowers the payment, and 30 weeks is the most."""
    reading = Reading(ON)
    payment = statutory_payment(age=age, years=years, week_pay=week_pay, reading=reading)
    longer = statutory_payment(age=age, years=years + 1, week_pay=week_pay, reading=reading)
    older = statutory_payment(age=age + 1, years=years, week_pay=week_pay, reading=reading)
    assert payment.weeks <= min(longer.weeks, older.weeks)
    assert payment.weeks <= 30
