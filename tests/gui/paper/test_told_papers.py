"""Papers, held against what is told of them in the folder `told`; `WRITE_STORIES=1` writes that anew, as stories."""

import os
from datetime import datetime
from pathlib import Path
from random import Random

import msgspec
import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QPageSize, QPdfWriter

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.image import Image
from quizapp.domain.passage import Span
from quizapp.formats.native import read_bank
from quizapp.gui.kit.dates import whole_date
from quizapp.gui.paper.assignment_pdf import key, names, sheets
from quizapp.gui.paper.attempt_paper import AttemptPaper
from quizapp.gui.paper.history_paper import HistoryPaper
from quizapp.gui.paper.paper import Paper
from quizapp.reports.annotations import RemarkEntry
from quizapp.reports.attempt_report import attempt_report
from quizapp.reports.history_report import history_report
from quizapp.services.exporting import read_history
from quizapp.services.history import History
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.gui.paper.telling import tell
from tests.images import png
from tests.journals import DAY, NOON, Desk
from tests.reports.test_paper_forms import assignment_of
from tests.samples import ALL_SAMPLES, BANK

TOLD = Path(__file__).parent / "told"
DATA = Path(__file__).parents[2] / "data"
_FULLEST = sorted(BANK.questions, key=lambda each: each.id.endswith("full"))
_IMAGE = Image("map.png", "A map of the bay", "Drawn in 1974")
ALL_TYPES = msgspec.structs.replace(BANK, questions=tuple({type(each): each for each in _FULLEST}.values()))
ALL_TYPES = msgspec.structs.replace(
    ALL_TYPES,
    questions=(
        msgspec.structs.replace(ALL_TYPES.questions[0], image=_IMAGE),
        msgspec.structs.replace(ALL_TYPES.questions[1], image=Image("none.png", "Nothing", "")),
        *ALL_TYPES.questions[2:],
    ),
    images={"map.png": png(30, 10)},
)
"""One question of each type."""
pytestmark = pytest.mark.usefixtures("qapp")


def device() -> QPdfWriter:
    writer = QPdfWriter(QBuffer())
    writer.setResolution(600)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return writer


def attempt(bank, *, case=1, mode=PRACTICE, remarks=()):
    taking = Taking(bank, mode, Random(1), lambda: 0.0)
    for number, question in enumerate(bank.questions):
        sample = next((each for each in ALL_SAMPLES if each.question.id == question.id), None)
        if sample is not None:
            taking.respond(question.id, sample.cases[(case + number) % len(sample.cases)].response)
        else:
            taking.respond(question.id, question.correct_response())
    taking.submit()
    marked = mark_attempt(bank, taking.attempt)
    report = attempt_report(marked, started=datetime(2025, 5, 9, 14, 5), name="Ada Lovelace")
    return AttemptPaper(report._replace(remarks=remarks), device())


def of_every_type(tmp_path):
    there = RemarkEntry("1", "Green highlight", "the white tower", "", "green", "Paragraph 1", 1, Span(0, 15))
    lost = RemarkEntry("2", "Note", "old words", "<b>Why?</b>", "", "Not in this version of the text", 2, None)
    return attempt(ALL_TYPES, mode=TEST, remarks=(there, lost))


def with_an_image(tmp_path):
    stem = "Is *this* **that** or `those`?"
    question = msgspec.structs.replace(BANK.question("single-minimal"), image=_IMAGE, stem=stem)
    lost = msgspec.structs.replace(question, id="other", image=Image("none.png", "Nothing", ""))
    return attempt(msgspec.structs.replace(ALL_TYPES, questions=(question, lost)))


def right_to_left(tmp_path):
    return attempt(read_bank(DATA / "right-to-left.yaml").bank)


def history(tmp_path):
    desk = Desk(tmp_path / "journal.db", "Ada Lovelace")
    right = {question.id: question.correct_response() for question in ALL_TYPES.questions}
    for days in (40, 20, 0):
        desk.take(ALL_TYPES, right, TEST, at=NOON - days * DAY)
    desk.settle()
    found = read_history(History(desk.journal, desk.learner), "")
    desk.close()
    return HistoryPaper(history_report(found, NOON, whole_date), device())


def sheet(tmp_path):
    of_type = {each.type_name: each for each in ALL_TYPES.questions}
    unit_given = msgspec.structs.replace(of_type["numeric"], id="unit-given", unit_required=False)
    letters = tuple("ABCDEFGH"[: len(of_type["table"].columns)])
    of_letters = msgspec.structs.replace(of_type["table"], id="of-letters", columns=letters)
    bank = msgspec.structs.replace(ALL_TYPES, questions=(*ALL_TYPES.questions, unit_given, of_letters))
    (made,) = sheets(assignment_of(bank), ["A"])(device())
    return made


def two_sheets(tmp_path):
    bank = read_bank(DATA / "right-to-left-answers.yaml").bank
    return sheets(assignment_of(bank), ["A", "B"])(device())[1]


def answer_key(tmp_path):
    (made,) = key(assignment_of(ALL_TYPES), ["A", "B"])(device())
    return made


def class_list(tmp_path):
    (made,) = names("7b", ["Ada Lovelace", "علي بن محمد"])(device())
    return made


@pytest.mark.parametrize(
    "make", [of_every_type, with_an_image, right_to_left, history, sheet, two_sheets, answer_key, class_list]
)
def test_each_paper_is_as_it_is_told(make, tmp_path):
    paper: Paper = make(tmp_path)
    lines = tell(paper)
    file = TOLD / f"{make.__name__}.txt"
    if "WRITE_STORIES" in os.environ:
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return
    assert lines == file.read_text("utf-8").splitlines()


def test_no_page_ends_with_the_head_of_a_question(tmp_path):
    paper = attempt(BANK)
    heads = [block for block in _blocks(paper) if block.blockFormat().background().style() != Qt.BrushStyle.NoBrush]
    assert paper.pages > 5
    assert [head.text() for head in heads if paper.page_of(head) != paper.page_of(head.next())] == []
    assert len(heads) == len(BANK.questions)


def _blocks(paper):
    block = paper.document.begin()
    while block.isValid():
        yield block
        block = block.next()
