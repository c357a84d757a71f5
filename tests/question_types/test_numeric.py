"""`numeric`: near enough, in a band, or wrong."""

from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

import pytest

from quizapp.domain.mark import Points, earned
from quizapp.domain.passage import Passage
from quizapp.domain.typed_answer import Anticipated
from quizapp.question_types.numeric import Band, Numeric, Unit
from tests.mistakes import codes_of
from tests.samples import verdict
from tests.tables import rows, texts


def number(key: str, **fields) -> Numeric:
    made = Numeric(id="q", stem="?", key=key, **fields)
    assert list(made.mistakes()) == []
    return made


# Moodle, “numerical”: an answer and its accepted error, bounds included; QTI 2.2, equal with toleranceMode absolute.
@pytest.mark.parametrize(
    ("key", "tolerance", "response", "right"),
    [
        ("0", "0", "0", True),
        ("0", "0", "-0", True),
        ("0", "0", "00.0", True),
        ("0", "0", "", False),
        ("0", "0.1", "-0.1", True),
        ("7", "0", "007", True),
        ("7", "0", "７", True),
        ("7", "0", "٧", True),
        ("7", "0", "seven", False),
        ("7", "0", "7 years", False),
        ("-3.5", "0", "−3,5", True),
        ("-3.5", "0", "3.5", False),
        ("1,234.5", "0", "1.234,5", True),
        ("1234.5", "0", "1 234,5", True),
        ("2/3", "0", "4/6", True),
        ("2/3", "0", "0.6667", False),
        ("2/3", "0.001", "0.6667", True),
        ("0.3", "0.1", "0.4", True),  # exact, where floats are not: 0.4 − 0.3 > 0.1
        ("0.3", "0.1", "0.2", True),
        ("0.3", "0.1", "0.4000000001", False),
        ("1.5", "0", "1.5.", True),
        ("12", "0", "12.", True),
        ("12", "0", "12\ud800", False),
    ],
)
def test_absolute_tolerance(key, tolerance, response, right):
    assert earned(number(key, tolerance=tolerance).mark(response)) == right


@pytest.mark.parametrize(
    ("response", "right"), [("49", True), ("51", True), ("48.999", False), ("-50", False), ("50", True)]
)
def test_relative_tolerance(response, right):
    """QTI 2.2, equal with toleranceMode relative."""
    assert earned(number("50", tolerance="2 %").mark(response)) == right
    negative = number("-50", tolerance="2%")
    assert earned(negative.mark("-" + response)) == right or response.startswith("-")


@pytest.mark.parametrize(
    ("decimal", "response", "right"),
    [
        ("point", "1,234", True),
        ("point", "1.234", False),
        ("comma", "1.234", True),
        ("comma", "1,234", False),
        ("comma", "1234,0", True),
        ("point", "1.2e3", False),
    ],
)
def test_a_sign_that_can_be_both_is_read_by_the_authors_rule(decimal, response, right):
    assert earned(number("1234", decimal=decimal).mark(response)) == right
    by_language, by_author = number("1234"), number("1234", decimal=decimal)
    for question, language in ((by_language, "de" if decimal == "comma" else "en"), (by_author, "de")):
        question.attach(Passage("", (), "", language=language))  # the author's rule comes before the language's
        assert earned(question.mark(response)) == right


def test_a_day_is_read_by_the_authors_order_and_else_by_the_languages():
    for order, language, earns in (("", "de", 1), ("", "en", 0), ("month_first", "de", 0), ("day_first", "en-US", 1)):
        question = number("2025-05-08", kind="date", date_order=order)
        question.attach(Passage("", (), "", language=language))
        assert earned(question.mark("8/5/2025")) == earns
        assert earned(question.mark("8 mai 2025")) == 1


BANDED = number(
    "100",
    tolerance="1",
    points=Decimal(2),
    bands=(Band("20", Decimal("0.25"), "Far."), Band("5 %", Decimal("0.5"), "Near.")),
    anticipated=(Anticipated("110", "misreading", "Not 110."),),
)


@pytest.mark.parametrize(
    ("response", "points", "expected", "said"),
    [
        ("100", 2, "right", []),
        ("101", 2, "right", []),
        ("101.5", 1, "partial", ["Near."]),
        ("95", 1, "partial", ["Near."]),
        ("94.9", "1/2", "partial", ["Far."]),
        ("120", "1/2", "partial", ["Far."]),
        ("110.0", 0, "wrong", ["Not 110."]),
        ("121", 0, "wrong", []),
        ("-100", 0, "wrong", []),
        ("much", 0, "wrong", []),
        (" ", 0, "unanswered", []),
        (None, 0, "unanswered", []),
    ],
)
def test_bands(response, points, expected, said):
    mark = BANDED.mark(response)
    assert (earned(mark), verdict(mark)) == (Fraction(points), expected)
    assert [remark.text for remark in BANDED.remarks(response)] == said


def test_a_share_finer_than_a_hundredth_can_be_recomputed():
    mark = number("1", bands=(Band("1", Decimal("0.125")),)).mark("2")
    assert isinstance(mark, Points)
    assert (mark.right, mark.wrong, mark.of) == (25, 175, 200)
    half = number("1", bands=(Band("1", Decimal("0.5")),)).mark("2")
    assert isinstance(half, Points)
    assert (half.right, half.wrong, half.of) == (50, 50, 100)


def test_a_share_of_nothing_is_nothing():
    assert [earned(number("0", tolerance="2 %").mark(typed)) for typed in ("0", "0.01", "-0.01")] == [1, 0, 0]


def test_a_very_long_number_is_read_up_to_a_hundred_characters():
    assert earned(number("1" * 100).mark("1" * 100)) == 1
    assert earned(number("1" * 97, units=(Unit("km"),)).mark("1" * 97 + " km")) == 1
    assert number("1", units=(Unit("km"),)).read("1" * 98 + " km") is None


UNITS = (Unit("km"), Unit("m", "0.001"), Unit("mi", "1.609344"), Unit("Café", "2"))


@pytest.mark.parametrize(
    ("response", "optional", "required"),
    [
        ("5 km", True, True),
        ("5km", True, True),
        ("km 5", True, True),
        ("5 KM.", True, True),
        ("5,0 km", True, True),
        ("5000 m", True, True),
        ("5,000 m", True, True),
        ("5", True, False),
        ("5 m", False, False),
        ("5 mi", False, False),
        ("5 kilometres", False, False),
        ("5 k", False, False),
        ("km", False, False),
        ("5 km km", False, False),
        (normalize("NFD", "2.5 café"), True, True),
        (normalize("NFC", "2.5 CAFÉ"), True, True),
    ],
)
def test_units(response, optional, required):
    assert earned(number("5", units=UNITS).mark(response)) == optional
    assert earned(number("5", units=UNITS, unit_required=True).mark(response)) == required


def test_every_row_of_the_table_of_amounts_is_marked_as_it_says():
    failed = []
    for unit, key, language, right, wrong, unread in rows("amounts"):
        question = number(key, units=(Unit(unit),))
        question.attach(Passage("", (), "", language=language))
        for several, wanted in ((right, (True, 1)), (wrong, (True, 0)), (unread, (False, 0))):
            for text in texts(several):
                if (question.read(text) is not None, earned(question.mark(text))) != wanted:
                    failed.append(f"{language}: {text!r} for {key} {unit} is read as {question.read(text)}")
    assert not failed, "\n".join(failed)


def test_units_that_capitals_tell_apart():
    watts = number("5", units=(Unit("MW"), Unit("mW", "0.000000001")))
    assert earned(watts.mark("5 MW")) == 1
    assert earned(watts.mark("5 mW")) == 0
    assert watts.read("5 mw") is None
    assert earned(number("5", units=(Unit("%"),)).mark("5 %")) == 1


def test_what_is_read_is_said():
    miles = number("5", units=UNITS)
    assert miles.reading_text("1,5 mi") == "1.5 mi"
    assert miles.reading_text("1234.5") == "1,234.5 km"
    assert miles.reading_text("far") == ""
    assert number("5", decimal="comma").reading_text("1,5") == "1,5"
    assert DATE.reading_text("8/5/2025") == "2025-05-08"


DATE = number(
    "8 May 2025", kind="date", tolerance="1", date_order="day_first", bands=(Band("7", Decimal("0.5"), "That week."),)
)


@pytest.mark.parametrize(
    ("response", "points"),
    [
        ("2025-05-08", 1),
        ("8/5/2025", 1),
        ("May 9, 2025", 1),
        ("7 May 2025", 1),
        ("15 May 2025", "1/2"),
        ("16 May 2025", 0),
        ("5/8/2025", 0),
        ("8 May", 0),
        ("31 April 2025", 0),
        ("8", 0),
    ],
)
def test_dates(response, points):
    assert earned(DATE.mark(response)) == Fraction(points)


@pytest.mark.parametrize("response", [0, 12, 1.5, True, b"12", ("12",), {"12": "1"}])
def test_what_is_no_text(response):
    question = number("12")
    assert verdict(question.mark(response)) == "wrong_shape"
    with pytest.raises(ValueError, match="a text"):
        question.read_response(response)


def test_statistics_gather_spellings_of_one_value():
    question = number("5", units=UNITS, anticipated=(Anticipated("8", "misreading"),))
    assert {question.classify(text)[0].chosen for text in ("5", "5.0", "5000 m", "05 km")} == {"5"}
    assert {question.classify(text)[0].chosen for text in ("6,5", "6500 m", "13/2")} == {"13/2"}
    assert question.classify("8000 m")[0].role == "misreading"
    assert question.classify("far  away")[0].chosen == "far away"
    assert DATE.classify("16.5.2025")[0][1:3] == ("2025-05-16", "2025-05-08")
    assert question.classify(" ") == question.classify(None) == ()


@pytest.mark.parametrize(
    ("key", "unit", "decimal", "said", "read"),
    [
        ("£85", "£", "point", "£85", "£90"),  # as its author typed it
        ("£ 85", "£", "point", "£ 85", "£ 90"),
        ("85 €", "€", "comma", "85 €", "90 €"),
        ("85€", "€", "point", "85€", "90 €"),
        ("EUR 85", "EUR", "point", "EUR 85", "EUR 90"),
        ("85", "£", "point", "£85", "£90"),  # where the author has not said, as in English
        ("85", "€", "comma", "85 €", "90 €"),
        ("85", "km", "point", "85 km", "90 km"),
        ("85", "%", "point", "85 %", "90 %"),
        ("-£85", "£", "point", "-£85", "£90"),
    ],
)
def test_a_unit_stands_on_the_side_of_the_number_on_which_the_key_has_it(key, unit, decimal, said, read):
    question = number(key, units=(Unit(unit),), unit_required=True, decimal=decimal)
    assert question.correct_response() == said
    assert earned(question.mark(said)) == 1
    assert question.reading_text(f"90{unit}") == question.reading_text(f"{unit} 90") == read
    before, after = read.split("90")
    assert question.reading_text(f"-90{unit}") == f"−{before}90{after}"


def test_the_key_is_said_with_its_unit_where_one_is_required():
    assert number("5", units=UNITS).correct_response() == "5"
    assert number("5", units=UNITS, unit_required=True).correct_response() == "5 km"


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"key": "five"}, ["key_not_a_number"]),
        ({"key": ""}, ["key_not_a_number"]),
        ({"key": "1e3"}, ["key_not_a_number"]),
        ({"key": "1e3", "exponents": True}, []),
        ({"key": "8/5/2025", "kind": "date"}, ["key_not_a_date"]),
        ({"key": "8/5/2025", "kind": "date", "date_order": "day_first"}, []),
        ({"tolerance": "-1"}, ["not_a_tolerance"]),
        ({"tolerance": "much"}, ["not_a_tolerance"]),
        ({"tolerance": "1 %", "kind": "date", "key": "2025-05-08"}, ["not_a_tolerance"]),
        ({"tolerance": "0.5", "kind": "date", "key": "2025-05-08"}, ["not_a_tolerance"]),
        ({"bands": (Band("1", Decimal(0)),)}, ["number_out_of_range"]),
        ({"bands": (Band("1", Decimal(1)),)}, ["number_out_of_range"]),
        ({"bands": (Band("1", Decimal("NaN")),)}, ["number_out_of_range"]),
        ({"bands": (Band("?", Decimal("0.5")),)}, ["not_a_tolerance"]),
        ({"bands": (Band("?", Decimal("0.5")), Band("2", Decimal("0.5")))}, ["not_a_tolerance"]),
        ({"bands": (Band("1", Decimal("0.5")),), "tolerance": "1"}, ["band_without_effect"]),
        ({"bands": (Band("1", Decimal("0.5")), Band("2", Decimal("0.5")))}, ["band_without_effect"]),
        ({"bands": (Band("2", Decimal("0.5")), Band("2.0", Decimal("0.2")))}, ["band_without_effect"]),
        ({"bands": (Band("1", Decimal("0.5")), Band("2", Decimal("0.2")))}, []),
        ({"bands": (Band("2", Decimal("0.2")), Band("1", Decimal("0.5")))}, []),
        ({"bands": (Band("1", Decimal("0.2")), Band("2", Decimal("0.5")))}, ["band_without_effect"]),
        ({"bands": (Band("0", Decimal("0.5")),)}, ["band_without_effect"]),
        ({"bands": (Band("1.01", Decimal("0.5")),), "tolerance": "1"}, []),
        ({"bands": (Band("1", Decimal("0.5")),), "key": "five"}, ["key_not_a_number"]),
        ({"bands": (Band("1", Decimal("0.5")),), "anticipated": (Anticipated("5.5"),)}, []),
        ({"tolerance": "1", "anticipated": (Anticipated("5.5"),)}, ["anticipated_is_accepted"]),
        ({"kind": "date", "key": "2025-05-08", "anticipated": (Anticipated("many"),)}, ["key_not_a_date"]),
        ({"key": "five", "anticipated": (Anticipated("5"),)}, ["key_not_a_number"]),
        ({"units": (Unit("m", "0.001"),)}, ["no_key_unit"]),
        ({"units": (Unit("m", "x"), Unit("km"))}, ["key_not_a_number"]),
        ({"units": (Unit("m", "-1"), Unit("km"))}, ["number_out_of_range"]),
        ({"units": (Unit("m"), Unit("m "))}, ["same_text_twice"]),
        ({"units": (Unit("m"), Unit("km", "0"))}, ["number_out_of_range"]),
        ({"units": (Unit("m"), Unit("km", "0.001"))}, []),
        ({"unit_required": True}, ["unit_without_units"]),
        ({"anticipated": (Anticipated("5.0"),)}, ["anticipated_is_accepted"]),
        ({"anticipated": (Anticipated("many"),)}, ["key_not_a_number"]),
        ({"anticipated": (Anticipated(""),)}, ["empty_text"]),
    ],
)
def test_an_authors_mistakes(fields, codes):
    question = Numeric(**{"id": "q", "stem": "?", "key": "5", **fields})
    assert codes_of(question) == codes
