"""A bank with emphasis in every text: wherever it is compared, said, written or printed plainly, it has no signs."""

import json
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path
from random import Random

import pytest
import yaml

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.bank import Bank
from quizapp.domain.inline import plain_text
from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.domain.option import Option, read_choice
from quizapp.domain.question import Question, Response
from quizapp.domain.runs import InlineText
from quizapp.formats.native import read_bank
from quizapp.formats.responses import read_responses
from quizapp.question_types.ordering import Item, Ordering
from quizapp.question_types.single_choice import SingleChoice
from quizapp.reports.attempt_data import attempt_data
from quizapp.reports.attempt_report import Report, attempt_report
from quizapp.reports.attempt_text import results_lines
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from quizapp.terminal.console import Console
from quizapp.terminal.taking import take


def _bank() -> Bank:
    bank = read_bank(Path(__file__).parent / "data" / "emphasis.yaml").bank
    assert bank is not None
    return bank


BANK = _bank()
SIGNS = set("*`\\")
each = pytest.mark.parametrize("question", BANK.questions, ids=lambda question: question.type_name)


def reviewed(*, right: bool) -> MarkedAttempt:
    taking = Taking(BANK, TEST, Random(1), lambda: 0.0)
    for question in BANK.questions:
        taking.respond(question.id, question.correct_response() if right else wrong(question))
    taking.submit()
    return mark_attempt(BANK, taking.attempt)


def wrong(question: Question) -> Response:
    """A response that feedback is said to, where there is some."""
    given: dict[str, Response] = {
        "one": "B",
        "several": ("C",),
        "statement": "true",
        "grid": {"A": "Does **not** say", "B": "Says *so*"},
        "sort": {"A": "The **town**", "B": "*Marta*"},
        "pairs": {"A": "B", "B": "C"},
        "order": tuple(reversed(getattr(question, "ids", ()))),
        "typed": "she",
        "number": "12",
        "gaps": {"1": "74", "2": "*full*"},
        "chosen": {"1": "1B"},
        "words": {"1": "B", "2": "A"},
        "selected": ("stood empty",),
        "marked": ("2",),
        "both": {"a": "B", "b": "B"},
        "written": {"text": "She *just* asked.", "A": "0"},
    }
    return given[question.id]


def report_texts(report: Report) -> Iterator[str]:
    for entry in report.questions:
        yield entry.text
    for table in report.tables:
        yield from (table.title, *table.head, *table.notes)
        yield from (cell.text for row in table.rows for cell in row)


@each
def test_an_answers_file_has_texts_without_signs(question: Question) -> None:
    """And is read as the same response."""
    for response in (question.correct_response(), wrong(question)):
        written = question.write_response(response)
        assert question.read_response(json.loads(json.dumps(written))) == response
        if question.id not in ("gaps", "written"):
            assert not SIGNS & set(json.dumps(written, ensure_ascii=False).replace('\\"', ""))


def test_texts_are_read_with_the_signs_and_without() -> None:
    grid, pairs, order = BANK.question("grid"), BANK.question("pairs"), BANK.question("order")

    for row in ("The tower stood empty.", "The *tower* stood empty.", "A"):
        for column in ("Says so", "Says *so*"):
            assert grid.read_response({row: column}) == {"A": "Says *so*"}
    assert pairs.read_response({"The tower stood": "empty"}) == pairs.read_response({"B": "`empty`"})
    items = ["Marta asked.", "The harbour closed.", "The town voted."]
    assert order.read_response(items) == order.read_response(["*Marta* asked.", "A", "C"])
    assert BANK.question("words").read_response({"1": "empty"}) == {"1": "B"}
    assert BANK.question("chosen").read_response({"1": "unanimous"}) == {"1": "1A"}
    assert BANK.question("written").read_response({"text": "x", "Says what": "Says so"}) == {"text": "x", "A": "1"}


def test_what_a_text_reads_as_goes_before_what_was_typed() -> None:
    assert read_choice("*a*", [r"\*a\*", "*a*"]) == "A"
    assert read_choice("a", [r"\*a\*", "*a*"]) == "B"


def test_ids_of_items_do_not_depend_on_emphasis() -> None:
    texts = ["b", "c", "a"]
    plain = Ordering(id="q", stem="?", items=tuple(map(Item, texts)))
    emphasized = Ordering(id="q", stem="?", items=tuple(Item(f"*{text}*" if text == "c" else text) for text in texts))

    assert emphasized.ids == plain.ids == ("B", "C", "A")


@pytest.mark.parametrize("right", [True, False])
def test_reports_in_words_and_as_data_have_no_signs(right: bool) -> None:
    done = reviewed(right=right)
    learners = ("*full*", "*just*")
    texts = list(report_texts(attempt_report(done, started=datetime(2025, 5, 9))))
    texts += results_lines(done, 5.0, 90, told=False)
    data = attempt_data(done)
    texts += [
        json.dumps(entry, ensure_ascii=False).replace(r"\n", "") for entry in (data["questions"], data["distinctions"])
    ]
    whole = "\n".join(texts)
    assert ("*full*" in whole, "*just*" in whole) == (not right, not right)  # what a learner typed is as it was typed
    for typed in learners:
        whole = whole.replace(typed, "")
    assert not SIGNS & set(whole)
    for question in BANK.questions:
        assert plain_text(question.stem) in whole


def test_a_report_keeps_the_emphasis_for_who_can_show_it() -> None:
    report = attempt_report(reviewed(right=False), started=datetime(2025, 5, 9))
    entry = report.questions[0]

    assert isinstance(entry.stem, InlineText)
    emphasized = {
        run.text
        for entry in report.questions
        for said in entry.said
        for line in said.lines
        if isinstance(line.text, InlineText)
        for run in line.text.runs
        if run[1:] != (False, False, False)
    }
    assert {"tower", "did", "no more", "Marta", "town", "unanimous", "one summer", "more", "what"} <= emphasized
    assert not {"full", "just"} & emphasized


@pytest.mark.parametrize("mode", [PRACTICE, TEST])
def test_a_terminal_shows_no_signs(mode: object) -> None:
    out = StringIO()
    typed = "\n".join(
        ["B", "C", "t", "12", "21", "BC", "BAC", "she", "12", "74", "", "B", "A", "B", "2", "2", "B", "B", ""]
    )
    taking = Taking(BANK, mode, Random(1), lambda: 0.0)  # type: ignore[arg-type]
    take(taking, Console(StringIO(typed), out))
    printed = out.getvalue()

    for question in BANK.questions[:8]:
        assert plain_text(question.stem) in " ".join(printed.split())
    assert "The harbour closed in [1], and the tower stood [2]." in " ".join(printed.split())
    assert not SIGNS & set(printed)


def test_a_question_without_its_key_reads_the_same() -> None:
    for question in BANK.questions:
        bare = question.without_key()
        assert bare.stem == question.stem
    bare = BANK.question("words").without_key()
    assert [bare.part_text(id_) for id_ in bare.ids] == ["eleven", "empty", "white"]  # type: ignore[attr-defined]


def test_mistakes_are_told_of_what_is_read() -> None:
    options = (Option("*a*", key=True), Option("a"), Option("` `"))
    found = [mistake.code for mistake in SingleChoice(id="q", stem="?", options=options).mistakes()]

    assert found == ["same_text_twice", "empty_text"]


def test_an_answers_file_can_be_written_and_read(tmp_path: Path) -> None:
    written = {question.id: question.write_response(question.correct_response()) for question in BANK.questions}
    path = tmp_path / "answers.yaml"
    path.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    responses, problems = read_responses(path, BANK)

    assert problems == ()
    assert responses == {question.id: question.correct_response() for question in BANK.questions}
