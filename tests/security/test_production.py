"""A production system in a process of its own: what it demands to start, and what it then holds to."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

SECRETS = {
    "SAGGAR_MODE": "production",
    "SAGGAR_SECRET_KEY": "k" * 64,
    "SAGGAR_HOSTS": "saggar.example,www.saggar.example",
    "DATABASE_URL": "postgresql:///nowhere",
}
PROVIDER = {
    "SAGGAR_OIDC_SERVER": "https://identity.example/tenant",
    "SAGGAR_OIDC_CLIENT_ID": "saggar",
    "SAGGAR_OIDC_CLIENT_SECRET": "s3cret",
    "SAGGAR_OIDC_EMAIL_DOMAINS": "trust.example, Practice.example",
}


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process whose environment has these settings and no others of ours."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SAGGAR_", "DATABASE_"))}
    own |= {"DJANGO_SETTINGS_MODULE": "saggar.web.settings"} | environment
    return subprocess.run([sys.executable, "-c", code], env=own, capture_output=True, text=True, check=False)


def told(expression: str, **environment: str) -> object:
    """The value of an expression about the settings that such an environment gives."""
    code = f"import json; from django.conf import settings; print(json.dumps({expression}))"
    done = run(code, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("missing", ["SAGGAR_SECRET_KEY", "SAGGAR_HOSTS"])
def test_does_not_start_without(missing: str) -> None:
    """A system with a guessable key, or that answers to any name, never runs by accident."""
    given = {name: value for name, value in SECRETS.items() if name != missing}
    done = run("import saggar.web.settings", **given)
    assert done.returncode == 1
    assert f"Set {missing}" in done.stderr.splitlines()[-1]


def test_does_not_start_with_a_short_key() -> None:
    """Fifty random characters at least."""
    done = run("import saggar.web.settings", **SECRETS | {"SAGGAR_SECRET_KEY": "k" * 49})
    assert "too short" in done.stderr.splitlines()[-1]


def test_does_not_start_in_a_mode_nobody_knows() -> None:
    """A slip of the pen in SAGGAR_MODE does not make a demonstration of a production system."""
    done = run("import saggar.web.settings", **SECRETS | {"SAGGAR_MODE": "prod"})
    assert "SAGGAR_MODE is 'prod'" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("missing", sorted(PROVIDER))
def test_does_not_start_with_half_a_provider(missing: str) -> None:
    """Above all not without the domains whose addresses the provider may vouch for."""
    given = {name: value for name, value in PROVIDER.items() if name != missing}
    done = run("import saggar.web.settings", **SECRETS, **given)
    assert f"Set {missing}, or none of them" in done.stderr.splitlines()[-1]


def test_cookies_are_bound_to_host_and_hidden_from_scripts() -> None:
    """The __Host- prefix: secure, whole site, no other subdomain can set or read them."""
    names = ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")
    for cookie, name in (("SESSION", "__Host-saggar-session"), ("CSRF", "__Host-saggar-csrf")):
        asked = ", ".join(f"settings.{cookie}_COOKIE_{each}" for each in names)
        assert told(f"[{asked}]", **SECRETS) == [name, True, True, "Lax", "/", None]


HTTPS = """
import django; django.setup()
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory
layer, make = SecurityMiddleware(lambda request: HttpResponse()), RequestFactory(SERVER_NAME="saggar.example")
plain, safe = layer(make.get("/x/")), layer(make.get("/x/", secure=True))
print(plain.status_code, plain["Location"])
print(safe["Strict-Transport-Security"])
"""


def test_answers_over_https_only() -> None:
    """Plain HTTP is redirected, and browsers are told never to try it again for a year."""
    done = run(HTTPS, **SECRETS)
    assert done.stdout.splitlines() == [
        "301 https://saggar.example/x/",
        "max-age=31536000; includeSubDomains; preload",
    ], done.stderr


def test_second_factor_is_required() -> None:
    """Of everybody with a role: no setting turns it off in production."""
    assert told("settings.SECOND_FACTOR_REQUIRED", **SECRETS) is True


def test_letters_carry_the_address_of_the_service() -> None:
    """Links in letters do not depend on the host a request named."""
    assert told("settings.SERVICE_ADDRESS", **SECRETS) == "https://saggar.example"


def test_sign_in_form_may_lead_to_the_provider_and_nowhere_else() -> None:
    """Browsers hold the redirect after a form to the policy."""
    asked = "settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']"
    assert told(asked, **SECRETS) == ["'self'"]
    assert told(asked, **SECRETS, **PROVIDER) == ["'self'", "https://identity.example"]


def test_provider_vouches_for_its_domains_only() -> None:
    """In lower case, as addresses are compared."""
    assert told("sorted(settings.OIDC_EMAIL_DOMAINS)", **SECRETS, **PROVIDER) == [
        "practice.example",
        "trust.example",
    ]


DEMONSTRATION = """
import django; django.setup()
from django.apps import apps
from django.http import Http404
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from saggar.demo import views
print(apps.is_installed("saggar.demo"))
for path in ("/demonstration/", "/demonstration/sign-in/"):
    try: print(resolve(path))
    except Resolver404: print("404", path)
make = RequestFactory()
for view, request in ((views.people, make.get("/")), (views.sign_in, make.post("/", {"person": "1"}))):
    try: print(view(request))
    except Http404 as refusal: print(refusal)
"""


def test_demonstration_is_not_there() -> None:
    """The one-press sign-in has no address, no application, and refuses when its view is called directly."""
    done = run(DEMONSTRATION, **SECRETS)
    assert done.stdout.splitlines() == [
        "False",
        "404 /demonstration/",
        "404 /demonstration/sign-in/",
        "There is no demonstration here.",
        "There is no demonstration here.",
    ], done.stderr


def test_passwords_are_hashed_with_argon2() -> None:
    """The hasher OWASP recommends first, for new passwords."""
    first = told("settings.PASSWORD_HASHERS[0]", **SECRETS)
    assert first == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_faults_are_not_shown() -> None:
    """No page with source code and settings when something breaks."""
    assert told("settings.DEBUG", **SECRETS) is False


def test_deployment_check_of_django_is_clean() -> None:
    """Its list of security settings finds nothing to mend."""
    check = "import django; django.setup(); from django.core.management import call_command as go; "
    key = {"SAGGAR_SECRET_KEY": "long-and-random-4f9Kx2Lq8Zt1Vb7Nw3Rm6Yc5Hd0Jg-Ep8u"}
    done = run(f"{check}go('check', deploy=True)", **SECRETS | key)
    assert done.stdout.splitlines() == ["System check identified no issues (0 silenced)."], done.stderr
