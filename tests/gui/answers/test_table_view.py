"""Answering `table`: a grid that the arrow keys go through, and rows where it is narrow."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from quizapp.gui.answers.table import TableView
from tests.gui.conftest import flush
from tests.gui.seen import Role, all_heard, heard, texts
from tests.samples import SAMPLES

QUESTION = SAMPLES["table"][1].question
EDGE = SAMPLES["table"][2].question
KEY = Qt.Key


@pytest.fixture
def show(theme, qtbot):
    """Shows the full sample in a view of some width; gives the view, and beside it the responses from now on."""

    def run(question=QUESTION, response=None, width=640):
        around = QWidget()
        column = QVBoxLayout(around)
        view = TableView(theme)
        column.addWidget(view)
        column.addStretch(1)
        qtbot.addWidget(around)
        view.given, view.around = [], around
        view.response_changed.connect(view.given.append)
        view.show_question(question, question.ids, response)
        around.resize(width, 1500)
        around.show()
        around.activateWindow()
        qtbot.waitActive(around)
        flush()
        return view

    return run


def focused(view):
    """The row and the column that have the focus."""
    widget = QApplication.focusWidget()
    return next((r, row.pills.index(widget)) for r, row in enumerate(view.shown_rows) if widget in row.pills)


def test_the_headings_stand_above_their_cells(show):
    view = show()
    assert not view.head.isHidden()
    heads = [label for label in view.findChildren(QLabel) if label.isVisible() and label.text() in QUESTION.columns]
    assert [label.text() for label in heads] == list(QUESTION.columns)
    for row in view.shown_rows:
        for head, pill in zip(heads, row.pills, strict=False):
            middle = pill.mapTo(view, pill.rect().center()).x()
            assert abs(middle - head.mapTo(view, head.rect().center()).x()) <= 2


def test_the_headings_stay_in_view_while_the_rows_are_scrolled(show, qtbot):
    view = show()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(view.around)
    qtbot.addWidget(area)
    area.resize(660, 120)
    area.show()
    flush()
    bar = area.verticalScrollBar()
    for value in (0, 30, 60):
        bar.setValue(value)
        assert bar.value() == value
        assert 0 <= view.head.mapTo(area, QPoint(0, 0)).y() <= max(12, 12 - value)
        assert view.head.y() <= view.shown_rows[-1].y() - view.head.height()
    flush()
    area.hide()
    area.takeWidget()  # it belongs to whoever made it


def test_no_text_is_cut(show):
    for width in (420, 520, 640):
        view = show(width=width)
        for label in view.findChildren(QLabel):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_where_it_is_narrow_the_choices_stand_below_their_row(show):
    view = show(width=300)
    assert view.head.isHidden()
    assert not set(texts(view, QLabel)) & set(QUESTION.columns)
    assert all(pill.y() > row.findChild(QLabel).y() for row in view.shown_rows for pill in row.shown_pills)
    QTest.mouseClick(view.rows[0].pills[1], Qt.MouseButton.LeftButton)
    assert view.given == [{"A": QUESTION.columns[1]}]


def test_it_becomes_a_grid_when_it_is_made_wider(show):
    view = show(width=300, response={"B": QUESTION.columns[2]})
    view.window().resize(700, 1500)
    flush()
    assert not view.head.isHidden()
    assert view.rows[1].value == QUESTION.columns[2]
    assert view.given == []


def test_headings_that_are_too_many_stand_with_the_choices(show):
    view = show(EDGE, width=420)
    assert view.head.isHidden()
    long = view.rows[0].pills[5]
    assert long.width() <= view.width()
    assert long.height() >= long.heightForWidth(long.width())


def test_arrow_keys_move_and_choose_nothing(show):
    view = show()
    view.focus_first(Qt.FocusReason.TabFocusReason)
    assert focused(view) == (0, 0)
    for key in (KEY.Key_Right, KEY.Key_Down, KEY.Key_Down, KEY.Key_Left, KEY.Key_Left, KEY.Key_Up):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert focused(view) == (1, 0)
    assert view.given == []
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Space)
    assert view.given == [{"B": QUESTION.columns[0]}]


def test_arrow_keys_stay_at_the_edges(show):
    view = show()
    view.focus_first(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Up)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Left)
    assert focused(view) == (0, 0)
    for _ in range(9):
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Down)
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Right)
    assert focused(view) == (3, 2)


def test_digits_answer_one_row_after_another(show):
    view = show()
    view.focus_first(Qt.FocusReason.TabFocusReason)
    assert [view.take_key(key) for key in "1293"] == [True, True, False, True]
    assert view.given[-1] == {"A": QUESTION.columns[0], "B": QUESTION.columns[1], "C": QUESTION.columns[2]}


def test_cells_are_heard_with_their_column_and_row(show):
    view = show(response={"A": QUESTION.columns[1]})
    cells = [entry for entry in all_heard(view) if entry.role == Role.RadioButton][:3]
    assert [cell.name for cell in cells] == [f"{column}: A. {QUESTION.rows[0].text}" for column in QUESTION.columns]
    assert [cell.description for cell in cells] == [f"Column {number} of 3" for number in (1, 2, 3)]
    assert ["checked" in cell.states for cell in cells] == [False, True, False]


def test_nothing_moves_when_it_is_marked(show):
    response = {"A": QUESTION.columns[1], "B": QUESTION.columns[1]}
    view = show(response=response)
    before = [pill.geometry() for row in view.shown_rows for pill in row.pills]
    view.show_mark(QUESTION.mark(response))
    flush()
    assert [pill.geometry() for row in view.shown_rows for pill in row.pills] == before
    assert heard(view.rows[0].pills[0]).description == "Right answer, not chosen"
    assert heard(view.rows[0].pills[1]).description == "Your answer, wrong"
