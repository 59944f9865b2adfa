"""Setting up, replacing and removing the authenticator app, and its recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from saggar.people import actions, proof, queries
from saggar.people.doors import freshly_signed_in, own_account


class SetUpAuthenticatorView(totp.ActivateTOTPView):  # type: ignore[misc]  # the library has no types
    """A code to scan and a first code to type; again later, to replace the app."""

    @method_decorator(freshly_signed_in)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever has an app proves it before replacing it; the library would send them to remove it."""
        user_id = request.user.pk
        self.replaces = queries.has_second_factor(user_id)
        if self.replaces and not proof.holds(request.session, user_id):
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?next={request.path}")
        response: HttpResponseBase = FormView.dispatch(self, request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether an app is replaced, and the secret in groups of four for typing."""
        facts: dict[str, Any] = super().get_context_data(**kwargs)
        secret = facts["form"].secret
        groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
        return facts | {"replaces": self.replaces, "secret_in_groups": groups}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep the app; the first time, show the recovery codes."""
        has_new_codes = actions.add_second_factor(_actor(self.request), request=self.request, form=form)
        proof.mark(self.request.session, self.request.user.pk)
        return redirect("mfa_view_recovery_codes" if has_new_codes else "account_home")


class RemoveAuthenticatorView(totp.DeactivateTOTPView):  # type: ignore[misc]
    """For people without a role, who may do without a second factor."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Remove the app and its codes."""
        actions.remove_second_factor(_actor(self.request), request=self.request)
        proof.unmark(self.request.session)
        return redirect("account_home")


class RenewRecoveryCodesView(recovery.GenerateRecoveryCodesView):  # type: ignore[misc]
    """New recovery codes in place of the old ones."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Make them, and show them."""
        actions.renew_recovery_codes(_actor(self.request), request=self.request)
        messages.success(self.request, "New recovery codes have been made")
        return redirect("mfa_view_recovery_codes")


class ConfirmSecondFactorView(base.ReauthenticateView):  # type: ignore[misc]
    """A code again, before something that protects the account changes."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Note the proof and go on with what was asked, in a session with a new key."""
        self.request.session.cycle_key()
        proof.mark(self.request.session, self.request.user.pk)
        response: HttpResponse = super().form_valid(form)
        return response


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


set_up = own_account(never_cache(SetUpAuthenticatorView.as_view()))
remove = own_account(RemoveAuthenticatorView.as_view())
confirm = own_account(ConfirmSecondFactorView.as_view())
recovery_codes = own_account(never_cache(recovery.view_recovery_codes))
download_recovery_codes = own_account(recovery.download_recovery_codes)
renew_recovery_codes = own_account(RenewRecoveryCodesView.as_view())
