"""Files become text in whatever encoding they come, and what is not text is refused before any work."""

import io

import pytest

from saggar.platform.imports.reading import (
    MEGABYTE,
    UnreadableFileError,
    decoded,
    from_path,
    from_stream,
    refuse_size,
)

WORDS = "Zoë,£5\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_every_encoding_of_spreadsheets_is_read(encoding, named):
    """Names with accents survive, whichever way the spreadsheet saved them."""
    found = decoded(WORDS.encode(encoding))
    assert (found.text, found.encoding) == (WORDS, named)


def test_utf_16_of_either_byte_order_is_read():
    """The mark at the start decides the order."""
    assert decoded(b"\xfe\xff" + WORDS.encode("utf-16-be")).text == WORDS


def test_the_report_says_when_the_encoding_was_guessed():
    """Only the old Windows encoding is a guess, and the person is asked to check."""
    assert decoded(WORDS.encode("cp1252")).note.startswith("The file is not in UTF-8.")
    assert decoded(WORDS.encode()).note == ""


def test_the_end_mark_of_old_programs_is_dropped():
    """Control-Z at the end of a file is not a row."""
    assert decoded(b"a,b\r\n\x1a").text == "a,b\r\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04rest", "an Excel workbook or a zip file"),
        (b"%PDF-1.7", "a PDF"),
        (b"a\0b", "NUL characters"),
        ("a,b\n".encode("utf-16-le"), "NUL characters"),
        (bytes(range(1, 32)) * 9, "not text"),
        (b"\x81\x8d\x8f\x90", "not text"),
        ("Zoë".encode()[:-1], "stops in the middle of a character"),
        ("\ufeffZoë".encode("utf-16-le")[:-1], "stops in the middle of a character"),
        (b"\xef\xbb\xbfa\xffbcdefgh", "is damaged"),
    ],
)
def test_what_is_not_text_is_refused_with_what_to_do(data, words):
    """Nobody is left with an error code when the wrong file was chosen."""
    with pytest.raises(UnreadableFileError, match=words):
        decoded(data)


class Endless:
    """A stream that never ends and counts what was taken."""

    taken = 0

    def read(self, size=-1, /):
        """As many bytes as asked for."""
        assert size >= 0, "all of an endless stream was asked for"
        self.taken += size
        return b"x" * size


def test_a_stream_is_never_read_beyond_the_limit():
    """A sender who lies about the size of a file cannot fill the memory."""
    stream = Endless()
    with pytest.raises(UnreadableFileError, match="may have 1 MB"):
        from_stream("big.csv", stream, size=10, largest=MEGABYTE)
    assert stream.taken == MEGABYTE + 1


def test_a_file_that_says_it_is_too_large_is_not_read_at_all():
    """The limit is checked before the work."""
    stream = Endless()
    with pytest.raises(UnreadableFileError, match="too large"):
        from_stream("big.csv", stream, size=200 * MEGABYTE)
    assert stream.taken == 0


def test_no_import_can_lift_the_limit_above_two_hundred_megabytes():
    """A layout may ask for more than 50 MB, but there is an end."""
    with pytest.raises(UnreadableFileError, match="may have 200 MB"):
        refuse_size(201 * MEGABYTE, largest=900 * MEGABYTE)


def test_a_large_file_on_disk_is_refused_before_a_byte_is_read(tmp_path):
    """A file of 300 MB costs no memory."""
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(300 * MEGABYTE)
    with pytest.raises(UnreadableFileError, match="too large"):
        from_path(path)


def test_a_file_that_is_not_there_is_refused_with_its_name(tmp_path):
    """The command says which file it could not read."""
    with pytest.raises(UnreadableFileError, match=r"none\.csv cannot be read"):
        from_path(tmp_path / "none.csv")


def test_only_the_name_of_an_upload_is_kept():
    """A browser may send a whole path; where somebody keeps a file is not ours to know."""
    assert from_stream("/some/folder/levy.csv", io.BytesIO(b"a")).name == "levy.csv"
