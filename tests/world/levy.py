"""A levy account with everything an account can hold, and standards that belong to nobody."""

from __future__ import annotations

import datetime as dt
import json

from saggar.levy import actions
from saggar.platform.imports.reading import File
from saggar.platform.permits import PRODUCT
from tests.world.places import Arguments, Place

HEADINGS = (
    "Transaction date,Transaction type,Description,PAYE scheme,Payroll month,Levy declared,English %,"
    "10% top up,Cohort reference,Training provider,Unique learner number,Learner,Course name,Course level,"
    "Course type,Paid from levy,Paid from transfer,Your contribution,Government contribution,Total,"
)
AMOUNTS = {"Quillfen": 41_317, "Brackmoor": 52_739, "Saltvane": 83_719}
"""Pounds of levy a month, unlike any other figure of the world: an amount can leak as well as a name."""


def plant_for_everybody() -> None:
    """A standard with its band: the same national list for all systems."""
    heading = "st_reference,lars_code,title,level,typical_duration_months,max_funding_gbp"
    text = f"{heading}\nST0005,119,Adult care worker,2,12,4000\n"
    actions.import_standards(PRODUCT, file=File("standards.csv", text.encode()))


def plant(place: Place) -> dict[str, Arguments]:
    """Transactions, declarations, a stated balance, planned training, and an import with a fault."""
    finance, organisation_id = place.actor("finance_lead"), place.organisation.pk
    actions.open_account(finance, organisation_id=organisation_id)
    actions.import_transactions(finance, organisation_id=organisation_id, file=_transactions(place))
    actions.import_declarations(finance, organisation_id=organisation_id, file=_declarations(place))
    actions.state_balance(
        finance,
        organisation_id=organisation_id,
        on=dt.date(2026, 8, 25),
        stated_pence=_pounds(place) * 100,
        note=place.canaries.private(),
    )
    planned = actions.plan_commitment(
        finance,
        organisation_id=organisation_id,
        label=place.canaries.private(),
        apprentices=3,
        starts_on=dt.date(2027, 9, 1),
        months=18,
        price_pence=500_000,
    )
    faulty = File(f"{place.canaries.private()}.csv", f"{HEADINGS}\n31/02/2026,Levy\n".encode())
    run = actions.import_transactions(finance, organisation_id=organisation_id, file=faulty, dry_run=True)
    key = {"key": place.organisation.key}
    return {
        "levy:account": key,
        "levy:account-forecast": key,
        "levy:account-forecast-file": key,
        "levy:account-forecast-years-file": key,
        "levy:account-transactions": key,
        "levy:account-transactions-file": key,
        "levy:import-report": {"run": run.pk},
        "levy:import-faults": {"run": run.pk},
        "levy:remove-training": {"pk": planned.pk},
    }


def _pounds(place: Place) -> int:
    pounds = AMOUNTS[place.canaries.mark]
    place.canaries.remember(f"{pounds:,}", str(pounds))
    return pounds


def _scheme(place: Place) -> str:
    scheme = f"123/{place.canaries.mark.upper()[:8]}"
    place.canaries.remember(scheme)
    return scheme


def _transactions(place: Place) -> File:
    canary, levy = place.canaries.private, _pounds(place)
    rows = [
        f"23/{month:02d}/2026,Levy,{canary()},{_scheme(place)},,{levy}.00000,100.00000,0.00000,,,,,,,,"
        f"0.00000,0.00000,0.00000,0.00000,{levy}.00000,"
        for month in range(1, 9)
    ]
    paid = "-222.22222,0.00000,0.00000,0.00000,-222.22222,"
    rows += [
        f"25/{month:02d}/2026,Monthly Payment,{canary()},,,0.00000,0.00000,0.00000,{_cohort(place)},"
        f"{canary()},1234567890,{canary()},{canary()},3,Apprenticeship,{paid}"
        for month in range(6, 9)
    ]
    rows.append(
        f"25/08/2026,Transfer,Transfer sent to {canary()},,,0.00000,0.00000,0.00000,,,,,{canary()},2,"
        "Apprenticeship,0.00000,266.66670,0.00000,0.00000,-266.66670,"
    )
    return File(f"{canary()}.csv", "\n".join([HEADINGS, *rows, ""]).encode())


def _cohort(place: Place) -> str:
    return place.canaries.private()[:20]


def _declarations(place: Place) -> File:
    declaration = {
        "id": place.canaries.private(),
        "submissionTime": "2026-05-17T10:00:00.000",
        "payrollPeriod": {"year": "26-27", "month": 1},
        "levyDueYTD": _pounds(place),
        "levyAllowanceForFullYear": 15000,
    }
    document = {"empref": _scheme(place), "declarations": [declaration]}
    return File(f"{place.canaries.private()}.json", json.dumps(document).encode())
