"""Banks that are not YAML everywhere: one mistake hides no other, and is none where nothing is wrong."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.formats.native import read_bank
from quizapp.formats.yaml_mending import legible
from quizapp.problems import CHECK_AGAIN, Problem
from tests.examples import examples
from tests.languages import BracketTexts

BANK = """\
id: bees
title: The Bees
passage:
  text: |
    The harbour closed in 1974. The tower stood empty.

    The vote was unanimous.
questions:
  - id: kept
    type: true_false
    stem: "The tower was kept: by all."
    key: true
    evidence: The vote was unanimous.
  - id: empty
    type: single_choice
    stem: What stood 'empty'?
    evidence:
      - The tower stood empty.
      - quote: closed in 1974
    explanation: >-
      The tower did, when the harbour
      had closed.
    options:
      - text: The tower
        key: true
      - text: 'The harbour'
        feedback: "It closed."
      - The town
    hints:
      - {text: When the harbour closed, cost: 0.5}
  - id: vote
    type: gap_fill
    stem: Fill the gaps.
    text: |
      The vote
        was [1].
    gaps:
      - accepted: [unanimous, "all of them"]
  - id: who
    type: short_answer
    stem: What closed?
    accepted:
      - the harbour
      - harbour
"""
LINES = BANK.split("\n")
STARTS = [at for at, line in enumerate(LINES) if line.startswith("  - id:")]
MIDDLE = range(STARTS[1] + 1, STARTS[2])
SIGNS = "\"'“”‘’:-–[]{}#&*!|>%@`\t\u00a0,? x"


def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    path = folder / "bank.yaml"
    path.write_text(text, encoding="utf-8")
    return read_bank(path).problems


def told(folder: Path, *changes: tuple[str, str]) -> list[tuple[str, str]]:
    """The mistakes of the bank with these changes: each with the text of its line."""
    text = BANK
    for before, after in changes:
        assert text.count(before) == 1
        text = text.replace(before, after)
    lines = text.split("\n")
    return [(problem.code, lines[problem.line - 1].strip()) for problem in problems(folder, text)]


def test_the_bank_has_no_mistakes(tmp_path: Path) -> None:
    assert problems(tmp_path, BANK) == ()


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_mistyped_in_a_question_is_told_of_that_question_alone(tmp_path: Path, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([at for at in MIDDLE if LINES[at].strip()]))
    line = LINES[at]
    column = data.draw(st.integers(0, len(line)))
    removed = data.draw(st.integers(0, 2))
    line = line[:column] + data.draw(st.text(SIGNS, max_size=2)) + line[column + removed :]

    found = problems(tmp_path, "\n".join([*LINES[:at], line, *LINES[at + 1 :]]))

    assert [problem for problem in found if problem.line - 1 not in range(STARTS[1], STARTS[2])] == []


@settings(max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sign=st.sampled_from("\"'“[{\t"), at=st.sampled_from(range(STARTS[1] + 1, STARTS[2] - 1)))
def test_a_mistake_above_does_not_hide_one_below(tmp_path: Path, sign: str, at: int) -> None:
    line = LINES[at].replace(": ", f": {sign}", 1) if sign != "\t" else f"\t{LINES[at].lstrip()}"
    text = "\n".join([*LINES[:at], line, *LINES[at + 1 :]]).replace(
        "What closed?\n", "What closed?\n    skil: locate\n"
    )

    assert "questions[4].skil" in [problem.field for problem in problems(tmp_path, text)]


def test_all_lines_that_tabs_indent_are_told_and_what_else_is_wrong_with_their_questions(tmp_path: Path) -> None:
    changes = (
        ("    stem: Fill", "\tstem: Fill"),
        ("    stem: What closed?", "\tstem: What closed?\n    skil: locate"),
    )

    assert told(tmp_path, *changes) == [
        ("yaml_tab", "stem: Fill the gaps."),
        ("yaml_tab", "stem: What closed?"),
        ("unknown_field_suggest", "skil: locate"),
    ]


def test_a_tab_in_a_text_of_several_lines_is_none_that_indents(tmp_path: Path) -> None:
    found = told(tmp_path, ("        was [1]", "      \twas [1]"), ("    stem: Fill", "\tstem: Fill"))

    assert found == [("yaml_tab", "stem: Fill the gaps.")]


def test_where_what_stands_above_is_broken_the_questions_are_read_all_the_same(tmp_path: Path) -> None:
    changes = (("title: The", "title: “The: other"), ("    stem: Fill", "    skil: locate\n    stem: Fill"))

    assert [code for code, _ in told(tmp_path, *changes)] == ["yaml_curly", "unknown_field_suggest"]


def test_that_there_may_be_more_is_said_once_and_only_where_something_was_not_read(tmp_path: Path) -> None:
    broken = BANK.replace("stem: Fill", "stem: Note: fill").replace("What closed?", "What: who closed?")
    two = problems(tmp_path, broken)
    mended = problems(tmp_path, BANK.replace("    stem: Fill", "\tstem: Fill"))

    assert [problem.code for problem in two] == ["yaml_colon", "yaml_colon"]
    assert [CHECK_AGAIN in problem.remedy() for problem in two] == [False, True]
    assert [CHECK_AGAIN in problem.remedy() for problem in mended] == [False]


def test_the_sentence_that_there_may_be_more_is_translated_like_the_others(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, BANK.replace("stem: Fill", "stem: Note: fill"))

    assert problem.remedy(BracketTexts()).endswith(f"⟦{CHECK_AGAIN}⟧")


def test_lines_that_end_in_another_way_are_counted_as_they_are(tmp_path: Path) -> None:
    text = BANK.replace("stem: Fill", "stem: Note: fill").replace("key: true\n    evi", "kye: true\n    evi")
    lines = [problem.line for problem in problems(tmp_path, text)]

    for end in ("\r\n", "\r"):
        path = tmp_path / "other.yaml"
        path.write_bytes(text.replace("\n", end).encode())
        assert [problem.line for problem in read_bank(path).problems] == lines


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\n",
        "questions:\n",
        "questions: a: b\n",
        "questions:\n\t- id: a\n",
        "questions:\n  id: a\n x: b\n",
        "questions:\n" + "  - a\n" * 1001 + "b: c: d\n",
        f"a: {'b' * 1_000_000}\nquestions:\n  - a: b: c\n",
    ],
)
def test_without_a_list_of_questions_or_with_a_huge_one_nothing_is_set_aside(text: str) -> None:
    assert legible(text.encode(), "questions") is None


def test_what_was_not_read_to_its_end_is_not_told_to_lack_the_rest(tmp_path: Path) -> None:
    entry = "  - id: q{0}\n    type: true_false\n    stem: So.\n    key: true\n"
    text = BANK.partition("  - id: kept")[0] + "".join(map(entry.format, range(1001)))
    cut = text[: text.rindex("    key")]
    for broken in (f"{cut}   key: true\n", f"{cut}    skill: no\n   key: true\n"):
        assert [problem.code for problem in problems(tmp_path, broken)] == ["yaml_indent"]


def test_a_question_with_very_many_mistakes_is_not_mended(tmp_path: Path) -> None:
    fields = "".join(f"    note{at}: x\n" for at in range(10))
    for number, is_mended in ((9, True), (10, False)):
        text = BANK.replace("    key: true\n    evi", f"    key: true\n{fields}    evi")
        for at in range(number):
            text = text.replace(f"    note{at}", f"\tnote{at}")
        codes = {problem.code for problem in problems(tmp_path, text)}
        assert ("unknown_field" in codes) == is_mended, (number, codes)


def test_an_empty_line_or_a_comment_before_the_first_question_hides_none(tmp_path: Path) -> None:
    for between in ("", "\n", "  # the first\n", "# all\n\n"):
        text = BANK.replace("questions:\n", f"questions:\n{between}").replace(
            "    stem: What closed?", "\tstem: What closed?"
        )
        text = text.replace("type: true_false", "tpye: true_false")
        assert {problem.code for problem in problems(tmp_path, text)} == {"yaml_tab", "unknown_field_suggest"}, between


def test_a_single_question_is_mended_too(tmp_path: Path) -> None:
    text = "\n".join(LINES[: STARTS[1]]).replace("    stem:", "\tstem:").replace("key: true", "kye: true")
    assert [problem.code for problem in problems(tmp_path, text)] == ["yaml_tab", "unknown_field_suggest"]
