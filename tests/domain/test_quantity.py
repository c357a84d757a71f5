"""Numbers and dates as people write them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.quantity import date_text, number_text, read_date, read_number


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("0", 0, 0),
        ("12", 12, 12),
        ("007", 7, 7),
        ("１２．５", "12.5", "12.5"),
        ("1,234", 1234, "1.234"),
        ("1.234", "1.234", 1234),
        ("1,234.5", "1234.5", "1234.5"),
        ("1.234,5", "1234.5", "1234.5"),
        ("3,5", "3.5", "3.5"),
        ("3.5", "3.5", "3.5"),
        ("0,125", "0.125", "0.125"),
        ("0.125", "0.125", "0.125"),
        ("1234,567", "1234.567", "1234.567"),
        ("1,234,567", 1234567, 1234567),
        ("1.234.567", 1234567, 1234567),
        ("1 234 567,8", "1234567.8", "1234567.8"),
        ("1\u202f234", 1234, 1234),
        ("1’234", 1234, 1234),
        ("-3.5", "-3.5", "-3.5"),
        ("−3,5", "-3.5", "-3.5"),
        ("– 3", -3, -3),
        ("+5", 5, 5),
        (".5", "0.5", "0.5"),
        ("5.", 5, 5),
        ("2/3", "2/3", "2/3"),
        ("-2 / 3", "-2/3", "-2/3"),
        ("1 2/3", "5/3", "5/3"),
        ("½", "1/2", "1/2"),
        ("1½", "3/2", "3/2"),
        ("\u200f12\u200f", 12, 12),
        ("", None, None),
        (" ", None, None),
        ("-", None, None),
        (".", None, None),
        ("1,23,456", None, None),
        ("1,234,56", None, None),
        ("1.2.3", None, None),
        ("1,234.567.8", None, None),
        ("1 23", None, None),
        ("1 5/3", None, None),
        ("1/0", None, None),
        ("1.5/2", None, None),
        ("--5", None, None),
        ("12e3", None, None),
        ("0x10", None, None),
        ("1_000", None, None),
        ("²", None, None),
        ("١٢", None, None),
        ("NaN", None, None),
        ("inf", None, None),
        ("twelve", None, None),
        ("1" * 101, None, None),
    ],
)
def test_numbers(text, point, comma):
    assert read_number(text, "point") == (None if point is None else Fraction(point))
    assert read_number(text, "comma") == (None if comma is None else Fraction(comma))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.5e3", 1500),
        ("1,5E-1", "0.15"),
        ("-2 × 10^3", -2000),
        ("2*10^3", 2000),
        ("1e100", 10**100),
        ("1e101", None),
        ("1e999999999", None),
        ("e3", None),
        ("1/2e3", None),
        ("1e2e3", None),
    ],
)
def test_exponents_where_they_are_read(text, value):
    assert read_number(text, exponents=True) == (None if value is None else Fraction(value))
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "alone", "day_first", "month_first"),
    [
        ("2025-05-08", (5, 8), (5, 8), (5, 8)),
        ("2025/5/8", (5, 8), (5, 8), (5, 8)),
        ("8 May 2025", (5, 8), (5, 8), (5, 8)),
        ("8th of May, 2025", (5, 8), (5, 8), (5, 8)),
        ("08. MAY 2025", (5, 8), (5, 8), (5, 8)),
        ("May 8, 2025.", (5, 8), (5, 8), (5, 8)),
        ("Thursday, 8 May 2025", (5, 8), (5, 8), (5, 8)),
        ("Sept. 1 2025", (9, 1), (9, 1), (9, 1)),
        ("8/5/2025", None, (5, 8), (8, 5)),
        ("08.05.2025", None, (5, 8), (8, 5)),
        ("13/5/2025", (5, 13), (5, 13), None),
        ("5-13-2025", (5, 13), None, (5, 13)),
        ("8/8/2025", (8, 8), (8, 8), (8, 8)),
        ("２０２５－０５－０８", (5, 8), (5, 8), (5, 8)),
        ("8/5/25", None, None, None),
        ("8 May 25", None, None, None),
        ("30 February 2025", None, None, None),
        ("0 May 2025", None, None, None),
        ("2025-05/08", None, None, None),
        ("8 Mayonnaise 2025", None, None, None),
        ("May 2025", None, None, None),
        ("", None, None, None),
    ],
)
def test_dates(text, alone, day_first, month_first):
    for order, wanted in (("", alone), ("day_first", day_first), ("month_first", month_first)):
        assert read_date(text, order) == (date(2025, *wanted) if wanted else None), order


def test_no_date_in_the_year_0():
    assert read_date("0000-01-01") is None


@given(st.fractions(-10000, 10000, max_denominator=1000), st.sampled_from(["point", "comma"]))
def test_a_number_as_it_is_said_is_read_as_the_same(value, decimal):
    assert read_number(number_text(value, decimal), decimal) == value


@given(st.dates())
def test_a_date_as_it_is_said_is_read_as_the_same(value):
    assert read_date(date_text(value)) == value


@given(st.text(max_size=30))
def test_nothing_breaks(text):
    read_number(text)
    read_number(text, "comma", exponents=True)
    read_date(text)
    read_date(text, "day_first")


def test_what_is_said():
    assert number_text(Fraction("-1234.5")) == "−1,234.5"
    assert number_text(Fraction("1234.5"), "comma") == "1.234,5"
    assert number_text(Fraction(1, 3)) == "1/3"
    assert date_text(date(2025, 5, 8)) == "8 May 2025"
