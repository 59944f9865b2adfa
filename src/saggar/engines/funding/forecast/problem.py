"""What a levy forecast is asked: donors with their funds, their levy and what they are committed to pay.

Money is in pounds as Decimal with at most five places. A month is a date, its first day. A month's levy
is the one that enters the account in it: that of the tax month before, submitted by the 20th.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from saggar.rules.levy import IN_FORCE, RuleSet, add_months

Kind = Literal["own", "transfer-sent", "transfer-received"]
Certainty = Literal["planned", "actual"]

DEFAULT_MONTHS = 60
MOST_MONTHS = 120
DO_NOTHING = "do nothing"
EXTRA_SPEND_LABEL = "what-if: extra spend"


@dataclass(frozen=True, slots=True)
class FromMonth:
    """A figure that may change: (month, value) steps in order, each in force from its month on."""

    steps: tuple[tuple[date, Decimal], ...]

    def step(self, month: date) -> tuple[date, Decimal]:
        """The step in force in `month`; the first one when `month` is before them all."""
        if len(self.steps) == 1:
            return self.steps[0]
        return next((step for step in reversed(self.steps) if step[0] <= month), self.steps[0])


@dataclass(frozen=True, slots=True)
class Payment:
    """One amount in one month."""

    month: date
    amount: Decimal


_NO_PAYMENT = Payment(date.min, Decimal(0))


@dataclass(frozen=True, slots=True)
class Commitment:
    """Training a donor has promised to pay, or is paid for: `months` equal instalments and a completion.

    `started` is the month the apprentice starts, which fixes the co-investment rate; without it, the month
    before the first instalment (instalments begin the month after the start).
    """

    label: str
    kind: Kind
    first_month: date
    months: int
    monthly: Decimal
    completion: Payment | None = None
    certainty: Certainty = "actual"
    started: date | None = None

    @property
    def starts_in(self) -> date:
        """The month the apprentice starts."""
        return self.started or add_months(self.first_month, -1)

    @property
    def order(self) -> tuple[object, ...]:
        """What commitments are sorted by, so that their order in the input does not matter."""
        completion = self.completion or _NO_PAYMENT
        return (
            self.label,
            self.kind,
            self.first_month,
            self.months,
            self.monthly,
            completion.month,
            completion.amount,
            self.certainty,
            self.starts_in,
        )


@dataclass(frozen=True, slots=True)
class Pledge:
    """An open promise to transfer, not yet drawn, in the allowance year that starts on 20 April of `year`."""

    label: str
    year: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class AllowanceHistory:
    """What fixes this and next year's transfer allowance: levy credited by past month, transfers sent.

    `credited` reaches back to the April of the allowance year before the forecast's; `sent_this_year` is
    what went out since the last 20 April, before the first month of the forecast.
    """

    credited: Mapping[date, Decimal]
    sent_this_year: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Donor:
    """An employer that pays levy: its account on the day the forecast begins and what will move it.

    `opening` maps the month funds entered to what is left of them; `english_percent` is 0 to 100;
    `growth_per_year` is a share (0.02 is 2%), added from each April's pay bill, which enters in May.
    """

    donor_id: str
    name: str
    levy_declared: FromMonth
    opening: Mapping[date, Decimal]
    english_percent: FromMonth
    growth_per_year: Decimal = Decimal(0)
    history: AllowanceHistory = AllowanceHistory({})
    commitments: tuple[Commitment, ...] = ()
    pledges: tuple[Pledge, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtraSpend:
    """What each of `donors` (all when empty) would spend more a month, from a month to the end."""

    from_month: date
    monthly: Decimal
    donors: tuple[str, ...] = ()

    def reaches(self, donor: Donor) -> bool:
        """Whether `donor` would spend more."""
        return not self.donors or donor.donor_id in self.donors


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Changes to try beside the forecast as things stand; None leaves a thing as it is."""

    name: str
    growth_per_year: Decimal | None = None
    rules: RuleSet | None = None
    extra_commitments: tuple[tuple[str, Commitment], ...] = ()
    extra_spend: ExtraSpend | None = None


@dataclass(frozen=True, slots=True)
class ForecastProblem:
    """Donors to forecast together, from `first_month`, for `months` months, under `rules`.

    `advise_from` is the first month in which spending can still be changed; without it, the second.
    """

    first_month: date
    donors: tuple[Donor, ...]
    months: int = DEFAULT_MONTHS
    rules: RuleSet = IN_FORCE
    advise_from: date | None = None
    what_if: WhatIf | None = None

    @property
    def calendar(self) -> tuple[date, ...]:
        """The months of the forecast, in order."""
        return tuple(add_months(self.first_month, t) for t in range(self.months))

    @property
    def acts_from(self) -> date:
        """The month from which advice is given."""
        return self.advise_from or self.calendar[min(1, self.months - 1)]

    @property
    def name(self) -> str:
        """What the run is called: the what-if's name, or that of the baseline."""
        return self.what_if.name if self.what_if else DO_NOTHING

    def in_order(self) -> ForecastProblem:
        """The same problem with donors, commitments and pledges sorted."""
        donors = sorted(self.donors, key=lambda donor: donor.donor_id)
        return replace(self, donors=tuple(_sorted_within(donor) for donor in donors))

    def as_things_stand(self) -> ForecastProblem:
        """The baseline: the same problem without its what-if."""
        return replace(self, what_if=None)

    def rules_as_run(self) -> RuleSet:
        """The rule set the forecast uses: the what-if's, or the problem's."""
        return (self.what_if and self.what_if.rules) or self.rules

    def as_run(self) -> ForecastProblem:
        """The same problem with the changes of its what-if made, and none left to make."""
        what_if = self.what_if
        if what_if is None:
            return self
        donors = tuple(_changed(donor, what_if) for donor in self.donors)
        return replace(self, donors=donors, rules=self.rules_as_run(), what_if=None)


def _changed(donor: Donor, what_if: WhatIf) -> Donor:
    growth, spend = what_if.growth_per_year, what_if.extra_spend
    extra = tuple(c for donor_id, c in what_if.extra_commitments if donor_id == donor.donor_id)
    if spend and spend.reaches(donor):
        extra += (Commitment(EXTRA_SPEND_LABEL, "own", spend.from_month, 2 * MOST_MONTHS, spend.monthly),)
    grown = donor if growth is None else replace(donor, growth_per_year=growth)
    return _sorted_within(replace(grown, commitments=donor.commitments + extra)) if extra else grown


def _sorted_within(donor: Donor) -> Donor:
    return replace(
        donor,
        commitments=tuple(sorted(donor.commitments, key=lambda commitment: commitment.order)),
        pledges=tuple(sorted(donor.pledges, key=lambda p: (p.year, p.label, p.amount))),
    )
