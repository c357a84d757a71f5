"""The texts of problems: each is used, each that is used is there, and each can be filled in."""

import re
import string
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import quizapp.errors
from quizapp.errors import QuizAppError
from quizapp.problem_texts.catalog import PROBLEM_TEXTS
from quizapp.problems import Problem
from tests.languages import TableTexts

PACKAGE = Path(quizapp.errors.__file__).parent
SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "errors.py"]

TOLD = re.compile(
    r"""
    (?: (?: Mistake | Problem | _RefusedError | \.say ) \(   |   _refuse\( \w+, \s* \w+, )   \s* "(\w+)"
    | code \s = \s "(\w+)"
    """,
    re.VERBOSE,
)
"""Where the code of a problem stands in the source."""


def quoted_words() -> Iterator[str]:
    for path in SOURCES:
        yield from re.findall(r'"([a-z][a-z0-9_]+)"', path.read_text(encoding="utf-8"))


def test_no_text_is_left_that_nothing_tells() -> None:
    quoted = set(quoted_words())
    assert {code for code in PROBLEM_TEXTS if not {code, code.removesuffix("_suggest")} & quoted} == set()


def test_every_problem_that_is_told_has_a_text() -> None:
    told = {
        code for path in SOURCES for match in TOLD.findall(path.read_text(encoding="utf-8")) for code in match if code
    }

    assert len(told) > 30
    assert told <= set(PROBLEM_TEXTS)


def test_a_text_is_two_plain_sentences() -> None:
    for sentence in chain.from_iterable(PROBLEM_TEXTS.values()):
        assert sentence[0].isupper() or sentence[0] in "“{", sentence
        assert sentence.endswith((".", "?")), sentence
        assert "\n" not in sentence, sentence
        places = [name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None]
        assert all(name.isidentifier() for name in places), sentence


PROBLEM = Problem("not_a_choice", "bank.yaml", 7, "questions[1].key", {"value": "maybe", "choices": "true, false"})


def test_a_problem_is_one_line() -> None:
    assert str(PROBLEM) == (
        "bank.yaml:7: questions[1].key: “maybe” is not one of the words that can be here. Write one of: true, false."
    )


def test_a_problem_without_line_and_field_is_told_of_the_file() -> None:
    assert str(PROBLEM._replace(line=0, field="")).startswith("bank.yaml: “maybe”")


def test_a_problem_is_told_in_the_language_of_its_reader() -> None:
    german = TableTexts(
        {
            PROBLEM_TEXTS["not_a_choice"][0]: "„{value}“ kann hier nicht stehen.",
            PROBLEM_TEXTS["not_a_choice"][1]: "Eins von: {choices}.",
        }
    )

    assert PROBLEM.what(german) == "„maybe“ kann hier nicht stehen."
    assert PROBLEM.remedy(german) == "Eins von: true, false."


def test_braces_that_an_author_typed_stay() -> None:
    assert "“{choices} {0} {”" in PROBLEM._replace(values={"value": "{choices} {0} {", "choices": ""}).what()


def test_no_typed_text_steers_a_terminal() -> None:
    values = {"value": "a\x1b[31m\n\u202eb\ud800", "choices": "c\rd"}
    problem = Problem("not_a_choice", "f\n.yaml", 1, "g\x07", values)

    assert str(problem) == ("f�.yaml:1: g�: “a�[31m��b�” is not one of the words that can be here. Write one of: c�d.")
    assert problem.file == "f\n.yaml"


def test_an_error_of_the_surroundings_says_what_to_do() -> None:
    assert str(QuizAppError("The disk is full.", "Delete something.")) == "The disk is full. Delete something."
    assert str(QuizAppError("The disk is full.")) == "The disk is full."
