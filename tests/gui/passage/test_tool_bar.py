"""The tools above a passage: which are there, where there is no room for them, and finding words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from quizapp.domain.passage import read_passage
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.menu_button import add_choice
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.passage.passage_card import PassageCard
from tests.gui.conftest import flush
from tests.gui.menus import choose
from tests.gui.seen import heard, visible

PASSAGE = read_passage(
    "# Bees\n\n" + "\n\n".join(f"Paragraph {n} tells of bées and a tower. " * 9 for n in range(1, 40))
)
CTRL, SHIFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier(0)


@pytest.fixture
def card(theme, qtbot):
    window = QWidget()
    made = PassageCard(theme, Pictures(Jobs()))
    made.setParent(window)
    made.around = window  # Qt deletes what is in a window that nobody holds
    qtbot.addWidget(window)
    made.resize(600, 500)
    window.resize(600, 500)
    made.show_passage(PASSAGE)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


def shown(card):
    buttons = sorted(visible(card.tools, QAbstractButton), key=lambda button: button.x())
    return [button.accessibleName() for button in buttons]


def test_tools_stand_in_their_order_and_go_into_more_where_there_is_no_room(card):
    done = []
    card.tools.add_tool(
        "look", "view", "Look", fill=lambda menu: add_choice(menu, "Wide", False, lambda on: done.append(on))
    )
    ruler = card.tools.add_tool("ruler", "list", "Ruler", key="move", toggled=lambda on: done.append(("ruler", on)))
    card.tools.add_tool("glossary", "book", "Glossary", clicked=lambda: done.append("glossary"))
    flush()
    assert shown(card) == ["Ruler", "Glossary", "Find in the passage", "Look"]
    assert ruler.toolTip() == "Ruler (Alt+↑)"
    assert min(ruler.width(), ruler.height()) >= 24
    card.tools.setMaximumWidth(ruler.width() * 2 + 4)
    flush()
    assert shown(card) == ["Ruler", "More tools"]
    choose(card.tools.more, "Glossary")
    menu = card.tools.more.prepare()
    menu.aboutToShow.emit()
    look = next(action.menu() for action in menu.actions() if action.text() == "Look")
    look.actions()[0].trigger()
    ruler.setChecked(True)
    QTest.keyClick(card, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert done == ["glossary", True, ("ruler", True), ("ruler", False)]


def test_a_tool_that_is_not_allowed_has_no_button_no_entry_and_no_key(card):
    pressed = []
    card.tools.add_tool("ruler", "list", "Ruler", key="move", clicked=lambda: pressed.append("ruler"))
    for is_there, change in (
        (False, lambda: card.tools.allow(lambda tool: tool != "ruler")),
        (True, lambda: card.tools.allow(None)),
        (False, lambda: card.tools.offer("ruler", False)),
        (True, lambda: card.tools.offer("ruler", True)),
        (False, lambda: setattr(card.tools, "is_usable", lambda: False)),
    ):
        change()
        flush()
        pressed.clear()
        QTest.keyClick(card, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert bool(pressed) == is_there
    card.tools.allow(lambda tool: False)
    assert not card.tools.more.isVisible()
    assert shown(card) == []


def test_words_are_found_by_keys_alone(card):
    QTest.keyClick(card, Qt.Key.Key_F, CTRL)
    field = card.focusWidget()
    QTest.keyClicks(field, "BEES")
    bar = field.parentWidget()
    count = 9 * 39
    assert bar.count.text() == f"1 of {count}"
    for key, modifier, wanted in (
        (Qt.Key.Key_Return, NONE, 2),
        (Qt.Key.Key_Return, SHIFT, 1),
        (Qt.Key.Key_Return, SHIFT, count),
        (Qt.Key.Key_F3, NONE, 1),
        (Qt.Key.Key_F3, SHIFT, count),
    ):
        QTest.keyClick(field, key, modifier)
        assert bar.count.text() == f"{wanted} of {count}"
    flush()
    assert card.passage.shows(bar.layer.hits[-1])
    assert heard(card.passage).description == f"Found: {count} of {count}"
    QTest.keyClicks(field, "wax")
    assert bar.count.text() == "Not found"
    assert not bar.next.isEnabled()
    field.setText("tower")
    assert bar.count.text() == f"{count} of {count}"  # it goes on from where it was
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert card.passage.hasFocus()
    assert card.passage.textCursor().selectedText() == "tower"
    assert heard(card.passage).description == ""
    QTest.keyClick(card, Qt.Key.Key_F3)
    assert bar.isVisible()


def test_places_are_shown_by_more_than_color(card, theme):
    def painted():
        flush()
        return card.passage.viewport().grab().toImage()

    plain = painted()
    QTest.keyClick(card, Qt.Key.Key_F, CTRL)
    bar = card.focusWidget().parentWidget()
    bar.field.setText("tower")
    flush()
    found, scrolled = painted(), card.passage.verticalScrollBar().value()
    assert found != plain
    for place, is_current in ((bar.layer.hits[0], True), (bar.layer.hits[1], False)):
        box = card.passage.text.boxes(place)[0].translated(0, -scrolled)
        middle, line = round(box.center().x()), theme.color("warn")
        edges = [
            any(found.pixelColor(middle, round(y) + by) == line for by in range(-3, 3))
            for y in (box.top(), box.bottom())
        ]
        assert edges == [is_current, True]
    bar.put_away()
    card.passage.verticalScrollBar().setValue(0)
    assert painted() == plain
