"""Writes the documentation that follows from the code: `python -m saggar.commands.docs --write`.

docs/events.md comes from the declared kinds of event, docs/permissions.md from the table of permits, and
rules, routes and commands from theirs (see `pages`). A test compares each with what stands in the repository,
so they never lag.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import groupby
from pathlib import Path

from saggar.platform.permits import PERMISSIONS, ROLES

ROOT = Path(__file__).resolve().parents[3]
WRITTEN = "Written by `python -m saggar.commands.docs --write`; do not edit."


def main(argv: list[str] | None = None) -> int:
    """Write the pages with --write, else name those that lag; 1 when any does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the pages instead of comparing them")
    write = parser.parse_args(argv).write
    lagging = [path for path, text in pages().items() if not _has(path, text)]
    for path in lagging:
        if write:
            path.write_text(pages()[path], encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)} {'written' if write else 'lags: run with --write'}\n")
    return 1 if lagging and not write else 0


def _has(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def pages() -> Mapping[Path, str]:
    """Each generated page and the text it must have."""
    _set_up()
    from saggar.commands.pages import commands, routes, rules

    written = {
        "events": _events(),
        "permissions": _permissions(),
        "rules": _titled("Rules", rules.lines()),
        "routes": _titled("Routes", routes.lines()),
        "commands": _titled("Commands", commands.lines(_command_line())),
    }
    return {ROOT / "docs" / f"{name}.md": "\n".join(lines) + "\n" for name, lines in written.items()}


def _titled(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield from (f"# {title}", "", WRITTEN, "", *lines)


def _command_line() -> argparse.ArgumentParser:
    """The parser of every command; named, not imported, for the command line stands above the commands."""
    cli = import_module("saggar.cli")
    whole: argparse.ArgumentParser = cli.parser(cli.COMMANDS)
    return whole


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saggar.web.settings")
    import django

    django.setup()


def _events() -> Iterator[str]:
    """Kinds of event by capability, with meaning, fields and the tables whose change each accounts for."""
    from django.apps import apps
    from django.utils.module_loading import module_has_submodule

    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "events"):
            __import__(f"{config.name}.events")
    from saggar.platform.audit.payloads import kinds

    ours = [kind for _, kind in sorted(kinds().items()) if kind.payload.__module__.startswith("saggar.")]
    yield from ("# Events", "", WRITTEN, "")
    yield "Every change of a record is made in an action and recorded by an event. It holds ids, never names."
    for family, members in groupby(ours, key=lambda kind: kind.name.partition(".")[0]):
        yield from ("", f"## {family}", "", "| event | meaning | holds | accounts for |", "|---|---|---|---|")
        for kind in members:
            holds = ", ".join(f"`{name}`" for name, _ in kind.fields)
            tables = ", ".join(f"`{table}`" for table in sorted(kind.tables))
            yield f"| `{kind.name}` | {' '.join(kind.meaning.split())} | {holds} | {tables} |"


def _permissions() -> Iterator[str]:
    """The table of roles and permissions."""
    roles = list(ROLES.values())
    yield from ("# Permissions", "", WRITTEN, "")
    yield (
        "A role is held in one organisation. It reaches that organisation's records, or for a role marked "
        "*system* those of all organisations of the system. Nobody else may do what the table does not give."
    )
    headings = [f"{role.title}{' (*system*)' if role.system_wide else ''}" for role in roles]
    yield from ("", f"| permission | meaning | {' | '.join(headings)} |", "|---" * (len(roles) + 2) + "|")
    for permission in PERMISSIONS.values():
        held = ["yes" if permission.key in role.permissions else "" for role in roles]
        yield f"| `{permission.key}` | {permission.meaning} | {' | '.join(held)} |"


if __name__ == "__main__":
    sys.exit(main())
