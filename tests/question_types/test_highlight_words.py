"""`highlight_words`: words of a sentence, right minus wrong."""

from decimal import Decimal

import msgspec
import pytest

from quizapp.domain.mark import Points, earned
from quizapp.domain.question import ResponseError
from quizapp.question_types.highlight_words import HighlightWords, KeyWords, WrongWords
from tests.samples import verdict

# 1 The, 2 tower, 3 stood, 4 empty, 5 and, 6 the, 7 bees, 8 didn't, 9 mind, 10 it. Keys: 3, 4 and 7.
QUESTION = HighlightWords(
    id="words",
    stem="Which words?",
    points=Decimal(3),
    sentence="The tower stood empty, and the bees didn’t mind it.",
    keys=(KeyWords("stood empty", feedback="Both words."), KeyWords("bees")),
    distractors=(WrongWords("didn't mind", role="misreading", feedback="No."), WrongWords("the")),
)


# Canvas, “multiple answers”, and QTI 2.2, hottext interaction with map_response, values +1 and −1, bounded by 0.
@pytest.mark.parametrize(
    ("chosen", "points", "expected"),
    [
        ("3 4 7", 3, "3 right, 4 right, 7 right"),
        ("7 4 3", 3, "3 right, 4 right, 7 right"),
        ("3", 1, "3 right, 4 missed, 7 missed"),
        ("3 4", 2, "3 right, 4 right, 7 missed"),
        ("3 1", 0, "1 wrong, 3 right, 4 missed, 7 missed"),
        ("3 4 7 10", 2, "3 right, 4 right, 7 right, 10 wrong"),
        ("3 4 7 8 9 10", 0, "3 right, 4 right, 7 right, 8 wrong, 9 wrong, 10 wrong"),
        (
            "1 2 3 4 5 6 7 8 9 10",
            0,
            "1 wrong, 2 wrong, 3 right, 4 right, 5 wrong, 6 wrong, 7 right, 8 wrong, 9 wrong, 10 wrong",
        ),
        ("3 3 3", 1, "3 right, 4 missed, 7 missed"),
        ("1", 0, "1 wrong, 3 missed, 4 missed, 7 missed"),
    ],
)
def test_marking(chosen: str, points: int, expected: str) -> None:
    mark = QUESTION.mark(tuple(chosen.split()))
    assert (earned(mark), verdict(mark)) == (points, expected)


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (None, "unanswered"),
        ((), "unanswered"),
        (("0",), "unknown_option"),
        (("11",), "unknown_option"),
        (("03",), "unknown_option"),
        (("3", ""), "unknown_option"),
        (("３",), "unknown_option"),
        (("bees",), "unknown_option"),
        ("3", "wrong_shape"),
        (["3"], "wrong_shape"),
        ((3,), "wrong_shape"),
        ({"3": "4"}, "wrong_shape"),
    ],
)
def test_odd_responses(response: object, expected: str) -> None:
    assert verdict(QUESTION.mark(response)) == expected  # type: ignore[arg-type]


def test_a_mark_says_how_it_was_worked_out() -> None:
    mark = QUESTION.mark(("3", "4", "8"))
    assert isinstance(mark, Points)
    assert (mark.rule, mark.right, mark.wrong, mark.of) == ("right_minus_wrong", 2, 1, 3)


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        (["3", "4"], ("3", "4")),
        (["4", "3", "3"], ("3", "4")),
        (["stood", "bees"], ("3", "7")),
        (["stood empty"], ("3", "4")),
        ("stood empty", ("3", "4")),
        ("3, 4", ("3", "4")),
        ("3 bees", ("3", "7")),
        (["didn't"], ("8",)),
        ("7", ("7",)),
        (["The", "the"], ("1", "6")),
        ([], ()),
        ("", ()),
        (["wasps"], None),
        (["0"], None),
        (["03"], None),
        (["11"], None),
        ([3], None),
        ({"3": "4"}, None),
        (None, None),
    ],
)
def test_a_response_in_a_file(in_file: object, response: object) -> None:
    if response is None:
        with pytest.raises(ResponseError, match="number"):
            QUESTION.read_response(in_file)
    else:
        assert QUESTION.read_response(in_file) == response


def test_what_is_said_to_a_response() -> None:
    assert [(remark.part, remark.text) for remark in QUESTION.remarks(("3", "8", "9"))] == [
        ("4", "Both words."),
        ("8", "No."),
    ]
    assert QUESTION.remarks(("3", "4", "7", "6")) == ()
    assert QUESTION.remarks(("3", "4")) == ()
    assert [(choice.part, choice.chosen, choice.key, choice.role) for choice in QUESTION.classify(("3", "8"))] == [
        ("3", "chosen", "chosen", ""),
        ("4", "left", "chosen", ""),
        ("7", "left", "chosen", ""),
        ("8", "chosen", "left", "misreading"),
    ]


def test_words_that_are_there_twice_are_told_apart() -> None:
    question = HighlightWords(id="q", stem="?", sentence="the bees saw the bees", keys=(KeyWords("the", occurrence=2),))
    assert question.summarize(("1", "3", "4")) == ("the (1)", "saw", "the (2)")
    assert question.correct_response() == ("4",)


def test_composed_and_decomposed_letters_are_the_same_word() -> None:
    question = HighlightWords(id="q", stem="?", sentence="Le cafe\u0301 fermé.", keys=(KeyWords("caf\u00e9"),))
    assert list(question.mistakes()) == []
    assert question.correct_response() == ("2",)


def keys(*texts: str, **fields: object) -> dict[str, object]:
    return {"keys": tuple(KeyWords(text) for text in texts), **fields}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        (keys(), ["too_few keys"]),
        (keys("bees", "wasps"), ["words_not_in_sentence keys.1.text"]),
        (keys("ees"), ["words_not_in_sentence keys.0.text"]),
        (keys("Bees"), ["words_not_in_sentence keys.0.text"]),
        (keys("…"), ["empty_text keys.0.text"]),
        (keys("bees", sentence="bees and bees"), ["words_ambiguous keys.0.text"]),
        (keys("stood empty", "empty, and"), ["words_overlap keys.1.text"]),
        (keys("bees", "bees"), ["words_overlap keys.1.text"]),
        (keys("bees", sentence="Bees"), ["words_not_in_sentence keys.0.text"]),
        (keys("bees", sentence="bees"), ["all_words_are_keys keys"]),
        (keys("a b", "c", sentence="a b c"), ["all_words_are_keys keys"]),
        (keys("bees", sentence="…"), ["empty_text sentence", "words_not_in_sentence keys.0.text"]),
        (keys("x0", sentence=" ".join(f"x{number}" for number in range(201))), ["too_many sentence"]),
        (keys("x0", sentence=" ".join(f"x{number}" for number in range(200))), []),
        (keys("a b", sentence="a b c", distractors=(WrongWords("c"),)), []),
        ({"keys": (KeyWords("the", occurrence=1),)}, []),
        ({"keys": (KeyWords("the", occurrence=2),)}, ["number_out_of_range keys.0.occurrence"]),
        ({"keys": (KeyWords("the", occurrence=-1),)}, ["number_out_of_range keys.0.occurrence"]),
        (
            {"keys": (KeyWords("bees", occurrence=-1),), "sentence": "bees and bees"},
            ["number_out_of_range keys.0.occurrence"],
        ),
        ({"distractors": (WrongWords("bees"),)}, []),
        ({"distractors": (WrongWords("stood"),)}, ["words_overlap distractors.0.text"]),
        ({"distractors": (WrongWords("wasps"),)}, ["words_not_in_sentence distractors.0.text"]),
    ],
)
def test_an_authors_mistakes(fields: dict[str, object], expected: list[str]) -> None:
    plain = HighlightWords(id="q", stem="?", sentence=QUESTION.sentence, keys=(KeyWords("stood empty"),))
    question = msgspec.structs.replace(plain, **fields)
    assert [f"{mistake.code} {'.'.join(map(str, mistake.path))}" for mistake in question.mistakes()] == expected
