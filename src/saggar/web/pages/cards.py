"""What a capability puts on the staff home."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HomeCard:
    """One place to go from the staff home: words, address, and what is there or due."""

    heading: str
    href: str
    text: str
