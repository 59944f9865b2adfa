"""Names from lists in capitals, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.organisations.imports.names import tidy_name


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        (
            "UNIVERSITY HOSPITALS OF NORTH MIDLANDS NHS TRUST",
            "University Hospitals of North Midlands NHS Trust",
        ),
        ("THE NEWCASTLE UPON TYNE HOSPITALS", "The Newcastle upon Tyne Hospitals"),
        ("GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", "Guy's and St Thomas' NHS Foundation Trust"),
        ("THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN", "The Queen Elizabeth Hospital, King's Lynn"),
        ("LANCASHIRE & SOUTH CUMBRIA", "Lancashire & South Cumbria"),
        ("WESTCLIFF-ON-SEA", "Westcliff-on-Sea"),
        ("TRI-LINKS MEDICAL PRACTICE", "Tri-Links Medical Practice"),
    ],
)
def test_names_of_trusts_and_places(listed, written):
    """Small words stay small, NHS stays in capitals, hyphens and apostrophes are respected."""
    assert tidy_name(listed) == written


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("DR KS UPTON'S PRACTICE", "Dr KS Upton's Practice"),
        ("DR P D MILES AND DR R VALASAPALLI", "Dr P D Miles and Dr R Valasapalli"),
        ("DRS SHAH & TALPUR", "Drs Shah & Talpur"),
        ("DR DO YATES' PRACTICE", "Dr DO Yates' Practice"),
        ("O'BRIEN HOUSE", "O'Brien House"),
        ("MCDONALD CARE LTD", "McDonald Care Ltd"),
        ("DOUGLAS MACMILLAN HOSPICE", "Douglas Macmillan Hospice"),
    ],
)
def test_names_of_people_in_names_of_practices(listed, written):
    """Initials stay in capitals, also two together; surnames are written as surnames."""
    assert tidy_name(listed) == written


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("THE ALDERGATE MED.PRACT.", "The Aldergate Medical Practice"),
        ("BIRCHES HEAD MEDICAL CTR.", "Birches Head Medical Centre"),
        ("HIPC (HOLISTIC PATIENT CENTRED CARE) PCN", "HIPC (Holistic Patient Centred Care) PCN"),
        ("CARE (UK) PLC", "Care (UK) PLC"),
    ],
)
def test_short_forms_are_spelled_out_and_abbreviations_kept(listed, written):
    """What the list shortened to fit its columns is written whole, so that a search finds it."""
    assert tidy_name(listed) == written


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("2ND FLOOR, MORSTON HOUSE", "2nd Floor, Morston House"),
        ("BERNICIA HOUSE, THE WATERFRONT", "Bernicia House, The Waterfront"),
        ("729 THE RIDGE", "729 The Ridge"),
        ("UNIT 5A", "Unit 5A"),
        ("ST. PANCRAS WAY", "St. Pancras Way"),
    ],
)
def test_addresses(listed, written):
    """House numbers, floors and saints read as on an envelope."""
    assert tidy_name(listed) == written


def test_a_name_with_small_letters_is_left_alone():
    """The CQC directory writes names as their owners do."""
    assert tidy_name("  Belong  at Newcastle under Lyme ") == "Belong at Newcastle under Lyme"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",))))
def test_tidying_twice_is_tidying_once(listed):
    """An import of what was imported before finds nothing to change."""
    once = tidy_name(listed)
    assert tidy_name(once) == once
