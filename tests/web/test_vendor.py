"""The vendored design system: the right version, nothing from anyone else, light, servable under hashes."""

from __future__ import annotations

import gzip
import importlib.metadata
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

import saggar.web

STATIC = Path(saggar.web.__file__).parent / "static"
NHSUK = STATIC / "nhsuk"
EVERY_PAGE = (
    NHSUK / "nhsuk-frontend.min.css",
    NHSUK / "nhsuk-frontend.min.js",
    STATIC / "saggar/saggar.css",
    STATIC / "saggar/saggar.js",
)


def supported_version() -> str:
    """The NHS.UK frontend version that the installed macros say they are for, from their own table."""
    about = importlib.metadata.metadata("nhsuk-frontend-jinja")
    rows = re.findall(r"^\| ([\d.]+) \| ([\d.]+) \|$", str(about.get_payload()), re.MULTILINE)
    return next(frontend for frontend, macros in rows if macros == about["Version"])


def test_the_vendored_version_is_the_one_the_macros_are_for() -> None:
    """Markup and stylesheet never drift apart: upgrading one without the other fails here."""
    script = (NHSUK / "nhsuk-frontend.min.js").read_text("utf-8")
    css = (NHSUK / "nhsuk-frontend.min.css").read_text("utf-8")
    found = {
        (NHSUK / "VERSION").read_text("utf-8").strip(),
        *re.findall(r'const version="([\d.]+)"', script),
        *re.findall(r'--nhsuk-frontend-version:"([\d.]+)"', css),
    }
    assert found == {supported_version()}


def test_no_vendored_file_names_another_server_or_a_missing_map() -> None:
    """Nothing is fetched from elsewhere: no remote font, no source map, no absolute asset path."""
    served = "".join(path.read_text("utf-8") for path in EVERY_PAGE)
    outside = re.findall(
        r"url\((?![\"']?data:)[^)]*\)|sourceMappingURL|@font-face|https?://(?!www\.w3\.org)", served
    )
    assert outside == []


def test_every_page_loads_at_most_45_kilobytes_of_style_and_script() -> None:
    """A page stays light on a phone: stylesheets and scripts together, compressed."""
    sizes = [len(gzip.compress(path.read_bytes(), 9)) for path in EVERY_PAGE]
    assert sum(sizes) <= 45_000


def test_licences_stand_beside_what_they_cover() -> None:
    """Whoever finds the vendored files finds the terms they come under."""
    first_words = {
        folder: (STATIC / folder / "LICENCE.txt").read_text("utf-8").count("Permission")
        for folder in ("nhsuk", "htmx")
    }
    assert first_words == {"nhsuk": 1, "htmx": 1}


def test_static_files_can_be_served_under_hashed_names(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Browsers may keep files for ever: each gets a name with a hash, and every reference is found."""
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_DIRS = []
    settings.INSTALLED_APPS = ["saggar.web", "django.contrib.staticfiles"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    names = sorted(path.name for path in (tmp_path / "nhsuk").glob("nhsuk-frontend.min.*.css"))
    assert (len(names), (tmp_path / "staticfiles.json").exists()) == (1, True)
