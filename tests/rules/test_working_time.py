"""The Working Time Regulations by hand, over all employers."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.rules.shifts import Shift, Span, london_moment
from saggar.rules.working_time import WorkPattern, check_working_time

MONDAY = date(2026, 6, 1)


def at(text):
    """A moment of British local time."""
    return london_moment(datetime.fromisoformat(text))


def shift(day, start, hours, break_minutes=30, **more):
    """A shift `day` days after Monday 1 June 2026, starting at hour `start`."""
    starts_at = datetime.combine(MONDAY, datetime.min.time()) + timedelta(days=day, hours=start)
    ends_at = starts_at + timedelta(hours=hours)
    return Shift(london_moment(starts_at), london_moment(ends_at), (), break_minutes, **more)


def found(*shifts, **more):
    """(kind, actual, limit) of each breach."""
    check = check_working_time(WorkPattern(shifts, **more))
    return [(breach.kind, breach.actual, breach.limit) for breach in check.breaches]


def weeks(count, hours, days=range(5), start=8, break_minutes=30):
    """Shifts of `hours` on the given days of each week."""
    return [shift(week * 7 + day, start, hours, break_minutes) for week in range(count) for day in days]


def test_an_ordinary_week_breaks_nothing():
    """Five shifts of 8 hours with a break."""
    assert found(*weeks(4, 8)) == []


@pytest.mark.parametrize(("start", "expected"), [(7, []), (6, [("daily_rest", 10, 11)])])
def test_eleven_hours_between_shifts(start, expected):
    """From 20:00 to 07:00 is enough; to 06:00 is not, at whichever employer."""
    late, early = shift(0, 12, 8, employer="Trust"), shift(1, start, 6, employer="Care home")
    assert found(late, early) == expected


def test_the_clock_change_shortens_the_rest():
    """From 20:00 to 07:00 in the night of 28 March 2026 is only 10 real hours."""
    evening = Shift(at("2026-03-28T14:00"), at("2026-03-28T20:00"))
    morning = Shift(at("2026-03-29T07:00"), at("2026-03-29T13:00"))
    assert found(evening, morning) == [("daily_rest", 10, 11)]


def test_shifts_that_touch_are_one_stretch():
    """Two shifts end to end are no gap, but 14 hours leave only 10 in the day."""
    assert found(shift(0, 6, 7), shift(0, 13, 7)) == [("daily_rest", 10, 11)]


def test_a_double_booking_is_named():
    """Two shifts at the same time overlap by two hours."""
    assert found(shift(0, 8, 6), shift(0, 12, 6)) == [("double_booking", 2, 0)]


def test_a_short_shift_inside_a_long_one_hides_no_overlap():
    """The third shift overlaps the long first one, though the second has ended."""
    kinds = [kind for kind, _, _ in found(shift(0, 8, 10), shift(0, 9, 1, 0), shift(0, 12, 2))]
    assert kinds == ["double_booking", "double_booking"]


def test_a_week_without_a_day_of_rest():
    """Seven days of 12.5 hours leave 11.5 in a row at most."""
    assert found(*weeks(1, 12.5, range(7), 7)) == [("weekly_rest", 11.5, 24)]


def test_two_rests_in_a_fortnight_make_up_for_a_week_without():
    """Seven days on and most of a week off keeps the fortnight's rule, once both weeks are rostered."""
    on = weeks(1, 8, range(7))
    assert found(*on, shift(12, 8, 8)) == []
    assert found(*on) == [("weekly_rest", 16, 24)]


def test_weeks_without_rest_are_each_named_when_the_fortnight_has_one_only():
    """One day off in a fortnight is not enough; the week that has it is in order."""
    days = [*range(13)]
    assert found(*(shift(day, 8, 8) for day in days)) == [("weekly_rest", 16, 24)]


@pytest.mark.parametrize(
    ("hours", "break_minutes", "expected"),
    [
        (6, 0, []),
        (6.25, 19, [("break", 19, 20)]),
        (6.25, 20, []),
    ],
)
def test_a_break_of_twenty_minutes_above_six_hours(hours, break_minutes, expected):
    """Six hours need none; a quarter of an hour more needs twenty minutes."""
    assert found(shift(0, 8, hours, break_minutes)) == expected


def test_two_short_breaks_are_not_one_long_one():
    """Two breaks of 15 minutes do not make 20 in a row."""
    rest = tuple(Span(at(f"2026-06-01T{hour}:00"), at(f"2026-06-01T{hour}:15")) for hour in ("11", "14"))
    assert found(Shift(at("2026-06-01T08:00"), at("2026-06-01T17:00"), rest)) == [("break", 15, 20)]


def test_the_average_is_over_seventeen_weeks():
    """50 hours for 17 weeks break 48; for 16 weeks they do not, nor with an opt-out."""
    long = weeks(17, 10.5)
    assert found(*long) == [("weekly_hours", 50, 48)]
    assert found(*weeks(16, 10.5)) == []
    assert found(*long, opted_out=True) == []


def test_any_seventeen_weeks_count():
    """A busy stretch that starts in the middle is found, and named by its days."""
    busy = [shift(70 + week * 7 + day, 8, 10.5) for week in range(17) for day in range(5)]
    check = check_working_time(WorkPattern((*weeks(10, 8), *busy)))
    assert [breach.kind for breach in check.breaches] == ["weekly_hours"]
    assert (check.busiest.starts_on, check.busiest.hours) == (MONDAY + timedelta(days=70), 850)


def test_a_newcomer_is_averaged_over_the_time_so_far():
    """50 hours in the first full week break 48 for somebody employed since Monday."""
    week = [shift(day, 8, hours) for day, hours in enumerate((10.5, 10.5, 10.5, 10.5, 10.5))]
    weekend = shift(6, 8, 1, 0)
    assert found(*week, weekend, employed_on=MONDAY) == [("weekly_hours", 51, 48)]
    assert found(*week, weekend) == []


def test_leave_is_made_up_for_by_later_days():
    """A fortnight of leave takes the hours of the ten worked days after the 17 weeks."""
    worked = [
        *weeks(15, 10.5),
        *(shift(119 + week * 7 + day, 8, 10.5) for week in range(2) for day in range(5)),
    ]
    leave = frozenset(MONDAY + timedelta(days=105 + week * 7 + day) for week in range(2) for day in range(5))
    assert found(*worked) == []
    assert found(*worked, excluded_days=leave) == [("weekly_hours", 50, 48)]


def test_night_workers_average_eight_hours_in_24():
    """Four nights of 12.5 worked hours for 17 weeks are 850 hours: above 816, opted out or not."""
    nights = weeks(17, 13, range(4), 18)
    assert [kind for kind, _, _ in found(*nights, opted_out=True)] == ["night_hours"]
    assert found(*nights, opted_out=True, night_worker=False) == []


def test_816_hours_are_the_most_for_a_night_worker():
    """48 hours a week of nights for 17 weeks are exactly at the limit."""
    assert found(*weeks(17, 12.5, range(4), 19)) == []


def test_under_18_hours_a_day_and_a_week():
    """8.5 hours break the day; five of them, 42.5, break the week as well. Adults may."""
    born_on = MONDAY.replace(year=2009)
    week = weeks(1, 9)
    day = ("young_day_hours", 8.5, 8)
    assert found(*week, born_on=born_on) == [day, ("young_week_hours", 42.5, 40), day, day, day, day]
    assert found(*week, born_on=born_on.replace(year=2008)) == []


def test_the_limits_end_on_the_eighteenth_birthday():
    """Nine hours on the day before are too many, on the birthday not."""
    born_on = date(2008, 6, 2)
    assert found(shift(0, 8, 9), shift(1, 8, 9), born_on=born_on) == [("young_day_hours", 8.5, 8)]


def test_under_18_no_nights_and_longer_rest():
    """Work after 22:00, a break of 20 minutes, rest of 11 hours and one day off are all too little."""
    born_on = date(2009, 1, 1)
    assert found(shift(0, 17, 5.5), born_on=born_on) == [("young_night", 0.5, 0)]
    assert found(shift(0, 8, 5, 20), born_on=born_on) == [("break", 20, 30)]
    assert found(shift(0, 14, 6), shift(1, 7, 4), born_on=born_on) == [("daily_rest", 11, 12)]
    assert found(*(shift(day, 8, 4, 0) for day in range(6)), born_on=born_on) == [("weekly_rest", 36, 48)]


def test_nothing_to_check_is_refused():
    """An empty list is a mistake of the caller."""
    with pytest.raises(ValueError, match="no shifts"):
        check_working_time(WorkPattern(()))


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20), st.integers(2, 12)), min_size=1, max_size=25),
    st.randoms(),
)
def test_order_does_not_matter_and_a_subset_is_never_worse_in_hours(rows, random):
    """Shuffled shifts give the same breaches; leaving one out never raises the average."""
    shifts = [shift(day, start, hours) for day, start, hours in rows]
    check = check_working_time(WorkPattern(tuple(shifts)))
    shuffled = check_working_time(WorkPattern(tuple(random.sample(shifts, len(shifts)))))
    assert [breach.words for breach in shuffled.breaches] == [breach.words for breach in check.breaches]
    if len(shifts) > 1:
        assert check_working_time(WorkPattern(tuple(shifts[1:]))).busiest.hours <= check.busiest.hours
