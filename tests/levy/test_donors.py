"""From what the files say to the donor a forecast is asked about: every rule of it, without a database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.engines.funding.forecast import ForecastProblem, Payment, forecast
from saggar.levy.assumptions import UNKNOWN_COURSE_MONTHS
from saggar.levy.donors import (
    AccountFacts,
    MonthSum,
    Planned,
    SeenTraining,
    commitment_of,
    donor_of,
    last_month_of,
    left_out,
    monthly_levy,
    overdue,
    position_of,
    sent_this_year,
    starts_as_before,
    usable,
)
from saggar.levy.kinds import KINDS
from saggar.rules.levy import add_months

UNTIL = date(2026, 10, 25)
DURATIONS = {("adult care worker", 2): 12}


def facts(*months: MonthSum, **more: object) -> AccountFacts:
    """An account with these sums by month, whose files end on 25 October 2026."""
    given = {"key": "trust", "name": "Trust", "english_percent": Decimal("98.5"), "read_until": UNTIL} | more
    return AccountFacts(months=months, **given)


def levy(month: date, amount: str, declared: str = "0") -> MonthSum:
    """Levy of one month."""
    return MonthSum(month, "levy", Decimal(amount), Decimal(declared))


def seen(**changed: object) -> SeenTraining:
    """Training with five payments of 200 pounds up to the last month of the files."""
    columns = {
        "course": "Adult care worker",
        "level": 2,
        "sent_to": "",
        "first_month": date(2026, 6, 1),
        "last_month": date(2026, 10, 1),
        "months_paid": 5,
        "monthly": Decimal(200),
        "is_over": False,
    }
    return SeenTraining(**(columns | changed))


def commitments(*trainings: SeenTraining, planned: tuple[Planned, ...] = ()) -> list:
    """What the donor is committed to pay."""
    return list(donor_of(facts(trainings=trainings, planned=planned), DURATIONS).commitments)


def test_position_takes_what_was_spent_sent_and_expired_from_the_oldest():
    """100 and 100 came in; 30 was spent, 20 sent, 10 expired: 40 of the first month is left."""
    account = facts(
        levy(date(2026, 8, 1), "100"),
        levy(date(2026, 9, 1), "100"),
        MonthSum(date(2026, 9, 1), "monthly", Decimal(-30)),
        MonthSum(date(2026, 9, 1), "sent", Decimal(-20)),
        MonthSum(date(2026, 9, 1), "expired", Decimal(-10)),
    )
    assert position_of(account).left == {date(2026, 8, 1): Decimal(40), date(2026, 9, 1): Decimal(100)}


def test_position_follows_the_stated_balance():
    """The service shows 25 less than the rows give: the oldest money has gone by as much."""
    account = facts(levy(date(2026, 8, 1), "100"), difference=Decimal(-25))
    assert position_of(account).left == {date(2026, 8, 1): Decimal(75)}


def test_money_past_its_last_month_is_not_forecast():
    """Levy of September 2024 is overdue; October's has this month, too late for a forecast from the next."""
    months = (date(2024, 9, 1), "40"), (date(2024, 10, 1), "50"), (date(2024, 11, 1), "60")
    account = facts(*(levy(month, amount) for month, amount in months))
    assert usable(account) == {date(2024, 11, 1): Decimal(60)}
    assert (left_out(account), overdue(account)) == (Decimal(90), Decimal(40))


@pytest.mark.parametrize(
    ("entered", "last"),
    [
        (date(2017, 4, 1), date(2019, 4, 1)),
        (date(2026, 7, 1), date(2028, 7, 1)),
        (date(2026, 8, 1), date(2027, 8, 1)),
    ],
)
def test_last_month_of_money_follows_the_month_it_came_in(entered, last):
    """24 months up to July 2026, 12 from August 2026, also for money before the first rule."""
    assert last_month_of(entered) == last


def test_monthly_levy_is_the_mean_of_the_latest_three():
    """July counts no more; a month without levy is no month."""
    months = [(7, "900"), (8, "100"), (9, "200"), (10, "400")]
    account = facts(*(levy(date(2026, month, 1), "1", declared) for month, declared in months))
    assert monthly_levy(account) == Decimal("233.33333")


def test_monthly_levy_of_fewer_months_is_their_mean():
    """A new payer's two months are all there is."""
    account = facts(levy(date(2026, 9, 1), "1", "100"), levy(date(2026, 10, 1), "1", "300"))
    assert monthly_levy(account) == Decimal(200)


@pytest.mark.parametrize("declared", ["0", "-500"])
def test_monthly_levy_is_never_below_nought(declared):
    """Without levy, and where corrections outweigh it, nothing is expected to come in."""
    assert monthly_levy(facts(levy(date(2026, 10, 1), "1", declared))) == 0


def test_sent_this_year_counts_from_the_april_of_the_allowance_year():
    """Transfers of March belong to the year before; those of April and October count."""
    sent = ((3, 7), (4, 20), (10, 3))
    account = facts(*(MonthSum(date(2026, month, 1), "sent", Decimal(-amount)) for month, amount in sent))
    assert sent_this_year(account) == 23


def test_training_goes_on_to_its_typical_length_and_completes():
    """5 of 12 paid: seven more of 200, then a fifth of the price: 12 x 200 x 0.2 / 0.8 = 600."""
    (training,) = commitments(seen())
    assert (training.kind, training.first_month, training.months, training.monthly) == (
        "own",
        date(2026, 11, 1),
        7,
        Decimal(200),
    )
    assert training.completion == Payment(date(2027, 6, 1), Decimal(600))
    assert training.started == date(2026, 5, 1)


def test_unknown_course_has_the_assumed_length():
    """A course no list names lasts 18 months."""
    (training,) = commitments(seen(course="Invented course"))
    assert training.months == UNKNOWN_COURSE_MONTHS - 5


def test_course_of_another_level_is_another_course():
    """The list names level 2 only."""
    (training,) = commitments(seen(level=3))
    assert training.months == UNKNOWN_COURSE_MONTHS - 5


def test_training_beyond_its_length_only_completes():
    """14 payments of a course of 12: the completion is due at once."""
    (training,) = commitments(seen(months_paid=14))
    assert (training.months, training.completion.month) == (0, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("changed", "goes_on"),
    [
        ({"is_over": True}, False),
        ({"last_month": date(2026, 8, 1)}, True),
        ({"last_month": date(2026, 7, 1)}, False),
        ({"monthly": Decimal(0)}, False),
        ({"monthly": Decimal(-200)}, False),
    ],
)
def test_training_ends_with_completion_quiet_or_a_refund(changed, goes_on):
    """A learner may miss two months; a third, a completion, or money back is the end."""
    assert bool(commitments(seen(**changed))) is goes_on


def test_transfers_go_on_as_transfers():
    """A stream to another employer stays one, and counts against the allowance."""
    (training,) = commitments(seen(sent_to="Example Ash Court"))
    assert training.kind == "transfer-sent"


def test_planned_training_pays_from_the_month_after_the_start():
    """3 x 3,000 over 12 months: 600 a month from October 2027, and 1,800 when it is done."""
    planned = commitment_of(Planned("Care", 3, date(2027, 9, 1), 12, Decimal(3000), is_transfer=True))
    assert (planned.kind, planned.first_month, planned.monthly, planned.completion) == (
        "transfer-sent",
        date(2027, 10, 1),
        Decimal(600),
        Payment(date(2028, 10, 1), Decimal(1800)),
    )


@pytest.mark.parametrize(("starts_on", "counts"), [(date(2026, 9, 1), False), (date(2026, 10, 1), True)])
def test_planned_training_counts_until_the_files_show_it(starts_on, counts):
    """Training planned for a month before the last is in the files, or never came."""
    planned = Planned("Care", 1, starts_on, 12, Decimal(3000), is_transfer=False)
    assert bool(commitments(planned=(planned,))) is counts


def test_starts_carry_on_as_in_the_last_twelve_months():
    """Two starts of 200 in the year: a twelfth of them each month. Transfers and refunds are no starts."""
    account = facts(
        trainings=(
            seen(),
            seen(is_over=True),
            seen(sent_to="Example Ash Court"),
            seen(monthly=Decimal(-200)),
            seen(first_month=date(2025, 10, 1)),
        )
    )
    starts = starts_as_before(account, DURATIONS, 2)
    assert [(each.started, each.first_month, each.monthly) for each in starts] == [
        (date(2026, 11, 1), date(2026, 12, 1), Decimal("33.33333")),
        (date(2026, 12, 1), date(2027, 1, 1), Decimal("33.33333")),
    ]


MONTHS = st.integers(-40, 0).map(lambda place: add_months(UNTIL, place))
SUMS = st.builds(
    MonthSum,
    MONTHS,
    st.sampled_from(sorted(KINDS)),
    st.decimals(-80_000, 120_000, places=5),
    st.decimals(-1_000, 200_000, places=5),
)
TRAININGS = st.builds(
    SeenTraining,
    st.sampled_from(["Adult care worker", "Invented course"]),
    st.sampled_from([None, 2, 3]),
    st.sampled_from(["", "Example Ash Court"]),
    MONTHS,
    MONTHS,
    st.integers(1, 40),
    st.decimals(-500, 2_000, places=5),
    st.booleans(),
).filter(lambda training: training.first_month <= training.last_month)


@given(
    st.lists(SUMS, max_size=30),
    st.lists(TRAININGS, max_size=6),
    st.decimals(-90_000, 90_000, places=2),
    st.booleans(),
)
def test_whatever_the_files_say_there_is_a_forecast(months, trainings, difference, reduced):
    """No file of ordinary amounts makes a problem that the engine refuses, with starts carried on or not."""
    account = facts(*months, trainings=trainings, difference=difference)
    donor = donor_of(account, DURATIONS)
    plan = forecast(ForecastProblem(account.first_month, (donor,), 24 if reduced else 60))
    assert plan.accounts[0].months[0].month == date(2026, 11, 1)
    assert all(each.monthly >= 0 for each in starts_as_before(account, DURATIONS, 3))
