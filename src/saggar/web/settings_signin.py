"""Sign-in: what the library does, how often anything may be tried, and the organisation's own provider.

SAGGAR_ADDRESS             address of the service in letters; https:// and the first host name in production
SAGGAR_BEHIND_PROXY        how many proxies stand before the service, 0 by default
SAGGAR_OIDC_SERVER         address of the OpenID Connect provider (NHS CIS2, Entra); no button without it
SAGGAR_OIDC_CLIENT_ID      the name under which the provider knows this service
SAGGAR_OIDC_CLIENT_SECRET  the secret that goes with it
SAGGAR_OIDC_EMAIL_DOMAINS  domains whose addresses the provider vouches for, with commas between
SAGGAR_OIDC_NAME           words on the button, "your organisation" by default
SAGGAR_OIDC_ACR            the assurance to ask for, such as AAL2_OR_AAL3_ANY for CIS2
"""

from __future__ import annotations

import os
from datetime import timedelta

from saggar.web import environment, identity_provider

_MODE = environment.mode()
_HOST = environment.hosts(_MODE)[0]
_PROXIES = os.environ.get("SAGGAR_BEHIND_PROXY", "0")

SERVICE_ADDRESS = os.environ.get("SAGGAR_ADDRESS", f"https://{_HOST}" if _MODE == "production" else "")
LOCAL_ADDRESS = f"http://localhost:{os.environ.get('SAGGAR_PORT', '8000')}"
SECOND_FACTOR_REQUIRED = _MODE == "production"
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=1).total_seconds())

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # one count for all worker processes
        "LOCATION": "people_attempt",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(_PROXIES) if _PROXIES.isdecimal() else 1

ACCOUNT_ADAPTER = "saggar.people.adapters.account.AccountAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited, and choose a password by a link to the address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=5).total_seconds())
ACCOUNT_LOGIN_TIMEOUT = int(timedelta(minutes=15).total_seconds())
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _MODE == "production" else "http"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_RATE_LIMITS = {  # a whole hospital can come from one address, so limits for each address are wide
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
}
ACCOUNT_FORMS = {
    "login": "saggar.people.forms.SignInForm",
    "reauthenticate": "saggar.people.forms.ConfirmPasswordForm",
    "change_password": "saggar.people.forms.ChangePasswordForm",
    "reset_password": "saggar.people.forms.ForgottenPasswordForm",
    "reset_password_from_key": "saggar.people.forms.NewPasswordForm",
}

MFA_ADAPTER = "saggar.people.adapters.factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are ours, from the invitation
MFA_TOTP_TOLERANCE = 1  # one period early or late: people who type slowly are not shut out
MFA_FORMS = {
    "authenticate": "saggar.people.forms.SecondFactorForm",
    "reauthenticate": "saggar.people.forms.ConfirmSecondFactorForm",
    "activate_totp": "saggar.people.forms.SetUpAuthenticatorForm",
    "deactivate_totp": "saggar.people.forms.RemoveAuthenticatorForm",
    "generate_recovery_codes": "saggar.people.forms.RenewRecoveryCodesForm",
}

SOCIALACCOUNT_ADAPTER = "saggar.people.adapters.identity.IdentityAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = identity_provider.as_setting()
OIDC_NAME = identity_provider.name()
OIDC_EMAIL_DOMAINS = identity_provider.email_domains()
