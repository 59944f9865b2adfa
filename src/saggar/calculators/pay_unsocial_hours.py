"""Unsocial hours payments of NHS staff. The rules are in `saggar.rules.unsocial_hours`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.fields import Money
from saggar.calculators.kinds import NumberKind, WholeKind
from saggar.calculators.pay_shifts import Moment, ShiftGiven, shifts_of
from saggar.calculators.redundancy_days import Day
from saggar.rules.dated import UsedRule
from saggar.rules.money import to_pence
from saggar.rules.reading import Reading
from saggar.rules.shifts import MINUTES_IN_HOUR
from saggar.rules.unsocial_hours import EnhancedPart, TimeKind, enhanced_shift

PayBand = Annotated[int, WholeKind(minimum=1, maximum=9), "Pay band, 1 to 9; 8 for 8a to 8d"]
Hours = Annotated[Decimal, NumberKind(places=2), "Hours"]
HourlyRate = Annotated[Decimal, NumberKind(places=2, minimum=Decimal(0), maximum=Decimal(1_000))]
ShareOfRate = Annotated[Decimal, NumberKind(places=2), "Share of the hourly rate: 0.3 is 30%"]


@dataclass(frozen=True, slots=True)
class UnsocialHoursGiven:
    """Shifts of one person in one pay band. Public holidays are not guessed: name those that matter."""

    shifts: Annotated[tuple[ShiftGiven, ...], "The shifts, in any order"]
    band: PayBand
    public_holidays: Annotated[tuple[Day, ...], "Public holidays that the shifts touch"] = ()
    hourly_rate: Annotated[HourlyRate | None, "Basic hourly rate in pounds, to have the money too"] = None


@dataclass(frozen=True, slots=True)
class PartResult:
    """Part of a shift that earns one enhancement."""

    start: Moment
    end: Moment
    kind: TimeKind
    paid_hours: Annotated[Hours, "Real hours paid, without unpaid rest"]
    share: ShareOfRate
    amount: Annotated[Money | None, "The enhancement in pounds; null without an hourly rate"]


@dataclass(frozen=True, slots=True)
class EnhancedShiftResult:
    """A shift split into parts, with the reasons."""

    start: Moment
    end: Moment
    parts: tuple[PartResult, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnsocialHoursResult:
    """What every shift earns on top of basic pay."""

    shifts: tuple[EnhancedShiftResult, ...]
    plain_hours: Hours
    saturday_or_night_hours: Hours
    sunday_or_holiday_hours: Hours
    enhancement_hours: Annotated[Hours, "Hours of basic pay that the enhancements add"]
    enhancement_amount: Annotated[Money | None, "All enhancements in pounds; null without an hourly rate"]
    rules: tuple[UsedRule, ...]


@calculator("pay.unsocial-hours", "What nights, weekends and public holidays add to NHS pay")
def unsocial_hours(given: UnsocialHoursGiven) -> UnsocialHoursResult:
    """Each shift split into parts that earn one enhancement; amounts are rounded for each part."""
    shifts = sorted(shifts_of(given.shifts), key=lambda shift: shift.starts_at.timestamp())
    reading = Reading(shifts[0].day)
    enhanced = [enhanced_shift(shift, given.band, given.public_holidays, reading) for shift in shifts]
    parts = [part for each in enhanced for part in each.parts]
    results = tuple(
        EnhancedShiftResult(
            shift.starts_at,
            shift.ends_at,
            tuple(_part(part, given.hourly_rate) for part in each.parts),
            each.steps,
        )
        for shift, each in zip(shifts, enhanced, strict=True)
    )
    return UnsocialHoursResult(
        shifts=results,
        plain_hours=_hours(parts, "plain"),
        saturday_or_night_hours=_hours(parts, "saturday_or_night"),
        sunday_or_holiday_hours=_hours(parts, "sunday_or_holiday"),
        enhancement_hours=to_pence(sum((each.enhancement_hours for each in enhanced), Fraction(0))),
        enhancement_amount=_total(results),
        rules=reading.used,
    )


def _part(part: EnhancedPart, hourly_rate: Decimal | None) -> PartResult:
    hours = part.paid_minutes / MINUTES_IN_HOUR
    amount = None
    if hourly_rate is not None:
        amount = to_pence(hours * Fraction(part.share) * Fraction(hourly_rate))
    return PartResult(part.span.starts_at, part.span.ends_at, part.kind, to_pence(hours), part.share, amount)


def _hours(parts: list[EnhancedPart], kind: TimeKind) -> Decimal:
    minutes = sum((part.paid_minutes for part in parts if part.kind == kind), Fraction(0))
    return to_pence(minutes / MINUTES_IN_HOUR)


def _total(results: tuple[EnhancedShiftResult, ...]) -> Decimal | None:
    amounts = [part.amount for each in results for part in each.parts]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None
