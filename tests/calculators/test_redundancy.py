"""The redundancy calculations as JSON: what goes in, what comes out, what is refused."""

import pytest

from saggar.calculators import registry
from saggar.calculators.faults import BadInput


def faults(name, **arguments):
    """The messages of a refused calculation."""
    with pytest.raises(BadInput) as refused:
        registry.run(name, arguments)
    return [str(fault) for fault in refused.value.faults]


def test_section16_from_dates_of_service():
    """A break of six months is bridged: 3 years before it and 6 after it, with parts, make 10 complete."""
    result = registry.run(
        "redundancy.section16",
        {
            "salary_fte": 20_000,
            "wte": 0.6,
            "service": [
                {"starts_on": "2015-01-05", "last_day": "2018-12-31"},
                {"starts_on": "2019-06-01", "last_day": "2026-03-31"},
            ],
        },
    )
    assert (result["years"], result["continuous_years"], result["months"]) == (10, 6, 10)
    assert (result["month_pay"], result["amount"]) == (1150.0, 11_500.0)
    assert result["steps"] == [
        "Service is continuous for 6 complete years and reckonable for 10.",
        "A month's pay is a twelfth of the full-time salary of £20,000.",
        "The full-time salary is raised to the floor of £23,000.",
        "For 0.6 WTE a month's pay is £1,150.",
        "10 complete years of service give 10 months.",
        "10 months at £1,150 is £11,500.",
        "£11,500 is free of tax and £0 is taxed.",
    ]


def test_section16_counts_the_last_day():
    """1 April to 31 March is a whole year; a day less is not."""
    arguments = {"salary_fte": 36_000, "service": [{"starts_on": "2016-04-01", "last_day": "2026-03-31"}]}
    assert registry.run("redundancy.section16", arguments)["months"] == 10
    arguments["service"][0]["last_day"] = "2026-03-30"
    assert registry.run("redundancy.section16", arguments)["months"] == 9


def test_section16_needs_years_or_service():
    """Neither and both are refused."""
    assert faults("redundancy.section16", salary_fte=36_000) == ["years: give either years or service"]
    spell = {"starts_on": "2016-04-01", "last_day": "2026-03-31"}
    both = faults("redundancy.section16", salary_fte=36_000, years=3, service=[spell])
    assert both == ["years: give either years or service"]


def test_section16_names_every_fault_with_its_path():
    """All faults come at once, each with where it is."""
    found = faults(
        "redundancy.section16", salary_fte="a lot", wte=1.2, years=-1, service=[{"starts_on": "2026-02-29"}]
    )
    assert found == [
        'salary_fte: must be a number such as 1200 or "1200.50"',
        "wte: must be from 0.01 to 1",
        "years: must be from 0 to 80",
        "service[0].starts_on: 2026-02-29 is not a date of the calendar",
        "service[0].last_day: is missing",
    ]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"years": 3, "new_nhs_job_on": "2026-04-10"}, "on: is needed with new_nhs_job_on"),
        (
            {"service": [{"starts_on": "2020-04-01", "last_day": "2019-04-01"}]},
            "service[0].last_day: is before the first day",
        ),
        (
            {"service": [{"starts_on": "2020-04-01", "last_day": "2024-04-01"}], "on": "2025-01-01"},
            "on: must be the last day of the last employment in service",
        ),
        (
            {"service": [{"starts_on": "2020-04-01", "last_day": "2024-04-01", "paid_for": True}]},
            "service: no employment counts towards service",
        ),
        (
            {"years": 3, "on": "2015-03-31"},
            "redundancy.section16.salary_floor has no value on 31 March 2015",
        ),
    ],
)
def test_section16_refuses_what_does_not_fit(more, message):
    """Each contradiction is named."""
    assert faults("redundancy.section16", salary_fte=36_000, **more) == [message]


def test_statutory_pay_in_words():
    """Age 50 with 25 years in April 2026: 24.5 weeks at the cap of 751."""
    result = registry.run(
        "redundancy.statutory", {"age": 50, "years": 25, "week_pay": 800, "on": "2026-04-06"}
    )
    assert (result["weeks"], result["amount"]) == (24.5, 18_399.5)
    assert result["steps"] == [
        "The week's pay is £800, held at the cap of £751.",
        "The latest 20 of 25 years count.",
        "9 years from age 41 at 1.5 weeks each.",
        "11 years from age 22 at 1 week each.",
        "24.5 weeks at £751 is £18,399.50.",
    ]
    assert result["rules"][0] == {
        "key": "redundancy.statutory.week_cap",
        "from": "2026-04-06",
        "source": "Employment Rights Act 1996, section 227; "
        "Employment Rights (Increase of Limits) Order 2026",
    }


def test_statutory_pay_refuses_more_years_than_age():
    """Nobody worked before birth."""
    found = faults("redundancy.statutory", age=20, years=21, week_pay=500, on="2026-04-06")
    assert found == ["years: cannot be more than the age"]


def test_notice():
    """Seven complete years give seven weeks, from the day after."""
    result = registry.run("redundancy.notice", {"started_on": "2019-05-01", "given_on": "2026-05-01"})
    assert (result["weeks"], result["notice_from"], result["last_day"]) == (7, "2026-05-02", "2026-06-19")
    assert faults("redundancy.notice", started_on="2026-05-02", given_on="2026-05-01") == [
        "given_on: notice cannot be given before the employment starts"
    ]


def test_consultation():
    """120 dismissals from 1 July: consult and send HR1 by 17 May; the 20th is too late."""
    arguments = {
        "dismissals": [{"on": "2026-07-01", "number": 120, "establishment": "Stafford"}],
        "consultation_on": "2026-05-20",
    }
    result = registry.run("redundancy.consultation", arguments)
    assert result["duties"] == [
        {
            "establishment": "Stafford",
            "number": 120,
            "first_dismissal_on": "2026-07-01",
            "days": 45,
            "begin_by": "2026-05-17",
            "hr1_by": "2026-05-17",
            "protective_award_days": 180,
            "in_time": False,
        }
    ]
    assert result["steps"] == [
        "Stafford: at most 120 dismissals in any 90 days, "
        "so consultation must begin 45 days before the first."
    ]


def test_consultation_without_a_duty():
    """19 dismissals: no duty, no day, and the count in words."""
    result = registry.run("redundancy.consultation", {"dismissals": [{"on": "2026-07-01", "number": 19}]})
    assert (result["duties"], result["begin_by"]) == ([], None)
    assert result["steps"] == [
        "The establishment: at most 19 dismissals in any 90 days, so no duty to consult collectively."
    ]
    assert faults("redundancy.consultation", dismissals=[]) == ["dismissals: no dismissal to count"]


@pytest.mark.parametrize(("on", "protected"), [("2027-04-10", True), ("2027-04-11", False), (None, None)])
def test_family_leave_window(on, protected):
    """Born on 10 October 2025: the last protected day is 10 April 2027."""
    arguments = {"kind": "maternity", "told_on": "2025-05-06", "born_on": "2025-10-10"}
    result = registry.run("redundancy.family-leave-window", arguments | ({"on": on} if on else {}))
    assert (result["protected_from"], result["last_day"]) == ("2025-05-06", "2027-04-10")
    assert result["protected"] is protected


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"kind": "paternity"}, "kind: must be one of maternity, adoption, shared_parental"),
        (
            {"kind": "adoption", "leave_last_day": "2026-01-01"},
            "leave_last_day: must not be before leave_from",
        ),
        (
            {"kind": "maternity", "expected_week_on": "2026-01-01"},
            "expected_week_on: must be a Sunday, the first day of the week",
        ),
        (
            {"kind": "adoption", "ended_early_on": "2026-01-01"},
            "ended_early_on: is for a pregnancy without maternity leave",
        ),
    ],
)
def test_family_leave_refuses_what_cannot_be(facts, message):
    """Each impossible fact is named."""
    assert faults("redundancy.family-leave-window", **facts) == [message]


@pytest.mark.parametrize(("on", "running"), [("2026-06-28", True), ("2026-06-29", False)])
def test_trial(on, running):
    """Four weeks from 1 June run to the end of 28 June."""
    arguments = {"old_last_day": "2026-05-29", "starts_on": "2026-06-01", "on": on}
    result = registry.run("redundancy.trial", arguments)
    assert (result["valid"], result["last_day"], result["running"]) == (True, "2026-06-28", running)


def test_a_trial_that_starts_too_late_is_none():
    """The result says by when it had to start, and it never runs."""
    arguments = {"old_last_day": "2026-05-28", "starts_on": "2026-06-26", "on": "2026-06-27"}
    result = registry.run("redundancy.trial", arguments)
    assert (result["valid"], result["running"]) == (False, False)
    assert result["steps"][0] == "The new post must start after the old one ends and by 25 June 2026."
