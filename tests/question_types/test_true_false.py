"""`true_false`: a statement, with a third answer where the author offers it."""

import pytest

from quizapp.domain.mark import earned
from quizapp.question_types.true_false import AnswerNote, TrueFalse
from tests.languages import BracketTexts
from tests.mistakes import codes_of
from tests.samples import verdict

TWO = TrueFalse(id="two", stem="It was kept.", key="true")
THREE = TrueFalse(
    id="three",
    stem="It was loved.",
    key="not_stated",
    options={"true": AnswerNote("misreading", "It was kept."), "false": AnswerNote()},
)
NO = TrueFalse(id="no", stem="It was sold.", key="false", not_stated=True)


@pytest.mark.parametrize(
    ("question", "response", "points", "expected"),
    [
        (TWO, "true", 1, "true right"),
        (TWO, "false", 0, "false wrong, true missed"),
        (TWO, "not_stated", 0, "unknown_option"),
        (THREE, "not_stated", 1, "not_stated right"),
        (THREE, "true", 0, "true wrong, not_stated missed"),
        (THREE, "false", 0, "false wrong, not_stated missed"),
        (NO, "false", 1, "false right"),
        (NO, "true", 0, "true wrong, false missed"),
        (NO, "not_stated", 0, "not_stated wrong, false missed"),
        (TWO, None, 0, "unanswered"),
        (TWO, "", 0, "unanswered"),
        (TWO, "TRUE", 0, "unknown_option"),
        (TWO, "A", 0, "unknown_option"),
        (TWO, True, 0, "wrong_shape"),
        (NO, False, 0, "wrong_shape"),
        (TWO, ("true",), 0, "wrong_shape"),
        (TWO, ["true"], 0, "wrong_shape"),
        (TWO, {"true": "true"}, 0, "wrong_shape"),
        (TWO, 1, 0, "wrong_shape"),
    ],
)
def test_marking(question, response, points, expected):
    mark = question.mark(response)
    assert (earned(mark), verdict(mark)) == (points, expected)


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        ("true", "true"),
        (" False ", "false"),
        ("not stated", "not_stated"),
        ("NOT_STATED", "not_stated"),
        ("The passage does not say", "not_stated"),
        ("A", "true"),
        ("b", "false"),
        ("C", "not_stated"),
        ("D", None),
        ("yes, really", None),
        (["true"], None),
        (True, None),
        (None, None),
    ],
)
def test_a_response_in_a_file(in_file, response):
    if response is None:
        with pytest.raises(ValueError, match="one of: true, false, not_stated"):
            THREE.read_response(in_file)
    else:
        assert THREE.read_response(in_file) == response


def test_the_third_answer_cannot_be_given_where_it_is_not_offered():
    with pytest.raises(ValueError, match="one of: true, false"):
        TWO.read_response("not stated")
    assert TWO.ids == ("true", "false")


def test_a_summary_is_in_the_words_of_the_screen():
    assert THREE.summarize("not_stated") == ("The passage does not say",)
    assert TWO.summarize("not_stated") == ()
    assert TWO.summarize("true", translate=BracketTexts()) == ("⟦True⟧",)


def test_what_is_said_to_a_response():
    assert [remark.text for remark in THREE.remarks("true")] == ["It was kept."]
    assert THREE.remarks("false") == THREE.remarks("not_stated") == THREE.remarks(None) == ()
    assert THREE.classify("true") == (("", "true", "not_stated", "misreading"),)
    assert THREE.classify("not_stated") == (("", "not_stated", "not_stated", ""),)


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"key": "true", "options": {"true": AnswerNote("misreading")}}, ["role_of_key"]),
        ({"key": "true", "options": {"not_stated": AnswerNote()}}, ["key_is_not_offered"]),
        ({"key": "not_stated", "options": {"true": AnswerNote("misreading")}}, []),
    ],
)
def test_an_authors_mistakes(fields, codes):
    assert codes_of(TrueFalse(id="q", stem="?", **fields)) == codes
