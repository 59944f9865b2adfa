"""Files that are not what they seem: each list refuses them in words and changes nothing."""

from __future__ import annotations

import gzip

import pytest

from saggar.organisations.actions import import_organisations
from saggar.organisations.models import Organisation
from saggar.platform.imports.reading import File
from saggar.platform.permits import PRODUCT
from tests.organisations.conftest import sample

FILES = {
    "ods-trusts": "ods_trusts.csv",
    "gp-practices": "gp_practices.csv",
    "cqc-directory": "cqc_directory.csv",
}


def load(system, list_key, data):
    """The run of importing these bytes."""
    return import_organisations(
        PRODUCT, list_key=list_key, file=File("file.csv", data), system_id=system.pk, everywhere=True
    )


@pytest.mark.parametrize("list_key", FILES)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: b"\x00" * 100,
        lambda data: gzip.compress(data),
        lambda data: b"%PDF-1.7 " + data,
        lambda data: bytes(range(256)) * 8,
        lambda data: data[: len(data) // 2] + b'"never closed',
    ],
    ids=["empty", "nothing but zeros", "compressed", "a PDF", "binary", "cut within quotes"],
)
def test_what_is_no_list_is_refused_whole(system, list_key, spoil):
    """The run keeps the reason, and no organisation comes in."""
    run = load(system, list_key, spoil(sample(FILES[list_key]).data))
    assert (run.refusal != "", run.is_loaded, Organisation.objects.count()) == (True, False, 0)


@pytest.mark.parametrize("list_key", FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_that_spreadsheets_write_is_read(system, list_key, encoding):
    """Nobody has to know what an encoding is."""
    text = sample(FILES[list_key]).data.decode("utf-8-sig").replace("MID STAFFORDSHIRE", "MID STAFFORDSHIRÉ")
    assert load(system, list_key, text.encode(encoding)).report.new > 0


@pytest.mark.parametrize("list_key", FILES)
def test_a_file_cut_within_a_line_brings_in_nothing(system, list_key):
    """Half a download is not taken for a whole one."""
    data = sample(FILES[list_key]).data.rstrip()
    run = load(system, list_key, data[: data.rindex(b",", 0, len(data) - 40)])
    assert (run.is_loaded, Organisation.objects.count()) == (False, 0)
