"""Small disks in memory, for tests that fill them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted_disk(size: str) -> Iterator[Path]:
    """A folder on a disk of `size` (in the words of mount), which every account may enter.

    The test is skipped, with the reason, for a user who may not mount one: only root may.
    """
    folder = Path(tempfile.mkdtemp(prefix="saggar-disk-"))
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", folder]
    try:
        if subprocess.run(command, capture_output=True, check=False).returncode != 0:
            pytest.skip("this user may not mount a small disk to fill")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)
    finally:
        folder.rmdir()
