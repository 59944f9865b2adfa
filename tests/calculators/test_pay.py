"""Unsocial hours and working time as JSON."""

import pytest

from saggar.calculators import registry
from saggar.calculators.faults import BadInput


def faults(name, **arguments):
    """The messages of a refused calculation."""
    with pytest.raises(BadInput) as refused:
        registry.run(name, arguments)
    return [str(fault) for fault in refused.value.faults]


NIGHT_THE_CLOCKS_GO_FORWARD = {"start": "2026-03-28T20:00", "end": "2026-03-29T08:00"}


def test_unsocial_hours_in_money():
    """Band 5 at £16: 4 hours at 30% and 7 real hours at 60%, with local times in the result."""
    result = registry.run(
        "pay.unsocial-hours", {"shifts": [NIGHT_THE_CLOCKS_GO_FORWARD], "band": 5, "hourly_rate": 16}
    )
    assert result["shifts"][0]["parts"] == [
        {
            "start": "2026-03-28T20:00+00:00",
            "end": "2026-03-29T00:00+00:00",
            "kind": "saturday_or_night",
            "paid_hours": 4.0,
            "share": 0.3,
            "amount": 19.2,
        },
        {
            "start": "2026-03-29T00:00+00:00",
            "end": "2026-03-29T08:00+01:00",
            "kind": "sunday_or_holiday",
            "paid_hours": 7.0,
            "share": 0.6,
            "amount": 67.2,
        },
    ]
    assert (result["enhancement_hours"], result["enhancement_amount"]) == (5.4, 86.4)
    assert (result["saturday_or_night_hours"], result["sunday_or_holiday_hours"]) == (4.0, 7.0)


def test_unsocial_hours_says_why():
    """The steps count the minutes in the window."""
    shift = {"start": "2026-05-05T14:00", "end": "2026-05-05T22:00"}
    result = registry.run("pay.unsocial-hours", {"shifts": [shift], "band": 2})
    assert result["shifts"][0]["steps"] == [
        "120 of 480 minutes are between 20:00 and 06:00, so only that weekday time is enhanced."
    ]
    assert (result["plain_hours"], result["enhancement_amount"]) == (6.0, None)
    assert [rule["key"] for rule in result["rules"]] == [
        "pay.unsocial_hours.enhancements",
        "pay.unsocial_hours.night_window",
        "pay.unsocial_hours.whole_shift_above",
    ]


def test_public_holidays_are_the_callers():
    """Good Friday counts as one only when named."""
    shift = {"start": "2026-04-03T08:00", "end": "2026-04-03T16:00"}
    arguments = {"shifts": [shift], "band": 5}
    assert registry.run("pay.unsocial-hours", arguments)["plain_hours"] == 8.0
    arguments["public_holidays"] = ["2026-04-03"]
    assert registry.run("pay.unsocial-hours", arguments)["sunday_or_holiday_hours"] == 8.0


@pytest.mark.parametrize(
    ("shift", "message"),
    [
        (
            {"start": "2026-03-29T01:30", "end": "2026-03-29T08:00"},
            "shifts[0].start: this time does not exist: the clocks go forward over it",
        ),
        (
            {"start": "2026-10-25T01:30", "end": "2026-10-25T08:00"},
            "shifts[0].start: this time comes twice as the clocks go back: add the offset, +01:00 or +00:00",
        ),
        (
            {"start": "2026-02-29T01:30", "end": "2026-03-01T08:00"},
            "shifts[0].start: 2026-02-29T01:30 is not a time of the calendar",
        ),
        (
            {"start": "yesterday", "end": "2026-03-01T08:00"},
            "shifts[0].start: must be a time such as 2026-03-28T20:00",
        ),
        ({"start": "2026-05-05T14:00", "end": "2026-05-05T14:00"}, "shifts[0]: it must end after it starts"),
        (
            {"start": "2026-05-05T14:00", "end": "2026-05-05T15:00", "break_minutes": 60},
            "shifts[0]: the breaks are as long as the shift",
        ),
        (
            {"start": "0001-01-01T00:00+14:00", "end": "2026-05-05T14:00"},
            "shifts[0].start: must be in the years 1900 to 2199",
        ),
    ],
)
def test_times_that_cannot_be_are_refused(shift, message):
    """Each with its path."""
    assert faults("pay.unsocial-hours", shifts=[shift], band=5) == [message]


def test_a_shift_whose_time_comes_twice_is_taken_with_its_offset():
    """01:30 summer time to 08:00 is 7.5 real hours."""
    shift = {"start": "2026-10-25T01:30+01:00", "end": "2026-10-25T08:00"}
    result = registry.run("pay.unsocial-hours", {"shifts": [shift], "band": 5})
    assert result["sunday_or_holiday_hours"] == 7.5


def test_no_shifts_and_no_band_ten():
    """Both faults are named, then the empty list."""
    assert faults("pay.unsocial-hours", shifts=[], band=10) == ["band: must be from 1 to 9"]
    assert faults("pay.working-time", shifts=[]) == ["shifts: must have at least one shift"]
    many = [NIGHT_THE_CLOCKS_GO_FORWARD] * 2_001
    assert faults("pay.working-time", shifts=many) == [
        "shifts: must have at most 2000 shifts, for they are of one person"
    ]


def test_working_time_over_two_employers():
    """An evening at one and a morning at the other leave 10 hours: named with time and figures."""
    evening = {"start": "2026-06-01T14:00", "end": "2026-06-01T20:00", "employer": "Trust"}
    morning = {"start": "2026-06-02T06:00", "end": "2026-06-02T12:00", "employer": "Care home"}
    result = registry.run("pay.working-time", {"shifts": [morning, evening]})
    assert (result["legal"], result["breaches"]) == (
        False,
        [
            {
                "kind": "daily_rest",
                "start": "2026-06-01T20:00+01:00",
                "end": "2026-06-02T06:00+01:00",
                "actual": 10.0,
                "limit": 11.0,
                "words": "Only 10.0 hours of rest after 20:00 on 1 June 2026: 11 are needed.",
            }
        ],
    )


def test_working_time_that_is_legal_shows_the_averages():
    """Nothing is broken, and the result says so with the busiest 17 weeks."""
    shift = {"start": "2026-06-01T08:00", "end": "2026-06-01T16:00", "break_minutes": 30}
    result = registry.run("pay.working-time", {"shifts": [shift]})
    assert (result["legal"], result["steps"]) == (True, ["Every limit checked is kept."])
    assert result["busiest"] == {
        "starts_on": "2026-06-01",
        "last_day": "2026-09-27",
        "hours": 7.5,
        "weekly_average": 0.44,
        "night_average": 0.07,
    }
