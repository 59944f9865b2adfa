"""The specification of a levy forecast: which rules a plan must keep, checked without solving anything.

`check` holds every line of each account against the problem with whole numbers, one month and one
commitment at a time, and says in words which rules are broken. It shares no code with the model; that the
oldest funds go first, and only funds whose time has come are lost, is checked in `replay`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from saggar.engines.funding.forecast.plan import AccountForecast, ForecastPlan
from saggar.engines.funding.forecast.problem import Commitment, Donor, ForecastProblem
from saggar.engines.funding.forecast.replay import unlawful_order
from saggar.engines.funding.money import in_full, rounded, units
from saggar.rules.dated import Version
from saggar.rules.levy import (
    RuleSet,
    add_months,
    allowance_year_starts_on,
    last_day_of,
    submission_cut_off,
    tax_year_starts_on,
)


def check(problem: ForecastProblem, plan: ForecastPlan) -> tuple[str, ...]:
    """Every rule `plan` breaks as an answer to `problem`, in words with figures; none when it is right."""
    ordered = problem.in_order()
    donors, rules = ordered.as_run().donors, ordered.rules_as_run()
    if [donor.donor_id for donor in donors] != [account.account_id for account in plan.accounts]:
        return ("The plan is not for the donors of the problem.",)
    if any(account.calendar != ordered.calendar for account in (*plan.accounts, plan.system)):
        return ("The plan is not for the months of the problem.",)
    broken: list[str] = []
    for donor, account in zip(donors, plan.accounts, strict=True):
        broken += _Account(donor, account, rules).broken()
    return (*broken, *_broken_sums(plan))


def _broken_sums(plan: ForecastPlan) -> Iterator[str]:
    for name, line in plan.system.amounts.items():
        lines = [account.amounts[name].tolist() for account in plan.accounts]
        if line.tolist() != _added(*lines):
            yield f"All donors: {_plain(name)} is not the sum of the donors'."


@dataclass(frozen=True, slots=True)
class _Account:
    """One account under inspection."""

    donor: Donor
    account: AccountForecast
    rules: RuleSet

    def broken(self) -> Iterator[str]:
        """Every rule this account breaks."""
        yield from self._negative()
        yield from self._wrong(
            "levy_in", (_levy_in(self.donor, self.rules, m) for m in self.account.calendar)
        )
        yield from self._promises()
        yield from self._conservation()
        yield from self._co_investment()
        yield from unlawful_order(self.donor, self.account, self.rules.expiry_months)
        yield from self._allowances()

    def _line(self, *names: str) -> list[int]:
        """The named lines of the plan, added up month by month."""
        return _added(*(self.account.amounts[name].tolist() for name in names))

    def _wrong(self, name: str, right: Iterable[int], says: list[int] | None = None) -> Iterator[str]:
        """One sentence for each month in which the line is not what it must be."""
        said = self._line(name) if says is None else says
        for month, given, must in zip(self.account.calendar, said, right, strict=True):
            if given != must:
                yield (
                    f"{self.donor.name}, {month:%B %Y}: {_plain(name)} is {in_full(given)}; it must be "
                    f"{in_full(must)}."
                )

    def _negative(self) -> Iterator[str]:
        for name in self.account.amounts:
            for month, amount in zip(self.account.calendar, self._line(name), strict=True):
                if amount < 0:
                    yield f"{self.donor.name}, {month:%B %Y}: {_plain(name)} is negative, {in_full(amount)}."

    def _asked(self, *kinds: str, certainty: str | None = None) -> list[int]:
        """What the commitments of `kinds` cost in each month."""
        wanted = [c for c in self.donor.commitments if c.kind in kinds and certainty in (None, c.certainty)]
        asked = dict.fromkeys(self.account.calendar, 0)
        for commitment in wanted:
            for month, amount in _payments(commitment):
                if month in asked:
                    asked[month] += amount
        return list(asked.values())

    def _promises(self) -> Iterator[str]:
        """What is paid and what falls short come to what was promised."""
        received = self._asked("transfer-received")
        yield from self._wrong("received", received)
        yield from self._wrong("spent_received", received)
        yield from self._wrong("planned", self._asked("own", "transfer-sent", certainty="planned"))
        yield from self._wrong(
            "transfers sent with their shortfall",
            self._asked("transfer-sent"),
            self._line("sent", "transfer_shortfall"),
        )
        yield from self._wrong(
            "own training with co-investment",
            self._asked("own"),
            self._line("spent_own", "co_employer", "co_government"),
        )

    def _conservation(self) -> Iterator[str]:
        """Opening + in + received = spent + sent + expired + balance, month by month."""
        opening = sum(map(units, self.donor.opening.values()))
        if self.account.opening != opening:
            yield f"{self.donor.name}: the opening balance must be {in_full(opening)}."
        balance = self._line("balance")
        came = _added([opening, *balance[:-1]], self._line("levy_in", "received"))
        went = self._line("spent_own", "spent_received", "sent", "expired", "balance")
        yield from self._wrong("what is spent, sent, lost and left", came, went)

    def _co_investment(self) -> Iterator[str]:
        """Nothing falls short while there is money; transfers come first; each side pays its share."""
        held = self._line("balance", "expired")
        short = self._line("co_employer", "co_government", "transfer_shortfall")
        own, unsent = self._line("spent_own"), self._line("transfer_shortfall")
        for month, left, missing, paid, late in zip(
            self.account.calendar, held, short, own, unsent, strict=True
        ):
            if left > 0 and missing > 0:
                yield (
                    f"{self.donor.name}, {month:%B %Y}: {in_full(missing)} is not paid although the account "
                    f"holds {in_full(left)}."
                )
            if paid > 0 and late > 0:
                yield f"{self.donor.name}, {month:%B %Y}: own training is paid before transfers sent."
        asked = self._asked("own")
        shares = (
            self._employer_share(month, paid) if due != paid else 0
            for month, paid, due in zip(self.account.calendar, own, asked, strict=True)
        )
        yield from self._wrong("co_employer", shares)

    def _employer_share(self, month: date, paid: int) -> int:
        """The employer's part of what `paid` leaves of own training: the earliest starts are paid first."""
        asked: dict[Version[Decimal], int] = {}
        rule = self.rules.co_investment_levy_exhausted
        for commitment in sorted(self.donor.commitments, key=lambda c: c.starts_in):
            version = rule.version(max(commitment.starts_in, rule.versions[0].starts_on))
            if commitment.kind == "own":
                asked[version] = asked.get(version, 0) + sum(
                    amount for paid_in, amount in _payments(commitment) if paid_in == month
                )
        share = 0
        for version, amount in asked.items():
            covered = min(amount, paid)
            paid -= covered
            share += rounded((amount - covered) * Fraction(version.value))
        return share

    def _allowances(self) -> Iterator[str]:
        allowance = {
            year: self._allowance_of(year) for year in set(map(_allowance_year, self.account.calendar))
        }
        calendar = self.account.calendar
        yield from self._wrong("allowance", (allowance[_allowance_year(month)] for month in calendar))
        used = self._used()
        yield from self._wrong("allowance_used", used)
        room = [allowance[_allowance_year(m)] - amount for m, amount in zip(calendar, used, strict=True)]
        yield from self._wrong("allowance_left", (max(amount, 0) for amount in room))
        yield from self._wrong("allowance_over", (max(-amount, 0) for amount in room))
        pledged = [self._pledged(_allowance_year(month)) for month in calendar]
        free = (max(amount - promised, 0) for amount, promised in zip(room, pledged, strict=True))
        yield from self._wrong("allowance_unpledged", free)

    def _allowance_of(self, year: int) -> int:
        """The rate of the year x the levy credited from 20 April to 20 April before it."""
        credited = [(month, units(amount)) for month, amount in self.donor.history.credited.items()]
        entered = zip(self.account.calendar, self._line("levy_in"), strict=True)
        base = sum(amount for month, amount in (*credited, *entered) if _allowance_year(month) == year - 1)
        return rounded(base * Fraction(self.rules.transfer_allowance_rate.on(date(year, 4, 20))))

    def _used(self) -> list[int]:
        """Transfers sent so far in the allowance year of each month."""
        year, so_far, used = (
            _allowance_year(self.account.calendar[0]),
            units(self.donor.history.sent_this_year),
            [],
        )
        for month, sent in zip(self.account.calendar, self._line("sent"), strict=True):
            if _allowance_year(month) != year:
                year, so_far = _allowance_year(month), 0
            so_far += sent
            used.append(so_far)
        return used

    def _pledged(self, year: int) -> int:
        return sum(units(pledge.amount) for pledge in self.donor.pledges if pledge.year == year)


def _added(*lines: list[int]) -> list[int]:
    return [sum(column) for column in zip(*lines, strict=True)]


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _allowance_year(month: date) -> int:
    return allowance_year_starts_on(last_day_of(month)).year


def _payments(commitment: Commitment) -> Iterator[tuple[date, int]]:
    """Every payment of `commitment`: its instalments, then its completion."""
    monthly, month = units(commitment.monthly), commitment.first_month
    for _ in range(commitment.months):
        yield month, monthly
        month = add_months(month, 1)
    if commitment.completion:
        yield commitment.completion.month, units(commitment.completion.amount)


def _levy_in(donor: Donor, rules: RuleSet, month: date) -> int:
    """Declared levy, grown by each tax year since it was stated, x English share x (1 + top-up)."""
    tax_month = add_months(month, -1)
    stated, declared = donor.levy_declared.step(month)
    years = _tax_year(tax_month) - _tax_year(add_months(stated, -1))
    grown = units(declared) * (1 + Fraction(donor.growth_per_year)) ** years
    english = Fraction(donor.english_percent.step(month)[1]) / 100
    return rounded(grown * english * (1 + Fraction(rules.top_up.on(submission_cut_off(tax_month)))))


def _tax_year(tax_month: date) -> int:
    return tax_year_starts_on(tax_month.replace(day=6)).year
