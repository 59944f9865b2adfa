"""Made-up transactions files of the demonstration's donors, in the very layouts of the real service.

Every figure is invented from a seed; levy, expiry and instalments follow the dated rules, so that the
product reads these files as it would read real ones. No apprentice exists.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saggar.calculators.levy_expiry import expire
from saggar.rules.levy import COMPLETION_SHARE, EXPIRY_MONTHS, ON_PROGRAMME_SHARE, TOP_UP, add_months

V1_HEADER = (
    "Transaction date,Transaction type,Description,PAYE scheme,Payroll month,Levy declared,English %,"
    "10% top up,Training provider,Unique learner number,Apprentice,Apprenticeship training course,"
    "Course level,Paid from levy,Your contribution,Government contribution,Total,"
)
V2_HEADER = (
    "Transaction date,Transaction type,Description,PAYE scheme,Payroll month,Levy declared,English %,"
    "10% top up,Cohort reference,Training provider,Unique learner number,Learner,Course name,Course level,"
    "Course type,Paid from levy,Paid from transfer,Your contribution,Government contribution,Total,"
)
V2_FROM = date(2026, 6, 2)
"""The service offers version 2 from this day; the newer of the two files of a donor starts here."""
LEVY_DAY, PAYMENT_DAY, EXPIRY_DAY = 23, 25, 27
PLACES = Decimal("0.00001")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Course:
    """A course an apprentice takes: title and level as in the list of standards, price in pounds."""

    title: str
    level: int
    months: int
    price: int


@dataclass(frozen=True, slots=True)
class Sketch:
    """One donor's habits: levy declared a month, apprentices started a year, employers it transfers to."""

    paye_scheme: str
    monthly_levy: int
    english_percent: Decimal
    starts_a_year: int
    courses: tuple[Course, ...]
    transfers_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """One transaction before it is written; `order` keeps the lines of a day in a fixed order."""

    on: date
    kind: str
    total: Decimal
    description: str = ""
    declared: Decimal = ZERO
    top_up: Decimal = ZERO
    learner: int = 0
    course: Course | None = None


def files(sketch: Sketch, first: date, months: int, seed: str) -> tuple[str, str]:
    """A version 1 file from `first` and an overlapping version 2 file, `months` months in all.

    The same sketch, dates and seed give the same text.
    """
    lines = sorted(_lines(sketch, first, months, random.Random(seed)), key=_place)  # noqa: S311  not a secret
    older = [_v1(sketch, line) for line in lines if line.on < add_months(V2_FROM, 3)]
    newer = [_v2(sketch, line) for line in lines if line.on >= V2_FROM]
    return "\r\n".join([V1_HEADER, *older, ""]), "\r\n".join([V2_HEADER, *newer, ""])


def declarations(sketch: Sketch, first: date, months: int, seed: str) -> str:
    """The same levy as HMRC's declarations (JSON), cumulative in each tax year."""
    chance = random.Random(seed)  # noqa: S311  not a secret
    entries, to_date, year = [], ZERO, ""
    for number, place in enumerate(range(months), start=1):
        enters = add_months(first, place)
        month = add_months(enters, -1)
        to_date = _levy(sketch, enters, chance).declared + (to_date if _payroll_year(month) == year else 0)
        year = _payroll_year(month)
        period = {"year": year, "month": (month.month - 4) % 12 + 1}
        entries.append(
            {
                "id": str(1000 + number),
                "submissionTime": f"{enters:%Y-%m}-17T10:00:00.000",
                "payrollPeriod": period,
                "levyDueYTD": int(to_date),
                "levyAllowanceForFullYear": 15000,
            }
        )
    return json.dumps({"empref": sketch.paye_scheme, "declarations": entries})


def _payroll_year(month: date) -> str:
    start = month.year - (month.month < 4)
    return f"{start % 100}-{(start + 1) % 100}"


def _place(line: _Line) -> tuple[date, str, int, str]:
    return line.on, line.kind, line.learner, line.description


def _lines(sketch: Sketch, first: date, months: int, chance: random.Random) -> Iterator[_Line]:
    calendar = [add_months(first, place) for place in range(months)]
    levy = [_levy(sketch, month, chance) for month in calendar]
    paid = [*_training(sketch, calendar, chance), *_transfers(sketch, calendar)]
    yield from levy
    yield from paid
    yield from _expiry(levy, paid, calendar[-1])


def _levy(sketch: Sketch, month: date, chance: random.Random) -> _Line:
    declared = Decimal(round(sketch.monthly_levy * chance.uniform(0.97, 1.03)))
    english = declared * sketch.english_percent / 100
    top_up = (english * TOP_UP.on(month.replace(day=20))).quantize(PLACES)
    on = month.replace(day=LEVY_DAY)
    return _Line(on, "Levy", (english + top_up).quantize(PLACES), "Levy", declared, top_up)


def _training(sketch: Sketch, calendar: list[date], chance: random.Random) -> Iterator[_Line]:
    """Apprentices start evenly through the years, some before the files begin."""
    learner = chance.randrange(1_000_000_000, 2_000_000_000)
    waiting = 0.0
    for start in (add_months(calendar[0], place) for place in range(-12, len(calendar))):
        waiting += sketch.starts_a_year / 12 * chance.uniform(0.6, 1.4)
        while waiting >= 1:
            waiting -= 1
            learner += chance.randrange(1, 5000)
            yield from _learner(learner, chance.choice(sketch.courses), start, calendar)


def _learner(learner: int, course: Course, start: date, calendar: list[date]) -> Iterator[_Line]:
    price = Decimal(course.price)
    monthly = (price * ON_PROGRAMME_SHARE.on(start) / course.months).quantize(PLACES)
    for place in range(1, course.months + 1):
        month = add_months(start, place)
        if calendar[0] <= month <= calendar[-1]:
            on = month.replace(day=PAYMENT_DAY)
            yield _Line(on, "Monthly Payment", -monthly, "Monthly Payment", learner=learner, course=course)
    done = add_months(start, course.months + 1)
    if calendar[0] <= done <= calendar[-1]:
        amount = -(price * COMPLETION_SHARE.on(start)).quantize(PLACES)
        on = done.replace(day=PAYMENT_DAY)
        yield _Line(on, "Completion Payment", amount, "Completion Payment", learner=learner, course=course)


def _transfers(sketch: Sketch, calendar: list[date]) -> Iterator[_Line]:
    for place, employer in enumerate(sketch.transfers_to):
        course = sketch.courses[place % len(sketch.courses)]
        monthly = (course.price * ON_PROGRAMME_SHARE.on(calendar[0]) / course.months).quantize(PLACES)
        for month in calendar[-8:]:
            yield _Line(
                month.replace(day=PAYMENT_DAY),
                "Transfer",
                -monthly,
                f"Transfer sent to {employer}",
                course=course,
            )


def _expiry(levy: Iterable[_Line], paid: Iterable[_Line], last: date) -> Iterator[_Line]:
    """What the service would have let expire: by our own calculator, from the same dated rule."""
    funds_in: dict[date, Decimal] = defaultdict(lambda: ZERO)
    funds_out: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for line in levy:
        funds_in[line.on.replace(day=1)] += line.total
    for line in paid:
        funds_out[line.on.replace(day=1)] -= line.total
    lost = expire(funds_in, funds_out, EXPIRY_MONTHS.on, up_to=last).expired
    for month, amount in lost.items():
        if amount:
            yield _Line(month.replace(day=EXPIRY_DAY), "Expired Levy", -amount, "Expired Levy")


def _v1(sketch: Sketch, line: _Line) -> str:
    course, taken = _course(line), _taken(line)
    return (
        f"{_levy_part(sketch, line)},{_provider(line)},{line.learner or ''},{_name(line)},{course},"
        f"{taken},0.00000,0.00000,{line.total:.5f},"
    )


def _v2(sketch: Sketch, line: _Line) -> str:
    course, taken = _course(line), _taken(line)
    cohort = f"C{line.learner % 100_000:05d}" if line.learner else ""
    split = f"0.00000,{taken}" if line.kind == "Transfer" else f"{taken},0.00000"
    kind = "Apprenticeship" if line.course else ""
    return (
        f"{_levy_part(sketch, line)},{cohort},{_provider(line)},{line.learner or ''},{_name(line)},{course},"
        f"{kind},{split},0.00000,0.00000,{line.total:.5f},"
    )


def _levy_part(sketch: Sketch, line: _Line) -> str:
    is_levy = line.kind == "Levy"
    scheme = sketch.paye_scheme if is_levy else ""
    english = sketch.english_percent if is_levy else ZERO
    money = f"{line.declared:.5f},{english:.5f},{line.top_up:.5f}"
    return f"{line.on:%d/%m/%Y},{line.kind},{line.description},{scheme},,{money}"


def _course(line: _Line) -> str:
    return f"{line.course.title},{line.course.level}" if line.course else ","


def _taken(line: _Line) -> str:
    """The "Paid from" column: of a transfer positive whichever way it went, as the service writes it."""
    paid = line.total if line.learner else ZERO
    return f"{abs(line.total) if line.kind == 'Transfer' else paid:.5f}"


def _provider(line: _Line) -> str:
    return '"Made Up Training Ltd"' if line.learner else '""'


def _name(line: _Line) -> str:
    return f"Invented Learner {line.learner % 1000}" if line.learner else ""
