"""Edges that can be seen: as they come out in pixels, in every theme."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from quizapp.gui.answers.parts.gap_field import ChoiceField, TypedField
from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.answers.parts.slot_card import SlotCard
from quizapp.gui.answers.parts.word_pill import WordPill
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.pill import Pill
from quizapp.gui.kit.theme import THEMES, Theme
from tests.gui.conftest import flush
from tests.gui.seen import contrast


def controls(theme: Theme) -> dict[str, QWidget]:
    radio, check, slot, pill, word = (kind(theme) for kind in (RadioCard, CheckCard, SlotCard, Pill, WordPill))
    typed, choice, box = TypedField(theme), ChoiceField(theme), CheckBox(theme, "Show it")
    for card in (radio, check):
        card.show_option("A", "An option", "Option 1 of 2")
    slot.show_card("option", "A", "An option")
    pill.show_text("A value")
    word.show_word("a", "A", "A word")
    typed.show_gap("1", "Gap 1")
    choice.show_gap("2", "Gap 2")
    choice.show_options([("a", "A", "A word")], "")
    return {
        "radio": radio, "check": check, "slot": slot, "pill": pill, "word": word,
        "typed": typed, "choice": choice, "box": box,
    }  # fmt: skip


def shown(widgets: dict[str, QWidget], qtbot) -> QWidget:
    around = QWidget()
    column = QVBoxLayout(around)
    for widget in widgets.values():
        column.addWidget(widget)
    qtbot.addWidget(around)
    around.show()
    around.activateWindow()
    qtbot.waitUntil(around.isActiveWindow)
    return around


def sharpest(widget: QWidget, column: range) -> float:
    """The highest contrast with the ground around it among the pixels of a row through the middle."""
    picture = widget.window().grab().toImage()
    corner = widget.mapTo(widget.window(), QPoint())
    y = corner.y() + widget.height() // 2
    ground = picture.pixelColor(corner.x() - 2, y).name()
    return max(contrast(picture.pixelColor(corner.x() + x, y).name(), ground) for x in column)


def test_edges_and_rings_have_the_contrast_that_their_colors_promise(new_theme, qtbot) -> None:
    theme = new_theme()
    widgets = controls(theme)
    around = shown(widgets, qtbot)
    weak = {}
    for name in THEMES:
        theme.use(name)
        flush()
        around.setFocus(Qt.FocusReason.OtherFocusReason)
        for kind, widget in widgets.items():
            weak[name, kind, "edge"] = sharpest(widget, range(3, 6))
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                flush()
                weak[name, kind, "ring"] = sharpest(widget, range(3))
                widget.clearFocus()
    assert len(weak) > 50
    assert {at: round(found, 2) for at, found in weak.items() if found < 3} == {}


def test_a_ring_leaves_nothing_behind(theme, qtbot) -> None:
    widgets = controls(theme)
    around = shown(widgets, qtbot)
    flush()
    before = around.grab().toImage()
    for widget in widgets.values():
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        flush()
    widgets["radio"].setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.focusWidget().clearFocus()
    flush()
    assert around.grab().toImage() == before


def test_a_ring_is_there_again_where_the_window_or_a_list_was_left(theme, qtbot) -> None:
    """The focus that came by the keyboard stays visible; one that came by the mouse stays without a ring."""
    widgets = controls(theme)
    around = shown(widgets, qtbot)
    for kind in ("radio", "pill", "slot", "typed", "choice"):
        widget = widgets[kind]
        for first, ringed in ((Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.MouseFocusReason, False)):
            widget.clearFocus()
            widget.setFocus(first)
            for reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
                widget.clearFocus()
                widget.setFocus(reason)
                found = sharpest(widget, range(3)) >= 3
                assert found == ringed, (kind, first, reason)
    QTest.qWait(0)
    assert around.isVisible()
