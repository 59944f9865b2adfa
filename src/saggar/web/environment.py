"""What the settings read from the environment, with a clear refusal where something is missing."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

MODES = ("demo", "production", "test")


def mode() -> str:
    """The mode of this installation; ImproperlyConfigured when SAGGAR_MODE is none of MODES."""
    chosen = os.environ.get("SAGGAR_MODE", "demo")
    if chosen not in MODES:
        raise ImproperlyConfigured(f"SAGGAR_MODE is {chosen!r}: set it to one of {', '.join(MODES)}")
    return chosen


def secret_key(mode: str, state: Path) -> str:
    """The signing key: from the environment, or for a demonstration one kept in the state folder."""
    given = os.environ.get("SAGGAR_SECRET_KEY", "")
    if given:
        if mode == "production" and len(given) < 50:
            raise ImproperlyConfigured("SAGGAR_SECRET_KEY is too short: use at least 50 random characters")
        return given
    if mode == "production":
        raise ImproperlyConfigured("Set SAGGAR_SECRET_KEY: a production system does not start without it")
    if mode == "test":
        return "only-for-tests-" * 5
    return _kept_key(state / "secret_key")


def _kept_key(path: Path) -> str:
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(64)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key


def learner_key(secret_key: str) -> bytes:
    """The key that hashes learner numbers: SAGGAR_LEARNER_KEY, else one derived from the signing key.

    Set it before changing the signing key, or learners read before and after count as different ones.
    """
    given = os.environ.get("SAGGAR_LEARNER_KEY") or f"learner numbers:{secret_key}"
    return hashlib.sha256(given.encode()).digest()


def hosts(mode: str) -> list[str]:
    """Host names this installation answers to; required in production."""
    given = [host.strip() for host in os.environ.get("SAGGAR_HOSTS", "").split(",") if host.strip()]
    if given:
        return given
    if mode == "production":
        raise ImproperlyConfigured("Set SAGGAR_HOSTS to the host names of this service, with commas between")
    return ["localhost", "127.0.0.1", "[::1]", "testserver"]


def email_url() -> str:
    """How letters leave: as told, else a file in the state folder; production sends none untold."""
    given = os.environ.get("SAGGAR_EMAIL_URL")
    if given is not None:
        return given
    letters = Path(os.environ.get("SAGGAR_STATE", ".saggar")).absolute() / "letters.txt"
    return {"production": "", "test": "console:"}.get(mode(), letters.as_uri())


def database() -> dict[str, Any]:
    """Django's description of the PostgreSQL server that DATABASE_URL names."""
    parts = conninfo_to_dict(os.environ.get("DATABASE_URL", "postgresql:///saggar"))
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options = {key: value for key, value in parts.items() if key not in named}
    description: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": options}
    description |= {name: str(parts[key]) for key, name in named.items() if key in parts}
    description |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
    return description


def static_storage(mode: str) -> str:
    """Hashed and compressed files in production; plain ones where no image is built."""
    if mode == "production":
        return "whitenoise.storage.CompressedManifestStaticFilesStorage"
    return "django.contrib.staticfiles.storage.StaticFilesStorage"
