"""Pages about imports of one's own organisation."""

from __future__ import annotations

from django.http import Http404

from saggar.levy import policies
from saggar.levy.models import LevyAccount
from saggar.levy.queries.accounts import KINDS_OF_FILES, find_organisation
from saggar.organisations.models import Organisation
from saggar.platform.decisions import Allowed, require
from saggar.platform.imports.models import ImportRun
from saggar.platform.permits import Actor


def upload_page(actor: Actor) -> Organisation:
    """The organisation whose files the actor may import; refused without `levy.import`."""
    organisation = find_organisation(actor, None)
    require(policies.may_import(actor, LevyAccount(organisation=organisation)))
    return organisation


def import_run(actor: Actor, run_id: int) -> ImportRun:
    """One import of the actor's own organisation, of a kind its role deals with; Http404 for any other."""
    kinds = [*(KINDS_OF_FILES if actor.holds("levy.view") else ())]
    kinds += ["standards"] if actor.holds("standards.import") else []
    run = ImportRun.objects.visible_to(actor).filter(pk=run_id, kind__in=kinds).first()
    if run is None:
        require(policies.HIDDEN)
        raise Http404
    require(Allowed("own organisation's import"))
    return run


def upload_standards_page(actor: Actor) -> None:
    """Whether the actor may import lists of standards; refused without `standards.import`."""
    require(policies.may_import_standards(actor))
