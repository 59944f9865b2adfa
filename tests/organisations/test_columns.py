"""Tables and files about organisations."""

from __future__ import annotations

from saggar.organisations.columns import ENTRY_COLUMNS
from saggar.organisations.models import Organisation
from saggar.organisations.queries.directory import entry
from saggar.web.tables import to_csv


def test_services_stand_in_one_cell():
    """A file has one line for each organisation, so services are separated by semicolons."""
    house = Organisation(key="h", name="House", kind="care_home", services="Dementia\nRespite")
    lines = list(to_csv(ENTRY_COLUMNS, [entry(house, 1)]))
    assert len(lines) == 2
    assert "Dementia; Respite" in lines[1]


def test_every_column_has_a_heading_of_its_own():
    """Nothing in the file is ambiguous."""
    headings = [column.heading for column in ENTRY_COLUMNS]
    assert len(set(headings)) == len(headings)
