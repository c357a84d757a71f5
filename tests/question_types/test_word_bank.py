"""`word_bank`: points × right ÷ gaps; each word once, or as often as one likes."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import msgspec
import pytest

from quizapp.domain.gaps import fill_each
from quizapp.domain.mark import Points, earned
from quizapp.domain.typed_answer import Anticipated
from quizapp.question_types.word_bank import WordBank, WordGap
from tests.mistakes import codes_of
from tests.samples import verdict

QUESTION = WordBank(
    id="q",
    stem="?",
    text="[1] [2] [3]",
    points=Decimal(3),
    words=("tower", "empty", "bare", "café"),  # by the alphabet: bare A, café B, empty C, tower D
    gaps=(
        WordGap(("empty", "bare")),
        WordGap("bare", (Anticipated("tower", "misreading", "No tower."), Anticipated("empty"))),
        WordGap("tower"),
    ),
)
AGAIN = msgspec.structs.replace(QUESTION, reuse=True)


# QTI 2.2, gapMatchInteraction with map_response (matchMax 1 and 0); Moodle, “drag and drop into text” (ddwtos).
@pytest.mark.parametrize(
    ("question", "response", "points", "expected"),
    [
        (QUESTION, {"1": "C", "2": "A", "3": "D"}, 3, "1 right, 2 right, 3 right"),
        (QUESTION, {"1": "A", "3": "D"}, 2, "1 right, 2 missed, 3 right"),
        (QUESTION, {"1": "A", "2": "C", "3": "D"}, 2, "1 right, 2 wrong, 3 right"),
        (QUESTION, {"1": "D", "2": "B", "3": "A"}, 0, "1 wrong, 2 wrong, 3 wrong"),
        (QUESTION, {"2": "A"}, 1, "1 missed, 2 right, 3 missed"),
        (QUESTION, {"1": "A", "2": "A"}, 0, "used_twice"),
        (QUESTION, {"1": "A", "2": ""}, 1, "1 right, 2 missed, 3 missed"),
        (QUESTION, {"1": " "}, 0, "unanswered"),
        (QUESTION, {}, 0, "unanswered"),
        (QUESTION, None, 0, "unanswered"),
        (QUESTION, {"1": "E"}, 0, "unknown_option"),
        (QUESTION, {"1": "bare"}, 0, "unknown_option"),
        (QUESTION, {"4": "A"}, 0, "unknown_option"),
        (QUESTION, {"1": None}, 0, "wrong_shape"),
        (QUESTION, {1: "A"}, 0, "wrong_shape"),
        (QUESTION, ("A",), 0, "wrong_shape"),
        (AGAIN, {"1": "A", "2": "A"}, 2, "1 right, 2 right, 3 missed"),
        (AGAIN, {"1": "A", "2": "A", "3": "A"}, 2, "1 right, 2 right, 3 wrong"),
        (AGAIN, {"1": "D", "2": "D", "3": "D"}, 1, "1 wrong, 2 wrong, 3 right"),
    ],
)
def test_marking(question, response, points, expected):
    mark = question.mark(response)
    assert (earned(mark), verdict(mark)) == (Fraction(points), expected)


def test_a_mark_says_how_it_was_worked_out():
    mark = QUESTION.mark({"1": "A", "2": "C"})
    assert isinstance(mark, Points)
    assert (mark.rule, mark.right, mark.wrong, mark.of) == ("right_of_all", 1, 1, 3)


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        ({"1": "B", "2": "C", "3": "A"}, {"1": "C", "2": "A", "3": "D"}),  # the letters of the file
        ({"1": "empty", "2": "bare"}, {"1": "C", "2": "A"}),
        ({"1": "cafe\u0301"}, {"1": "B"}),
        ({"1": ""}, {}),
        ({}, {}),
        ({"1": "A", "2": "A"}, None),
        ({"1": "E"}, None),
        ({"4": "A"}, None),
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


def test_an_answers_file_has_the_letters_of_the_file():
    assert QUESTION.write_response({"1": "C", "2": "A", "3": "D"}) == {"1": "B", "2": "C", "3": "A"}


def test_the_correct_response_finds_a_word_for_each_gap():
    assert QUESTION.correct_response() == {"1": "C", "2": "A", "3": "D"}
    assert fill_each({"1": "ab", "2": "a", "3": "bc"}) == {"1": "b", "2": "a", "3": "c"}
    assert fill_each({"1": "a", "2": "a"}) == {"1": "a"}


def test_the_order_of_the_words_does_not_depend_on_the_file():
    other = msgspec.structs.replace(QUESTION, words=tuple(reversed(QUESTION.words)))
    assert other.arrange(Random(1)) == QUESTION.arrange(Random(1))
    assert other.without_key() == QUESTION.without_key()
    assert msgspec.structs.replace(QUESTION, shuffle=False).arrange(Random(1)) == ("D", "C", "A", "B")


def test_what_is_said_to_a_response():
    (remark,) = QUESTION.remarks({"1": "A", "2": "D"})
    assert (remark.part, remark.text, remark.role) == ("2", "No tower.", "misreading")
    assert QUESTION.summarize({"1": "A", "2": "D", "3": "Z"}) == ("1. bare", "2. tower")
    assert [tuple(choice) for choice in QUESTION.classify({"1": "A", "2": "D"})] == [
        ("1", "bare", "bare", ""),
        ("2", "tower", "bare", "misreading"),
        ("3", "", "tower", ""),
    ]


@pytest.mark.parametrize(
    ("words", "gaps", "reuse", "codes"),
    [
        (("a", "b"), (WordGap("a"),), False, []),
        (("a", "b"), (WordGap("a"), WordGap("a")), True, []),
        (("a", "b"), (WordGap("a"), WordGap(("a", "b"))), False, []),
        (("a", "b"), (WordGap("a"), WordGap("a")), False, ["words_do_not_suffice"]),
        (("a", "b"), (WordGap("c"),), False, ["unknown_word"]),
        (("tower", "b"), (WordGap("towr"),), False, ["unknown_word_suggest"]),
        (("a", "b"), (WordGap(""),), False, ["empty_text", "words_do_not_suffice"]),
        (("a", "b"), (WordGap(("a", "a")),), False, ["same_text_twice"]),
        (("a",), (WordGap("a"),), False, ["too_few"]),
        (("a", "a "), (WordGap("a"),), False, ["same_text_twice"]),
        (("a", "b"), (WordGap("a", (Anticipated("a"),)),), False, ["anticipated_is_accepted"]),
        (("a", "b"), (WordGap("a", (Anticipated("c"),)),), False, ["unknown_word"]),
        (tuple(map(str, range(61))), (WordGap("1"),), False, ["too_many"]),
    ],
)
def test_an_authors_mistakes(words, gaps, reuse, codes):
    text = " ".join(f"[{number}]" for number in range(1, len(gaps) + 1))
    made = WordBank(id="q", stem="?", text=text, words=words, gaps=gaps, reuse=reuse)
    assert codes_of(made) == codes


def test_words_that_do_not_suffice_are_told_up_to_the_most_gaps_and_words():
    for gaps, words, codes in (
        (40, 2, ["words_do_not_suffice"]),
        (41, 2, ["too_many"]),
        (2, 60, ["words_do_not_suffice"]),
        (2, 61, ["too_many"]),
    ):
        question = WordBank(
            id="q",
            stem="?",
            text=" ".join(f"[{number}]" for number in range(1, gaps + 1)),
            words=tuple(f"word {number}" for number in range(words)),
            gaps=(WordGap("word 1"),) * gaps,
        )
        assert codes_of(question) == codes, (gaps, words)
        assert codes_of(msgspec.structs.replace(question, reuse=True)) == [code for code in codes if code == "too_many"]
