"""Dragging items to other places, and statements into categories."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from quizapp.gui.answers.categorize import CategorizeView
from quizapp.gui.answers.ordering import OrderingView
from quizapp.question_types.categorize import Statement
from tests.gui.conftest import flush
from tests.gui.mouse import LEFT, drag, hold_over, let_go, take
from tests.gui.seen import texts, visible
from tests.samples import SAMPLES

ORDERING = next(sample.question for sample in SAMPLES["ordering"] if len(sample.question.ids) == 4)
CATEGORIZE = next(sample.question for sample in SAMPLES["categorize"] if len(sample.question.ids) > 2)
pytestmark = pytest.mark.qt_log_ignore("not accepted by receiving widget")  # what QTest says where nobody cares
GRIP = QPoint(12, 14)
KEY = Qt.Key


@pytest.fixture
def show(theme, qtbot):
    """Shows a question in a scroll area; gives the view, and beside it the area and the responses from now on."""

    def run(kind, question, response=None, height=900):
        area, inside = QScrollArea(), QWidget()
        view = kind(theme)
        column = QVBoxLayout(inside)
        column.addWidget(view)
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        qtbot.addWidget(area)
        view.area, view.given = area, []
        view.response_changed.connect(view.given.append)
        view.show_question(question, tuple(sorted(question.ids)), response)
        area.resize(640, height)
        area.show()
        area.activateWindow()
        qtbot.waitActive(area)
        flush()
        return view

    return run


@pytest.fixture
def ordering(show):
    return show(OrderingView, ORDERING)


@pytest.fixture
def categorize(show):
    return show(CategorizeView, CATEGORIZE)


def pictures(view):
    """The picture that follows the mouse."""
    window = view.window()
    return [label for label in visible(window, QLabel) if label.parent() is window and not label.pixmap().isNull()]


def below(view, index):
    """A point in the lower half of a row, seen from the view."""
    row = view.rows[index].geometry()
    return QPoint(row.center().x(), row.bottom() - 4)


def above(view, index):
    row = view.rows[index].geometry()
    return QPoint(row.center().x(), row.top() + 4)


# items


@pytest.mark.parametrize(
    ("index", "to", "order"),
    [
        (0, (below, 1), "BACD"),
        (0, (below, 3), "BCDA"),
        (3, (above, 0), "DABC"),
        (3, (below, 0), "ADBC"),
        (1, (above, 0), "BACD"),
        (1, (below, 2), "ACBD"),
    ],
)
def test_an_item_is_dragged_to_another_place(ordering, index, to, order):
    where, place = to
    drag(ordering.rows[index], ordering, where(ordering, place))
    assert ordering.given == [tuple(order)]
    assert texts(ordering, QLabel)[1::2] == [ORDERING.part_text(id_) for id_ in order]
    assert not pictures(ordering)
    assert not ordering.line.isVisible()
    assert not ordering.keep.isVisible()


def test_a_line_shows_where_the_item_will_land(ordering):
    take(ordering.rows[0])
    at = hold_over(ordering.rows[0], ordering, below(ordering, 2))
    line = ordering.line.geometry()
    assert ordering.rows[2].geometry().bottom() - 2 <= line.center().y() <= ordering.rows[3].geometry().top() + 2
    assert ordering.line.isVisible()
    assert len(pictures(ordering)) == 1
    hold_over(ordering.rows[0], ordering, above(ordering, 1))  # where it is already
    assert not ordering.line.isVisible()
    at = hold_over(ordering.rows[0], ordering, below(ordering, 3))
    assert ordering.line.geometry().center().y() >= ordering.rows[3].geometry().bottom() - 2
    let_go(ordering.rows[0], at)
    assert ordering.given == [tuple("BCDA")]


@pytest.mark.parametrize("at", [QPoint(-40, 120), QPoint(2000, 120), QPoint(200, 8)], ids=["left", "right", "there"])
def test_an_item_that_is_dropped_beside_the_others_or_where_it_was_stays(ordering, at):
    drag(ordering.rows[0], ordering, at)
    assert ordering.given == []
    assert ordering.order == tuple("ABCD")
    assert ordering.keep.isVisible()


def test_escape_ends_a_drag_and_the_item_stays(ordering):
    take(ordering.rows[0])
    at = hold_over(ordering.rows[0], ordering, below(ordering, 2))
    QTest.keyClick(ordering.window(), KEY.Key_Escape)
    assert not pictures(ordering)
    assert not ordering.line.isVisible()
    let_go(ordering.rows[0], at)
    assert ordering.given == []
    drag(ordering.rows[0], ordering, below(ordering, 1))
    assert ordering.given == [tuple("BACD")]


def test_other_keys_wait_until_the_drag_has_ended(ordering):
    ordering.rows[1].down.setFocus()
    take(ordering.rows[0])
    at = hold_over(ordering.rows[0], ordering, below(ordering, 2))
    QTest.keyClick(ordering.rows[1].down, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ordering.given == []
    let_go(ordering.rows[0], at)
    assert ordering.given == [tuple("BCAD")]


@pytest.mark.parametrize("end", ["another question", "another window", "a mark", "another page"])
def test_a_drag_ends_when_the_question_goes(ordering, qtbot, end):
    take(ordering.rows[0])
    at = hold_over(ordering.rows[0], ordering, below(ordering, 2))
    if end == "another question":
        ordering.show_question(ORDERING, tuple("DCBA"), None)
    elif end == "another window":
        other = QWidget()
        qtbot.addWidget(other)
        other.show()
        other.activateWindow()
        qtbot.waitUntil(other.isActiveWindow)
    elif end == "a mark":
        ordering.show_mark(ORDERING.mark(ordering.order))
    else:
        ordering.hide()
    let_go(ordering.rows[0], at)
    assert not pictures(ordering)
    assert ordering.given == []


def test_a_hand_that_trembles_drags_nothing(ordering):
    row = ordering.rows[0]
    start = row.rect().center()
    QTest.mousePress(row, LEFT, pos=start)
    QTest.mouseMove(row, start + QPoint(0, QApplication.startDragDistance() - 1))
    assert not pictures(ordering)
    QTest.mouseRelease(row, LEFT, pos=start + QPoint(0, QApplication.startDragDistance() - 1))
    QTest.mouseMove(row, start + QPoint(0, 200))
    assert not pictures(ordering)
    assert ordering.given == []


def test_a_button_is_pressed_and_not_dragged(ordering):
    drag(ordering.rows[0].down, ordering, below(ordering, 3))
    assert ordering.given == []


def test_other_buttons_of_the_mouse_neither_drag_nor_drop(ordering):
    row, right = ordering.rows[0], Qt.MouseButton.RightButton
    QTest.mousePress(row, right, pos=row.rect().center())
    QTest.mouseMove(row, row.rect().center() + QPoint(0, 90))
    assert not pictures(ordering)
    QTest.mouseRelease(row, right, pos=row.rect().center())
    take(row)
    at = hold_over(row, ordering, below(ordering, 2))
    QTest.mouseRelease(row, right, pos=at)
    assert pictures(ordering)
    let_go(row, at)
    assert ordering.given == [tuple("BCAD")]


def test_an_item_that_is_marked_cannot_be_dragged(ordering):
    ordering.show_mark(ORDERING.mark(ordering.order))
    drag(ordering.rows[0], ordering, below(ordering, 2))
    assert ordering.given == []
    assert ordering.rows[0].cursor().shape() == Qt.CursorShape.ArrowCursor


def test_what_is_out_of_view_is_scrolled_to(show, qtbot):
    view = show(OrderingView, ORDERING, height=150)
    row, bar = view.rows[0], view.area.verticalScrollBar()
    assert bar.maximum() > 0
    take(row)
    edge = QPoint(200, view.area.viewport().height() - 3)
    hold_over(row, view.area.viewport(), edge)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    qtbot.waitUntil(lambda: view.line.isVisible())
    at = hold_over(row, view, below(view, 3))
    let_go(row, at)
    assert view.given == [tuple("BCDA")]


@pytest.mark.parametrize("kind", [OrderingView, CategorizeView])
def test_what_comes_from_another_program_is_not_taken(show, kind):
    view = show(kind, ORDERING if kind is OrderingView else CATEGORIZE)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/A")])
    data.setText("A")
    for target in (view, *view.rows):
        action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(target.rect().center(), action, data, LEFT, keys)
        enter.ignore()
        QApplication.sendEvent(target, enter)
        assert not enter.isAccepted()


# statements


def test_a_statement_is_dragged_into_a_category(categorize, spoken):
    row = categorize.rows[1]
    assert categorize.bar is None
    take(row, GRIP)
    bar = categorize.bar
    assert [bucket.name for bucket in bar.buckets] == list(CATEGORIZE.categories)
    assert [bucket.is_over for bucket in bar.buckets] == [False] * len(bar.buckets)
    at = hold_over(row, bar.buckets[-1])
    assert [bucket.is_over for bucket in bar.buckets] == [False] * (len(bar.buckets) - 1) + [True]
    assert len(pictures(categorize)) == 1
    let_go(row, at)
    assert categorize.given == [{"B": CATEGORIZE.categories[-1]}]
    assert spoken == [f"{row.shown_text}: put into {CATEGORIZE.categories[-1]}"]
    assert [pill.text() for pill in row.shown_pills if pill.isChecked()] == [CATEGORIZE.categories[-1]]
    assert not pictures(categorize)
    assert not bar.isVisible()
    assert categorize.bar is None


def test_a_statement_is_dragged_into_another_category(show):
    first, second = CATEGORIZE.categories[:2]
    view = show(CategorizeView, CATEGORIZE, {"A": first})
    take(view.rows[0], GRIP)
    assert view.bar.buckets[0].note == "It’s here now"
    assert not view.bar.buckets[1].note
    let_go(view.rows[0], hold_over(view.rows[0], view.bar.buckets[0]))
    assert view.given == []
    take(view.rows[0], GRIP)
    let_go(view.rows[0], hold_over(view.rows[0], view.bar.buckets[1]))
    assert view.given == [{"A": second}]


def test_a_statement_that_is_dropped_beside_the_categories_stays(categorize):
    drag(categorize.rows[0], categorize.rows[1], QPoint(300, 10), GRIP)
    assert categorize.given == []
    assert categorize.bar is None


def test_escape_ends_a_drag_and_the_categories_go(categorize):
    take(categorize.rows[0], GRIP)
    at = hold_over(categorize.rows[0], categorize.bar.buckets[0])
    QTest.keyClick(categorize.window(), KEY.Key_Escape)
    assert categorize.bar is None
    let_go(categorize.rows[0], at)
    assert categorize.given == []


def test_a_statement_that_is_marked_cannot_be_dragged(categorize):
    categorize.show_mark(CATEGORIZE.mark(None))
    take(categorize.rows[0], GRIP)
    assert categorize.bar is None
    assert not pictures(categorize)


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("width", [330, 640, 1000])
def test_all_categories_can_be_reached_however_little_room_there_is(show, theme, width, text_size):
    theme.resize_text(text_size)
    names = tuple(f"A category with a name of some length, {number}" for number in range(1, 7))
    statements = tuple(Statement(f"Statement {number}", names[0]) for number in range(20))
    view = show(CategorizeView, replace(CATEGORIZE, categories=names, statements=statements), height=560)
    view.area.resize(width, 560)
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    flush()
    row = view.rows[-1]
    take(row, GRIP)
    seen = view.area.viewport().rect()
    for bucket in view.bar.buckets:
        assert seen.contains(bucket.geometry().translated(view.bar.pos())), bucket.name
        assert bucket.height() >= 24
    rects = [bucket.geometry() for bucket in view.bar.buckets]
    assert not any(one.intersects(other) for one in rects for other in rects if one is not other)
    let_go(row, hold_over(row, view.bar.buckets[5]))
    assert view.given == [{"T": names[5]}]
