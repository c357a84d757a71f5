"""Numbers and dates as people write them."""

import sys
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.quantity import LONGEST, in_order, number_text, read_date, read_number
from quizapp.domain.typed_answer import Forgive
from quizapp.domain.words import words_of
from tests.tables import rows, texts


def as_number(field: str) -> Fraction | None:
    return None if field == "–" else Fraction(field)


def test_every_row_of_the_table_of_numbers_is_read_as_it_says():
    failed = []
    for several, point, comma, exponents in rows("numbers"):
        for text in texts(several):
            with_exponents = point if exponents == "=" else exponents
            for how, wanted in (("point", point), ("comma", comma)):
                if (read := read_number(text, how)) != as_number(wanted):
                    failed.append(f"{text!r} by {how} is read as {read}, not {wanted}")
            if (read := read_number(text, exponents=True)) != as_number(with_exponents):
                failed.append(f"{text!r} with exponents is read as {read}, not {with_exponents}")
    assert not failed, "\n".join(failed)


def test_a_date_has_a_hundred_characters_at_most():
    for before, is_read in (("the " * 21 + "of of ", True), ("the " * 21 + "d d el ", False)):
        assert (read_date(f"{before}8 May 2025") is not None) is is_read, len(f"{before}8 May 2025")
    assert [read(text) for text in ("", " ", ".", "-") for read in (read_date, read_number)] == [None] * 8


def test_bounds_of_numbers():
    assert read_number("1" * LONGEST) is not None
    assert read_number("1" * (LONGEST + 1)) is None
    assert read_number("1e100", exponents=True) == 10**100
    assert read_number("1e101", exponents=True) is None
    assert read_number("1e-100", exponents=True) == Fraction(1, 10**100)
    assert read_number("1e-101", exponents=True) is None
    assert read_number("1e999999999", exponents=True) is None


def test_every_row_of_the_table_of_dates_is_read_as_it_says():
    failed = []
    for language, order, day, several in rows("dates"):
        for text in texts(several):
            read = read_date(text, order, language)
            if (read.isoformat() if read else "–") != day:
                failed.append(f"{language} {order}: {text!r} is read as {read}, not {day}")
    assert not failed, "\n".join(failed)


def test_options_stand_in_the_order_of_their_values():
    lists = [
        "1 2 9 10 11",
        "-10;−2;0;½;1;1.5;2,000",
        "9 bees;10 bees;11 wasps",
        "-5 °C;0 °C;3 °C;12 °C",
        "5%;20%;100%",
        "£5;£12;£1,000",
        "$2;5 €;10 €",
        "1st;2nd;10th",
        "8 May 2024;3 June 2024;1 January 2025",
        "March 2019;February 2020",
        "8 de mayo de 2024;2 de enero de 2025",
        "Chapter 2;Chapter 10;Chapter 11",
        "9:30;10:15",
        "5–9;10–20",
        "7;12;8 May 2025;ant;Bee;éclair;zebra",
        "1974;1985;2003",
        "A1;A2;A10;B1",
        "①;②;⑩",
        "30 €;200 €;1,000 €",
        "44 BC;10 BC;476;1805",
        "44 BCE;14 CE;476",
        "5th century BC;1st century BC;2nd century AD",
        "2 abc;3 lead;10 abc",
        "I;IV;V;IX;X",
        "A;E;I;O;U",
        "C;D;E;I",
        "March;April;May;June",
        "1 mm;2 cm;500 m;3 km",
        "900,000;2 million;3 billion",
        "9 am;10 am;12 pm;1 pm",
        "٢٠٠;١٬٠٠٠",
        "1/5/2020;3/4/2020;2/1/2021",
        "7;1,000,000;8 May 2025;a",
        "999;1 thousand;1,001;999 thousand;1 million;1,001 thousand;999 million;1 billion;1,001 million;1 trillion",
        "999 million;1 billion;999 billion;1 trillion;1,001 billion;2 trillion",
        "9 mm;1 cm;11 mm;9 cm;1 dm;11 cm;99 cm;1 m;101 cm;999 m;1 km;1,001 m",
        "9 mg;1 g;1,001 mg;999 g;1 kg;1,001 g;999 kg;1 t;1,001 kg",
        "9 ml;1 cl;11 ml;9 cl;1 dl;11 cl;9 dl;1 l;11 dl",
        "1 g;1 l;2 m;a",
        "VIII;IX;X;XI;XIX;XX;XXIX;XXX;XXXIX",
        "12 am;12:01 am;9:59 am;10 am;11.59 am;12 pm;12:30 p.m.;1 pm",
    ]
    for line in lists:
        wanted = line.split(";" if ";" in line else " ")
        for mixed in (wanted[::-1], sorted(wanted), wanted):
            assert in_order(mixed) == wanted
    assert in_order(["1.000 €", "30 €", "200 €"], "de") == ["30 €", "200 €", "1.000 €"]
    dates = ["3/2/2025", "10/1/2025", "1/12/2024"]
    assert in_order(dates, "de") == in_order(dates, "en-GB") == ["1/12/2024", "10/1/2025", "3/2/2025"]
    assert in_order(dates, "en-US") == ["1/12/2024", "3/2/2025", "10/1/2025"]
    assert in_order(["*mars*", "_avril_", "mai"], "fr", lambda text: text.strip("*_")) == ["*mars*", "_avril_", "mai"]


def test_no_digit_of_any_script_breaks_anything():
    assert in_order(["x" + "1" * 9000, "x2"]) == ["x2", "x" + "1" * 9000]
    for text in (
        "x" + "²" * 900 + "⁺",
        "a1" * 40_000,
        "1," * 40_000,
        "x" + ", " * 40_000,
        "a_1" * 40_000,
        "1 " * 40_000,
    ):
        Forgive().fold(text)
        in_order([text, "2"])
    for code in range(sys.maxunicode):
        character = chr(code)
        if character.isnumeric() or character.isdigit():
            written = [form.format(character) for form in ("{}", "{} May 2025", "1{}", "{0}/{0}", "10{}")]
            in_order([*written, "2", "x"])
            for text in written:
                read_date(text)
                read_number(text, exponents=True)
                Forgive().fold(text)
                words_of(text)


def test_days_of_the_week_and_fractions_that_are_none():
    dates = {
        "es": "jueves, 8 de mayo de 2025", "de": "Donnerstag, 8. Mai 2025", "fr": "jeudi 8 mai 2025",
        "pt": "quinta-feira, 8 de maio de 2025", "en": "Thu, May 8, 2025",
    }  # fmt: skip
    for language, text in dates.items():
        for told in (language, "en"):
            assert read_date(text, language=told) == date(2025, 5, 8), (text, told)
    assert read_number("2/2") == 1
    assert read_number("1 1/2") == Fraction(3, 2)
    assert read_number("1 2/2") is None


def test_no_date_in_the_year_0():
    assert read_date("0000-01-01") is None


@given(st.fractions(-10000, 10000, max_denominator=1000), st.sampled_from(["point", "comma"]))
def test_a_number_as_it_is_said_is_read_as_the_same(value, decimal):
    assert read_number(number_text(value, decimal), decimal) == value


@given(st.dates())
def test_a_date_with_the_name_of_its_month_is_read(value):
    assert read_date(f"{value.day} {value:%B} {value.year:04}") == value


@given(st.text(max_size=30))
def test_nothing_breaks(text):
    read_number(text)
    read_number(text, "comma", exponents=True)
    read_date(text)
    read_date(text, "day_first")
    in_order([text, "2", "x"])


def test_what_is_said():
    assert number_text(Fraction("-1234.5")) == "−1,234.5"
    assert number_text(Fraction("1234.5"), "comma") == "1.234,5"
    assert number_text(Fraction(1, 3)) == "1/3"
