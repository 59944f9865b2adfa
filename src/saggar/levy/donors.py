"""From what an account's files say to the donor a forecast is asked about. Pure: rows in, donor out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saggar.engines.funding.forecast import AllowanceHistory, Commitment, Donor, FromMonth, Payment
from saggar.engines.funding.position import Position, position
from saggar.levy.assumptions import LEVY_MONTHS, QUIET_MONTHS, UNKNOWN_COURSE_MONTHS
from saggar.levy.kinds import KINDS
from saggar.rules.levy import (
    COMPLETION_SHARE,
    EXPIRY_MONTHS,
    ON_PROGRAMME_SHARE,
    add_months,
    allowance_year_starts_on,
    month_of,
    months_between,
)

ZERO = Decimal(0)
_CENT = Decimal("0.00001")


@dataclass(frozen=True, slots=True)
class MonthSum:
    """Sum of one kind of transaction in one month, in pounds; `declared` is the levy declared."""

    month: date
    kind: str
    amount: Decimal
    declared: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class SeenTraining:
    """Training as payments show it; see models.Training."""

    course: str
    level: int | None
    sent_to: str
    first_month: date
    last_month: date
    months_paid: int
    monthly: Decimal
    is_over: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """Training planned by hand; price in pounds for each apprentice."""

    label: str
    apprentices: int
    starts_on: date
    months: int
    price: Decimal
    is_transfer: bool


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """All that is known of one account: what its files and its people say.

    `difference` is stated minus derived balance at the latest reconciliation (pounds, 0 without one);
    `durations` maps (title in lower case, level) of a standard to its typical months.
    """

    key: str
    name: str
    english_percent: Decimal
    read_until: date
    months: Sequence[MonthSum]
    trainings: Sequence[SeenTraining] = ()
    planned: Sequence[Planned] = ()
    difference: Decimal = ZERO

    @property
    def last_month(self) -> date:
        """The last month the files speak of."""
        return month_of(self.read_until)

    @property
    def first_month(self) -> date:
        """The month a forecast starts: the one after the files end."""
        return add_months(self.read_until, 1)


def funds_in(facts: AccountFacts) -> dict[date, Decimal]:
    """Levy and adjustments by the month they entered, in pounds."""
    entered: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for total in facts.months:
        if KINDS[total.kind].effect == "funds in":
            entered[total.month] += total.amount
    return dict(entered)


def position_of(facts: AccountFacts) -> Position:
    """What is left of each month's funds at the end of the files, after the reconciliation's difference."""
    gone = -sum((t.amount for t in facts.months if KINDS[t.kind].effect != "funds in"), start=ZERO)
    return position(funds_in(facts), gone, facts.difference)


def usable(facts: AccountFacts) -> dict[date, Decimal]:
    """What is left of each month's funds and can still be spent when a forecast begins, in pounds."""
    left = position_of(facts).left
    return {month: amount for month, amount in left.items() if last_month_of(month) >= facts.first_month}


def left_out(facts: AccountFacts) -> Decimal:
    """Pounds in the account that had to be used before a forecast begins, and that it leaves out."""
    return sum(position_of(facts).left.values(), start=ZERO) - sum(usable(facts).values(), start=ZERO)


def overdue(facts: AccountFacts) -> Decimal:
    """Pounds that expired in an earlier month than the files' last by the rules, although no row says so."""
    left = position_of(facts).left.items()
    return sum((amount for month, amount in left if last_month_of(month) < facts.last_month), start=ZERO)


def last_month_of(entered: date) -> date:
    """The month at whose end funds that entered in the month `entered` expire."""
    return add_months(entered, lifetime_of(entered))


def lifetime_of(entered: date) -> int:
    """Months in which funds of the month `entered` can be used; the first rule's for funds before it."""
    return EXPIRY_MONTHS.on(max(entered, EXPIRY_MONTHS.versions[0].starts_on))


def monthly_levy(facts: AccountFacts) -> Decimal:
    """The levy declared in a month to come: the mean of the latest months that have one, never below 0."""
    declared = sorted((t.month, t.declared) for t in facts.months if t.kind == "levy" and t.declared)
    latest = [amount for _, amount in declared[-LEVY_MONTHS:]]
    return max((sum(latest, start=ZERO) / len(latest)).quantize(_CENT), ZERO) if latest else ZERO


def sent_this_year(facts: AccountFacts) -> Decimal:
    """Transfers sent since the 20 April that starts the allowance year of the first month forecast."""
    since = month_of(allowance_year_starts_on(facts.first_month))
    return -sum((t.amount for t in facts.months if t.kind == "sent" and t.month >= since), start=ZERO)


def donor_of(
    facts: AccountFacts, durations: Mapping[tuple[str, int | None], int], growth: Decimal = ZERO
) -> Donor:
    """The donor as the forecast needs it; `growth` of the pay bill as a share a year."""
    credited = {month: amount for month, amount in funds_in(facts).items() if amount > 0}
    return Donor(
        donor_id=facts.key,
        name=facts.name,
        levy_declared=FromMonth(((facts.first_month, monthly_levy(facts)),)),
        opening=usable(facts),
        english_percent=FromMonth(((facts.first_month, facts.english_percent),)),
        growth_per_year=growth,
        history=AllowanceHistory(credited, max(sent_this_year(facts), ZERO)),
        commitments=(*_seen(facts, durations), *map(commitment_of, _still_to_start(facts))),
    )


def _seen(facts: AccountFacts, durations: Mapping[tuple[str, int | None], int]) -> Iterable[Commitment]:
    for training in facts.trainings:
        quiet = months_between(training.last_month, facts.last_month)
        if not training.is_over and quiet <= QUIET_MONTHS and training.monthly > 0:
            yield _rest_of(training, facts, durations)


def _rest_of(
    training: SeenTraining, facts: AccountFacts, durations: Mapping[tuple[str, int | None], int]
) -> Commitment:
    length = durations.get((training.course.casefold(), training.level), UNKNOWN_COURSE_MONTHS)
    left = max(length - training.months_paid, 0)
    on_programme, completion = _shares(facts.first_month)
    return Commitment(
        label=training.course or "training",
        kind="transfer-sent" if training.sent_to else "own",
        first_month=facts.first_month,
        months=left,
        monthly=training.monthly,
        completion=Payment(
            add_months(facts.first_month, left),
            (training.monthly * length * completion / on_programme).quantize(_CENT),
        ),
        started=add_months(training.first_month, -1),
    )


def starts_as_before(
    facts: AccountFacts, durations: Mapping[tuple[str, int | None], int], months: int
) -> tuple[Commitment, ...]:
    """Commitments of new starts in each of `months` months to come, as many as in the last twelve.

    The starts of a course in the last twelve months are spread evenly: a twelfth of them each month.
    """
    since = add_months(facts.last_month, -11)
    started: dict[tuple[str, int | None], list[Decimal]] = defaultdict(list)
    for training in facts.trainings:
        if not training.sent_to and training.first_month >= since and training.monthly > 0:
            started[(training.course, training.level)].append(training.monthly)
    return tuple(
        _starts_of(course, level, sum(monthly, start=ZERO) / 12, month, durations)
        for (course, level), monthly in sorted(started.items(), key=str)
        for month in (add_months(facts.first_month, place) for place in range(months))
    )


def _starts_of(
    course: str,
    level: int | None,
    monthly: Decimal,
    starts_on: date,
    durations: Mapping[tuple[str, int | None], int],
) -> Commitment:
    length = durations.get((course.casefold(), level), UNKNOWN_COURSE_MONTHS)
    on_programme, completion = _shares(starts_on)
    first = add_months(starts_on, 1)
    return Commitment(
        label=f"{course}, started as in the last 12 months",
        kind="own",
        first_month=first,
        months=length,
        monthly=monthly.quantize(_CENT),
        completion=Payment(
            add_months(first, length), (monthly * length * completion / on_programme).quantize(_CENT)
        ),
        certainty="planned",
        started=starts_on,
    )


def _still_to_start(facts: AccountFacts) -> Iterable[Planned]:
    return (planned for planned in facts.planned if planned.starts_on >= facts.last_month)


def commitment_of(planned: Planned) -> Commitment:
    """Planned training as payments: instalments from the month after the start, the rest on completion."""
    on_programme, completion = _shares(planned.starts_on)
    total = planned.price * planned.apprentices
    first = add_months(planned.starts_on, 1)
    return Commitment(
        label=planned.label,
        kind="transfer-sent" if planned.is_transfer else "own",
        first_month=first,
        months=planned.months,
        monthly=(total * on_programme / planned.months).quantize(_CENT),
        completion=Payment(add_months(first, planned.months), (total * completion).quantize(_CENT)),
        certainty="planned",
        started=planned.starts_on,
    )


def _shares(on: date) -> tuple[Decimal, Decimal]:
    return ON_PROGRAMME_SHARE.on(on), COMPLETION_SHARE.on(on)
