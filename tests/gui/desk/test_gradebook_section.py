"""The gradebook: what it shows of a class, the attempt behind a cell, and how marks are released and saved."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.event import LevelChanged, ParagraphsRead
from quizapp.domain.passage import Span
from quizapp.services.annotating import Annotating
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.collecting import collect
from tests.desks import BANK, NOW, assigned, hand_in, taken
from tests.gui.desk.teacher import rows
from tests.gui.seen import words_heard
from tests.leveled import LEVELED

HELD = Qt.KeyboardModifier


@pytest.fixture
def graded(teacher, tmp_path):
    """Ada has handed in twice, Björn late and with a written answer, 陈 not at all; a second assignment is new."""

    def prepare(desk):
        desk.clock = lambda: NOW
        room, bees = assigned(desk, settings=AssignmentSettings(due=NOW + 50))
        make_assignment(desk, room, "Ants", merge([(BANK, ())]), AssignmentSettings())
        ada, bjorn, _ = bees.members
        written = {
            each.id: {"text": "Bees count, <b>too</b>."} for each in bees.parts[0].bank.questions if each.is_rated
        }
        hand_in(desk, tmp_path / "in", taken(bees, ada, {}, handed_in=NOW))
        hand_in(desk, tmp_path / "in", taken(bees, ada, number=2, handed_in=NOW))
        hand_in(desk, tmp_path / "in", taken(bees, bjorn, written))
        collect(desk, [tmp_path / "in"])
        return bees

    found = []
    teacher.access.change(prepare, found.append)
    teacher.wait()
    teacher.bees = found[0]
    return teacher


def book(section):
    """The gradebook as it is shown: the cells of each learner."""
    names = [row.name for row in section.model.rows]
    return dict(zip(names, rows(section.table), strict=True))


def cell(teacher, section, name, column):
    """Go to a cell with the arrow keys."""
    section.table.setFocus()
    row = next(at for at, each in enumerate(section.model.rows) if each.name == name)
    while (index := section.table.currentIndex()).row() != row or index.column() != column:
        if index.row() != row:
            teacher.key(Qt.Key.Key_Down if index.row() < row else Qt.Key.Key_Up)
        else:
            teacher.key(Qt.Key.Key_Right if index.column() < column else Qt.Key.Key_Left)


def test_each_cell_says_in_words_what_there_is(graded):
    section = graded.section("gradebook")
    names = [section.model.title(column) for column in range(section.model.columnCount())]
    assert names == ["Bees", "Ants", "All together"] or names == ["Ants", "Bees", "All together"]
    bees = names.index("Bees")
    shown = {name: cells[bees] for name, cells in book(section).items()}
    assert shown == {"Ada": "16 / 17, 94 %", "Björn": "0 / 16, 0 %, late, 1 to rate", "陈": "missing"}
    assert {cells[1 - bees] for cells in book(section).values()} == {"missing"}
    assert book(section)["Ada"][2] == "16 / 17, 94 %, 1 missing"
    cell(graded, section, "Björn", bees)
    assert "Björn, Bees: 0 / 16, 0 %, late, 1 to rate" in graded.shown
    cell(graded, section, "陈", bees)
    graded.key(Qt.Key.Key_Return)
    assert "Nothing has come in from 陈 yet." in graded.shown
    assert not section.open_button.isEnabled()
    assert section.release_button.isEnabled()
    cell(graded, section, "陈", 1 - bees)
    assert not section.release_button.isEnabled()
    assert not section.rate_button.isEnabled()
    header = section.table.horizontalHeader()
    for names in (["Björn", "Ada", "陈"], ["Ada", "Björn", "陈"]):  # the lowest first, then the highest
        at = QPoint(header.sectionViewportPosition(bees) + 9, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert list(book(section)) == names
    graded.choose("Order of the learners", "In class order")
    cell(graded, section, "Björn", bees)
    graded.choose("Order of the learners", "Highest marks first")
    assert list(book(section)) == ["Ada", "Björn", "陈"]
    graded.choose("Order of the learners", "Most to do first")
    assert list(book(section)) == ["Björn", "陈", "Ada"]
    assert section.model.told(section.table.currentIndex().row(), bees).startswith("Björn")  # stays the current one


def test_a_clock_that_cannot_be_right_is_told_in_the_cell(graded, tmp_path):
    chen = graded.bees.members[2]

    def set_back(desk):
        handed = taken(graded.bees, chen, {}, handed_in=NOW - 86_400 * 400)
        collect(desk, [hand_in(desk, tmp_path / "back", handed)])

    graded.access.change(set_back)
    graded.wait()
    section = graded.section("gradebook")
    bees = section.model.book.titles.index("Bees")
    cell(graded, section, "陈", bees)
    (told,) = [text for text in graded.shown if text.startswith("陈, Bees: ")]
    assert "by the learner’s clock: " in told
    assert "; came in: " in told
    assert ", late" not in told


def test_the_learners_highlights_and_notes_are_shown_in_the_passage(teacher, every_type, tmp_path):
    first, second = (sentence.span for sentence in every_type.passage.sentences[:2])

    def mark(taking):
        annotating = Annotating(taking)
        annotating.write(annotating.note(second), "Why not the bees?")
        annotating.highlight(first, "green")

    def prepare(desk):
        _, bees = assigned(desk, "Ada\nBo", bank=every_type)
        hand_in(desk, tmp_path / "in", taken(bees, bees.members[0], also=mark))
        hand_in(desk, tmp_path / "in", taken(bees, bees.members[1]), by="Bo")
        collect(desk, [tmp_path / "in"])

    teacher.access.change(prepare)
    section = teacher.section("gradebook")
    section.table.setFocus()
    teacher.key(Qt.Key.Key_Return)
    teacher.wait()
    page = section.attempt
    page.tabs["passage"].click()
    shown = page.remarks
    assert shown.isVisible()
    assert [entry.name for entry in shown.list.model_.rows] == ["Green highlight", "Note"]
    assert "1 highlight" in words_heard(page.passage_card.passage)
    shown.list.setFocus()
    teacher.key(Qt.Key.Key_Down)
    assert "Why not the bees?" in teacher.shown
    teacher.key(Qt.Key.Key_Return)
    view = page.passage_card.passage
    ((sign, _),) = shown._layer._signs
    start = view.cursorRect(view.text.cursor(Span(first.start + 1, first.start + 1))).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    assert shown.list.current.name == "Green highlight"
    at = sign.center().toPoint() - QPoint(0, view.verticalScrollBar().value())
    QTest.mouseClick(view._gutter, Qt.MouseButton.LeftButton, pos=at)
    assert shown.list.current.name == "Note"
    page.learner_requested.emit(1)
    teacher.wait()
    assert not shown.isVisible()
    assert "1 highlight" not in words_heard(page.passage_card.passage)


def test_an_attempt_is_shown_at_the_level_at_which_it_was_read(teacher, tmp_path):
    def prepare(desk):
        desk.clock = lambda: NOW
        _, tower = assigned(desk, bank=LEVELED)
        submission = taken(tower, tower.members[0])
        part = submission.parts["0"]
        *before, end = part.events
        read = ParagraphsRead(at=end.at, seconds={1: 4.0, 2: 2.0}, total=4.0)
        events = (*before, read, LevelChanged(at=end.at, level="easier"), end)
        changed = msgspec.structs.replace(part, events=events)
        hand_in(desk, tmp_path / "in", msgspec.structs.replace(submission, parts={"0": changed}))
        collect(desk, [tmp_path / "in"])

    teacher.access.change(prepare)
    teacher.wait()
    section = teacher.section("gradebook")
    cell(teacher, section, "Ada", section.model.book.titles.index("Bees"))
    teacher.key(Qt.Key.Key_Return)
    teacher.wait()
    page = section.attempt
    assert "Somebody bought its lamp." in page.passage_card.passage.toPlainText()
    assert page.passage_card.passage.evidence
    page.tabs["whole"].click()
    teacher.wait()
    assert any("The White Tower: Original, Easier to read" in text for text in teacher.shown)
    shown = [text.replace("\u00a0", " ") for text in teacher.shown]
    assert {"Text on the screen", "4 s", "Time by paragraph"} <= set(shown)
    assert any(text.startswith("1: 4 s · 2: 2 s") for text in shown)
