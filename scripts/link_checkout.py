"""Makes this checkout importable in .venv, with its command `saggar`, without building a package.

An editable install would do the same, but needs a build tool from the network that no lock covers.
"""

from __future__ import annotations

import sysconfig
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
COMMAND = """#!/bin/sh
'''exec' "$(dirname -- "$(readlink -f -- "$0")")/python" "$0" "$@"
' '''
import sys

from {module} import {function}

sys.exit({function}())
"""


def main() -> None:
    """Write the path file, the metadata that tells the version, and each command of pyproject.toml."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    packages = Path(sysconfig.get_path("purelib"))
    (packages / f"{project['name']}.pth").write_text(f"{CHECKOUT / 'src'}\n")
    _write_metadata(packages, project["name"], project["version"])
    for command, target in project["scripts"].items():
        module, _, function = target.partition(":")
        path = Path(sysconfig.get_path("scripts")) / command
        path.write_text(COMMAND.format(module=module, function=function))
        path.chmod(0o755)


def _write_metadata(packages: Path, name: str, version: str) -> None:
    for old in packages.glob(f"{name}-*.dist-info"):
        for file in old.iterdir():
            file.unlink()
        old.rmdir()
    folder = packages / f"{name}-{version}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (folder / "INSTALLER").write_text("make\n")


if __name__ == "__main__":
    main()
