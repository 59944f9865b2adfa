"""The details that an organisation writes about itself, and how two people do not overwrite one another."""

from __future__ import annotations

import hashlib
import json
from typing import Protocol

OWN_FIELDS = ("telephone", "website", "services")


class Described(Protocol):
    """Anything with the details that an organisation writes itself."""

    telephone: str
    website: str
    services: str


def fingerprint(described: Described) -> str:
    """A short mark of these details: a form carries it, and the action compares it with what is there."""
    words = json.dumps([getattr(described, field) for field in OWN_FIELDS])
    return hashlib.sha256(words.encode()).hexdigest()[:16]
