"""The dated figures of the Working Time Regulations 1998 (legislation.gov.uk), as amended.

All employers' hours count together. Exceptions by agreement, with compensatory rest (regulations 21 to 27A),
are for people to judge: a breach here is a reason to look, not a verdict.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from saggar.rules.dated import Rule, RuleBook, Version

REGULATIONS = "Working Time Regulations 1998"
_SINCE = date(1998, 10, 1)
_YOUNG_SINCE = date(2003, 4, 6)

WEEKLY_HOURS = Rule(
    "working_time.weekly_hours",
    "The most hours a week on average, unless the person has opted out",
    "hours",
    (Version(48, _SINCE, f"{REGULATIONS}, regulations 4 and 5"),),
)
REFERENCE_WEEKS = Rule(
    "working_time.reference_weeks",
    "The weeks that averages are taken over",
    "weeks",
    (Version(17, _SINCE, f"{REGULATIONS}, regulations 4(3) and 6(3)", note="any 17 weeks"),),
)
DAILY_REST_HOURS = Rule(
    "working_time.daily_rest_hours",
    "Hours of rest in a row in each 24 hours",
    "hours",
    (Version(11, _SINCE, f"{REGULATIONS}, regulation 10(1)"),),
)
WEEKLY_REST_HOURS = Rule(
    "working_time.weekly_rest_hours",
    "Hours of rest in a row each week, or twice in each fortnight, together or apart",
    "hours",
    (Version(24, _SINCE, f"{REGULATIONS}, regulation 11", note="a week starts on Monday: regulation 11(6)"),),
)
BREAK_ABOVE_HOURS: Rule[float] = Rule(
    "working_time.break_above_hours",
    "A shift longer than this needs a rest break",
    "hours",
    (Version(6, _SINCE, f"{REGULATIONS}, regulation 12(1)"),),
)
BREAK_MINUTES = Rule(
    "working_time.break_minutes",
    "The shortest rest break",
    "minutes",
    (Version(20, _SINCE, f"{REGULATIONS}, regulation 12(3)"),),
)
NIGHT_HOURS = Rule(
    "working_time.night_hours",
    "The most hours in 24 on average for a night worker; weekly rest days are left out of the average",
    "hours",
    (Version(8, _SINCE, f"{REGULATIONS}, regulation 6", note="816 hours in 17 weeks"),),
)
NIGHT_TIME: Rule[tuple[time, time]] = Rule(
    "working_time.night_time",
    "Night time, where no agreement says otherwise",
    "from, until",
    (Version((time(23), time(6)), _SINCE, f"{REGULATIONS}, regulation 2(1)"),),
)
NIGHT_WORK_HOURS = Rule(
    "working_time.night_work_hours",
    "Hours of night time that make a day's work night work; on most days, they make a night worker",
    "hours",
    (Version(3, _SINCE, f"{REGULATIONS}, regulation 2(1)"),),
)
YOUNG_UNDER_AGE = Rule(
    "working_time.young.under_age",
    "The age below which the limits for young workers apply",
    "years of age",
    (Version(18, _SINCE, f"{REGULATIONS}, regulation 2(1)"),),
)
YOUNG_DAY_HOURS = Rule(
    "working_time.young.day_hours",
    "The most hours a day for a young worker",
    "hours",
    (Version(8, _YOUNG_SINCE, f"{REGULATIONS}, regulation 5A", note="exceptions in regulation 27A"),),
)
YOUNG_WEEK_HOURS = Rule(
    "working_time.young.week_hours",
    "The most hours a week for a young worker, with no average and no opting out",
    "hours",
    (Version(40, _YOUNG_SINCE, f"{REGULATIONS}, regulation 5A", note="exceptions in regulation 27A"),),
)
YOUNG_NIGHT: Rule[tuple[time, time]] = Rule(
    "working_time.young.night",
    "The hours in which a young worker may not work",
    "from, until",
    (
        Version(
            (time(22), time(6)),
            _YOUNG_SINCE,
            f"{REGULATIONS}, regulations 2(1), 6A and 7",
            "medium",
            note="23:00 to 07:00 where the contract says so; exceptions for hospitals in regulation 27A",
        ),
    ),
)
YOUNG_DAILY_REST_HOURS = Rule(
    "working_time.young.daily_rest_hours",
    "Hours of rest in a row in each 24 hours for a young worker",
    "hours",
    (Version(12, _SINCE, f"{REGULATIONS}, regulation 10(2)"),),
)
YOUNG_WEEKLY_REST_HOURS = Rule(
    "working_time.young.weekly_rest_hours",
    "Hours of rest each week for a young worker",
    "hours",
    (Version(48, _SINCE, f"{REGULATIONS}, regulation 11(3)"),),
)
YOUNG_BREAK_ABOVE_HOURS: Rule[float] = Rule(
    "working_time.young.break_above_hours",
    "A young worker's shift longer than this needs a rest break",
    "hours",
    (Version(4.5, _SINCE, f"{REGULATIONS}, regulation 12(4)"),),
)
YOUNG_BREAK_MINUTES = Rule(
    "working_time.young.break_minutes",
    "The shortest rest break of a young worker",
    "minutes",
    (Version(30, _SINCE, f"{REGULATIONS}, regulation 12(4)"),),
)
_ALL: tuple[Rule[Any], ...] = (
    WEEKLY_HOURS,
    REFERENCE_WEEKS,
    DAILY_REST_HOURS,
    WEEKLY_REST_HOURS,
    BREAK_ABOVE_HOURS,
    BREAK_MINUTES,
    NIGHT_HOURS,
    NIGHT_TIME,
    NIGHT_WORK_HOURS,
    YOUNG_UNDER_AGE,
    YOUNG_DAY_HOURS,
    YOUNG_WEEK_HOURS,
    YOUNG_NIGHT,
    YOUNG_DAILY_REST_HOURS,
    YOUNG_WEEKLY_REST_HOURS,
    YOUNG_BREAK_ABOVE_HOURS,
    YOUNG_BREAK_MINUTES,
)
BOOK = RuleBook.of(_ALL)
