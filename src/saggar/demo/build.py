"""Builds the demonstration system through the product's own actions, the same from the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from importlib import resources

from saggar.demo import cast
from saggar.demo.levy_files import declarations, files
from saggar.demo.partners import DONORS, RECONCILED, SYSTEMS, SystemSketch
from saggar.levy.actions import (
    import_declarations,
    import_standards,
    import_transactions,
    open_account,
    plan_commitment,
    state_balance,
)
from saggar.levy.queries import account_page
from saggar.organisations.actions import (
    add_member,
    import_organisations,
    record_agreement,
    record_organisation,
    record_system,
    sign_agreement,
)
from saggar.organisations.membership import actor_of
from saggar.organisations.models import Organisation
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File
from saggar.platform.permits import PRODUCT, Actor
from saggar.rules.levy import add_months

MONTHS = 36
Say = Callable[[str], None]


class BuildError(RuntimeError):
    """A file of the demonstration was refused: the demonstration itself is at fault."""


def build(today: date, *, seed: str = "saggar", say: Say = lambda _: None) -> None:
    """Make both systems, their people, and 36 months of levy for every donor, ending with last month."""
    names = cast.names()
    import_standards(PRODUCT, file=_shipped("saggar.levy.data", "standards_health_care_2021.csv"))
    for sketch in SYSTEMS:
        say(sketch.name)
        _system(sketch, today, names)
    say("36 months of levy for each donor")
    for key in DONORS:
        _donor(key, today, seed, names)


def _system(sketch: SystemSketch, today: date, names: Iterator[tuple[str, str]]) -> None:
    system = record_system(
        PRODUCT, name=sketch.name, ods_code=sketch.ods_code, local_authorities=sketch.local_authorities
    )
    product = Actor(system_id=system.pk, is_product=True)
    for partner in sketch.partners:
        record_organisation(product, system_id=system.pk, particulars=partner)
    programme = Organisation.objects.get(key=sketch.programme)
    _people(programme, cast.PROGRAMME_ROLES, today, names)
    _lists(product, system.pk, sketch)
    _agreement(product, system.pk, today)


def _lists(actor: Actor, system_id: int, sketch: SystemSketch) -> None:
    lists = {"ods-trusts": "ods_trusts.csv"}
    if sketch is SYSTEMS[0]:
        lists |= {"gp-practices": "gp_practices.csv", "cqc-directory": "care_services.csv"}
    for list_key, name in lists.items():
        file = _shipped("saggar.demo.data", name)
        _loaded(import_organisations(actor, list_key=list_key, file=file, system_id=system_id))


def _agreement(actor: Actor, system_id: int, today: date) -> None:
    agreement = record_agreement(
        actor,
        system_id=system_id,
        title="Levy sharing",
        text="Partners share unspent apprenticeship levy with smaller employers of the system.",
        starts_on=date(today.year - 1, 4, 1),
    )
    for organisation in Organisation.objects.filter(system_id=system_id, key__in=DONORS):
        sign_agreement(
            actor, agreement_id=agreement.pk, organisation_id=organisation.pk, signed_on=agreement.starts_on
        )


def _people(
    organisation: Organisation, roles: tuple[str, ...], today: date, names: Iterator[tuple[str, str]]
) -> dict[str, Actor]:
    """Somebody in each role, and the actor each of them is today."""
    actors = {}
    product = Actor(system_id=organisation.system_id, is_product=True)
    for role, (name, email) in zip(roles, names, strict=False):
        member = add_member(
            product,
            organisation_id=organisation.pk,
            email=email,
            name=name,
            role=role,
            starts_on=date(today.year - 3, 4, 1),
        )
        actors[role] = actor_of(member.user_id, organisation.pk, today)
    return actors


def _donor(key: str, today: date, seed: str, names: Iterator[tuple[str, str]]) -> None:
    organisation = Organisation.objects.get(key=key)
    people = _people(organisation, cast.DONOR_ROLES, today, names)
    finance = people["finance_lead"]
    open_account(finance, organisation_id=organisation.pk)
    first = add_months(today, -MONTHS)
    for version, text in enumerate(files(DONORS[key], first, MONTHS, f"{seed}/{key}"), start=1):
        file = File(f"transactions-v{version}.csv", text.encode())
        _loaded(import_transactions(finance, organisation_id=organisation.pk, file=file))
    declared = declarations(DONORS[key], first, MONTHS, f"{seed}/{key}")
    file = File("declarations.json", declared.encode())
    _loaded(import_declarations(finance, organisation_id=organisation.pk, file=file))
    _reconcile(finance, key)
    plan_commitment(
        people["apprenticeship_lead"],
        organisation_id=organisation.pk,
        label="Adult care worker",
        apprentices=4,
        starts_on=add_months(today, 4),
        months=12,
        price_pence=3_000_00,
    )


def _reconcile(finance: Actor, key: str) -> None:
    if key in RECONCILED:
        page = account_page(finance)
        until = page.account.read_until if page.account else None
        if until is None:
            raise BuildError(f"{key} has no rows to reconcile")
        state_balance(
            finance,
            organisation_id=finance.organisation_id,
            on=until,
            stated_pence=page.balance_pence + RECONCILED[key],
        )


def _shipped(package: str, name: str) -> File:
    return File(name, resources.files(package).joinpath(name).read_bytes())


def _loaded(run: ImportRun) -> None:
    if run.refusal or run.report.refused:
        raise BuildError(f"{run.file_name}: {run.refusal or run.report.faults[:3]}")
