"""Dates and duties of a redundancy: notice, consultation, protection in family leave, trial period.

The rules are in `saggar.rules.redundancy`. A last day is included in what it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import Count
from saggar.calculators.kinds import WholeKind
from saggar.calculators.redundancy_days import Day
from saggar.rules import redundancy
from saggar.rules.anniversaries import ONE_DAY
from saggar.rules.dated import UsedRule

MOST_ROWS = 2_000
NoticeWeeks = Annotated[int, WholeKind(maximum=104)]
People = Annotated[int, WholeKind(minimum=1)]


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """An employment that the employer ends."""

    started_on: Annotated[Day, "First day of continuous employment"]
    given_on: Annotated[Day, "The day notice is given"]
    contract_weeks: Annotated[NoticeWeeks, "Weeks of notice in the contract, if longer"] = 0


@dataclass(frozen=True, slots=True)
class NoticeResult:
    """How long the notice is and when the employment ends."""

    weeks: Annotated[int, "Weeks of notice due"]
    statutory_weeks: Annotated[int, "Weeks that the law alone asks for"]
    years: Annotated[int, "Complete years of employment on the day of notice"]
    notice_from: Annotated[date, "First day of the notice"]
    last_day: Annotated[date, "Last day of the employment"]
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("redundancy.notice", "How much notice the law gives, and the last day of the employment")
def notice(given: NoticeGiven) -> NoticeResult:
    """A week from one month on, a week for each year from two years on, twelve at most."""
    try:
        due = redundancy.statutory_notice(
            started_on=given.started_on, given_on=given.given_on, contract_weeks=given.contract_weeks
        )
    except ValueError as error:
        raise BadInput.at("given_on", str(error)) from error
    return NoticeResult(
        due.weeks, due.statutory_weeks, due.years, due.starts_on, due.last_day, due.steps, due.rules
    )


@dataclass(frozen=True, slots=True)
class Dismissals:
    """Dismissals proposed for one day at one establishment."""

    on: Annotated[Day, "The day they would take effect"]
    number: Annotated[People, "How many people"]
    establishment: Annotated[str, "Where; each establishment is counted by itself"] = ""
    consulted_already: Annotated[bool, "Whether consultation about these has begun already"] = False


@dataclass(frozen=True, slots=True)
class ConsultationGiven:
    """All dismissals an employer proposes, and when consultation began if it did."""

    dismissals: Annotated[tuple[Dismissals, ...], "The proposed dismissals, in any order"]
    consultation_on: Annotated[Day | None, "The day consultation begins, to check it"] = None


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done for the dismissals of one establishment within 90 days."""

    establishment: str
    number: Annotated[int, "Dismissals within the 90 days"]
    first_dismissal_on: date
    days: Annotated[int, "Days before the first dismissal by which consultation must have begun"]
    begin_by: Annotated[date, "The last day on which consultation may begin"]
    hr1_by: Annotated[date, "The last day for form HR1 to reach the Secretary of State"]
    protective_award_days: Annotated[int, "The most days' pay for each person otherwise"]
    in_time: Annotated[bool | None, "Whether consultation_on is early enough; null without it"]


@dataclass(frozen=True, slots=True)
class ConsultationResult:
    """The duties, the one due first at the top; none when fewer than 20 dismissals fall in any 90 days."""

    duties: tuple[Duty, ...]
    begin_by: Annotated[date | None, "The earliest of the duties' days; null when there is no duty"]
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("redundancy.consultation", "When collective consultation must begin and form HR1 be sent")
def consultation(given: ConsultationGiven) -> ConsultationResult:
    """Counts each establishment's dismissals in any 90 days: 20 to 99 give 30 days, 100 or more 45."""
    if len(given.dismissals) > MOST_ROWS:
        raise BadInput.at("dismissals", f"must have at most {MOST_ROWS} rows; join those of one day")
    rows = [
        redundancy.ProposedDismissals(each.establishment, each.on, each.number, each.consulted_already)
        for each in given.dismissals
    ]
    try:
        watch = redundancy.consultation_watch(rows)
    except ValueError as error:
        raise BadInput.at("dismissals", str(error)) from error
    duties = tuple(_duty(duty, given.consultation_on) for duty in watch.duties)
    return ConsultationResult(duties, duties[0].begin_by if duties else None, watch.steps, watch.rules)


def _duty(duty: redundancy.ConsultationDuty, consultation_on: date | None) -> Duty:
    return Duty(
        establishment=duty.establishment,
        number=duty.number,
        first_dismissal_on=duty.first_on,
        days=duty.days,
        begin_by=duty.begin_by,
        hr1_by=duty.begin_by,
        protective_award_days=duty.protective_award_days,
        in_time=None if consultation_on is None else consultation_on <= duty.begin_by,
    )


@dataclass(frozen=True, slots=True)
class FamilyLeaveGiven:
    """The facts of a pregnancy, birth or placement; leave out what is not known yet."""

    kind: redundancy.FamilyLeaveKind
    told_on: Annotated[Day | None, "The day the employer was told of the pregnancy"] = None
    leave_from: Annotated[Day | None, "First day of leave"] = None
    leave_last_day: Annotated[Day | None, "Last day of leave"] = None
    born_on: Annotated[Day | None, "Date of birth, if the employer was told it"] = None
    expected_week_on: Annotated[Day | None, "First day (Sunday) of the expected week of childbirth"] = None
    placed_on: Annotated[Day | None, "Placement for adoption, or entry into Great Britain"] = None
    weeks_in_a_row: Annotated[Count, "Longest unbroken shared parental leave, in weeks"] = 0
    ended_early_on: Annotated[Day | None, "End of a pregnancy that gives no right to maternity leave"] = None
    on: Annotated[Day | None, "A day to ask about: is the person protected on it?"] = None


@dataclass(frozen=True, slots=True)
class FamilyLeaveResult:
    """The window in which the person has first claim on a suitable vacancy."""

    protected_from: Annotated[date | None, "First protected day; null when nothing protects"]
    last_day: Annotated[date | None, "Last protected day; null while it is not known"]
    protected: Annotated[bool | None, "Whether the day asked about is protected; null when none was asked"]
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("redundancy.family-leave-window", "When family leave gives first claim on a suitable vacancy")
def family_leave_window(given: FamilyLeaveGiven) -> FamilyLeaveResult:
    """From the notice of pregnancy, or the start of leave, to 18 months after the birth or placement."""
    _refuse_impossible(given)
    window = redundancy.protected_window(
        redundancy.FamilyLeave(
            kind=given.kind,
            told_on=given.told_on,
            leave_starts_on=given.leave_from,
            leave_ends_on=given.leave_last_day and given.leave_last_day + ONE_DAY,
            born_on=given.born_on,
            expected_week_on=given.expected_week_on,
            placed_on=given.placed_on,
            weeks_in_a_row=given.weeks_in_a_row,
            ended_early_on=given.ended_early_on,
        )
    )
    protected = None if given.on is None else window.starts_on is not None and window.covers(given.on)
    return FamilyLeaveResult(window.starts_on, window.last_day, protected, window.steps, window.rules)


def _refuse_impossible(given: FamilyLeaveGiven) -> None:
    if given.leave_last_day and (given.leave_from is None or given.leave_last_day < given.leave_from):
        raise BadInput.at("leave_last_day", "must not be before leave_from")
    if given.expected_week_on and given.expected_week_on.isoweekday() != 7:
        raise BadInput.at("expected_week_on", "must be a Sunday, the first day of the week")
    if given.ended_early_on and (given.kind != "maternity" or given.leave_from):
        raise BadInput.at("ended_early_on", "is for a pregnancy without maternity leave")


@dataclass(frozen=True, slots=True)
class RetrainingGiven:
    """A longer trial for retraining."""

    agreed_on: Annotated[Day, "The day it was agreed"]
    last_day: Annotated[Day, "Last day of the longer trial"]
    in_writing: Annotated[bool, "Whether it was agreed in writing"] = True


@dataclass(frozen=True, slots=True)
class TrialGiven:
    """A move from a redundant post into a suitable alternative one."""

    old_last_day: Annotated[Day, "Last day in the old post"]
    starts_on: Annotated[Day, "First day in the new post"]
    retraining: Annotated[RetrainingGiven | None, "A longer trial for retraining, if agreed"] = None
    on: Annotated[Day | None, "A day to ask about: is the trial running on it?"] = None


@dataclass(frozen=True, slots=True)
class TrialResult:
    """When the trial runs, and whether there can be one."""

    valid: Annotated[bool, "Whether the new post starts soon enough after the old one"]
    start_by: Annotated[date, "The last day on which the new post may start"]
    trial_from: Annotated[date, "First day of the trial"]
    last_day: Annotated[date, "Last day of the trial; to work past it is to accept the post"]
    running: Annotated[bool | None, "Whether the trial runs on the day asked about; null when none was"]
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("redundancy.trial", "The trial period in a new post, and by when the post must start")
def trial(given: TrialGiven) -> TrialResult:
    """Four calendar weeks from the first day; the post starts within four weeks of the old one's end."""
    longer = None
    if given.retraining:
        agreed = given.retraining
        longer = redundancy.Retraining(agreed.agreed_on, agreed.last_day, agreed.in_writing)
    found = redundancy.trial_period(
        old_last_day=given.old_last_day, starts_on=given.starts_on, retraining=longer
    )
    running = None if given.on is None else found.valid and found.starts_on <= given.on < found.ends_on
    return TrialResult(
        found.valid, found.start_by, found.starts_on, found.last_day, running, found.steps, found.rules
    )
