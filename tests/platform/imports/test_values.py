"""Each parser takes what people really write, and says in words what it does not take."""

from datetime import date
from decimal import Decimal

import pytest

from saggar.platform.imports import values


@pytest.mark.parametrize(
    ("parse", "raw", "value"),
    [
        (values.text(), "a  b\tc", "a b c"),
        (values.whole(), "-12", -12),
        (values.whole(), "1,234,567", 1234567),
        (values.exact(5), "98.50000", Decimal("98.5")),
        (values.exact(2), "£1,234.50", Decimal("1234.5")),
        (values.exact(0), "7.00", Decimal(7)),
        (values.pence, "1,234.5", 123450),
        (values.pence, "-0.01", -1),
        (values.day(), "31/03/2027", date(2027, 3, 31)),
        (values.day(), "2027-03-31", date(2027, 3, 31)),
        (values.day(), "30-Nov-2028", date(2028, 11, 30)),
        (values.day("%Y/%m/%d %H:%M:%S"), "2026/12/01 00:00:00", date(2026, 12, 1)),
        (values.month(), "2028-03", date(2028, 3, 1)),
        (values.month(), "Mar 2028", date(2028, 3, 1)),
        (values.yes_or_no, "YES", True),
        (values.yes_or_no, "n", False),
        (values.one_of({"Full time": "FT"}), "full TIME", "FT"),
        (values.code(r"[A-Z]\d", "A1"), "b2", "B2"),
        (values.postcode, "st4  6qg", "ST4 6QG"),
        (values.postcode, "EC1A1BB", "EC1A 1BB"),
    ],
)
def test_what_people_write_is_understood(parse, raw, value):
    """The forms found in real files give the value meant."""
    assert parse(raw) == value


@pytest.mark.parametrize(
    ("parse", "raw", "words"),
    [
        (values.text(3), "abcd", "is longer than 3 characters"),
        (values.text(), "a\x07b", "holds characters that cannot be shown"),
        (values.whole(), "1.5", "is not a whole number"),
        (values.whole(), "1,2", "is not a whole number"),
        (values.whole(), "9" * 16, "is not a whole number"),
        (values.whole(), "٣", "is not a whole number"),
        (values.whole(1), "0", "is not 1 or more"),
        (values.whole(None, 5), "6", "is not 5 or less"),
        (values.whole(1, 5), "6", "is not between 1 and 5"),
        (values.exact(2), "1.005", "has more than 2 decimal places"),
        (values.exact(2), "1e5", "is not a number"),
        (values.exact(2), "NaN", "is not a number"),
        (values.pence, "ten", "is not an amount in pounds"),
        (values.day(), "29/02/2027", "is not a date such as 31/03/2027"),
        (values.month(), "13/2027", "is not a month such as 2027-03"),
        (values.yes_or_no, "maybe", "is neither yes nor no"),
        (values.one_of({"A": 1, "B": 2}), "C", "is not one of: A, B"),
        (values.code(r"[A-Z]\d", "A1"), "22", "does not look like A1"),
        (values.postcode, "Stoke", "is not a postcode such as ST4 6QG"),
    ],
)
def test_what_is_wrong_is_said_in_words(parse, raw, words):
    """The report tells a person what was expected, not that parsing failed."""
    with pytest.raises(ValueError, match=words):
        parse(raw)
