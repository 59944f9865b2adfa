"""Values that the national lists share."""

from __future__ import annotations

import datetime as dt

import pytest

from saggar.organisations.imports.listed import closing, lines, telephone, website


def test_a_body_that_ends_on_30_june_is_closed_from_1_july():
    """Periods are half-open: the list gives the last day on which the body existed."""
    assert closing("20180630") == dt.date(2018, 7, 1)


@pytest.mark.parametrize("raw", ["2018063", "20181301", "soon", "30/06/2018"])
def test_another_form_of_a_day_is_refused(raw):
    """A changed format is reported, not guessed."""
    with pytest.raises(ValueError, match="is not a date"):
        closing(raw)


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("01782000000", "01782 000000"),
        ("0300 123 1535", "0300 123 1535"),
        ("03007907000", "0300 790 7000"),
        ("02070000000", "020 7000 0000"),
        ("01782 715444", "01782 715444"),
        ("01782 000000 ext 12", "01782 000000 ext 12"),
        ("x" * 31, ""),
    ],
)
def test_telephone_numbers_are_written_to_be_read(listed, written):
    """Numbers run together get the spaces people expect; other text stays."""
    assert telephone(listed) == written


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("www.example.org", "http://www.example.org"),
        ("https://example.org/care?x=1", "https://example.org/care?x=1"),
        ("none", ""),
        ("javascript:alert(1)", ""),
        ("call us", ""),
        ("http://example.org/" + "x" * 190, ""),
    ],
)
def test_a_website_is_a_web_address_or_nothing(listed, written):
    """A page never links to what is no web address, least of all to a script."""
    assert website(listed) == written


def test_an_address_is_its_lines_that_are_not_empty():
    """Empty address columns leave no commas behind."""
    assert lines("2ND FLOOR", "", "NEWCASTLE-UNDER-LYME", "") == "2nd Floor, Newcastle-under-Lyme"
