"""The national lists as published: which rows are read, what each says, and what is refused."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.organisations.imports.care_services import OF_A_TRUST, PRACTICE, kind_of
from saggar.organisations.imports.listed import Listed
from saggar.organisations.imports.national import LISTS
from saggar.organisations.kinds import KINDS
from saggar.platform.imports.reading import UnreadableFileError
from saggar.platform.imports.report import Fault, Report
from saggar.platform.imports.rows import rows
from tests.organisations.conftest import sample, text_file

CQC_HEADING = (
    "Name,Address,Postcode,Phone number,Service's website (if available),Service types,"
    "Specialisms/services,Provider name,Local authority,CQC Location ID (for office use only)\n"
)


def read(list_key, file):
    """The organisations of a file, by key, and the report."""
    national, report = LISTS[list_key], Report()
    found = [national.organisation(row.values) for row in rows(file, national.layout_of(file), report)]
    return found, report


def by_key(found):
    return {each.key: each for each in found}


def test_every_trust_of_the_national_list_is_read():
    """The file as downloaded, 27 columns without a heading, has 274 trusts and no fault."""
    found, report = read("ods-trusts", sample("ods_trusts.csv"))
    assert (len(found), report.refused) == (274, 0)


def test_a_trust_is_read_whole():
    """Name, place, telephone and days of one trust that everybody in the county knows."""
    found, _ = read("ods-trusts", sample("ods_trusts.csv"))
    assert by_key(found)["rje"] == Listed(
        key="rje",
        name="University Hospitals of North Midlands NHS Trust",
        kind="nhs_trust",
        area="QNC",
        ods_code="RJE",
        address="Newcastle Road, Stoke-on-Trent",
        postcode="ST4 6QG",
        telephone="01782 715444",
        opened_on=dt.date(1993, 4, 1),
    )


def test_the_list_with_a_heading_reads_the_same():
    """A copy that somebody gave a heading gives the same trusts."""
    headed, report = read("ods-trusts", sample("ods_trusts_with_heading.csv"))
    plain, _ = read("ods-trusts", sample("ods_trusts.csv"))
    assert report.refused == 0
    assert headed == [by_key(plain)[trust.key] for trust in headed]


def test_a_closed_trust_keeps_the_day_it_closed():
    """Burton Hospitals merged on 1 July 2018."""
    found, _ = read("ods-trusts", sample("ods_trusts.csv"))
    assert by_key(found)["rjf"].closed_on == dt.date(2018, 7, 1)


def test_ambulance_trusts_are_a_kind_of_their_own():
    """They host other placements than hospitals."""
    found, _ = read("ods-trusts", sample("ods_trusts.csv"))
    assert by_key(found)["rya"].kind == "ambulance_trust"


def test_practices_and_their_networks_are_read():
    """145 practices; the 25 networks they belong to come with them."""
    national, report = LISTS["gp-practices"], Report()
    read_rows = list(rows(sample("gp_practices.csv"), national.layout_of(sample("gp_practices.csv")), report))
    networks = {national.beside(row.values).key for row in read_rows}
    assert (len(read_rows), len(networks), report.refused) == (145, 25, 0)


def test_a_practice_names_its_network():
    """The network stands where a care home has its provider."""
    found, _ = read("gp-practices", sample("gp_practices.csv"))
    assert by_key(found)["m83001"] == Listed(
        key="m83001",
        name="Horsefair Practice",
        kind="gp_practice",
        area="QNC",
        ods_code="M83001",
        provider_name="Rugeley & Great Haywood PCN",
        postcode="WS15 2FH",
    )


def test_a_practice_in_no_network_brings_none():
    """The file marks such practices with U."""
    values = {"network_code": "U", "network_name": "UNALLOCATED", "area": "QNC"}
    assert LISTS["gp-practices"].beside(values) is None


def test_care_services_are_read_below_the_title_lines():
    """The byte order mark and four title lines are no obstacle."""
    found, report = read("cqc-directory", sample("cqc_directory.csv"))
    assert report.refused == 0
    assert [(each.key, each.kind, each.area) for each in found] == [
        ("1-0000000001", "care_home", "Stoke-on-Trent"),
        ("1-0000000003", "home_care", "Staffordshire"),
    ]


def test_services_of_a_location_stand_one_a_line():
    """Service types first, then specialisms, nothing twice."""
    found, _ = read("cqc-directory", sample("cqc_directory.csv"))
    assert found[0].services == "Residential homes\nCaring for adults over 65 yrs\nDementia"


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("Nursing homes", "Residential homes"), "care_home"),
        (("Homecare agencies", "Supported living"), "home_care"),
        (("Hospice", "Homecare agencies"), "hospice"),
        (("Supported living",), "social_care_provider"),
        (("Dentist",), "dental_practice"),
        (("Diagnosis/screening",), "independent_health"),
        ((), "independent_health"),
    ],
)
def test_the_kind_of_a_care_service_comes_from_its_types(types, kind):
    """The directory groups services by the sector people look in."""
    assert kind_of(types) == kind


@pytest.mark.parametrize(
    ("types", "provider", "left_out"),
    [
        ("Doctors/GPs", "Dr Invented", PRACTICE),
        ("Hospital", "Invented Hospitals NHS Trust", OF_A_TRUST),
        ("Community services - Nursing", "INVENTED CARE NHS FOUNDATION TRUST", OF_A_TRUST),
    ],
)
def test_what_another_list_brings_is_left_out(types, provider, left_out):
    """A practice or a trust does not stand in the directory twice."""
    line = f"Invented,1 Road,ST1 1AA,,,{types},,{provider},Stoke-on-Trent,1-1\n"
    found, _ = read("cqc-directory", text_file(CQC_HEADING + line))
    assert found == [left_out]


def test_faults_are_reported_by_line_and_column():
    """A row with a bad identifier and a bad postcode says both; the good one is read."""
    text = CQC_HEADING + (
        "Good House,1 Road,ST1 1AA,,,Nursing homes,,Care Ltd,Stoke-on-Trent,1-1\n"
        "Bad House,2 Road,ST1,,,Nursing homes,,Care Ltd,Stoke-on-Trent,one\n"
    )
    found, report = read("cqc-directory", text_file(text))
    assert [each.name for each in found] == ["Good House"]
    assert report.faults == [
        Fault(3, "Postcode", "is not a postcode such as ST4 6QG", "ST1"),
        Fault(
            3,
            "CQC Location ID (for office use only)",
            "does not look like a CQC identifier such as 1-1000210669",
            "one",
        ),
    ]


def test_the_same_code_twice_is_reported():
    """The second of two rows with one code is refused, and says where the first is."""
    line = ",".join(['"RJE"', '"A TRUST"', *[""] * 25]) + "\n"
    _, report = read("ods-trusts", text_file(line * 2))
    assert report.faults == [Fault(2, "", "the same code as on line 1")]


def test_a_trust_that_closes_before_it_opens_is_refused():
    """Such a row cannot be right."""
    cells = ["RJE", "A TRUST", *[""] * 25]
    cells[10:12] = ["20200101", "20190101"]
    _, report = read("ods-trusts", text_file(",".join(cells) + "\n"))
    assert report.faults == [Fault(1, "", "closes before it opens")]


@pytest.mark.parametrize("list_key", ["gp-practices", "cqc-directory"])
def test_another_file_is_refused_whole(list_key):
    """Somebody who chose the wrong file is told so, rather than given thousands of faults."""
    with pytest.raises(UnreadableFileError):
        read(list_key, text_file("a,b,c\n1,2,3\n"))


def test_every_list_gives_declared_kinds_and_columns_of_an_organisation():
    """What a list fills exists."""
    assert {column for each in LISTS.values() for column in each.columns} <= set(Listed.__dataclass_fields__)
    files = {"ods-trusts": "ods_trusts", "gp-practices": "gp_practices", "cqc-directory": "cqc_directory"}
    kinds = {each.kind for key, name in files.items() for each in read(key, sample(f"{name}.csv"))[0]}
    assert kinds <= set(KINDS)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@given(st.lists(st.lists(CELL, min_size=1, max_size=30), min_size=1, max_size=4), st.sampled_from([*LISTS]))
def test_any_rows_are_read_or_refused_in_words(cells, list_key):
    """Whatever stands in a file: each row is taken or refused, and the report adds up."""
    quoted = ['"{}"'.format(cell.replace('"', '""')) for row in cells for cell in row]
    text = "\n".join(",".join(quoted[: len(row)]) for row in cells) + "\n"
    with suppress(UnreadableFileError):
        found, report = read(list_key, text_file(text))
        assert len(found) + report.refused == report.read
