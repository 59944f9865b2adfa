"""The import contracts name every part of the house, and each of them can fail."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract

from tests.house import source

KINDS: dict[str, Any] = {
    "acyclic_siblings": AcyclicSiblingsContract,
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
    "layers": LayersContract,
    "protected": ProtectedContract,
}
LAYERS_OF_A_CAPABILITY = {"urls", "views", "actions", "queries", "policies", "models"}
WOULD_BREAK = [
    ("house", "saggar.platform.permits", "saggar.levy.models"),
    ("house", "saggar.platform.permits", "saggar.web.layout"),
    ("house", "saggar.web.layout", "saggar.organisations.models"),
    ("house", "saggar.people.models", "saggar.levy.models"),
    ("house", "saggar.commands.run", "saggar.demo"),
    ("house", "saggar.rules.dated", "saggar.engines.funding"),
    ("pure", "saggar.engines.funding", "django"),
    ("capability", "saggar.levy.models", "saggar.levy.queries"),
    ("capability", "saggar.levy.policies", "saggar.levy.actions"),
    ("views", "saggar.people.views.entrance", "saggar.people.models"),
    ("ledger", "saggar.levy.queries", "saggar.platform.ledger.posting"),
    ("cycles", "saggar.platform.clock", "saggar.platform.work"),
]


@cache
def _configuration() -> dict[str, Any]:
    return read_configuration(str(source.CHECKOUT / ".importlinter"))


def _contracts() -> dict[str, dict[str, Any]]:
    return {options["id"]: options for options in _configuration()["contracts_options"]}


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph("saggar", include_external_packages=True, cache_dir=None)


@pytest.mark.parametrize(("contract", "importer", "imported"), WOULD_BREAK)
def test_each_contract_can_break(contract: str, importer: str, imported: str) -> None:
    """One import that the house forbids is enough to fail the contract about it."""
    graph = deepcopy(_graph())
    graph.add_import(importer=importer, imported=imported)
    options = _contracts()[contract]
    built = KINDS[options["type"]](options["name"], _configuration()["session_options"], options)
    assert built.check(graph, verbose=False).kept is False


def _packages(folder: Path) -> set[str]:
    inside = (path for path in folder.iterdir() if (path / "__init__.py").exists())
    return {".".join(path.relative_to(source.CHECKOUT / "src").parts) for path in inside}


def test_every_engine_is_kept_apart_from_the_others() -> None:
    """An engine that is missing in the contract could import another one."""
    assert _packages(source.PACKAGE / "engines") == set(_contracts()["engines"]["modules"]), (
        "List each package of engines/ in the contract `engines` of .importlinter"
    )


def test_every_capability_keeps_its_layers() -> None:
    """A folder with actions or policies is a capability: its layers are held in order."""
    with_layers = {
        f"saggar.{module.name.partition('.')[0]}"
        for module in source.modules()
        if module.name.count(".") == 1 and module.name.rpartition(".")[2] in {"actions", "policies"}
    }
    assert with_layers == set(_contracts()["capability"]["containers"]), (
        "List each capability under `containers` of the contract `capability` of .importlinter"
    )


def test_capabilities_have_the_layers_of_the_house() -> None:
    """Every capability has each layer under the name that the contract knows, so none escapes it."""
    missing = {
        container: LAYERS_OF_A_CAPABILITY - _parts(container)
        for container in _contracts()["capability"]["containers"]
        if LAYERS_OF_A_CAPABILITY - _parts(container)
    }
    assert missing == {}, "Name the file or folder as the contract does"


def _parts(container: str) -> set[str]:
    top = container.removeprefix("saggar.")
    return {module.name.split(".")[1] for module in source.modules_of(top) if "." in module.name}
