"""The written pages of the documentation as the tests read them: commands, code blocks, links."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`((?:\.venv/bin/)?saggar [^`]+|make [a-z-]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def written() -> list[Path]:
    """Every page of the documentation, and those at the root."""
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def of_today() -> list[Path]:
    """The written pages that say how things are now: decisions say how they were when they were taken."""
    return [page for page in written() if DOCS / "decisions" not in page.parents]


def shown(page: Path) -> str:
    """The page's path as a person types it."""
    return str(page.relative_to(ROOT))


def text_of(page: Path) -> str:
    """The page's text."""
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of one language, in order."""
    return [body for found, body in FENCE.findall(text_of(page)) if found == language]


def commands(page: Path) -> list[list[str]]:
    """The words of each `saggar` and `make` command of the page, in shell blocks and in sentences."""
    lines = "\n".join(blocks(page, "sh")).replace("\\\n", " ").splitlines()
    shown = [part.strip() for line in lines for part in re.split(r"\s\|\s|\s\|$", line.partition(" #")[0])]
    said = INLINE.findall(FENCE.sub("", text_of(page)))
    found = [shlex.split(command) for command in (*shown, *said) if re.match(r"(saggar|make) ", command)]
    return [words for words in found if words]


def targets(page: Path) -> set[Path]:
    """The files of the repository that the page links to."""
    links = [link for link in LINK.findall(text_of(page)) if not re.match(r"[a-z]+:", link)]
    return {(page.parent / link).resolve() for link in links}
