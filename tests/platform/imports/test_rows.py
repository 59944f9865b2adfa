"""Good rows come out of a file, bad ones go to the report by line and column, and a bad file is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.platform.imports.reading import File, UnreadableFileError
from saggar.platform.imports.report import MOST_FAULTS, Fault, Report
from saggar.platform.imports.rows import rows
from tests.platform.imports.layouts import DIRECTORY, PARTNERS, PAYMENTS, PERSONS

HEAD = "Code,Name,Postcode,Opened\n"


def read(text, layouts=PARTNERS, **options):
    """All good rows of `text`, and the report."""
    report = Report()
    data = text if isinstance(text, bytes) else text.encode()
    return list(rows(File("partners.csv", data), layouts, report, **options)), report


def refusal(text, layouts=PARTNERS, **options):
    """The words with which the whole file is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        read(text, layouts, **options)
    return str(caught.value)


def test_values_arrive_parsed_under_their_fields():
    """An import never handles raw text: dates are dates, missing values are what the column says."""
    (row,), report = read(HEAD + "rl1, North  Trust ,st46qg,01/04/2027\n")
    assert row.line == 2
    assert row.values == {
        "code": "RL1",
        "name": "North Trust",
        "postcode": "ST4 6QG",
        "opened_on": date(2027, 4, 1),
        "beds": None,
    }
    assert (report.read, report.refused, report.faults) == (1, 0, [])


def test_each_fault_names_line_column_and_value_and_good_rows_go_on():
    """One bad row blocks nothing else, and its owner can find every fault of it."""
    good, report = read(HEAD + "RL1,North,ST4 6QG,\n?,South,nowhere,31/02/2027\nRL2,West,,\n")
    assert [row.values["code"] for row in good] == ["RL1", "RL2"]
    assert report.faults == [
        Fault(3, "Code", "does not look like an ODS code such as RL1", "?"),
        Fault(3, "Postcode", "is not a postcode such as ST4 6QG", "nowhere"),
        Fault(3, "Opened", "is not a date such as 31/03/2027", "31/02/2027"),
    ]
    assert (report.read, report.refused, report.faults_found) == (3, 1, 3)


def test_a_missing_value_is_a_fault_only_where_it_is_required():
    """Empty cells are refused where the record needs them and nowhere else."""
    good, report = read(HEAD + "RL1,,,\n")
    assert (good, report.faults) == ([], [Fault(2, "Name", "is missing")])


def test_a_repeated_key_points_to_the_first_line():
    """Two rows for one partner are not both loaded, and the report says where the first stands."""
    good, report = read(HEAD + "RL1,North,,\nRL2,West,,\nrl1,Other,,\n")
    assert [row.line for row in good] == [2, 3]
    assert report.faults == [Fault(4, "", "the same code as on line 2")]


def test_lines_are_counted_through_values_that_hold_line_breaks():
    """The line in the report is the one an editor shows."""
    _, report = read(HEAD + '\nRL1,"North\nand South",,\n\n,,,\n!,x,,\n')
    assert report.faults == [Fault(7, "Code", "does not look like an ODS code such as RL1", "!")]
    assert report.read == 2


def test_headings_may_stand_in_any_order_case_and_spacing():
    """Files saved by hand are read as long as the columns are named."""
    (row,), _ = read(" name , ODS  CODE,OPENED,Postcode,Remarks\nNorth,RL1,,,hello\n")
    assert (row.values["code"], row.values["name"]) == ("RL1", "North")


def test_a_column_without_heading_at_the_end_is_ignored():
    """The levy service ends every line with a comma."""
    (row,), report = read("Code,Name,Postcode,Opened,\nRL1,North,,,\n")
    assert (row.values["name"], report.is_clean) == ("North", True)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_file_with_another_delimiter_is_read(delimiter):
    """A spreadsheet set to another country writes semicolons; that is no reason to refuse."""
    (row,), _ = read((HEAD + "RL1,North,,\n").replace(",", delimiter))
    assert row.values["name"] == "North"


def test_title_lines_above_the_heading_are_passed_over():
    """The care directory starts with four lines of title."""
    (row,), report = read("Directory,\n,\nProduced on 1 May 2027,\n,\nCode,Name\nRL1,North\n", DIRECTORY)
    assert (row.line, row.values["name"], report.read) == (6, "North", 1)


def test_records_of_one_kind_are_read_by_position():
    """An extract without heading, with tildes and several kinds of record, gives the kind asked for."""
    text = 'HDR~1\nPER~7~x "y~QQ123456C\nASG~8~~\nPER~0~~AB12\n'
    (row,), report = read(text, PERSONS)
    assert (row.line, row.values) == (2, {"number": 7, "insurance": "QQ123456C"})
    assert report.faults == [
        Fault(4, "column 2", "is not 1 or more", "0"),
        Fault(4, "column 4", "does not look like QQ123456C", ""),
    ]


def test_of_several_layouts_the_one_that_fits_best_is_taken():
    """A newer form of a file that has all the old columns is still known as the newer one."""
    (row,), _ = read("Code,Name,Postcode,Opened\nRL1,North,,\n", [DIRECTORY, PARTNERS])
    assert "opened_on" in row.values


def test_numbers_are_exact():
    """Money keeps its five decimal places."""
    (row,), _ = read('Number,Paid,Final?\n"1,000",-1234.50001,No\n', PAYMENTS)
    assert row.values == {"number": 1000, "pounds": Decimal("-1234.50001"), "is_final": False}


def test_a_line_with_too_few_columns_is_a_fault():
    """A row that lost a value is refused, not guessed at; blank cells at the end do no harm."""
    good, report = read(HEAD + "RL1,North,,,,\nRL2,West\nRL3,East,,\n")
    assert [row.values["code"] for row in good] == ["RL1", "RL3"]
    assert report.faults == [Fault(3, "", "the line has 2 columns, not 4")]


def test_a_line_with_a_value_beyond_the_last_column_is_a_fault():
    """Nothing that stands in the file is silently dropped."""
    good, report = read(HEAD + "RL1,North,,,over\n")
    assert good == []
    assert report.faults == [
        Fault(2, "", "the line has 5 columns, not 4: is a value with a comma not in quotes?")
    ]


def test_faults_are_counted_beyond_those_kept():
    """A hopeless file of any size gives a report of readable size, and the true number."""
    _, report = read(HEAD + "?,x,,\n" * (MOST_FAULTS + 500))
    assert (len(report.faults), report.faults_found, report.refused) == (MOST_FAULTS, 1500, 1500)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The file is empty."),
        ("\ufeff \n", "The file is empty."),
        (HEAD + 'RL1,"North,,\nRL2,West,,\n', "opens on line 2 is never closed"),
        (HEAD + "RL1,North,,\nRL2,Wes", "stops in the middle of line 3"),
        ("Code,Postcode,Opened\n", "these columns are missing: “Name”"),
        ("Number,Paid,Final?\n1,1,no\n", "another file: it looks like the list of payments"),
        ("a,b,c\n", "It should start: Code, Name, Postcode, Opened."),
        ("x," * 1001 + "\n", "more than 1,000 columns"),
        (HEAD + 'RL1,"' + "x" * 140_000, "is a quotation mark missing?"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words(text, words):
    """The person learns what is wrong with the file and what to do."""
    assert words in refusal(text, others=(PAYMENTS,))


def test_a_file_with_too_many_rows_is_refused():
    """No file, however small its rows, can fill the machine."""
    assert "more than 3 rows" in refusal(HEAD + "RL1,x,,\n" * 4, most_rows=3)


def test_a_heading_alone_is_read_and_noted():
    """An export of a quiet month is not an error."""
    good, report = read(HEAD)
    assert (good, report.notes) == ([], ["There are no rows in the file."])


def rows_or_refusal(data):
    """Rows that came out and those the report accounts for, or nothing when the file is refused."""
    try:
        good, report = read(data)
    except UnreadableFileError:
        return None
    return len(good) + report.refused, report.read


@given(st.text() | st.text(alphabet='RL1,\n"\r; \t'))
def test_any_text_is_read_or_refused_but_never_fails(text):
    """Whatever somebody uploads, the answer is a report or a refusal in words; every row is accounted for."""
    found = rows_or_refusal((HEAD + text).encode("utf-8", "replace"))
    assert found is None or found[0] == found[1]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_but_never_fail(data):
    """Binary rubbish gives words, never a page that breaks."""
    found = rows_or_refusal(data)
    assert found is None or found[0] == found[1]
