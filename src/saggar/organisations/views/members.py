"""Pages of an organisation's administrator: who holds which role."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from saggar.organisations import actions, queries
from saggar.organisations.columns import ENDED_COLUMNS, MEMBER_COLUMNS
from saggar.organisations.forms import LOST_FACTOR, STILL_SIGNED_IN, EndRoleForm, HelpForm, MemberForm
from saggar.organisations.views.crumbs import crumbs
from saggar.people.actions import clear_second_factor, end_sessions
from saggar.people.doors import freshly_signed_in
from saggar.platform import clock
from saggar.platform.requests import ActorRequest
from saggar.web.submitting import submitted
from saggar.web.tables import Table

_HELPS = {LOST_FACTOR: clear_second_factor, STILL_SIGNED_IN: end_sessions}


@require_safe
def members(request: ActorRequest) -> HttpResponse:
    """Who holds which role, and who did."""
    page = queries.members_page(request.actor, today=clock.today())
    context = {
        "page": page,
        "current": Table(MEMBER_COLUMNS, page.current, "People with a role"),
        "ended": Table(ENDED_COLUMNS, page.ended, "Roles that have ended"),
        "breadcrumbs": crumbs(),
    }
    return render(request, "organisations/members.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: ActorRequest) -> HttpResponse:
    """Give somebody a role, inviting them when they have no account yet."""
    roles = queries.roles_to_give(request.actor)
    form = MemberForm(request.POST or None, roles=roles, initial={"starts_on": clock.today()})

    def act() -> None:
        actions.add_member(
            request.actor, organisation_id=request.actor.organisation_id or 0, **form.cleaned_data
        )

    if submitted(request, form, act):
        messages.success(request, "The role was given.")
        return redirect("organisations:members")
    context = {"form": form, "breadcrumbs": crumbs(below_members=True)}
    return render(request, "organisations/add_member.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def help_member(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Help somebody who has lost their second factor, or who is still signed in somewhere."""
    member = queries.member_to_help(request.actor, pk)
    if request.method == "POST":
        return _helped(request, member)
    return _help_page(request, member, HelpForm())


@freshly_signed_in
def _helped(request: ActorRequest, member: queries.Member) -> HttpResponseBase:
    """What changes the protection of an account asks for one's own password first."""
    form = HelpForm(request.POST)
    act = _HELPS.get(request.POST.get("act", ""), end_sessions)
    if submitted(request, form, lambda: act(request.actor, user_id=member.user_id)):
        messages.success(request, f"Done. All sessions of {member.name} have ended.")
        return redirect("organisations:members")
    return _help_page(request, member, form)


def _help_page(request: ActorRequest, member: queries.Member, form: HelpForm) -> HttpResponse:
    context = {"form": form, "member": member, "breadcrumbs": crumbs(below_members=True)}
    return render(request, "organisations/help_member.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: ActorRequest, pk: int) -> HttpResponse:
    """Say from which day on somebody no longer holds a role."""
    membership = queries.role_to_end(request.actor, pk)
    form = EndRoleForm(request.POST or None, initial={"ends_on": clock.today()})

    def act() -> None:
        actions.end_role(request.actor, membership_id=pk, **form.cleaned_data)

    if submitted(request, form, act):
        messages.success(request, "The role was ended.")
        return redirect("organisations:members")
    context = {"form": form, "membership": membership, "breadcrumbs": crumbs(below_members=True)}
    return render(request, "organisations/end_role.jinja", context)
