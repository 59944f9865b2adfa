"""The system page: all donors of the actor's system together, each from the month its own files end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from saggar.engines.funding.forecast import Advice
from saggar.engines.funding.money import in_pounds
from saggar.levy import policies
from saggar.levy.assumptions import FORECAST_MONTHS
from saggar.levy.models import LevyAccount
from saggar.levy.queries.outlooks import FIGURES, Outlook, outlooks_of, summed
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.rules.levy import add_months

YEAR = 12


@dataclass(frozen=True, slots=True)
class DonorLine:
    """One donor on the system page: where it stands, what it will lose, and what it should do."""

    key: str
    name: str
    read_until: date
    balance: Decimal
    at_risk: Decimal
    allowance_left: Decimal
    lost_in_a_year: Decimal
    lost: Decimal
    advice: Advice | None


@dataclass(frozen=True, slots=True)
class Troubled:
    """A donor whose files hold what no forecast can work with, and what that is."""

    key: str
    name: str
    trouble: str


@dataclass(frozen=True, slots=True)
class SystemPage:
    """All donors: lines in order of what each will lose, sums by month, and the double cliff in words."""

    donors: Sequence[DonorLine] = ()
    calendar: Sequence[date] = ()
    sums: Mapping[str, Sequence[Decimal]] | None = None
    cliff_lost: Decimal = Decimal(0)
    without_account: int = 0
    troubled: Sequence[Troubled] = ()

    @property
    def lost(self) -> Decimal:
        """Pounds that all donors together will lose over the forecast."""
        return sum((donor.lost for donor in self.donors), start=Decimal(0))

    @property
    def balance(self) -> Decimal:
        """Pounds in all accounts together, each at the end of its files."""
        return sum((donor.balance for donor in self.donors), start=Decimal(0))


def system_page(actor: Actor) -> SystemPage:
    """Every donor of the actor's system; two queries, and five more after a change, whatever their number."""
    require(policies.may_view_system(actor))
    accounts = list(_donors(actor))
    read = [account for account in accounts if account.read_until is not None]
    outlooks = outlooks_of(read)
    pairs = list(zip(read, outlooks, strict=True))
    lines = [_line(account, outlook) for account, outlook in pairs if not outlook.trouble]
    lines.sort(key=lambda line: (-line.lost, line.name))
    calendar, sums = _sums(outlooks) if lines else ((), None)
    return SystemPage(
        lines,
        calendar,
        sums,
        in_pounds(sum(outlook.cliff_lost for outlook in outlooks)),
        len(accounts) - len(read),
        [_troubled(account, outlook) for account, outlook in pairs if outlook.trouble],
    )


def _donors(actor: Actor) -> QuerySet[LevyAccount]:
    accounts = LevyAccount.objects.visible_to(actor).filter(pays_levy=True).select_related("organisation")
    return accounts.defer("organisation__searched", "organisation__services").order_by(
        "organisation__name", "pk"
    )


def _line(account: LevyAccount, outlook: Outlook) -> DonorLine:
    assert outlook.figures is not None  # noqa: S101  only without trouble
    assert account.read_until is not None  # noqa: S101
    figures = dict(zip(FIGURES, outlook.figures, strict=True))
    expired = figures["expired"]
    return DonorLine(
        account.organisation.key,
        account.organisation.name,
        account.read_until,
        in_pounds(outlook.opening),
        in_pounds(figures["at_risk"][0]),
        in_pounds(figures["allowance_left"][0]),
        in_pounds(expired[:YEAR].sum()),
        in_pounds(expired.sum()),
        outlook.advice,
    )


def _troubled(account: LevyAccount, outlook: Outlook) -> Troubled:
    return Troubled(account.organisation.key, account.organisation.name, outlook.trouble)


def _sums(outlooks: Sequence[Outlook]) -> tuple[list[date], dict[str, list[Decimal]]]:
    first_month, sums = summed([each for each in outlooks if not each.trouble], FORECAST_MONTHS)
    calendar = [add_months(first_month, place) for place in range(FORECAST_MONTHS)]
    return calendar, {
        name: [in_pounds(amount) for amount in line.tolist()]
        for name, line in zip(FIGURES, sums, strict=True)
    }
