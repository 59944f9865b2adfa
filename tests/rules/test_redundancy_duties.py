"""Notice, consultation, family leave and trial: the days the law names."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.rules.redundancy import (
    FamilyLeave,
    ProposedDismissals,
    Retraining,
    consultation_watch,
    protected_window,
    statutory_notice,
    trial_period,
)


@pytest.mark.parametrize(
    ("started_on", "given_on", "weeks"),
    [
        (date(2026, 5, 1), date(2026, 5, 30), 0),
        (date(2026, 5, 1), date(2026, 5, 31), 1),
        (date(2024, 5, 1), date(2026, 4, 29), 1),
        (date(2024, 5, 1), date(2026, 4, 30), 2),
        (date(2024, 2, 29), date(2026, 2, 28), 2),
        (date(2019, 5, 1), date(2026, 5, 1), 7),
        (date(2014, 5, 1), date(2026, 5, 1), 12),
        (date(1990, 5, 1), date(2026, 5, 1), 12),
    ],
)
def test_notice_worked_by_hand(started_on, given_on, weeks):
    """A week after a month, a week a year from two years, twelve at most; the day of notice counts."""
    assert statutory_notice(started_on=started_on, given_on=given_on).weeks == weeks


def test_notice_runs_from_the_next_day_and_a_longer_contract_wins():
    """Eight weeks of contract beat three of law and end on a last day in the employment."""
    found = statutory_notice(started_on=date(2023, 1, 9), given_on=date(2026, 5, 4), contract_weeks=8)
    assert (found.statutory_weeks, found.weeks) == (3, 8)
    assert (found.starts_on, found.last_day) == (date(2026, 5, 5), date(2026, 6, 29))


def test_notice_before_the_start_is_refused():
    """An employment that has not begun cannot be ended by notice."""
    with pytest.raises(ValueError, match="before the employment starts"):
        statutory_notice(started_on=date(2026, 5, 2), given_on=date(2026, 5, 1))


def duties(*rows):
    """(establishment, number, days, begin_by) of each duty for rows of (day, number[, establishment])."""
    proposed = [ProposedDismissals(place[0] if place else "", on, number) for on, number, *place in rows]
    return [
        (duty.establishment, duty.number, duty.days, duty.begin_by)
        for duty in consultation_watch(proposed).duties
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (19, []),
        (20, [("", 20, 30, date(2026, 6, 1))]),
        (99, [("", 99, 30, date(2026, 6, 1))]),
        (100, [("", 100, 45, date(2026, 5, 17))]),
    ],
)
def test_consultation_thresholds(number, expected):
    """20 to 99 dismissals give 30 days before the first, 100 or more give 45."""
    assert duties((date(2026, 7, 1), number)) == expected


def test_dismissals_within_any_ninety_days_count_together():
    """12 and 8 on day 1 and day 90 are 20; on day 91 they are two small groups."""
    assert duties((date(2026, 7, 1), 12), (date(2026, 9, 28), 8)) == [("", 20, 30, date(2026, 6, 1))]
    assert duties((date(2026, 7, 1), 12), (date(2026, 9, 29), 8)) == []


def test_the_window_may_start_after_the_first_dismissal():
    """5 in July, 10 in September and 10 in November: only the later two are within 90 days."""
    rows = [(date(2026, 7, 1), 5), (date(2026, 9, 10), 10), (date(2026, 11, 10), 10)]
    assert duties(*rows) == [("", 20, 30, date(2026, 8, 11))]


def test_each_establishment_is_counted_by_itself():
    """15 at each of two places is no duty; 20 at one is."""
    assert duties((date(2026, 7, 1), 15, "Stafford"), (date(2026, 7, 1), 15, "Leek")) == []
    assert duties((date(2026, 7, 1), 20, "Stafford"), (date(2026, 7, 1), 15, "Leek")) == [
        ("Stafford", 20, 30, date(2026, 6, 1))
    ]


def test_those_consulted_already_do_not_count():
    """Section 188(3): a group about which consultation has begun is left out."""
    rows = [
        ProposedDismissals("", date(2026, 7, 1), 15),
        ProposedDismissals("", date(2026, 7, 2), 15, consulted_already=True),
    ]
    assert consultation_watch(rows).largest == {"": 15}


@pytest.mark.parametrize(("on", "days"), [(date(2026, 4, 5), 90), (date(2026, 4, 6), 180)])
def test_the_protective_award_doubles_in_april_2026(on, days):
    """By the date of the dismissal: 90 days up to 5 April 2026, 180 from the 6th."""
    watch = consultation_watch([ProposedDismissals("", on, 20)])
    assert [duty.protective_award_days for duty in watch.duties] == [days]


def test_no_dismissals_is_refused():
    """Counting nothing is a mistake of the caller."""
    with pytest.raises(ValueError, match="no dismissal"):
        consultation_watch([])


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), min_size=1, max_size=12), st.randoms())
def test_every_window_with_a_duty_is_covered(rows, random):
    """Whatever the order of rows, some duty of enough days begins no later than each window needs."""
    first = date(2026, 5, 1)
    proposed = [ProposedDismissals("", first + timedelta(days=day), number) for day, number in rows]
    found = consultation_watch(proposed).duties
    assert consultation_watch(random.sample(proposed, len(proposed))).duties == found
    for start in {each.on for each in proposed}:
        number = sum(each.number for each in proposed if 0 <= (each.on - start).days < 90)
        needed = 45 if number >= 100 else 30 if number >= 20 else 0
        by = start - timedelta(days=needed)
        assert not needed or any(duty.begin_by <= by and duty.days >= needed for duty in found)


def window(kind, **facts):
    """First and last protected day."""
    found = protected_window(FamilyLeave(kind, **facts))
    return found.starts_on, found.last_day


def test_maternity_protects_from_notice_of_pregnancy_to_18_months_after_birth():
    """Told in May 2025, born in October: protected to 10 April 2027 included."""
    facts = {"told_on": date(2025, 5, 6), "leave_starts_on": date(2025, 9, 22), "born_on": date(2025, 10, 10)}
    assert window("maternity", **facts) == (date(2025, 5, 6), date(2027, 4, 10))


def test_the_expected_week_counts_until_the_birth_is_known():
    """Without a birth the first day of the expected week counts; without that the end is open."""
    assert window("maternity", told_on=date(2025, 5, 6), expected_week_on=date(2025, 10, 5)) == (
        date(2025, 5, 6),
        date(2027, 4, 5),
    )
    assert window("maternity", told_on=date(2025, 5, 6)) == (date(2025, 5, 6), None)


def test_a_birth_on_29_february_protects_to_the_29th_18_months_on():
    """18 months after 29 February is 29 August; after 31 August it is the last day of February."""
    assert window("maternity", told_on=date(2024, 4, 6), born_on=date(2024, 2, 29))[1] == date(2025, 8, 29)
    assert window("maternity", told_on=date(2024, 4, 6), born_on=date(2024, 8, 31))[1] == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("ends_on", "last_day"),
    [(date(2024, 4, 6), date(2024, 4, 5)), (date(2024, 4, 7), date(2025, 1, 15))],
)
def test_leave_that_ended_before_the_law_of_april_2024_protects_alone(ends_on, last_day):
    """The last day of leave decides: 5 April 2024 is before the law, the 6th is under it."""
    facts = {"leave_starts_on": date(2023, 7, 1), "leave_ends_on": ends_on, "born_on": date(2023, 7, 15)}
    assert window("maternity", told_on=date(2023, 2, 1), **facts) == (date(2023, 7, 1), last_day)


def test_a_lost_pregnancy_protects_two_weeks_more():
    """Without a right to leave the protection ends two weeks after the pregnancy."""
    found = window("maternity", told_on=date(2025, 5, 6), ended_early_on=date(2025, 6, 2))
    assert found == (date(2025, 5, 6), date(2025, 6, 16))


def test_adoption_protects_to_18_months_after_placement():
    """From the first day of leave."""
    facts = {"leave_starts_on": date(2025, 9, 1), "placed_on": date(2025, 9, 3)}
    assert window("adoption", **facts) == (date(2025, 9, 1), date(2027, 3, 3))


@pytest.mark.parametrize(("weeks", "last_day"), [(5, date(2025, 10, 5)), (6, date(2026, 10, 10))])
def test_shared_leave_must_be_six_weeks_in_a_row(weeks, last_day):
    """Five weeks protect while they last; six protect to 18 months after the birth."""
    facts = {
        "leave_starts_on": date(2025, 9, 1),
        "leave_ends_on": date(2025, 10, 6),
        "born_on": date(2025, 4, 10),
        "weeks_in_a_row": weeks,
    }
    assert window("shared_parental", **facts) == (date(2025, 9, 1), last_day)


def test_nothing_known_protects_nobody():
    """No notice and no leave: no window, and no day is covered."""
    found = protected_window(FamilyLeave("adoption", placed_on=date(2025, 9, 3)))
    assert (found.starts_on, found.covers(date(2025, 9, 4))) == (None, False)


def test_a_trial_is_four_calendar_weeks_from_the_first_day():
    """Starting on Monday 1 June 2026 it ends on Sunday 28 June."""
    found = trial_period(old_last_day=date(2026, 5, 29), starts_on=date(2026, 6, 1))
    assert (found.valid, found.last_day) == (True, date(2026, 6, 28))


@pytest.mark.parametrize(
    ("old_last_day", "start_by"),
    [
        (date(2026, 5, 28), date(2026, 6, 25)),
        (date(2026, 5, 29), date(2026, 6, 29)),
        (date(2026, 5, 30), date(2026, 6, 29)),
        (date(2026, 5, 31), date(2026, 6, 29)),
        (date(2026, 6, 1), date(2026, 6, 29)),
    ],
)
def test_the_new_post_starts_within_four_weeks(old_last_day, start_by):
    """An end on Friday, Saturday or Sunday counts from the Monday; a day later is too late."""
    on_time = trial_period(old_last_day=old_last_day, starts_on=start_by)
    late = trial_period(old_last_day=old_last_day, starts_on=start_by + timedelta(days=1))
    assert (on_time.start_by, on_time.valid, late.valid) == (start_by, True, False)


@pytest.mark.parametrize(
    ("agreed", "last_day"),
    [
        (Retraining(date(2026, 5, 20), date(2026, 8, 31)), date(2026, 8, 31)),
        (Retraining(date(2026, 6, 1), date(2026, 8, 31)), date(2026, 6, 28)),
        (Retraining(date(2026, 5, 20), date(2026, 8, 31), in_writing=False), date(2026, 6, 28)),
        (Retraining(date(2026, 5, 20), date(2026, 6, 10)), date(2026, 6, 28)),
    ],
)
def test_only_retraining_agreed_in_writing_before_the_start_lengthens_it(agreed, last_day):
    """Agreed on the first day, or only by word, it stays four weeks; it is never shortened."""
    found = trial_period(old_last_day=date(2026, 5, 29), starts_on=date(2026, 6, 1), retraining=agreed)
    assert found.last_day == last_day
