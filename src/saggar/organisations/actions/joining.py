"""A system joins: its programme's organisation and the first person, from whom all other roles come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from saggar.organisations.actions.members import add_member
from saggar.organisations.actions.organisations import Particulars, record_organisation
from saggar.organisations.actions.systems import record_system
from saggar.organisations.kinds import KINDS
from saggar.organisations.models import Organisation, System
from saggar.platform.permits import Actor

FIRST_ROLES = ("administrator", "programme_officer")
"""What the first person holds: inviting others, and recording the system's organisations."""


@dataclass(frozen=True, slots=True)
class Joining:
    """A system that joins: its name and ODS code, the organisation that runs its programme, and a person.

    `local_authorities`: the names by which the CQC directory places a service in the system's area.
    """

    system_name: str
    ods_code: str
    programme: Particulars
    person_name: str
    email: str
    local_authorities: tuple[str, ...] = ()


def join(actor: Actor, *, joining: Joining, starts_on: date) -> System:
    """Record the system, the organisation that runs its programme, and its first administrator.

    What is there already stays, so that a joining that was cut off can be done again. Everything typed is
    judged before anything is written: raises ValidationError by field.
    """
    _judge(joining)
    code = joining.ods_code.strip().upper()
    system = System.objects.filter(ods_code=code).first() or record_system(
        actor, name=joining.system_name, ods_code=code, local_authorities=joining.local_authorities
    )
    ours = Actor(actor.user_id, system_id=system.pk, is_product=actor.is_product)
    named = Organisation.objects.filter(system=system, name=joining.programme.name.strip())
    organisation = named.first() or record_organisation(
        ours, system_id=system.pk, particulars=joining.programme
    )
    for role in FIRST_ROLES:
        add_member(
            ours,
            organisation_id=organisation.pk,
            email=joining.email,
            name=joining.person_name,
            role=role,
            starts_on=starts_on,
        )
    return system


def _judge(joining: Joining) -> None:
    kind = KINDS.get(joining.programme.kind)
    if kind is None or not kind.runs_programme:
        fitting = ", ".join(each.key for each in KINDS.values() if each.runs_programme)
        raise ValidationError({"kind": f"A programme is run by one of these kinds: {fitting}"})
    needed = {
        "system": joining.system_name,
        "ods_code": joining.ods_code,
        "organisation": joining.programme.name,
        "name": joining.person_name,
    }
    missing = {field: "must not be empty" for field, value in needed.items() if not value.strip()}
    if missing:
        raise ValidationError(missing)
    try:
        validate_email(joining.email.strip())
    except ValidationError as error:
        raise ValidationError({"email": "must be an email address like name@example.com"}) from error
