"""Answers in a file: what is read, and that each mistake is told with its line and what would be right."""

from pathlib import Path

import pytest

from quizapp.domain.option import Option
from quizapp.errors import QuizAppError
from quizapp.formats.native import read_bank
from quizapp.formats.responses import ReadResponses, read_answer, read_responses
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.single_choice import SingleChoice
from tests import test_cli


@pytest.fixture
def read(tmp_path: Path):
    """Reads answers to the questions of the bank of `test_cli`."""
    path = tmp_path / "bees.yaml"
    path.write_text(test_cli.BANK, encoding="utf-8")
    bank = read_bank(path).bank
    assert bank is not None

    def answers(text: str) -> ReadResponses:
        file = tmp_path / "answers.yaml"
        file.write_text(text, encoding="utf-8")
        return read_responses(file, bank)

    return answers


MISTAKES = [
    ("single: A\nsinge: B\n", 2, "singe: There is no question “singe” in the bank. Did you mean “single”?"),
    ("single: A\nxxxxxxx: B\n", 2, "xxxxxxx: There is no question “xxxxxxx” in the bank. Leave it out"),
    ("single: A\n\nsingle: B\n", 3, "“single” is written twice, first in line 1."),
    ("multiple: [A, Z]\n", 1, "multiple: “Z” is not a response to this question. Write a letter from A to D"),
    (
        "vote: perhaps\n",
        1,
        "vote: “perhaps” is not a response to this question. Write one of: true, false, not_stated.",
    ),
    ("sort: {A: Nobody}\n", 1, "sort: “Nobody” is not a response to this question. Write one of: Marta; The council."),
    (
        "order: [A, B]\n",
        1,
        "order: “[A, B]” is not a response to this question. Write each letter from A to C once",
    ),
    ("who: {a: b}\n", 1, "who: “{a: b}” is not a response to this question. Write a text."),
    ("- single\n", 1, "Fields (name: value) are expected here."),
    ("single: [A\n", 1, "A bracket is opened"),
    ("who: {a: [b, {c: d}], e: f}\n", 1, "who: “{a: [b, {c: d}], e: f}” is not a response"),
    (f"{'x' * 90}: B\n", 1, f"{'x' * 39}…: There is no question “"),
]


def test_each_mistake_is_told_with_its_line(read, tmp_path: Path) -> None:
    for text, line, told in MISTAKES:
        (problem,) = read(text).problems
        assert str(problem).startswith(f"{tmp_path / 'answers.yaml'}:{line}: {told}"), text


def test_all_mistakes_are_told_in_the_order_of_their_lines_and_the_rest_is_read(read) -> None:
    found = read("vote: perhaps\nmultiple: [A, B]\nxxxxxxx: A\nsingle: A\nsingle: B\n")
    assert [(problem.line, problem.code) for problem in found.problems] == [
        (1, "response_not_read"),
        (3, "response_unknown_question"),
        (5, "duplicate_key"),
    ]
    assert found.responses == {"multiple": ("A", "B"), "single": "A"}


def test_one_answer_is_read_as_it_is_in_a_file_and_what_is_none_is_told() -> None:
    single = SingleChoice(id="q", stem="?", options=(Option("The tower", key=True), Option("The harbor")))
    assert read_answer("B", single) == "B"
    several = MultipleChoice(id="q", stem="?", options=(Option("a", key=True), Option("b", key=True), Option("c")))
    assert read_answer("[A, C]", several) == ("A", "C")
    for text in ("", "Z", "[A", "A\nanswer: B", "{A: B}", "A: B"):
        with pytest.raises(QuizAppError, match="is not") as refused:
            read_answer(text, single)
        assert "as in an answers file" in refused.value.remedy


def test_an_empty_file_and_empty_answers_leave_questions_unanswered(read) -> None:
    assert read("") == ({}, ())
    assert read("single:\nmultiple: []\nsort: {}\nwho: ''\nvote: true\n") == ({"vote": "true"}, ())
