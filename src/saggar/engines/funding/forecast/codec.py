"""A forecast problem from JSON and back, and the digest that tells two problems apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from saggar.engines.faults import BadProblem
from saggar.engines.funding.forecast.problem import (
    DEFAULT_MONTHS,
    MOST_MONTHS,
    AllowanceHistory,
    Certainty,
    Commitment,
    Donor,
    ExtraSpend,
    ForecastProblem,
    FromMonth,
    Kind,
    Payment,
    Pledge,
    WhatIf,
)
from saggar.engines.funding.forecast.rules_codec import read_rules, rules_json
from saggar.engines.funding.forecast.soundness import LARGEST, LONGEST_COMMITMENT, faults_of
from saggar.engines.funding.money import DECIMAL_PLACES
from saggar.engines.reading import Node, month_from_text

KIND = "levy-forecast"
LOWEST_GROWTH = Decimal("-0.5")
HIGHEST_GROWTH = Decimal("1")
_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


def from_json(document: object) -> ForecastProblem:
    """The problem `document` states; BadProblem with every fault found when it states none."""
    root = Node(document)
    root.only("kind", "first_month", "months", "rules", "advise_from", "donors", "what_if")
    root.at("kind").choice((KIND,), default=KIND)
    first_month = root.at("first_month").month()
    advise_from, what_if = root.at("advise_from"), root.at("what_if")
    problem = ForecastProblem(
        first_month,
        tuple(_donor(node, first_month) for node in root.at("donors").items()),
        root.at("months").whole(1, MOST_MONTHS, default=DEFAULT_MONTHS),
        read_rules(root.at("rules")),
        advise_from.month() if advise_from.given else None,
        _what_if(what_if) if what_if.given else None,
    )
    root.finish()
    faults = faults_of(problem)
    if faults:
        raise BadProblem(faults)
    return problem


def _money(node: Node, default: Decimal | None = None) -> Decimal:
    return node.decimal(_ZERO, LARGEST, DECIMAL_PLACES, default)


def _donor(node: Node, first_month: date) -> Donor:
    node.only(
        "id", "name", "levy_declared", "opening", "english_percent", "growth_per_year", "history",
        "commitments", "pledges",
    )  # fmt: skip
    donor_id = node.at("id").text()
    history = node.at("history")
    if history.given:
        history.only("credited", "sent_this_year")
    return Donor(
        donor_id,
        node.at("name").text(default=donor_id),
        _from_month(node.at("levy_declared"), first_month, LARGEST),
        _by_month(node.at("opening")),
        _from_month(node.at("english_percent"), first_month, _HUNDRED, default=_HUNDRED),
        node.at("growth_per_year").decimal(LOWEST_GROWTH, HIGHEST_GROWTH, 5, default=_ZERO),
        AllowanceHistory(
            _by_month(history.at("credited")), _money(history.at("sent_this_year"), default=_ZERO)
        ),
        tuple(_commitment(entry) for entry in node.at("commitments").items()),
        tuple(_pledge(entry) for entry in node.at("pledges").items()),
    )


def _from_month(node: Node, first: date, highest: Decimal, default: Decimal | None = None) -> FromMonth:
    """One value for ever, or an object of values by the month each holds from."""
    if not isinstance(node.value, dict):
        return FromMonth(((first, node.decimal(_ZERO, highest, DECIMAL_PLACES, default)),))
    return FromMonth(tuple(_by_month(node, highest).items()))


def _by_month(node: Node, highest: Decimal = LARGEST) -> dict[date, Decimal]:
    amounts = {}
    for key, entry in node.entries():
        month = month_from_text(key)
        if month is None:
            entry.fault("must stand under a month such as 2026-08")
        else:
            amounts[month] = entry.decimal(_ZERO, highest, DECIMAL_PLACES)
    return dict(sorted(amounts.items()))


def _commitment(node: Node, *more: str) -> Commitment:
    node.only(
        "label", "kind", "certainty", "started", "first_month", "months", "monthly", "completion", *more
    )
    completion, started = node.at("completion"), node.at("started")
    if completion.given:
        completion.only("month", "amount")
    kinds: tuple[Kind, ...] = ("own", "transfer-sent", "transfer-received")
    certainties: tuple[Certainty, ...] = ("planned", "actual")
    return Commitment(
        node.at("label").text(),
        cast(Kind, node.at("kind").choice(kinds)),
        node.at("first_month").month(),
        node.at("months").whole(0, LONGEST_COMMITMENT),
        _money(node.at("monthly")),
        Payment(completion.at("month").month(), _money(completion.at("amount")))
        if completion.given
        else None,
        cast(Certainty, node.at("certainty").choice(certainties, default="actual")),
        started.month() if started.given else None,
    )


def _pledge(node: Node) -> Pledge:
    node.only("label", "year", "amount")
    return Pledge(node.at("label").text(), node.at("year").whole(2018, 2099), _money(node.at("amount")))


def _what_if(node: Node) -> WhatIf:
    node.only("name", "growth_per_year", "rules", "extra_commitments", "extra_spend")
    growth, rules, spend = node.at("growth_per_year"), node.at("rules"), node.at("extra_spend")
    if spend.given:
        spend.only("from", "monthly", "donors")
    return WhatIf(
        node.at("name").text(),
        growth.decimal(LOWEST_GROWTH, HIGHEST_GROWTH, 5) if growth.given else None,
        read_rules(rules) if rules.given else None,
        tuple(
            (entry.at("donor").text(), _commitment(entry, "donor"))
            for entry in node.at("extra_commitments").items()
        ),
        ExtraSpend(
            spend.at("from").month(),
            _money(spend.at("monthly")),
            tuple(entry.text() for entry in spend.at("donors").items()),
        )
        if spend.given
        else None,
    )


def to_json(problem: ForecastProblem) -> dict[str, Any]:
    """The document that reads back as `problem`, with donors, commitments and pledges in order."""
    ordered = problem.in_order()
    document: dict[str, Any] = {
        "kind": KIND,
        "first_month": _month(ordered.first_month),
        "months": ordered.months,
        "rules": rules_json(ordered.rules),
        "advise_from": _month(ordered.acts_from),
        "donors": [_donor_json(donor) for donor in ordered.donors],
    }
    return document | ({"what_if": _what_if_json(ordered.what_if)} if ordered.what_if else {})


def digest(problem: ForecastProblem) -> str:
    """The SHA-256 of the problem's canonical JSON: the same whatever the order of its lists."""
    text = json.dumps(to_json(problem), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _month(month: date) -> str:
    return f"{month:%Y-%m}"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def _amounts_json(amounts: Mapping[date, Decimal]) -> dict[str, str]:
    return {_month(month): _number(amount) for month, amount in sorted(amounts.items())}


def _donor_json(donor: Donor) -> dict[str, Any]:
    return {
        "id": donor.donor_id,
        "name": donor.name,
        "levy_declared": _amounts_json(dict(donor.levy_declared.steps)),
        "opening": _amounts_json(donor.opening),
        "english_percent": _amounts_json(dict(donor.english_percent.steps)),
        "growth_per_year": _number(donor.growth_per_year),
        "history": {
            "credited": _amounts_json(donor.history.credited),
            "sent_this_year": _number(donor.history.sent_this_year),
        },
        "commitments": [_commitment_json(commitment) for commitment in donor.commitments],
        "pledges": [{"label": p.label, "year": p.year, "amount": _number(p.amount)} for p in donor.pledges],
    }


def _commitment_json(commitment: Commitment) -> dict[str, Any]:
    completion = commitment.completion
    document: dict[str, Any] = {
        "label": commitment.label,
        "kind": commitment.kind,
        "certainty": commitment.certainty,
        "started": _month(commitment.starts_in),
        "first_month": _month(commitment.first_month),
        "months": commitment.months,
        "monthly": _number(commitment.monthly),
    }
    if completion:
        document["completion"] = {"month": _month(completion.month), "amount": _number(completion.amount)}
    return document


def _what_if_json(what_if: WhatIf) -> dict[str, Any]:
    extras = sorted(what_if.extra_commitments, key=lambda extra: (extra[0], extra[1].order))
    document: dict[str, Any] = {"name": what_if.name}
    if what_if.growth_per_year is not None:
        document["growth_per_year"] = _number(what_if.growth_per_year)
    if what_if.rules:
        document["rules"] = rules_json(what_if.rules)
    if extras:
        document["extra_commitments"] = [{"donor": donor} | _commitment_json(c) for donor, c in extras]
    if what_if.extra_spend:
        document["extra_spend"] = _extra_spend_json(what_if.extra_spend)
    return document


def _extra_spend_json(spend: ExtraSpend) -> dict[str, Any]:
    return {
        "from": _month(spend.from_month),
        "monthly": _number(spend.monthly),
        "donors": sorted(spend.donors),
    }
