"""The text of a bank's file: its colors, the numbers of its lines, and the bar beside those that the form is at."""

import pytest
from PySide6.QtGui import QRegion, QTextCursor

from quizapp.gui.editor.yaml_pane import YamlPane
from tests.gui.conftest import flush
from tests.gui.seen import Repaints

TEXT = """\
id: bees   # ours
title: "Bees: #1"
list: ['two', it's]
'a key': plain # not a key: this
text: |
  key: no key  # no comment
  "quoted"

  more: text
after: it
- item: one
  "quoted key": >-
    folded: text
- plain text: with "marks" inside
url: http://a#b
"""
COLORED = {
    0: {"id": "accent", "# ours": "muted"},
    1: {"title": "accent", '"Bees: #1"': "right"},
    2: {"list": "accent", "'two'": "right"},
    3: {"'a key'": "accent", "# not a key: this": "muted"},
    4: {"text": "accent"},
    9: {"after": "accent"},
    10: {"item": "accent"},
    11: {'"quoted key"': "accent"},
    13: {"plain text": "accent"},
    14: {"url": "accent"},
}
"""What has a color in each line; the other lines have none."""


@pytest.fixture
def pane(qtbot, theme):
    pane = YamlPane(theme)
    qtbot.addWidget(pane)
    pane.resize(420, 200)
    pane.show_text(TEXT)
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.hasFocus)
    pane.clearFocus()
    return pane


def colored(pane, theme):
    names = {theme.color(name).name(): name for name in ("muted", "accent", "right")}
    told = {}
    block = pane.document().begin()
    while block.isValid():
        parts = {
            block.text()[each.start : each.start + each.length]: names[each.format.foreground().color().name()]
            for each in block.layout().formats()
        }
        told |= {block.blockNumber(): parts} if parts else {}
        block = block.next()
    return told


def test_keys_quoted_texts_and_comments_have_their_colors_outside_of_block_texts(pane, theme):
    assert colored(pane, theme) == COLORED


def line_of(pane, number):
    """The middle of a line on the screen."""
    block = pane.document().findBlockByNumber(number)
    return round(pane.blockBoundingGeometry(block).translated(pane.contentOffset()).center().y())


def marked(pane, theme):
    """The lines beside which there is a bar, of those that can be seen."""
    strip = pane._numbers.grab().toImage()
    seen = [number for number in range(pane.blockCount()) if 0 < line_of(pane, number) < strip.height() - 4]
    accent = theme.color("accent")
    return [number for number in seen if strip.pixelColor(strip.width() - 2, line_of(pane, number)) == accent]


def darkest(pane, number):
    strip, middle = pane._numbers.grab().toImage(), line_of(pane, number)
    around = [(x, y) for x in range(strip.width() - 4) for y in range(middle - 5, middle + 5)]
    return min(strip.pixelColor(*at).lightness() for at in around)


def test_a_bar_marks_the_lines_that_the_form_is_at_and_the_current_number_is_darkest(pane, theme):
    assert marked(pane, theme) == []
    place = TEXT.index("title"), TEXT.index("'a key'")
    pane.show_place(place)
    assert marked(pane, theme) == [1, 2]
    assert darkest(pane, 1) < darkest(pane, 0)
    pane.show_text(f"new: 1\n{TEXT}")
    pane.show_place((place[0] + 7, place[1] + 6))
    assert marked(pane, theme) == [2, 3]
    pane.show_place((place[0] + 7, place[0] + 7))
    assert marked(pane, theme) == [2]
    pane.show_place(None)
    assert marked(pane, theme) == []


def test_a_place_out_of_sight_comes_into_view_while_nobody_writes(pane):
    end = TEXT.index("url")
    assert line_of(pane, 14) > pane.viewport().height()
    pane.show_place((end, end + 3), scroll=False)
    assert line_of(pane, 14) > pane.viewport().height()
    pane.show_place((end, end + 3))
    assert 0 < line_of(pane, 14) < pane.viewport().height()
    pane.moveCursor(QTextCursor.MoveOperation.Start)
    pane.activateWindow()
    pane.setFocus()
    flush()
    pane.show_place((end, end + 3))
    assert line_of(pane, 14) > pane.viewport().height()  # the place of who writes stays
    pane.go_to_line(15)
    assert 0 < line_of(pane, 14) < pane.viewport().height()
    assert pane.textCursor().block().text() == "url: http://a#b"
    assert pane.textCursor().atBlockEnd()


def test_the_numbers_follow_the_text(pane):
    paints = Repaints(pane._numbers)
    width = pane.number_width
    assert pane.viewport().x() >= width
    for name, change in {
        "typing": lambda: pane.insertPlainText("x\n"),
        "scrolling": lambda: pane.verticalScrollBar().setValue(3),
        "place": lambda: pane.show_place((0, 3)),
    }.items():
        paints.region = QRegion()
        change()
        flush()
        assert not paints.region.isEmpty(), name
    pane.show_text("a: 1\n" * 1200)
    flush()
    assert pane.number_width > width  # there is room for four digits
    assert pane._numbers.width() == pane.number_width <= pane.viewport().x()
