"""Cookies, headers, content security policy, passwords and sign-in: the exact promises of reliability."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from csp.constants import NONCE, NONE, SELF

from saggar.web import environment, identity_provider

_SECURE = environment.mode() == "production"
_PREFIX = "__Host-" if _SECURE else ""

SESSION_COOKIE_NAME = f"{_PREFIX}saggar-session"
CSRF_COOKIE_NAME = f"{_PREFIX}saggar-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECRET_KEY_FALLBACKS = os.environ.get("SAGGAR_OLD_SECRET_KEYS", "").split()
CSRF_FAILURE_VIEW = "saggar.web.errors.csrf_failure"

STAFF_IDLE_LIMIT = timedelta(minutes=15)
PUBLIC_IDLE_LIMIT = timedelta(minutes=30)
SESSION_LIMIT = timedelta(hours=12)

SECURE_SSL_REDIRECT = _SECURE
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _SECURE
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("SAGGAR_BEHIND_PROXY", "0") != "0" else None
)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF, *identity_provider.origins()],
        "base-uri": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if environment.mode() == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "saggar.people.passwords.LongestValidator"},
    {"NAME": "saggar.people.passwords.GuessableValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
LOGOUT_REDIRECT_URL = "/"

EMAIL_BACKEND = "saggar.platform.notices.backend.OutboxBackend"
EMAIL_URL = environment.email_url()
DEFAULT_FROM_EMAIL = os.environ.get("SAGGAR_EMAIL_FROM", "Saggar <no-reply@saggar.example>")

from saggar.web.settings_signin import *  # noqa: E402, F403  one subject a file: what the sign-in library does
