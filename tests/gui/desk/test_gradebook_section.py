"""The gradebook: what it shows of a class, the attempt behind a cell, and how marks are released and saved."""

import csv
import io
import json
import zipfile

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import Overridden, Remarked
from quizapp.domain.event import LevelChanged, ParagraphsRead
from quizapp.domain.passage import Span
from quizapp.services.annotating import Annotating
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.releasing import release
from quizapp.services.desk.reopening import reopen
from tests.desks import BANK, NOW, assigned, hand_in, taken
from tests.gui.conftest import flush
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


def test_points_and_remarks_are_set_and_taken_back_by_keyboard_alone(graded):
    section = graded.section("gradebook")
    bees = section.model.book.titles.index("Bees")
    cell(graded, section, "Ada", bees)
    graded.key(Qt.Key.Key_Return)
    graded.wait()
    page = section.attempt
    assert page.list.hasFocus()
    assert "Ada · Bees" in graded.shown
    first = page.list.questions.rows[0]
    graded.go_to("Your remark on this answer")
    graded.type("Well seen.")
    graded.key(Qt.Key.Key_Return, HELD.ControlModifier)
    graded.wait()
    assert "Saved" in graded.shown
    graded.go_to("Points")
    QApplication.focusWidget().selectAll()
    graded.type("0.5")
    graded.press("Set the points")
    assert any("Say in a few words why" in text for text in graded.shown)
    graded.type("Half of it was right.")
    graded.key(Qt.Key.Key_Return)
    graded.wait()
    assert "You set these points: Half of it was right." in graded.shown
    entries = graded.desk.store.entries(graded.bees.id)
    assert [(type(each), each.question) for each in entries[-2:]] == [
        (Remarked, first.question.id),
        (Overridden, first.question.id),
    ]
    graded.key(Qt.Key.Key_Escape)  # closes the notice
    graded.key(Qt.Key.Key_Escape)
    graded.wait()
    assert book(section)["Ada"][bees] == "15.5 / 17, 91 %"
    graded.key(Qt.Key.Key_Return)
    graded.wait()
    assert page.answer.remark.text == "Well seen."
    graded.press("Take back")
    graded.key(Qt.Key.Key_Escape)
    graded.key(Qt.Key.Key_Escape)
    graded.wait()
    assert book(section)["Ada"][bees] == "16 / 17, 94 %"


def test_an_earlier_submission_is_shown_but_nothing_can_be_said_of_it(graded, tmp_path):
    graded.desk.clock = lambda: NOW + 500
    ada = graded.bees.members[0]
    graded.access.change(lambda desk: reopen(desk, graded.bees, ada, "She was cut short.", tmp_path))
    graded.wait()
    section = graded.section("gradebook")
    bees = section.model.book.titles.index("Bees")
    assert "reopened" in book(section)["Ada"][bees]
    cell(graded, section, "Ada", bees)
    graded.key(Qt.Key.Key_Return)
    graded.wait()
    page = section.attempt
    assert page.list.questions.rows[0].full
    assert page.answer.set_button.isEnabled()
    assert page.files_box.isVisible()
    page.files_box.setCurrentIndex(1)
    graded.wait()
    assert not page.list.questions.rows[0].full
    assert not page.answer.set_button.isEnabled()
    page.tabs["whole"].click()
    flush()
    assert any(text.endswith("She was cut short.") for text in graded.shown)
    graded.key(Qt.Key.Key_PageDown, HELD.ControlModifier)
    graded.wait()
    assert "Björn · Bees" in graded.shown
    assert not page.files_box.isVisible()
    assert page.list.hasFocus()
    assert section.table.chosen_rows() == [1]  # Ctrl, which was held, would have left Ada selected
    graded.key(Qt.Key.Key_PageDown, HELD.ControlModifier)
    assert "Nobody further down has handed in." in graded.shown
    page.before.click()
    assert not page.list.isEnabled()  # those of Björn are not Ada's
    graded.wait()
    assert "Ada · Bees" in graded.shown
    assert page.list.isEnabled()
    graded.key(Qt.Key.Key_PageUp, HELD.ControlModifier)
    assert "Nobody further up has handed in." in graded.shown
    page.after.click()
    graded.wait()
    assert "Björn · Bees" in graded.shown


def test_what_came_in_after_the_release_is_told_as_such_and_can_be_let_count(graded, tmp_path):
    ada = graded.bees.members[0]

    def after_the_release(desk):
        release(desk, graded.bees.id, [ada.id], tmp_path / "out")
        desk.clock = lambda: NOW + 20
        for number, name in ((2, "same number"), (3, "third")):
            handed = taken(graded.bees, ada, {}, number=number, handed_in=NOW + 10)
            hand_in(desk, tmp_path / "late", handed, file=f"{name}.quizanswers")
        collect(desk, [tmp_path / "late"])

    graded.access.change(after_the_release)
    graded.wait()
    section = graded.section("gradebook")
    bees = section.model.book.titles.index("Bees")
    cell(graded, section, "Ada", bees)
    graded.key(Qt.Key.Key_Return)
    graded.wait()
    page = section.attempt
    words = [page.files_box.itemText(at) for at in range(page.files_box.count())]
    assert [text.partition(" (")[2] for text in words] == [
        "counts)",
        "",
        *["after the release, does not count)"] * 2,
    ]
    assert "2 came in after the release" in page.state.text()
    assert page.late.isHidden()
    assert page.list.questions.rows[0].full
    second = next(at for at, text in enumerate(words) if at and text.startswith("Number 2"))
    page.files_box.setCurrentIndex(second)  # of the same number as the one that counts
    graded.wait()
    assert not page.list.questions.rows[0].full
    assert not page.late.isHidden()
    graded.press("Let it count")
    assert "Say in a few words why. It is kept in the list of changes." in graded.shown
    graded.type("The stick was lost.")
    graded.press("Let it count")
    assert page.late.isHidden()
    assert page.files_box.currentText().endswith("(counts)")
    assert "1 came in after the release" in page.state.text()
    assert graded.desk.store.entries(graded.bees.id)[-1].why == "The stick was lost."
    assert not page.list.questions.rows[0].full


def test_the_evidence_of_an_answer_is_shown_in_the_passage(teacher, every_type, tmp_path):
    def prepare(desk):
        _, bees = assigned(desk, "Ada", bank=every_type)
        hand_in(desk, tmp_path / "in", taken(bees, bees.members[0]))
        collect(desk, [tmp_path / "in"])

    teacher.access.change(prepare)
    section = teacher.section("gradebook")
    section.table.setFocus()
    teacher.key(Qt.Key.Key_Return)
    teacher.wait()
    page = section.attempt
    assert page.list.questions.rows[0].question.key_evidence
    teacher.key(Qt.Key.Key_Return)
    assert page.tabs["passage"].isChecked()
    assert page.passage_card.passage.evidence
    assert page.list.hasFocus()
    teacher.key(Qt.Key.Key_F6)
    assert page.passage_card.passage.hasFocus()
    teacher.key(Qt.Key.Key_F6)
    assert page.list.hasFocus()
    page.tabs["answer"].setChecked(True)
    teacher.key(Qt.Key.Key_F6)
    assert page.answer.remark.field.hasFocus()


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


def test_what_two_teachers_write_at_the_same_time_is_told_and_not_lost(graded):
    section = graded.section("gradebook")
    bees = section.model.book.titles.index("Bees")
    cell(graded, section, "Ada", bees)
    graded.key(Qt.Key.Key_Return)
    graded.wait()
    page, ada = section.attempt, graded.bees.members[0].id
    question = page.list.questions.rows[0].question.id
    theirs = Remarked(at=NOW, who="B", learner=ada, part=0, question=question, text="Theirs")
    graded.desk.store.append(graded.bees.id, theirs)
    graded.go_to("Your remark on this answer")
    graded.type("Mine")
    page.settle()
    graded.wait()
    assert any("has changed in the meantime" in text for text in graded.shown)
    assert page.answer.remark.text == "Mine"
    page.settle()
    graded.wait()
    assert graded.desk.store.entries(graded.bees.id)[-1].text == "Mine"


def test_marks_are_released_into_a_folder_and_the_unrated_are_named(graded, tmp_path):
    section = graded.section("gradebook")
    bees = section.model.book.titles.index("Bees")
    cell(graded, section, "Björn", bees)
    graded.press("Release…")
    dialog = QApplication.activeModalWidget()
    assert "Written answers are not rated yet: Björn." in dialog.text.text()
    assert dialog.text.height() >= dialog.text.heightForWidth(dialog.text.width())  # none of it is cut off
    assert "Not handed in yet: 陈." in dialog.text.text()
    assert "It can be handed in until" in dialog.text.text()
    graded.go_to("Also as PDF, for those without the program")
    graded.key(Qt.Key.Key_Space)
    graded.go_to("For all 2")
    graded.key(Qt.Key.Key_Return)
    graded.choose_folder(tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.quizfeedback")) == [
        "Bees - Ada.quizfeedback",
        "Bees - Björn.quizfeedback",
    ]
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["Bees - Ada.pdf", "Bees - Björn.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in tmp_path.glob("*.pdf"))
    assert any("2 files of feedback" in text and "Björn" in text for text in graded.shown)
    assert book(section)["Björn"][bees].endswith("released")


def test_the_gradebook_is_saved_as_a_workbook_a_table_and_data(graded, tmp_path):
    section = graded.section("gradebook")
    for kind in ("csv", "json", "xlsx"):
        section.saving.save_to(tmp_path / f"book.{kind}", kind)
        graded.wait()
        assert any(f"book.{kind}" in text for text in graded.shown)
    names = [row[0] for row in csv.reader(io.StringIO((tmp_path / "book.csv").read_text("utf-8-sig")))]
    assert names == ["name", "Ada", "Björn", "陈"]
    assert [each["name"] for each in json.loads((tmp_path / "book.json").read_text("utf-8"))["learners"]] == names[1:]
    assert "陈" in zipfile.ZipFile(tmp_path / "book.xlsx").read("xl/sharedStrings.xml").decode()
    section.saving.save_to(tmp_path / "book.csv" / "book.csv", "csv")
    graded.wait()
    assert any("cannot be written" in text for text in graded.shown)


def test_a_table_of_canvas_is_filled_with_the_points(graded, tmp_path):
    section = graded.section("gradebook")
    roster = tmp_path / "from-canvas.csv"
    roster.write_text("Student,ID,Section\nBjörn,2,7b\nAda,1,7b\n", encoding="utf-8")
    section.saving.save_to(tmp_path / "for-canvas.csv", "canvas")
    graded.choose_folder(roster)
    graded.wait()
    rows = list(csv.reader(io.StringIO((tmp_path / "for-canvas.csv").read_text("utf-8-sig"))))
    assert [row[:3] for row in rows] == [
        ["Student", "ID", "Section"], ["    Points Possible", "", ""], ["Björn", "2", "7b"], ["Ada", "1", "7b"],
    ]  # fmt: skip
    assert rows[0][3:] == list(section.model.book.titles)
    assert any("for-canvas.csv" in text and "left out: 陈" in text for text in graded.shown)


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
