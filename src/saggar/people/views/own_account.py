"""One's own account: who I am, where I work now, my password, and staying signed in."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from saggar.people import actions, queries
from saggar.people.doors import freshly_signed_in, own_account
from saggar.people.forms import WorkplaceForm
from saggar.platform.requests import ActorRequest


def home(request: ActorRequest) -> HttpResponse:
    """Name, address, roles, and what protects the account."""
    own = queries.own_account(request.actor)
    return render(request, "account/home.jinja", {"account": own, "current": request.actor.organisation_id})


def workplace(request: ActorRequest) -> HttpResponse:
    """Choose the organisation to work for now; the choice lasts as long as the session."""
    own = queries.own_account(request.actor)
    choices = [(str(place.organisation_id), place.name, ", ".join(place.roles)) for place in own.workplaces]
    form = WorkplaceForm(
        request.POST if request.method == "POST" else None,
        choices=choices,
        initial={"organisation": str(request.actor.organisation_id)},
    )
    if form.is_valid():
        request.session["membership_organisation"] = int(form.cleaned_data["organisation"])
        return redirect("account_home")
    return render(request, "account/workplace.jinja", {"form": form})


def stay(request: HttpRequest) -> HttpResponse:
    """Nothing: asking for it is what keeps the session alive."""
    return HttpResponse(status=204)


class ChangePasswordView(account.PasswordChangeView):  # type: ignore[misc]  # the library has no types
    """The current password and a new one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Back to the account page for whoever signs in through the provider only."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account_home")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class ConfirmPasswordView(account.ReauthenticateView):  # type: ignore[misc]
    """The password again, before something that protects the account changes."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Go on with what was asked, in a session with a new key."""
        self.request.session.cycle_key()
        response: HttpResponse = super().form_valid(form)
        return response


def end_sessions(request: ActorRequest) -> HttpResponse:
    """Sign out everywhere else."""
    actions.end_sessions(request.actor, user_id=queries.own_id(request.actor), request=request)
    messages.success(request, "You are signed out everywhere else")
    return redirect("account_home")


account_home = own_account(home)
account_end_sessions = own_account(require_POST(freshly_signed_in(end_sessions)))
account_workplace = own_account(workplace)
account_stay = own_account(stay)
change_password = own_account(ChangePasswordView.as_view())
confirm_password = own_account(ConfirmPasswordView.as_view())
