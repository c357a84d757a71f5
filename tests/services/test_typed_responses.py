"""What can be typed for each question type."""

from io import StringIO
from pathlib import Path
from random import Random

import msgspec
import pytest

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.mark import Points, Unmarked, earned
from quizapp.domain.text import letter
from quizapp.formats.native import read_bank
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.services import typed_responses
from quizapp.services.taking import Taking
from quizapp.services.typed_responses import NotUnderstoodError, asking
from quizapp.terminal.console import Console
from quizapp.terminal.showing import shown_parts
from quizapp.terminal.taking import take
from quizapp.texts import ENGLISH
from tests.samples import ALL_SAMPLES, BANK, PASSAGE, SAMPLES

every_sample = pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda sample: sample.name)


def test_each_question_type_can_be_answered():
    assert tuple(typed_responses._ASKINGS) == QUESTION_TYPES


def test_what_can_be_typed_is_told_for_each_question():
    """Where it means to tell something else, write `typed_responses.txt` anew and read what has changed in it."""
    told = [
        f"{each.question.id}: {ENGLISH.say(asking(each.question, getattr(each.question, 'ids', ())).expected)}"
        for each in ALL_SAMPLES
    ]
    assert told == Path(__file__).with_name("typed_responses.txt").read_text("utf-8").splitlines()


def way_of(type_name: str, sample: int = 0, arrangement: tuple[str, ...] | None = None):
    question = SAMPLES[type_name][sample].question
    ids = getattr(question, "ids", ())
    return question, asking(question, arrangement or ids)


@every_sample
def test_the_right_answer_can_be_typed(sample):
    question = sample.question
    if question.type_name in ("two_part", "open_response"):
        return  # see below
    shown = tuple(reversed(getattr(question, "ids", ())))
    way = asking(question, shown)
    letters = dict(zip(shown, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=False))
    right = question.correct_response()
    if question.type_name in ("true_false", "short_answer", "numeric"):
        typed = str(right)
    elif question.type_name == "evidence":
        shown = shown_parts(question, (), PASSAGE)
        way = asking(question, shown)
        typed = " ".join(str(1 + at) for at, name in enumerate(shown) if question.key_of(name) is not None)
    elif question.type_name == "highlight_words":
        typed = ", ".join(right)
    elif question.type_name == "gap_fill":
        typed = "; ".join(right.values())
    elif question.type_name == "inline_choice":
        options = {gap: [id_ for id_ in shown if id_ in question.options_of(gap)] for gap in right}
        typed = "".join("ABC"[options[gap].index(id_)] for gap, id_ in right.items())
    elif question.type_name == "word_bank":
        typed = " ".join(letter(shown.index(id_)) for id_ in right.values())
    elif question.type_name in ("categorize", "table"):
        values = question.columns if question.type_name == "table" else question.categories
        typed = " ".join(str(1 + values.index(right[id_])) for id_ in shown)
    elif question.type_name == "matching":
        typed = " ".join(right[id_] for id_ in shown)
    else:
        typed = "".join(letters[id_] for id_ in right)
    mark = question.mark(way.read(typed))
    assert isinstance(mark, Points)
    assert mark.full


@every_sample
def test_nonsense_is_refused(sample):
    way = asking(sample.question, getattr(sample.question, "ids", ()))
    if sample.name == "two-edge" or sample.question.type_name == "open_response":
        return  # whatever is typed is an answer
    for typed in ("?", "é", "ZZZZ", "A9Z", "0" * 50, "-1", "²", "١"):
        if sample.question.type_name == "short_answer":
            assert way.read(typed) == typed
        elif sample.name == "gap-minimal":  # one gap: whatever is typed
            assert way.read(typed) == {"1": typed}
        elif sample.question.type_name == "numeric" and sample.question.read(typed):
            assert way.read(typed) == typed
        else:
            with pytest.raises(NotUnderstoodError):
                pytest.fail(f"{typed!r} is read as {way.read(typed)!r}")


@pytest.mark.parametrize("typed", ["b", "B", "(b)", " B. "])
def test_a_letter_as_people_write_it(typed):
    assert way_of("single_choice")[1].read(typed) == "B"


def test_letters_are_those_that_are_shown():
    question, way = way_of("single_choice", arrangement=("B", "A"))
    assert way.read("a") == "B"
    assert question.option(way.read("b")).text == question.options[0].text


@pytest.mark.parametrize("typed", ["ab", "b, a", "B A", "A+B", "bab"])
def test_several_letters_as_people_write_them(typed):
    assert way_of("multiple_choice")[1].read(typed) == ("A", "B")


def test_an_example_of_several_letters_leaves_one_out_where_it_can():
    question = SAMPLES["multiple_choice"][0].question
    for count, told in (
        (2, "one or more letters from A to B, such as AB"),
        (3, "one or more letters from A to C, such as AC"),
        (4, "one or more letters from A to D, such as AC"),
    ):
        assert ENGLISH.say(asking(question, tuple("DCBA"[-count:])).expected) == told


@pytest.mark.parametrize("typed", ["t", "T", "true", "True."])
def test_true_as_people_write_it(typed):
    assert way_of("true_false")[1].read(typed) == "true"


def test_letters_that_are_an_answer_are_known_as_such():
    assert "b" in way_of("single_choice")[1].one_letter
    assert not set("pbq") & way_of("true_false")[1].one_letter
    assert set("hpbq") <= way_of("short_answer")[1].one_letter  # whatever is typed can be the answer


def test_one_letter_is_an_answer_where_there_is_one_gap():
    words = SAMPLES["word_bank"][0].question
    one_gap = msgspec.structs.replace(words, text="[1]", gaps=words.gaps[:1])
    for question, letters in (
        (SAMPLES["inline_choice"][0].question, "ab"),
        (SAMPLES["inline_choice"][1].question, ""),
        (one_gap, "ab"),
        (words, ""),
    ):
        assert asking(question, question.ids).one_letter == frozenset(letters)
    way = asking(one_gap, one_gap.ids)
    assert ENGLISH.say(way.expected) == "the letter for the gap, such as B"
    assert (way.read("b"), way.read("-")) == ({"1": one_gap.ids[1]}, {})


def test_statements_can_be_sorted_in_any_order_and_left_out():
    question, _ = way_of("categorize", 1)
    ids = question.ids
    way = asking(question, ids)
    first, second = question.categories[:2]
    assert way.read("B2 a1") == {"B": second, "A": first}
    assert way.read("A=2") == {"A": second}
    assert way.read("0" * len(ids)) == {}
    assert way.read("1" + "0" * (len(ids) - 1)) == {"A": first}


@pytest.mark.parametrize(
    ("typed", "response"),
    [
        ("ba", {"A": "B", "B": "A"}),
        ("B, A", {"A": "B", "B": "A"}),
        ("0 b", {"B": "B"}),
        ("2b", {"B": "B"}),
        ("2=A 1: b", {"A": "B", "B": "A"}),
        ("00", {}),
    ],
)
def test_prompts_are_matched_with_letters(typed, response):
    assert way_of("matching")[1].read(typed) == response


@pytest.mark.parametrize("typed", ["b", "bab", "3a", "0c", "ac", "1a2", "1 a b", ""])
def test_what_matches_nothing(typed):
    with pytest.raises(NotUnderstoodError):
        way_of("matching")[1].read(typed)


def test_rows_of_a_table_are_answered_with_numbers():
    question, way = way_of("table", 1)
    first, second = question.columns[:2]
    assert way.read("B2 a1") == {"B": second, "A": first}
    assert way.read("0 0 1 0") == {"C": first}


def test_a_number_needs_its_unit_where_one_is_required():
    _, way = way_of("numeric", 1)
    assert way.read("1,234.5 m") == "1,234.5 m"
    with pytest.raises(NotUnderstoodError):
        way.read("1234.5")


def test_gaps_are_filled_in_their_order_or_by_their_numbers():
    _, way = way_of("gap_fill", 1)
    assert way.read("eleven; 1974;Marta") == {"1": "eleven", "2": "1974", "3": "Marta"}
    assert way.read("eleven;;") == {"1": "eleven"}
    assert way.read("3 = Marta; 1=11") == {"3": "Marta", "1": "11"}
    for typed in ("eleven", "a; b", "4 = x", "1 = a; 1 = b", "1 = a; b"):
        with pytest.raises(NotUnderstoodError):
            way.read(typed)


@pytest.mark.parametrize(
    ("typed", "response"),
    [
        ("cb", {"1": "1A", "2": "2B"}),
        ("C, B", {"1": "1A", "2": "2B"}),
        ("-a", {"2": "2A"}),
        ("2c", {"2": "2C"}),
        ("2=b 1: a", {"1": "1B", "2": "2B"}),
        ("a", None),
        ("abc", None),
        ("2d", None),
        ("3a", None),
        ("1a 1b", None),
    ],
)
def test_options_are_chosen_for_each_gap(typed, response):
    _, way = way_of("inline_choice", 1, ("1B", "1C", "1A", "2A", "2B", "2C"))
    if response is None:
        with pytest.raises(NotUnderstoodError):
            way.read(typed)
    else:
        assert way.read(typed) == response


def test_each_word_is_used_once_or_as_often_as_one_likes():
    _, once = way_of("word_bank", 1, tuple("ABCDE"))
    assert once.read("d b e") == once.read("DBE") == {"1": "D", "2": "B", "3": "E"}
    assert once.read("--e") == {"3": "E"}
    for typed in ("ddd", "db", "1a 2a", "dbz"):
        with pytest.raises(NotUnderstoodError):
            once.read(typed)
    question, often = way_of("word_bank", 2)
    assert often.read("1a 2ad")["2"] == question.ids[29]
    assert set(often.read("a " * 40).values()) == {question.ids[0]}


@pytest.mark.parametrize(
    ("typed", "response"),
    [
        ("a; ab", {"a": "C", "b": ("A", "B")}),
        ("B ; D", {"a": "B", "b": ("C",)}),
        ("a", {"a": "C"}),
        ("; d", {"b": ("C",)}),
    ],
)
def test_both_parts_are_typed_with_a_semicolon_between_them(typed, response):
    _, way = way_of("two_part", 1, ("a.C", "a.B", "a.A", "b.B", "b.A", "b.D", "b.C"))
    assert way.read(typed) == response


@pytest.mark.parametrize("typed", ["d; a", "a b", "a; b; c", "a, b"])
def test_what_is_no_answer_to_two_parts(typed):
    _, way = way_of("two_part", 1, ("a.C", "a.B", "a.A", "b.B", "b.A"))
    with pytest.raises(NotUnderstoodError):
        way.read(typed)


def test_a_semicolon_in_an_answer_is_no_end_of_it():
    question, way = way_of("two_part", 2)
    assert way.read("0; and more; 1212") == {"a": "0", "b": dict(zip("ABCD", ["even", "odd"] * 2, strict=True))} or (
        way.read("0; and more; 1212")["a"] == "0; and more"
    )
    assert question.mark(way.read("0; 1212")).full


WRITTEN_BANK = """\
id: b
title: B
passage:
  text: |
    # T

    The tower was painted.
questions:
  - id: q
    type: open_response
    stem: What was painted?
    points: 3
    words: {least: 2, most: 9}
    model_answer: The tower was.
    rubric:
      - text: Names it
        levels: [{text: not at all, points: 0}, {text: it does, points: 2}]
      - text: In a sentence
        levels: [{text: in none, points: 0}, {text: in one, points: 1}]
"""


@pytest.fixture
def written(tmp_path):
    """Takes a bank with a written answer in the terminal; gives the attempt and all that was said."""

    def run(mode, *typed):
        path = tmp_path / "bank.yaml"
        path.write_text(WRITTEN_BANK, encoding="utf-8")
        taking = Taking(read_bank(path).bank, mode, Random(1), lambda: 0.0)
        told = StringIO()
        take(taking, Console(StringIO("".join(f"{line}\n" for line in typed)), told))
        return taking, " ".join(told.getvalue().split())

    return run


def test_a_written_answer_is_of_several_lines_and_is_rated_by_the_rubric(written):
    taking, told = written(PRACTICE, "The tower", "was painted.", "", "7", "2", "1")
    assert taking.response("q") == {"text": "The tower\nwas painted.", "A": "1", "B": "1"}
    assert earned(taking.mark("q")) == 3
    assert told.index("(2 to 9 words or so)") < told.index("Model answer: The tower was.") < told.index("A Names it")
    assert "“7” is not one of these: type one of 0, 2." in told
    assert "Correct: 3 of 3 points" in told


def test_a_criterion_can_be_left_for_later(written):
    taking, told = written(PRACTICE, "x", "", "2", "")
    assert isinstance(taking.mark("q"), Unmarked)
    assert "Not marked yet: 3 points not marked yet" in told


def test_in_a_test_it_is_rated_at_the_end(written):
    taking, told = written(TEST, "x", "", "0", "1")
    assert earned(taking.mark("q")) == 1
    assert told.index("Model answer") < told.index("Rate your answer")


@pytest.mark.parametrize("typed", [("x",), ("x", ""), ("x", "", "2")])
def test_the_end_of_input_ends_a_rating(written, typed):
    taking, _ = written(PRACTICE, *typed)
    assert isinstance(taking.mark("q"), Unmarked)
    assert taking.attempt.submitted


def test_sentences_are_picked_by_their_numbers():
    question = SAMPLES["evidence"][0].question
    shown = shown_parts(question, (), PASSAGE)
    way = asking(question, shown)
    assert len(shown) == 8
    assert way.read("3 1, 3") == (shown[0], shown[2])
    for typed in ("9", "0", "1-2", "a", ""):
        with pytest.raises(NotUnderstoodError):
            way.read(typed)


def test_no_more_sentences_than_are_asked_for():
    question = SAMPLES["evidence"][1].question
    shown = shown_parts(question, (), PASSAGE)
    assert [name.split()[0] for name in shown] == ["Marta", "Her", "salt", "honey", "The", "The"]
    way = asking(question, shown)
    assert str(way.expected) == "2 numbers from 1 to 6, such as 2 5"
    assert way.read("2") == (shown[1],)
    with pytest.raises(NotUnderstoodError):
        way.read("1 2 3")


@pytest.mark.parametrize(
    ("typed", "response"), [("1 14", ("1", "14")), ("11, 8;10", ("8", "10", "11")), ("8 8", ("8",))]
)
def test_words_are_picked_by_their_numbers(typed, response):
    assert way_of("highlight_words", 1)[1].read(typed) == response


@pytest.mark.parametrize("typed", ["15", "0", "white", "8.5", ""])
def test_numbers_of_no_word(typed):
    with pytest.raises(NotUnderstoodError):
        way_of("highlight_words", 1)[1].read(typed)


def test_before_the_end_it_is_told_what_is_answered_in_part():
    ids = ("categorize-full", "single-full")
    taking = Taking(BANK, TEST, Random(1), lambda: 0.0, ids)
    told = StringIO()
    lines = ("A1", "a", "1", "A1 B1 C3 D2", "", "")
    take(taking, Console(StringIO("".join(f"{line}\n" for line in lines)), told))
    said = " ".join(told.getvalue().split())
    assert (
        "1 question partly answered: 1 (3 of 4 are not answered yet). Enter finishes; a number goes to that question"
        in said
    )
    assert taking.attempt.submitted
    assert taking.mark("categorize-full").full
    assert said.count("partly answered") == 1
