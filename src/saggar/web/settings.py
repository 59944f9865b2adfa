"""Settings of the product, read from the environment once.

SAGGAR_MODE     demo (default), production or test
SAGGAR_STATE    folder for state of this installation (default .saggar in the working directory)
SAGGAR_SECRET_KEY, SAGGAR_HOSTS, DATABASE_URL, SAGGAR_EMAIL_URL: required in production (e-mail optional)
SAGGAR_OIDC_*   sign-in through an OpenID Connect provider (CIS2, Entra); see docs/how-to/sign-in.md
"""

from __future__ import annotations

import os
from pathlib import Path

from saggar.web import environment

MODE = environment.mode()
DEMONSTRATION = MODE == "demo"
PRODUCTION = MODE == "production"
STATE = Path(os.environ.get("SAGGAR_STATE", ".saggar"))
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = environment.secret_key(MODE, STATE)
LEARNER_KEY = environment.learner_key(SECRET_KEY)
ALLOWED_HOSTS = environment.hosts(MODE)
BRAND_NAME = os.environ.get("SAGGAR_BRAND", "Saggar")
BRAND_ORGANISATION = os.environ.get("SAGGAR_BRAND_ORGANISATION", "")
BRAND_CONTACT_EMAIL = os.environ.get("SAGGAR_CONTACT_EMAIL", "")
BRAND_CONTACT_PHONE = os.environ.get("SAGGAR_CONTACT_PHONE", "")
BRAND_NHS_LOGO = os.environ.get("SAGGAR_NHS_LOGO") == "licensed"

INSTALLED_APPS = [
    "saggar.web",
    "saggar.platform.audit",
    "saggar.platform.ledger",
    "saggar.platform.notices",
    "saggar.platform.jobs",
    "saggar.platform.imports",
    "saggar.operations",
    "saggar.people",
    "saggar.organisations",
    "saggar.levy",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "django_htmx",
    "csp",
]
if DEMONSTRATION or MODE == "test":
    INSTALLED_APPS.append("saggar.demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "saggar.web.middleware.SecurityHeaders",
    "saggar.web.middleware.ReadableAddress",
    "saggar.web.middleware.DatabaseTrouble",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "saggar.web.middleware.ActorOfRequest",
    "saggar.web.middleware.SessionLimits",
    "saggar.people.middleware.SignInFirst",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "saggar.people.middleware.SecondFactorOfStaff",
    "saggar.web.middleware.RecordedDecision",
]

ROOT_URLCONF = "saggar.web.urls"
WSGI_APPLICATION = "saggar.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "saggar.web.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "saggar.web.layout.page_context",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"
ACTOR_OF_USER = "saggar.organisations.membership.actor_of"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static" if PRODUCTION else None  # elsewhere served from the packages
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": environment.static_storage(MODE)},
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "django.forms.renderers.Jinja2"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

from saggar.web.settings_security import *  # noqa: E402, F403  one subject a file: cookies, policy, sign-in

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
