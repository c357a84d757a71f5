"""The gradebook: what it shows of a class, the attempt behind a cell, and how marks are released and saved."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from quizapp.domain.assignment import AssignmentSettings
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.collecting import collect
from tests.desks import BANK, NOW, assigned, hand_in, taken
from tests.gui.desk.teacher import rows

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
