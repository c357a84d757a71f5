"""`matching`: points × right ÷ prompts; neither ids nor order tell the pairs."""

from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

import pytest

from quizapp.domain.mark import Points, earned
from quizapp.domain.passage import Passage
from quizapp.question_types.matching import Matching, Prompt
from quizapp.texts import ENGLISH
from tests.mistakes import codes_of
from tests.samples import verdict

QUESTION = Matching(
    id="m",
    stem="Match.",
    points=Decimal(3),
    prompts=(Prompt("sea", "salt", feedback="Salt."), Prompt("bees", "honey"), Prompt("tower", "élan")),
    options=("salt", "Zoo", "honey", "élan"),
)

# by the alphabet, whatever the accents and capitals: élan A, honey B, salt C, Zoo D


def test_options_stand_in_the_order_of_the_alphabet():
    assert QUESTION.value_texts == {"A": "élan", "B": "honey", "C": "salt", "D": "Zoo"}
    turned = Matching(id="m", stem="?", prompts=QUESTION.prompts, options=QUESTION.options[::-1])
    assert turned.value_texts == QUESTION.value_texts


def test_options_that_are_numbers_stand_by_value():
    prompts = (Prompt("Ada", "9"), Prompt("Ben", "-2"))
    question = Matching(id="m", stem="?", prompts=prompts, options=("10", "9", "1.5", "-2", "1,000", "*7*"))
    assert list(question.value_texts.values()) == ["-2", "1.5", "*7*", "9", "10", "1,000"]
    assert question.correct_response() == {"A": "D", "B": "A"}
    assert question.read_response({"A": "B", "B": "-2"}) == {"A": "D", "B": "A"}  # B in the file's order


def test_an_option_is_named_by_any_form_of_its_text():
    decomposed = normalize("NFD", "café")
    prompts = (Prompt("one", decomposed), Prompt("two", "a b"))
    question = Matching(id="m", stem="?", prompts=prompts, options=("café", "a  b", "\u200bc"))
    assert list(question.mistakes()) == []
    assert earned(question.mark({"A": "C", "B": "A"})) == 1
    twice = Matching(id="m", stem="?", prompts=(Prompt("one", "café"), prompts[0]), options=("café", "c"))
    assert "option_reused" in [mistake.code for mistake in twice.mistakes()]


def test_an_option_that_only_looks_like_another_is_told():
    question = Matching(id="m", stem="?", prompts=(Prompt("a", "сafé"), Prompt("b", "c")), options=("café", "c"))
    told = [
        ENGLISH.say(mistake.values["difference"]) for mistake in question.mistakes() if mistake.code == "looks_alike"
    ]
    assert told == ["where one has cyrillic small letter es (U+0441), the other has latin small letter c (U+0063)"]


# QTI 2.2, matchInteraction with map_response; Moodle, “matching”: each right pair earns its part.
@pytest.mark.parametrize(
    ("response", "points", "expected"),
    [
        ({"A": "C", "B": "B", "C": "A"}, 3, "A right, B right, C right"),
        ({"A": "C", "B": "B"}, 2, "A right, B right, C missed"),
        ({"A": "C", "B": "A", "C": "B"}, 1, "A right, B wrong, C wrong"),
        ({"A": "D", "B": "C", "C": "B"}, 0, "A wrong, B wrong, C wrong"),
        ({"C": "A"}, 1, "A missed, B missed, C right"),
        ({"C": "D"}, 0, "A missed, B missed, C wrong"),
        ({"A": "B", "B": "B", "C": "B"}, 1, "A wrong, B right, C wrong"),  # each prompt by itself
        ({}, 0, "unanswered"),
        (None, 0, "unanswered"),
        ({"A": "E"}, 0, "unknown_option"),
        ({"D": "A"}, 0, "unknown_option"),
        ({"A": "salt"}, 0, "unknown_option"),
        ({"A": ""}, 0, "unknown_option"),
        ({"A": 0}, 0, "wrong_shape"),
        ({0: "A"}, 0, "wrong_shape"),
        (("C", "B", "A"), 0, "wrong_shape"),
        ("CBA", 0, "wrong_shape"),
    ],
)
def test_marking(response, points, expected):
    mark = QUESTION.mark(response)
    assert (earned(mark), verdict(mark)) == (Fraction(points), expected)


def test_a_mark_says_how_it_was_worked_out():
    mark = QUESTION.mark({"A": "C", "B": "D"})
    assert isinstance(mark, Points)
    assert (mark.rule, mark.right, mark.wrong, mark.of) == ("right_of_all", 1, 1, 3)


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        ({"A": "A"}, {"A": "C"}),  # letters of the file's order
        ({"a": "d", "C": "Zoo"}, {"A": "A", "C": "D"}),
        ({"bees": "honey", "sea": normalize("NFD", "élan")}, {"A": "A", "B": "B"}),
        ({}, {}),
        ({"A": "E"}, None),
        ({"D": "A"}, None),
        ({"A": ["A"]}, None),
        (["A"], None),
        ("A", None),
    ],
)
def test_a_response_in_a_file(in_file, response):
    if response is None:
        with pytest.raises(ValueError, match=r"is not"):
            QUESTION.read_response(in_file)
    else:
        assert QUESTION.read_response(in_file) == response


def test_a_response_is_written_in_the_letters_of_the_file():
    assert QUESTION.write_response(QUESTION.correct_response()) == {"A": "A", "B": "C", "C": "D"}


def test_what_is_said_to_a_response():
    assert QUESTION.summarize({"B": "B", "Z": "A", "A": "Q"}) == ("bees → honey",)
    hebrew = Matching(id="q", stem="?", prompts=(Prompt("1. שלום", "ab"), Prompt("x", "ש")), options=("ab", "ש"))
    assert hebrew.summarize(hebrew.correct_response()) == ("1. שלום ← ab", "x → ש")
    assert [remark.text for remark in QUESTION.remarks({"A": "A"})] == ["Salt."]
    assert QUESTION.remarks({"A": "C"}) == ()
    assert [choice.chosen for choice in QUESTION.classify({"A": "A"})] == ["A", "", ""]


def test_the_bare_copy_has_its_options_in_the_order_of_the_alphabet():
    assert QUESTION.without_key().options == ("élan", "honey", "salt", "Zoo")


@pytest.mark.parametrize(
    ("prompts", "options", "reuse", "codes"),
    [
        ((Prompt("a", "x"), Prompt("b", "y")), ("x", "y"), False, []),
        ((Prompt("a", "x"), Prompt("b", "y")), ("z", "x", "y"), False, []),
        ((Prompt("a", "x"), Prompt("b", "x")), ("x", "y"), True, []),
        ((Prompt("a", "x"), Prompt("b", "x"), Prompt("c", "x")), ("x", "y"), False, ["option_reused"]),
        (
            (Prompt("a", ""), Prompt("b", "")),
            ("", ""),
            False,
            ["empty_text", "empty_text"],
        ),  # told once, at the options
        ((Prompt("a", "x"),), ("x", "y"), False, ["too_few"]),
        ((Prompt("a", "x"), Prompt("b", "x")), ("x",), True, ["too_few"]),
        ((Prompt("a", "x"), Prompt("b", "y")), ("x", "y ", "y"), False, ["same_text_twice"]),
        ((Prompt("a", "salt"), Prompt("b", "sald")), ("salt", "honey"), False, ["unknown_option_suggest"]),
        ((Prompt("a", "x"), Prompt("b", "honey")), ("x", "y"), False, ["unknown_option"]),
        ((Prompt("a", "honey"), Prompt("b", "salt")), ("x", "y"), False, ["unknown_option"] * 2),
        ((Prompt("a", "x"), Prompt(" a", "y")), ("x", "y"), False, ["same_text_twice"]),
        ((Prompt("a", "0"), Prompt("b", "1")), tuple(map(str, range(27))), False, ["too_many"]),
    ],
)
def test_an_authors_mistakes(prompts, options, reuse, codes):
    question = Matching(id="q", stem="?", prompts=prompts, options=options, reuse=reuse)
    assert codes_of(question) == codes


def test_the_options_stand_in_the_order_of_the_language_of_the_bank():
    euros = Matching(
        id="q", stem="?", prompts=(Prompt("a", "30 €"), Prompt("b", "1.000 €")), options=("1.000 €", "30 €", "200 €")
    )
    euros.attach(Passage("", (), "", language="de"))
    assert list(euros.value_texts.values()) == ["30 €", "200 €", "1.000 €"]
