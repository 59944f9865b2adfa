"""The forms of sign-in: the library's checks, with our fields and words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base import forms as factor
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from django import forms
from django.core.cache import cache

from saggar.people.passwords import MOST_CHARACTERS
from saggar.web.forms import EmailField, NhsForm, PasswordField, RadiosField, TextField
from saggar.web.forms.choices import Choices

PASSWORD_HINT = "At least 12 characters. Three random words make a strong password that is easy to remember"  # noqa: S105
USED_CODE_SECONDS = 90
"""How long a code of an authenticator app could be used again: its period, one before and one after."""


def _current_password(label: str = "Password") -> PasswordField:
    return PasswordField(label, max_length=MOST_CHARACTERS, autocomplete="current-password")


def _code(label: str, hint: str) -> TextField:
    return TextField(label, hint=hint, max_length=20, width=10, autocomplete="one-time-code")


class SignInForm(NhsForm, account.LoginForm):  # type: ignore[misc]  # the library has no types
    """Address and password."""

    password = _current_password()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = EmailField("Email address", autocomplete="username", max_length=254)
        self.fields = {"login": address, "password": self.fields["password"]}


class ConfirmPasswordForm(NhsForm, account.ReauthenticateForm):  # type: ignore[misc]
    """The password again, before something that protects the account changes."""

    password = _current_password()


class ForgottenPasswordForm(NhsForm, account.ResetPasswordForm):  # type: ignore[misc]
    """The address to send a link to."""

    email = EmailField("Email address", max_length=254)


class _ChoosesPassword(NhsForm):
    """A new password, typed once: it can be shown, so typing it twice would only cost time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)

    def clean_password1(self) -> str:
        """The new password; ValidationError with the first rule it breaks."""
        password: str = self.cleaned_data["password1"]
        try:
            get_adapter().clean_password(password, user=getattr(self, "user", None))
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages[0]) from error
        return password


def _new_password() -> PasswordField:
    return PasswordField("New password", hint=PASSWORD_HINT, autocomplete="new-password")


class ChangePasswordForm(_ChoosesPassword, account.ChangePasswordForm):  # type: ignore[misc]
    """The current password and the new one."""

    oldpassword = _current_password("Current password")
    password1 = _new_password()


class NewPasswordForm(_ChoosesPassword, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password after a link."""

    password1 = _new_password()


class _UsesCodeOnce:
    """Refuses a code of the authenticator app that was accepted a moment ago (RFC 6238 section 5.2)."""

    user: Any

    def clean_code(self) -> str:
        """The code without blanks and dashes; ValidationError when it is wrong or used."""
        code = normalize_user_code(super().clean_code())  # type: ignore[misc]
        if not cache.add(f"second-factor-{self.user.pk}-{code}", "used", timeout=USED_CODE_SECONDS):
            raise get_factor_adapter().validation_error("incorrect_code")
        return str(code)


class SecondFactorForm(_UsesCodeOnce, NhsForm, factor.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code, to finish signing in."""

    code = _code("Security code", "6 digits from your authenticator app, or one of your recovery codes")


class ConfirmSecondFactorForm(_UsesCodeOnce, NhsForm, factor.ReauthenticateForm):  # type: ignore[misc]
    """A code again, before something that protects the account changes."""

    code = _code("Security code", "6 digits from your authenticator app, or one of your recovery codes")


class SetUpAuthenticatorForm(_UsesCodeOnce, NhsForm, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app, which shows that it is set up."""

    code = _code("Security code", "The 6 digits the app shows")


class RemoveAuthenticatorForm(NhsForm, DeactivateTOTPForm):  # type: ignore[misc]
    """Only a button."""


class RenewRecoveryCodesForm(NhsForm, GenerateRecoveryCodesForm):  # type: ignore[misc]
    """Only a button."""


class WorkplaceForm(NhsForm):
    """Which of the organisations somebody has a role in they work for now."""

    organisation = RadiosField("Where are you working now?", missing="Choose an organisation", heading=True)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, RadiosField):
            field.set_options(choices)
