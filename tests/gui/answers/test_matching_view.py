"""Answering `matching`: by dragging, by a list, by letters; and by ear."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from quizapp.gui.answers.matching import MatchingView
from tests.gui.conftest import flush
from tests.gui.mouse import drag, hold_over, let_go, take
from tests.gui.seen import heard
from tests.samples import SAMPLES

REUSED = SAMPLES["matching"][1].question
ONCE = SAMPLES["matching"][2].question
LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def show(theme, qtbot):
    """Shows a question in a view of some width; gives the view, and beside it the responses from now on."""

    def run(question=ONCE, response=None, width=640):
        around = QWidget()
        column = QVBoxLayout(around)
        view = MatchingView(theme)
        column.addWidget(view)
        column.addStretch(1)
        qtbot.addWidget(around)
        view.given, view.around = [], around
        view.response_changed.connect(view.given.append)
        view.show_question(question, question.ids, response)
        around.resize(width, 1900)
        around.show()
        around.activateWindow()
        qtbot.waitActive(around)
        flush()
        return view

    return run


def test_an_option_is_dragged_to_a_place(show):
    view = show()
    drag(view.cards[2], view.rows[1].slot)
    assert view.given == [{"B": "C"}]
    assert view.rows[1].slot.shown_text == ONCE.value_text("C")
    assert not QApplication.activePopupWidget()


def test_an_option_is_dragged_from_place_to_place_and_out(show):
    view = show()
    view.put(view.rows[0], "A")
    drag(view.rows[0].slot, view.rows[2])
    drag(view.rows[2].slot, view.cards[5])
    assert view.given == [{"A": "A"}, {"C": "A"}, None]


def test_what_is_dropped_nowhere_stays(show):
    view = show(response={"A": "A"})
    drag(view.rows[0].slot, view.window(), QPoint(2, 1895))
    drag(view.cards[1], view.window(), QPoint(2, 1895))
    assert view.given == []


def test_escape_ends_a_drag_without_a_drop(show):
    view = show()
    take(view.cards[2])
    at = hold_over(view.cards[2], view.rows[1].slot)
    QTest.keyClick(view.around, KEY.Key_Escape)
    let_go(view.cards[2], at)
    assert view.given == []
    assert not QApplication.activePopupWidget()


def test_an_option_is_in_one_place_unless_it_can_be_reused(show):
    once = show()
    once.put(once.rows[0], "A")
    once.put(once.rows[1], "A")
    assert once.given[-1] == {"B": "A"}
    again = show(REUSED)
    again.put(again.rows[0], "A")
    again.put(again.rows[1], "A")
    assert again.given[-1] == {"A": "A", "B": "A"}


def test_letters_fill_one_place_after_another(show):
    view = show()
    view.focus_first(Qt.FocusReason.TabFocusReason)
    assert [view.take_key(key) for key in "cA"] == [True, True]
    assert view.given == [{"A": "C"}, {"A": "C", "B": "A"}]
    assert QApplication.focusWidget() is view.rows[2].slot
    assert view.take_key("1")
    assert QApplication.focusWidget() is view.rows[0].slot
    assert not view.take_key("0")
    assert not view.take_key("é")


def test_a_letter_that_no_option_has_means_nothing(show):
    view = show(REUSED)
    assert not view.take_key("e")
    assert not view.take_key("5")
    assert view.given == []


def test_arrow_keys_go_from_place_to_place_and_delete_takes_out(show):
    view = show(response={"B": "A"})
    view.focus_first(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Up)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Down)
    assert QApplication.focusWidget() is view.rows[1].slot
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Delete)
    assert view.given == [None]


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups, without a screen
def test_a_place_has_a_list_of_options(show):
    view = show(REUSED, response={"B": "C"})
    view.rows[1].slot.setFocus()
    QTest.keyClick(view.rows[1].slot, KEY.Key_Space)
    menu = QApplication.activePopupWidget()
    names = [action.text().replace("&", "") for action in menu.actions()]
    assert names == [
        "A. Élise", "B. Marta", "C. The bees  (used in 2)", "D. The town", "Take out C. The bees"
    ]  # fmt: skip
    QTest.keyClick(menu, KEY.Key_Down)
    QTest.keyClick(menu, KEY.Key_Return)
    assert view.given == [{"B": "B"}]


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups, without a screen
def test_an_option_has_a_list_of_places(show):
    view = show(REUSED)
    QTest.mouseClick(view.cards[1], LEFT)
    menu = QApplication.activePopupWidget()
    assert [action.text().replace("&", "") for action in menu.actions()] == [
        f"Put into {number}. {prompt.text}" for number, prompt in enumerate(REUSED.prompts, 1)
    ]
    menu.actions()[3].trigger()
    menu.close()
    assert view.given == [{"D": "B"}]


def test_places_and_options_are_heard(show):
    view = show(REUSED, response={"A": "B"})
    assert heard(view.rows[0].slot).name == "Place 1. Asked for a summer: B. Marta"
    assert heard(view.rows[1].slot).name == "Place 2. Wrote a report, empty. Choose an option"
    assert heard(view.cards[1])[1:3] == ("B. Marta", "Used in 1")
    assert heard(view.cards[0])[1:3] == ("A. Élise", "Option 1 of 4")


def test_the_options_stand_below_where_it_is_narrow(show):
    for width, beside in ((640, True), (360, False)):
        view = show(REUSED, width=width)
        card, slot = (each.mapTo(view, QPoint()) for each in (view.cards[0], view.rows[0].slot))
        assert (card.x() > slot.x()) == beside
        assert view.cards[3].width() <= view.width()


def test_nothing_moves_when_it_is_marked_and_nothing_can_be_moved(show):
    response = {"A": "B", "B": "A"}
    view = show(REUSED, response=response)
    slots = [row.slot for row in view.shown_rows]
    before = [each.geometry() for each in (*slots, *view.shown_cards)]
    view.show_mark(REUSED.mark(response))
    flush()
    assert [each.geometry() for each in (*slots, *view.shown_cards)] == before
    drag(view.cards[0], slots[2])
    drag(slots[0], slots[2])
    assert view.given == []
    assert [slot.marked for slot in slots] == ["right", "wrong", "missed", "missed"]
    assert [slot.tail for slot in slots] == ["", "✓ B", "✓ D", "✓ C"]
