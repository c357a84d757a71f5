"""What can be typed for each question type."""

import pytest

from quizapp.domain.mark import Points
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.terminal import answers
from quizapp.terminal.answers import NotUnderstoodError, asking
from tests.samples import ALL_SAMPLES, SAMPLES

every_sample = pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda sample: sample.name)


def test_each_question_type_can_be_answered():
    assert tuple(answers._ASKINGS) == QUESTION_TYPES


def way_of(type_name: str, sample: int = 0, arrangement: tuple[str, ...] | None = None):
    question = SAMPLES[type_name][sample].question
    ids = getattr(question, "ids", ())
    return question, asking(question, arrangement or ids)


@every_sample
def test_the_right_answer_can_be_typed(sample):
    question = sample.question
    shown = tuple(reversed(getattr(question, "ids", ())))
    way = asking(question, shown)
    letters = dict(zip(shown, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=False))
    right = question.correct_response()
    if question.type_name in ("true_false", "short_answer"):
        typed = str(right)
    elif question.type_name == "categorize":
        typed = " ".join(str(1 + question.categories.index(right[id_])) for id_ in shown)
    else:
        typed = "".join(letters[id_] for id_ in right)
    mark = question.mark(way.read(typed))
    assert isinstance(mark, Points)
    assert mark.full


@every_sample
@pytest.mark.parametrize("typed", ["?", "é", "ZZZZ", "A9Z", "0" * 50, "-1", "²", "١"])
def test_nonsense_is_refused(sample, typed):
    way = asking(sample.question, getattr(sample.question, "ids", ()))
    if sample.question.type_name == "short_answer":
        assert way.read(typed) == typed
        return
    with pytest.raises(NotUnderstoodError):
        way.read(typed)


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


@pytest.mark.parametrize("typed", ["t", "T", "true", "True."])
def test_true_as_people_write_it(typed):
    assert way_of("true_false")[1].read(typed) == "true"


def test_letters_that_are_an_answer_are_known_as_such():
    assert "b" in way_of("single_choice")[1].one_letter
    assert not set("pbq") & way_of("true_false")[1].one_letter
    assert not way_of("short_answer")[1].one_letter


def test_statements_can_be_sorted_in_any_order_and_left_out():
    question, _ = way_of("categorize", 1)
    ids = question.ids
    way = asking(question, ids)
    first, second = question.categories[:2]
    assert way.read("B2 a1") == {"B": second, "A": first}
    assert way.read("A=2") == {"A": second}
    assert way.read("0" * len(ids)) == {}
    assert way.read("1" + "0" * (len(ids) - 1)) == {"A": first}
