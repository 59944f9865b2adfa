"""Which imports there are: each capability names its own in its AppConfig, so the platform imports none.

class LevyConfig(AppConfig):
    imports = {"levy-transactions": "saggar.levy.actions.import_transactions"}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from django.apps import apps
from django.utils.module_loading import import_string

from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File
from saggar.platform.permits import Actor


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records a command imports: a system, or one organisation of it."""

    system_id: int | None = None
    organisation_id: int | None = None


class UnknownImportError(LookupError):
    """No capability registers an import of this kind; the message names those there are."""


class Importer(Protocol):
    """The action behind an import: asks the policy, then calls `run_import`."""

    def __call__(self, actor: Actor, *, file: File, scope: Scope, dry_run: bool) -> ImportRun:
        """Import `file`, or try to, and return the run that was kept."""
        ...


def kinds() -> dict[str, str]:
    """Dotted path of the importer of each kind, in order of kind."""
    named = [getattr(config, "imports", {}) for config in apps.get_app_configs()]
    return dict(sorted(pair for each in named for pair in each.items()))


def importer(kind: str) -> Importer:
    """The importer of `kind`; UnknownImportError when there is none."""
    try:
        return cast("Importer", import_string(kinds()[kind]))
    except KeyError:
        known = ", ".join(kinds()) or "none yet"
        raise UnknownImportError(f"There is no import called {kind}. There are: {known}.") from None
