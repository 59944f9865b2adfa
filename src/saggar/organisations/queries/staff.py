"""What the pages for staff show: one's own organisation, its people and agreements, and imports of lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404

from saggar.organisations import policies
from saggar.organisations.imports.national import LISTS
from saggar.organisations.models import (
    Agreement,
    Membership,
    MembershipQuerySet,
    Organisation,
    Signature,
    Site,
)
from saggar.platform.decisions import Allowed, require
from saggar.platform.imports.models import ImportRun, ImportRunQuerySet
from saggar.platform.permits import ROLES, Actor, Role


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a role in one's own organisation, as somebody who may need help to sign in."""

    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """One's own organisation and its sites."""

    organisation: Organisation
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Who holds which role in one's own organisation: now or from a later day on, and who did before."""

    organisation: Organisation
    current: tuple[Membership, ...]
    ended: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class AgreementEntry:
    """An agreement of the system, and when one's own organisation signed it, if it did."""

    agreement: Agreement
    signed_on: date | None
    may_sign: bool


def own_organisation(actor: Actor) -> OwnOrganisation:
    """One's own organisation, for those who may describe it; two queries."""
    organisation = _own(actor)
    require(policies.may_describe(actor, organisation))
    return OwnOrganisation(organisation, tuple(organisation.sites.order_by("name", "pk")))


def members_page(actor: Actor, *, today: date) -> MembersPage:
    """Roles in one's own organisation by name of the person; two queries."""
    require(policies.may_manage_members(actor, actor.organisation_id))
    organisation = _own(actor)
    rows = list(_memberships(actor).filter(organisation=organisation).order_by("user__name", "role", "pk"))
    current = [row for row in rows if row.ends_on is None or row.ends_on > today]
    return MembersPage(organisation, tuple(current), tuple(row for row in rows if row not in current))


def role_to_end(actor: Actor, membership_id: int) -> Membership:
    """A role in one's own organisation; Http404 for any other."""
    membership = _memberships(actor).filter(pk=membership_id).first()
    if membership is None:
        raise Http404("There is no such role for you.")
    require(policies.may_end_role(actor, membership))
    return membership


def member_to_help(actor: Actor, membership_id: int) -> Member:
    """Whoever holds, or held, this role in one's own organisation; Http404 for anybody else."""
    require(policies.may_manage_members(actor, actor.organisation_id))
    membership = _memberships(actor).filter(pk=membership_id).first()
    if membership is None:
        raise Http404("There is no such role for you.")
    return Member(membership.user_id, membership.user.name)


def roles_to_give(actor: Actor) -> tuple[Role, ...]:
    """The roles somebody may give in their own organisation."""
    require(policies.may_manage_members(actor, actor.organisation_id))
    organisation = _own(actor)
    return tuple(
        role
        for role in ROLES.values()
        if isinstance(policies.may_give_role(actor, organisation, role.key), Allowed)
    )


def agreements_page(actor: Actor) -> tuple[AgreementEntry, ...]:
    """The agreements of one's own system by title; three queries."""
    require(policies.may_see_agreements(actor))
    organisation = _own(actor)
    own = Prefetch("signatures", Signature.objects.filter(organisation=organisation), to_attr="own")
    found = (
        Agreement.objects.filter(system_id=organisation.system_id)
        .prefetch_related(own)
        .order_by("title", "pk")
    )
    return tuple(_entry(actor, organisation, agreement) for agreement in found)


def agreement_page(actor: Actor, agreement_id: int) -> AgreementEntry:
    """One agreement of one's own system with its words; Http404 for any other."""
    found = [entry for entry in agreements_page(actor) if entry.agreement.pk == agreement_id]
    if not found:
        raise Http404("There is no such agreement.")
    return found[0]


def import_page(actor: Actor) -> None:
    """Whether somebody may import national lists; the page needs no more."""
    require(policies.may_open_imports(actor))


def recording_page(actor: Actor) -> None:
    """Whether somebody may add an organisation by hand; the page needs no more."""
    require(policies.may_open_recording(actor))


def organisation_to_close(actor: Actor, code: str) -> Organisation:
    """The open organisation of one's own system with this code; ValidationError at `code` without one."""
    require(policies.may_open_recording(actor))
    found = Organisation.objects.filter(system_id=actor.system_id or 0, key=code.strip().lower())
    organisation = found.filter(closed_on=None).first()
    if organisation is None:
        raise ValidationError({"code": "Enter the code of an open organisation of your system"})
    return organisation


def import_run(actor: Actor, run_id: int) -> ImportRun:
    """The report of an import of a national list; Http404 for one of somebody else or of another kind."""
    require(policies.may_open_imports(actor))
    runs = ImportRunQuerySet(ImportRun).visible_to(actor)
    run = runs.filter(pk=run_id, kind__in=list(LISTS)).first()
    if run is None:
        raise Http404("There is no such import.")
    return run


def _own(actor: Actor) -> Organisation:
    require(policies.may_use_own_organisation(actor))
    return Organisation.objects.get(pk=actor.organisation_id or 0)


def _memberships(actor: Actor) -> MembershipQuerySet:
    return MembershipQuerySet(Membership).visible_to(actor).select_related("user")


def _entry(actor: Actor, organisation: Organisation, agreement: Agreement) -> AgreementEntry:
    own: list[Signature] = agreement.own  # type: ignore[attr-defined]  # set by the prefetch
    may_sign = isinstance(policies.may_sign(actor, organisation), Allowed)
    return AgreementEntry(agreement, own[0].signed_on if own else None, may_sign and not own)
