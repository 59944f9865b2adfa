"""Secrets of authenticator apps are kept sealed: a copy of the database alone does not open an account.

The key comes from the signing key of the installation. Older keys in SECRET_KEY_FALLBACKS still open.
"""

from __future__ import annotations

import base64
import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE = b"saggar second factor"


def seal(text: str) -> str:
    """The text, encrypted and authenticated (Fernet: AES-128-CBC with HMAC-SHA256)."""
    return _keys().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The text that was sealed; cryptography's InvalidToken when no key fits or a byte was changed."""
    return _keys().decrypt(sealed.encode("ascii")).decode()


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    derived = hmac.digest(force_bytes(secret), PURPOSE, "sha256")
    return Fernet(base64.urlsafe_b64encode(derived))
