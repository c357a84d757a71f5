"""The library as a list: headings that can't be chosen, below them the banks."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.library.library_model import LastResult, LibraryModel
from quizapp.problems import Problem
from quizapp.services.bank_entries import NO_TEXT, BankEntry, InLanguage, Unit

BEES = BankEntry(Path("bees.yaml"), (), title="Bees", counts=(("numeric", 1),), words=1234, minutes=6)
TOWERS = BankEntry(Path("towers.yaml"), (), title="Towers", counts=(("numeric", 1), ("table", 2)))
BROKEN = BankEntry(Path("broken.yaml"), (Problem("no_such_file", "broken.yaml", 0, "", {}),))
UNITS = (Unit("Old bees", 1234, 6, (BEES, TOWERS)), Unit("", 0, 0, (BROKEN,)))


@pytest.fixture
def model(qapp):
    model = LibraryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield model
    tester.deleteLater()


def heard(model):
    rows = range(model.rowCount())
    return [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]


def test_each_unit_stands_above_its_banks(model):
    model.show_units(UNITS)
    assert heard(model) == [
        "Old bees, 1,234 words · about 6 min to read",
        "Bees, 1 question",
        "Towers, 3 questions",
        "Files with mistakes, You can use them once their mistakes are fixed",
        "broken.yaml, 1 mistake",
    ]
    assert [model.rows[row] for row in (0, 1, 4)] == [UNITS[0], BEES, BROKEN]


def test_banks_without_a_passage_are_a_unit_of_their_own(model):
    model.show_units((Unit(NO_TEXT, 0, 1, (TOWERS,)),))
    assert heard(model) == ["Without a text, each question stands alone", "Towers, 3 questions"]


def test_a_heading_cannot_be_chosen(model):
    model.show_units(UNITS)
    can_be_chosen = [bool(model.index(row).flags() & Qt.ItemFlag.ItemIsSelectable) for row in range(5)]
    assert can_be_chosen == [False, True, True, False, True]


def test_a_file_that_is_not_there_is_not_called_a_mistake(model):
    gone = BankEntry(Path("gone.yaml"), (Problem("file_missing", "gone.yaml", 0, "", {}),))
    model.show_units((Unit("", 0, 0, (gone, BROKEN)),))
    assert heard(model)[1:] == ["gone.yaml, not found", "broken.yaml, 1 mistake"]


def test_where_only_a_title_is_new_no_row_moves(model):
    model.show_units(UNITS)
    happened = []
    model.modelReset.connect(lambda: happened.append("reset"))
    model.dataChanged.connect(lambda *_: happened.append("changed"))
    model.show_units((Unit("Old bees", 1234, 6, (BEES._replace(title="Wasps"), TOWERS)), UNITS[1]))
    assert heard(model)[1] == "Wasps, 1 question"
    assert happened == ["changed"]
    model.show_units((UNITS[0], Unit("", 0, 0, (TOWERS, BROKEN))))
    assert happened == ["changed", "reset"]


def test_a_new_result_is_told_and_seen_by_whoever_points_at_a_bank(model):
    spanish = InLanguage("es", Path("abejas.yaml"), "abejas")
    model.show_units((Unit("Old bees", 1234, 6, (BEES._replace(id="bees", also_in=(spanish,)), TOWERS)),))
    happened = []
    model.dataChanged.connect(lambda first, last, _: happened.append((first.row(), last.row())))
    results = {"bees": LastResult("45 %", "Today", "Today, 14:05"), "abejas": LastResult("60 %", "Today", "Today")}
    for _ in range(2):
        model.show_results(dict(results))
    assert happened == [(0, 2)]
    assert heard(model)[1:] == ["Bees, 1 question, last result: 45 %, Today", "Towers, 3 questions"]
    tip = model.index(1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == tool_tip("Bees\n1 question")


@pytest.mark.parametrize(
    ("path", "neighbor"),
    [("bees.yaml", "towers.yaml"), ("towers.yaml", "broken.yaml"), ("broken.yaml", "towers.yaml")],
)
def test_the_neighbor_of_a_bank_is_below_it_or_else_above(model, path, neighbor):
    model.show_units(UNITS)
    assert model.neighbor(Path(path)) == Path(neighbor)
    model.show_units((Unit("", 0, 0, (BROKEN,)),))
    assert model.neighbor(Path("broken.yaml")) is None


@pytest.mark.parametrize(("path", "row"), [("towers.yaml", 2), ("broken.yaml", 4), ("gone.yaml", 1)])
def test_a_bank_is_found_by_its_file_or_else_the_first_one(model, path, row):
    model.show_units(UNITS)
    assert model.row_of(Path(path)) == row
    assert model.row_of(None) == 1


def test_where_there_is_none_none_is_found(model):
    model.show_units(UNITS)
    model.show_units(())
    assert (model.rowCount(), model.row_of(None)) == (0, -1)
