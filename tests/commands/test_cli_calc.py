"""`saggar calc` from the command line: answers, faults, and files that are none."""

import json
import os
import subprocess
import sys

import pytest

from saggar.cli import main
from saggar.commands import documents

NOTICE = {"started_on": "2019-05-01", "given_on": "2026-05-01"}


@pytest.fixture
def saggar(capfdbinary):
    """Run `saggar` with arguments; exit code, output and error output."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.fixture
def file(tmp_path):
    """A file with the given bytes or JSON document; its path."""

    def make(content, name="args.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return make


def test_a_figure_is_worked_out(saggar, file):
    """Exit 0 and a JSON object with the figure, the steps and the rules."""
    code, out, err = saggar("calc", "redundancy.notice", file(NOTICE))
    result = json.loads(out)
    assert (code, err, result["weeks"], result["last_day"]) == (0, "", 7, "2026-06-19")


def test_the_bytes_depend_on_the_arguments_alone(saggar, file):
    """Sorted names, two spaces, one newline at the end, whatever the order of the arguments."""
    _, out, _ = saggar("calc", "redundancy.notice", file(NOTICE))
    _, again, _ = saggar("calc", "redundancy.notice", file(dict(reversed(NOTICE.items()))))
    assert out == again == json.dumps(json.loads(out), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_without_a_name_the_names_are_listed(saggar):
    """One line each, with what it works out."""
    code, out, _ = saggar("calc")
    lines = out.splitlines()
    assert code == 0
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    assert "redundancy.trial                The trial period in a new post" in out


def test_the_schema_is_written(saggar):
    """--schema needs no arguments."""
    code, out, _ = saggar("calc", "spc", "--schema")
    assert (code, json.loads(out)["title"]) == (0, "spc")


def test_faults_are_one_line_each_with_their_path(saggar, file):
    """Exit 2, nothing on standard output."""
    code, out, err = saggar("calc", "redundancy.notice", file({"started_on": "2026-02-30", "gven_on": 1}))
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "gven_on: is not a known name; did you mean given_on?",
        "started_on: 2026-02-30 is not a date of the calendar",
        "given_on: is missing",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["redundancy.notise"], "there is no calculation called redundancy.notise; did you mean "),
        (["astrology"], "there is no calculation called astrology; saggar calc lists the names"),
        (["spc"], "say where the arguments are: saggar calc spc ARGS.json, or - for standard input"),
        (["spc", "no/such.json"], "there is no file no/such.json"),
        (["spc", "/"], "/ is a folder, not a file"),
        (["spc", "/dev/zero"], "/dev/zero is larger than 1 MiB"),
        (["spc", "a\x00b"], "a\x00b cannot be read: embedded null byte"),
    ],
)
def test_what_cannot_be_found_is_said(saggar, monkeypatch, arguments, message):
    """Exit 2 with one sentence."""
    monkeypatch.setattr(documents, "MOST_BYTES", 1024 * 1024)
    code, out, err = saggar("calc", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not JSON: Expecting value at line 1, column 1"),
        (b'{"series": [1,\n 2,}', "is not JSON: Expecting value at line 2, column 4"),
        (b"\x89PNG\r\n\x1a\n\xff", "is not text in UTF-8"),
        ('{"series": "é"}'.encode("utf-16"), "is not text in UTF-8"),
        (b'{"series": [NaN]}', "is not JSON: NaN is not a number that JSON knows"),
        (b'{"a": 1, "a": 2}', 'is not JSON: "a" is given twice in one object'),
        (b"[" * 100_000, "is nested too deeply"),
        (b"1" * 5_000, "is not JSON: Exceeds the limit"),
        (b"[1, 2]", "must be an object"),
        (b'"text"', "must be an object"),
    ],
)
def test_files_that_are_no_arguments(saggar, file, content, message):
    """Exit 2, one sentence, no traceback."""
    code, out, err = saggar("calc", "spc", file(content))
    assert (code, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1


def test_a_file_that_may_not_be_read(saggar, file, monkeypatch):
    """The reason of the system is passed on."""
    path = file({}) / "under-a-file"
    code, _, err = saggar("calc", "spc", path)
    assert (code, err) == (2, f"{path} cannot be read: Not a directory\n")


def test_a_byte_order_mark_is_ignored(saggar, file):
    """Editors on Windows write one."""
    content = b"\xef\xbb\xbf" + json.dumps(NOTICE).encode()
    assert saggar("calc", "redundancy.notice", file(content))[0] == 0


def test_text_that_no_encoding_holds_is_still_answered(saggar, file):
    """A lone surrogate in a label comes back escaped."""
    content = b'{"series": [{"at": "\\ud800", "value": 1}], "direction": "increase"}'
    code, out, _ = saggar("calc", "spc", file(content))
    assert (code, json.loads(out)["points"][0]["at"]) == (0, "\ud800")


def run_apart(*arguments, given="", **environment):
    """A `saggar` of its own process."""
    command = [sys.executable, "-c", "import sys; from saggar.cli import main; sys.exit(main())"]
    return subprocess.run(
        [*command, *arguments],
        input=given.encode(),
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def test_standard_input_and_output_are_utf_8_whatever_the_locale():
    """A machine without a locale still gets the pound sign."""
    given = json.dumps({"age": 50, "years": 25, "week_pay": 800, "on": "2026-04-06"})
    done = run_apart("calc", "redundancy.statutory", "-", given=given, LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "£18,399.50" in done.stdout.decode()


def test_calc_needs_neither_django_nor_a_database():
    """Working out a figure imports no framework, no driver and no solver."""
    code = (
        "import sys; from saggar.cli import main; code = main(['calc', 'redundancy.trial', '-']); "
        "heavy = {'django', 'psycopg', 'ortools', 'numpy', 'jinja2'} & set(sys.modules); "
        "sys.exit(9 if heavy else code)"
    )
    given = b'{"old_last_day": "2026-05-29", "starts_on": "2026-06-01"}'
    done = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_goes_away_is_no_error():
    """`saggar calc ... | head -1` ends quietly."""
    command = f'{sys.executable} -c "from saggar.cli import main; raise SystemExit(main())"'
    done = subprocess.run(
        ["/bin/sh", "-c", f"{command} calc spc --schema | true"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
