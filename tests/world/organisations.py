"""Agreements of a system; sites and signatures of a place."""

from __future__ import annotations

import datetime as dt

from saggar.organisations.actions import add_site, import_organisations, record_agreement, sign_agreement
from saggar.organisations.models import Agreement, Membership, System
from saggar.platform.imports.reading import File
from saggar.platform.permits import PRODUCT
from tests.world.canaries import Canaries
from tests.world.places import Arguments, Place

PRACTICES = (
    "PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,CCG_CODE,CCG_NAME,STP_CODE,STP_NAME,"
    "COMM_REGION_CODE,COMM_REGION_NAME\nC81018,,,,,,,QNC,Staffordshire and Stoke on Trent,Y60,Midlands\n"
)


def plant_system(system: System, canaries: Canaries) -> dict[str, Arguments]:
    """An agreement for all organisations of the system, whose text is not for others."""
    agreement = record_agreement(
        PRODUCT,
        system_id=system.pk,
        title=canaries.public(),
        text=canaries.private(),
        starts_on=dt.date(2026, 1, 1),
    )
    return {"organisations:agreement": {"pk": agreement.pk}}


def plant(place: Place) -> dict[str, Arguments]:
    """A site, the organisation's signature, a role, and an import of a national list that changed nothing."""
    administrator, organisation = place.actor("administrator"), place.organisation
    site = add_site(
        administrator,
        organisation_id=organisation.pk,
        name=place.canaries.public(),
        postcode="ST13 5JW",
        address=place.canaries.public(),
    )
    sign_agreement(
        administrator,
        agreement_id=Agreement.objects.get(system=place.system).pk,
        organisation_id=organisation.pk,
        signed_on=dt.date(2026, 2, 1),
    )
    run = import_organisations(
        place.actor("programme_officer"),
        list_key="gp-practices",
        system_id=place.system.pk,
        file=File(f"{place.canaries.private()}.csv", PRACTICES.encode()),
        dry_run=True,
    )
    return {
        "organisations:organisation": {"key": organisation.key},
        "organisations:remove-site": {"pk": site.pk},
        "organisations:end-role": {"pk": _role(place, "programme_board").pk},
        "organisations:help-member": {"pk": _role(place, "programme_board").pk},
        "organisations:import-report": {"run": run.pk},
        "organisations:import-faults": {"run": run.pk},
    }


def _role(place: Place, role: str) -> Membership:
    return Membership.objects.get(organisation=place.organisation, role=role, user=place.people[role])
