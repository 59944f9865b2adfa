"""Kinds of organisation and their sectors."""

from __future__ import annotations

from saggar.organisations.kinds import KINDS, SECTORS, kinds_of_sector


def test_every_kind_is_in_a_declared_sector_and_every_sector_has_a_kind():
    """No choice of the filter is empty, and no organisation is without a sector."""
    assert {kind.sector for kind in KINDS.values()} == set(SECTORS)


def test_the_kinds_of_a_sector():
    """Choosing a sector means all of its kinds; an unknown sector means none."""
    assert kinds_of_sector("nhs") == ("nhs_trust", "ambulance_trust")
    assert kinds_of_sector("castles") == ()


def test_the_programme_is_run_by_few_kinds():
    """Only their administrators give roles for the whole system."""
    assert {kind.key for kind in KINDS.values() if kind.runs_programme} == {
        "integrated_care_board",
        "support_unit",
    }
