"""A second way to the same forecast: plain Decimals, one tranche and one payment at a time.

Written from the rules alone, without looking at how the engine does it; slow and obvious on purpose.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from saggar.engines.funding.forecast import Commitment, Donor, ForecastProblem
from saggar.rules.levy import RuleSet

UNIT = Decimal("0.00001")
ZERO = Decimal(0)


def number(month: date) -> int:
    """Months as numbers that can be added to."""
    return month.year * 12 + month.month - 1


def month_of(number_: int) -> date:
    """The first day of a numbered month."""
    return date(number_ // 12, number_ % 12 + 1, 1)


def to_unit(amount: Decimal) -> Decimal:
    """To five places, halves up."""
    return amount.quantize(UNIT, ROUND_HALF_UP)


def tax_year_of_levy(entry: int) -> int:
    """The tax year of the levy entering in a month: May's is the first of a year."""
    tax_month = month_of(entry - 1)
    return tax_month.year if tax_month.month >= 4 else tax_month.year - 1


def in_force(steps: tuple[tuple[date, Decimal], ...], entry: int) -> tuple[date, Decimal]:
    """The last step that began by then."""
    begun = [step for step in steps if number(step[0]) <= entry]
    return begun[-1] if begun else steps[0]


def levy_in(donor: Donor, rules: RuleSet, entry: int) -> Decimal:
    """Declared, grown, English, topped up."""
    since, declared = in_force(donor.levy_declared.steps, entry)
    growth = (1 + donor.growth_per_year) ** (tax_year_of_levy(entry) - tax_year_of_levy(number(since)))
    english = in_force(donor.english_percent.steps, entry)[1] / 100
    return to_unit(declared * growth * english * (1 + rules.top_up.on(month_of(entry).replace(day=20))))


def cost(commitment: Commitment, month: int) -> Decimal:
    """What a commitment costs in a month."""
    amount = ZERO
    if number(commitment.first_month) <= month < number(commitment.first_month) + commitment.months:
        amount += commitment.monthly
    if commitment.completion and number(commitment.completion.month) == month:
        amount += commitment.completion.amount
    return amount


def allowance_year(month: int) -> int:
    """April's movements come after the 20th."""
    day = month_of(month)
    return day.year if day.month >= 4 else day.year - 1


@dataclass
class Account:
    """One donor's account as it lives."""

    donor: Donor
    rules: RuleSet
    first: int
    funds: dict[int, Decimal] = field(default_factory=dict)
    lost: list[tuple[int, int, Decimal]] = field(default_factory=list)
    rows: list[dict[str, Decimal]] = field(default_factory=list)

    def pay(self, amount: Decimal) -> Decimal:
        """Pay from the oldest funds; what could be paid."""
        paid = ZERO
        for entered in sorted(self.funds):
            part = min(self.funds[entered], amount - paid)
            self.funds[entered] -= part
            paid += part
        return paid

    def due(self, kind: str, month: int) -> Decimal:
        """What commitments of a kind ask."""
        return sum((cost(c, month) for c in self.donor.commitments if c.kind == kind), ZERO)

    def pay_own(self, month: int) -> tuple[Decimal, Decimal, Decimal]:
        """Own training, earliest co-investment rate first: paid, employer's share, government's share."""
        paid = employer = government = ZERO
        rule = self.rules.co_investment_levy_exhausted
        for version in rule.versions:
            asked = ZERO
            for c in self.donor.commitments:
                if c.kind == "own" and rule.version(max(c.starts_in, rule.versions[0].starts_on)) == version:
                    asked += cost(c, month)
            part = self.pay(asked)
            paid += part
            share = to_unit((asked - part) * version.value)
            employer += share
            government += asked - part - share
        return paid, employer, government

    def expire(self, month: int) -> Decimal:
        """Lose what reaches the end of its last month."""
        total = ZERO
        for entered in sorted(self.funds):
            if entered + self.rules.expiry_months.on(month_of(entered)) == month:
                self.lost.append((entered, month, self.funds[entered]))
                total += self.funds.pop(entered)
        return total

    def live(self, month: int) -> None:
        """One month: levy in, transfers out, own training, expiry."""
        entered = levy_in(self.donor, self.rules, month)
        self.funds[month] = entered
        asked = self.due("transfer-sent", month)
        sent = self.pay(asked)
        own, employer, government = self.pay_own(month)
        expired = self.expire(month)
        received = self.due("transfer-received", month)
        planned = [c for c in self.donor.commitments if c.certainty == "planned"]
        self.rows.append(
            {
                "levy_in": entered,
                "received": received,
                "spent_received": received,
                "sent": sent,
                "transfer_shortfall": asked - sent,
                "spent_own": own,
                "co_employer": employer,
                "co_government": government,
                "expired": expired,
                "planned": sum((cost(c, month) for c in planned if c.kind != "transfer-received"), ZERO),
                "balance": sum(self.funds.values(), ZERO),
            }
        )

    def look_back(self, months: int) -> None:
        """At risk and the allowances, once all months are known."""
        for t in range(months):
            now, row = self.first + t, self.rows[t]
            lost = [a for entered, end, a in self.lost if entered <= now < end <= now + 12]
            row["at_risk"] = sum(lost, ZERO)
            self.allow(row, now, months)

    def allow(self, row: dict[str, Decimal], now: int, months: int) -> None:
        """The transfer allowance of one month."""
        year = allowance_year(now)
        credited = [(number(m), a) for m, a in self.donor.history.credited.items()]
        credited += [(self.first + t, r["levy_in"]) for t, r in enumerate(self.rows[:months])]
        base = sum((a for m, a in credited if allowance_year(m) == year - 1), ZERO)
        allowance = to_unit(base * self.rules.transfer_allowance_rate.on(date(year, 4, 20)))
        used = ZERO if allowance_year(self.first) != year else self.donor.history.sent_this_year
        for t in range(months):
            if self.first + t <= now and allowance_year(self.first + t) == year:
                used += self.rows[t]["sent"]
        pledged = sum((p.amount for p in self.donor.pledges if p.year == year), ZERO)
        row["allowance"], row["allowance_used"] = allowance, used
        row["allowance_left"] = max(allowance - used, ZERO)
        row["allowance_over"] = max(used - allowance, ZERO)
        row["allowance_unpledged"] = max(row["allowance_left"] - pledged, ZERO)


def oracle(problem: ForecastProblem) -> dict[str, Account]:
    """Every donor's account after the forecast and the twelve months that follow it."""
    run = problem.as_run()
    accounts = {}
    with localcontext() as context:
        context.prec = 120
        for donor in run.donors:
            opening = {number(m): amount for m, amount in donor.opening.items()}
            account = Account(donor, run.rules, number(run.first_month), opening)
            for t in range(run.months + 12):
                account.live(account.first + t)
            account.look_back(run.months)
            accounts[donor.donor_id] = account
    return accounts
