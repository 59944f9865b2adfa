"""Texts and figures that occur nowhere else, so that a page which shows one shows whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass
class Canaries:
    """The marked texts of one place: private ones that nobody elsewhere may ever read, and public ones.

    A private canary is found in whatever case and however it was cut or made part of an address, because
    it begins with the mark; shapes that cannot hold the mark, such as money, are remembered one by one.
    """

    mark: str
    handed_out: int = 0
    of_other_shape: list[str] = field(default_factory=list)

    def private(self) -> str:
        """A text that nobody of another place may read."""
        return f"{self.mark}prv{self._next():03d}"

    def public(self) -> str:
        """A text that the public directory shows by design."""
        return f"{self.mark}pub{self._next():03d}"

    def address(self) -> str:
        """An e-mail address that nobody of another place may read."""
        return f"{self.private().lower()}@people.example"

    def remember(self, *shown: str) -> None:
        """Let these exact texts, such as an amount as pages write it, count as private canaries."""
        self.of_other_shape.extend(shown)

    def found_in(self, text: str) -> list[str]:
        """Private canaries of this place in a page, header, file or letter."""
        return sorted({match.group(0) for match in self._pattern().finditer(text)})

    def _pattern(self) -> re.Pattern[str]:
        shapes = [rf"{self.mark}prv\d*", *map(re.escape, self.of_other_shape)]
        return re.compile("|".join(shapes), re.IGNORECASE)

    def _next(self) -> int:
        self.handed_out += 1
        return self.handed_out
