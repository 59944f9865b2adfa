"""Each donor's forecast in brief, kept in memory until what it is made of changes.

A forecast follows from the account's facts, the list of standards and the rules. Key and text of the first
two change with them, and the rules are code: so what is kept is never wrong, only no longer asked for.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from saggar.engines.faults import BadProblem
from saggar.engines.funding.forecast import (
    STOCKS,
    AccountForecast,
    Advice,
    ForecastProblem,
    advise,
    double_cliffs,
    forecast,
)
from saggar.levy.assumptions import FORECAST_MONTHS
from saggar.levy.donors import AccountFacts, donor_of
from saggar.levy.models import LevyAccount
from saggar.levy.queries.facts import Durations, durations, durations_key, facts_of
from saggar.rules.levy import months_between

FIGURES = (*STOCKS, "expired", "sent", "spent_own", "levy_in")
MOST_KEPT = 2_000
Key = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A donor's forecast in brief, money in hundred-thousandths of a pound.

    figures: [name of FIGURES, month from `first_month`]. cliff_lost: what the double cliff costs. trouble:
    why there is no forecast; then there are no figures either.
    """

    first_month: date
    opening: int = 0
    figures: NDArray[np.int64] | None = None
    cliff_lost: int = 0
    advice: Advice | None = None
    trouble: str = ""


class _Kept:
    """The latest outlooks that were asked for, by key, for all threads of the process."""

    def __init__(self) -> None:
        self.by_key: OrderedDict[Key, Outlook] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Key) -> Outlook | None:
        with self.lock:
            if key in self.by_key:
                self.by_key.move_to_end(key)
            return self.by_key.get(key)

    def put(self, key: Key, outlook: Outlook) -> None:
        with self.lock:
            self.by_key[key] = outlook
            while len(self.by_key) > MOST_KEPT:
                self.by_key.popitem(last=False)


_KEPT = _Kept()


def forget() -> None:
    """Forget every outlook, as a process that has just started."""
    with _KEPT.lock:
        _KEPT.by_key.clear()


def outlooks_of(accounts: Sequence[LevyAccount]) -> list[Outlook]:
    """The outlook of each account that has rows, in the order given.

    One query when all are kept; five more for any number that are not.
    """
    read = [account for account in accounts if account.read_until is not None]
    standards = durations_key()
    kept = {account.pk: _KEPT.get((account.facts_key, standards)) for account in read}
    unknown = [account for account in read if kept[account.pk] is None]
    fresh = _outlooks(facts_of(unknown), durations()) if unknown else []
    for account, outlook in zip(unknown, fresh, strict=True):
        _KEPT.put((account.facts_key, standards), outlook)
        kept[account.pk] = outlook
    return [outlook for outlook in kept.values() if outlook is not None]


def _outlooks(facts: Sequence[AccountFacts], lengths: Durations) -> list[Outlook]:
    """All of one first month in one forecast; each alone where one of them cannot be forecast."""
    groups: dict[date, list[AccountFacts]] = defaultdict(list)
    for each in facts:
        groups[each.first_month].append(each)
    found: dict[str, Outlook] = {}
    for members in groups.values():
        try:
            found |= _together(members, lengths)
        except BadProblem:
            found |= {member.key: _alone(member, lengths) for member in members}
    return [found[each.key] for each in facts]


def _alone(member: AccountFacts, lengths: Durations) -> Outlook:
    try:
        return _together([member], lengths)[member.key]
    except BadProblem as trouble:
        return Outlook(member.first_month, trouble=in_words(trouble))


def in_words(trouble: BadProblem) -> str:
    """Why one account's figures cannot be forecast, without the place in the engine's problem."""
    faults = (str(fault).removeprefix("donors[0].") for fault in trouble.faults)
    return "; ".join(faults)


def _together(members: Sequence[AccountFacts], lengths: Durations) -> dict[str, Outlook]:
    donors = tuple(donor_of(member, lengths) for member in members)
    plan = forecast(ForecastProblem(members[0].first_month, donors, FORECAST_MONTHS))
    advice = {each.donor_id: each for each in advise(plan)}
    lost = {cliff.account_id: cliff.lost for cliff in double_cliffs(plan)}
    return {
        account.account_id: Outlook(
            account.calendar[0],
            account.opening,
            _figures(account),
            int(sum(lost.get(account.account_id, {}).values()) * 100_000),
            advice.get(account.account_id),
        )
        for account in plan.accounts
    }


def _figures(account: AccountForecast) -> NDArray[np.int64]:
    return np.array([account.amounts[name] for name in FIGURES], dtype=np.int64)


def summed(outlooks: Sequence[Outlook], months: int) -> tuple[date, NDArray[np.int64]]:
    """The latest first month of the outlooks, and their figures from it added up, [name, month].

    A month beyond the end of one of them counts nothing for it.
    """
    latest = max(outlook.first_month for outlook in outlooks)
    sums = np.zeros((len(FIGURES), months), dtype=np.int64)
    for figures in _from(latest, outlooks):
        sums[:, : figures.shape[1]] += figures
    return latest, sums


def _from(month: date, outlooks: Sequence[Outlook]) -> Iterator[NDArray[np.int64]]:
    for outlook in outlooks:
        if outlook.figures is not None:
            yield outlook.figures[:, months_between(outlook.first_month, month) :]
