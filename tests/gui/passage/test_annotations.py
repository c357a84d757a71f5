"""Highlights and notes on the screen: what is painted, told, and done by mouse."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from quizapp.domain.attempt import PRACTICE
from quizapp.domain.passage import Span, read_passage
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import THEMES
from quizapp.gui.passage.annotation_tool import AnnotationTool
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.gui.passage.pens import PENS, ink_of, pen_icon
from quizapp.reports.annotations import RemarkEntry
from quizapp.services.annotating import Annotating
from quizapp.services.taking import Taking
from tests.gui.conftest import flush
from tests.gui.seen import all_heard, contrast, heard
from tests.samples import BANK

LEFT = Qt.MouseButton.LeftButton
PASSAGE = BANK.passage
WORDS = PASSAGE.text.split()


class Reader(NamedTuple):
    """Somebody who reads a passage with the tool."""

    card: PassageCard
    tool: AnnotationTool
    annotating: Annotating
    spoken: list[str]

    @property
    def view(self):
        return self.card.passage

    def box(self, words):
        boxes = self.view.text.boxes(PASSAGE.find(words)[0])
        return boxes[0].translated(0, -self.view.verticalScrollBar().value())

    def drag(self, words):
        box = self.box(words)
        y = round(box.center().y())
        QTest.mousePress(self.view.viewport(), LEFT, pos=QPoint(round(box.left()), y))
        for x in (round(box.center().x()), round(box.right())):
            at = QPointF(x, y)
            move = QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier(0))
            QApplication.sendEvent(self.view.viewport(), move)
        QTest.mouseRelease(self.view.viewport(), LEFT, pos=QPoint(round(box.right()), y))
        flush()

    def click(self, words):
        QTest.mouseClick(self.view.viewport(), LEFT, pos=self.box(words).center().toPoint())
        flush()

    @property
    def seen(self):
        return {entry.quote: entry.pen or entry.text for entry in (*self.tool.layer.highlights, *self.tool.layer.notes)}


@pytest.fixture
def reader(theme, qtbot):
    window = QWidget()
    card = PassageCard(theme, Pictures(Jobs()))
    card.setParent(window)
    card.around = window  # Qt deletes what is in a window that nobody holds
    qtbot.addWidget(window)
    card.resize(640, 560)
    window.resize(640, 560)
    card.show_passage(PASSAGE)
    annotating = Annotating(Taking(BANK, PRACTICE, None, lambda: 0.0))
    tool = AnnotationTool(theme, card)
    tool.use(annotating)
    spoken: list[str] = []
    tool.layer.announced.connect(spoken.append)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Reader(card, tool, annotating, spoken)


FIRST, SECOND = " ".join(WORDS[1:4]), " ".join(WORDS[5:7])


def test_words_are_marked_with_the_mouse_and_changed_in_the_bar_beside_them(reader):
    reader.drag(FIRST)
    bar = reader.tool._pen_bar
    assert bar.isVisible()
    assert not bar.remove.isVisible()
    QTest.keyClick(reader.view, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert reader.view.textCursor().selectedText() == FIRST
    reader.click(SECOND)
    reader.drag(FIRST)
    assert not bar.geometry().intersects(reader.box(FIRST).toRect().translated(reader.view.viewport().pos()))
    QTest.mouseClick(bar.pens["green"], LEFT)
    assert reader.seen == {FIRST: "green"}
    assert not bar.isVisible()
    assert not reader.view.textCursor().hasSelection()
    reader.click(FIRST)
    assert bar.isVisible()
    assert bar.pens["green"].isChecked()
    QTest.mouseClick(bar.pens["pink"], LEFT)
    assert reader.seen == {FIRST: "pink"}
    reader.tool.on.setChecked(True)
    reader.drag(SECOND)  # with the highlighter on, each selection is marked
    assert reader.seen == {FIRST: "pink", SECOND: "green"}
    reader.tool.on.setChecked(False)
    reader.click(FIRST)
    QTest.mouseClick(bar.remove, LEFT)
    assert reader.seen == {SECOND: "green"}
    assert reader.spoken[-1] == "Highlight removed"


def test_a_note_is_written_in_a_panel_and_opened_by_its_sign(reader):
    reader.drag(FIRST)
    QTest.mouseClick(reader.tool._pen_bar.note, LEFT)
    panel = reader.tool._note_panel
    QTest.keyClicks(reader.card.focusWidget(), "Why?")
    assert reader.seen == {FIRST: "Why?"}  # the sign is there as soon as something is
    assert any(entry.name.startswith("Note: Why?") for entry in all_heard(reader.view))
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    flush()
    assert not panel.isVisible()
    assert reader.view.hasFocus()
    assert reader.seen == {FIRST: "Why?"}
    ((sign, _),) = reader.tool.layer._signs
    at = sign.center().toPoint() - QPoint(0, reader.view.verticalScrollBar().value())
    QTest.mouseClick(reader.view._gutter, LEFT, pos=at)
    assert panel.isVisible()
    assert panel.field.toPlainText() == "Why?"
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    selected = PASSAGE.find(WORDS[2])[0]
    reader.view.setTextCursor(reader.view.text.cursor(selected))  # words that are selected get a note of their own
    reader.tool.write_note()
    assert panel.isVisible()
    assert panel.field.toPlainText() == ""
    QTest.keyClick(panel.field, Qt.Key.Key_Escape)
    QTest.mouseClick(reader.view._gutter, LEFT, pos=at)
    QTest.mouseClick(panel.delete, LEFT)
    assert reader.seen == {}
    assert reader.tool.undo()
    assert reader.seen == {FIRST: "Why?"}


def test_highlights_are_seen_without_color_and_evidence_over_them_too(reader, theme):
    span = PASSAGE.find(FIRST)[0]
    looks = {}
    for pen in PENS:
        reader.annotating.highlight(span, pen)
        reader.tool._refresh()
        flush()
        picture = reader.view.viewport().grab().toImage()
        box = reader.box(FIRST)
        y, columns = round(box.bottom()) - 1, range(round(box.left()), round(box.right()) - 2)
        line = ink_of(theme, pen).line
        near = [[picture.pixelColor(x, y + up) for up in (-3, -2, -1, 0, 1)] for x in columns]
        assert any(line in colors for colors in near)
        looks[pen] = tuple(tuple(color == line for color in colors) for colors in near)
        ground = picture.pixelColor(round(box.left()) + 1, round(box.top()) + 2)
        assert ground == ink_of(theme, pen).ground
        reader.view.show_evidence([span])
        flush()
        picture = reader.view.viewport().grab().toImage()
        assert picture.pixelColor(round(box.left()) + 1, round(box.top()) + 2) == theme.color("mark")
        assert any(picture.pixelColor(x, y + up) == line for x in columns for up in (-1, 0))
        reader.view.show_evidence([])
    assert len(set(looks.values())) == len(PENS)


def test_highlights_take_the_colors_of_a_theme_that_is_chosen_later(reader, theme):
    reader.annotating.highlight(PASSAGE.find(FIRST)[0], "green")
    reader.tool._refresh()
    for name in ("light", "dark"):
        theme.use(name)
        flush()
        box, picture = reader.box(FIRST), reader.view.viewport().grab().toImage()
        ground = picture.pixelColor(round(box.left()) + 1, round(box.top()) + 2)
        assert ground == ink_of(theme, "green").ground


def test_words_stay_legible_and_lines_in_sight_in_every_theme(new_theme):
    for name in THEMES:
        theme = new_theme(name)
        inks = {pen: ink_of(theme, pen) for pen in PENS}
        for pen, ink in inks.items():
            ground, line = ink.ground.name(), ink.line.name()
            assert contrast(theme.colors.text, ground) >= 4.5, (name, pen)
            assert contrast(line, ground) >= 3, (name, pen)
            assert contrast(line, theme.colors.card) >= 3, (name, pen)
            assert contrast(line, theme.colors.mark) >= 2, (name, pen)
        assert len({ink.ground.name() for ink in inks.values()}) == len(PENS)
        assert not pen_icon(theme, "pink", 18, 1.0).isNull()
        assert QColor(theme.colors.card) not in [ink.ground for ink in inks.values()]


def test_screen_readers_are_told_of_highlights_and_notes(reader):
    reader.annotating.highlight(PASSAGE.find(FIRST)[0], "blue")
    reader.annotating.write(reader.annotating.note(PASSAGE.find(SECOND)[0]), "Who?")
    reader.tool._refresh()
    flush()
    named = [entry.name for entry in all_heard(reader.view)]
    assert f"Blue highlight. “{FIRST}”. Paragraph 1" in named
    assert f"Note: Who?. “{SECOND}”. Paragraph 1" in named
    described = heard(reader.view).description
    assert "1 highlight" in described
    assert "Blue highlight" not in described
    reader.view.setTextCursor(reader.view.text.cursor(PASSAGE.find(FIRST)[0]))
    cursor = reader.view.textCursor()
    cursor.setPosition(cursor.selectionStart() + 1)
    reader.view.setTextCursor(cursor)
    assert "Blue highlight" in heard(reader.view).description


def test_the_context_menu_marks_changes_and_removes(reader):
    def entries(words):
        menu = QMenu()
        reader.tool.layer.add_to_menu(menu, PASSAGE.find(words)[0].start)
        return {action.text(): action for action in menu.actions() if action.isEnabled()}, menu

    offered, _menu = entries(FIRST)
    offered["Highlight this sentence"].trigger()
    (quote,) = reader.seen
    assert quote == PASSAGE.sentences[0].name or FIRST in quote
    offered, _menu = entries(FIRST)
    offered["Change the highlight to Pink"].trigger()
    assert list(reader.seen.values()) == ["pink"]
    offered, _menu = entries(FIRST)
    offered["Remove this highlight"].trigger()
    assert reader.seen == {}
    offered, _menu = entries(FIRST)
    assert "Remove this highlight" not in offered
    assert "Write a note" in offered


def test_what_is_not_in_another_version_of_the_text_is_listed_with_its_words(reader):
    reader.annotating.highlight(PASSAGE.find(FIRST)[0], "blue")
    reader.annotating.write(reader.annotating.note(PASSAGE.find(SECOND)[0]), "Who?")
    other = read_passage(f"Quite another text. {FIRST} are in it.")
    reader.tool._annotating._passage = lambda: other
    reader.card.show_passage(other)
    assert reader.seen == {FIRST: "blue"}
    reader.tool.shown.setChecked(True)
    flush()
    rows = [row.spoken for row in reader.tool._list.entries.model_.rows]
    assert rows == [
        f"Blue highlight. “{FIRST}”. Paragraph 1",
        f"Note: Who?. “{SECOND}”. Not in this version of the text",
    ]
    reader.tool._annotating._passage = lambda: PASSAGE
    reader.card.show_passage(PASSAGE)
    assert reader.seen == {FIRST: "blue", SECOND: "Who?"}


def test_highlights_of_two_levels_that_overlap_are_both_seen(reader):
    whole = PASSAGE.sentences[0].span
    inner = PASSAGE.find(SECOND)[0]
    entries = [
        RemarkEntry("1", "Yellow highlight", "", "", "yellow", "", 1, whole),
        RemarkEntry("2", "Pink highlight", "", "", "pink", "", 1, inner),
    ]
    layer = reader.tool.layer
    layer.show(entries)
    flush()
    assert [[entry.id for entry in layer.at(at)] for at in (whole.start, inner.start, whole.end - 1, whole.end)] == [
        ["1"],
        ["2"],
        ["1"],
        [],
    ]
    layer._in_view = Span(inner.end + 1, len(PASSAGE.text))
    assert [pen for pen, _ in layer._near()] == ["yellow"] * len(reader.view.text.boxes(Span(inner.end + 1, whole.end)))


def test_in_a_text_from_the_right_the_first_line_is_marked_too(reader, theme):
    passage = read_passage("# דבורים\n\n" + "המגדל הלבן עמד ריק אחת עשרה שנים. " * 40)
    reader.tool._annotating._passage = lambda: passage
    reader.card.show_passage(passage)
    first = passage.sentences[0].span
    reader.annotating.highlight(first, "blue")
    reader.tool._refresh()
    flush()
    (box, *_) = reader.view.text.boxes(first)
    picture = reader.view.viewport().grab().toImage()
    at = QPoint(round(box.right()) - 2, round(box.top()) + 2)
    assert box.right() > box.width()
    assert picture.pixelColor(at) == ink_of(theme, "blue").ground


def test_keys_go_to_each_of_several_that_begin_at_the_same_place(reader):
    reader.annotating.highlight(PASSAGE.find(FIRST)[0], "blue")
    reader.annotating.write(reader.annotating.note(PASSAGE.find(FIRST)[0]), "Why?")
    reader.annotating.highlight(PASSAGE.find(SECOND)[0], "pink")
    reader.tool._refresh()
    for by in (1, -1):
        reader.spoken.clear()
        for _ in range(6):
            reader.tool._step(by)
        names = [words.split(".")[0].split(":")[0] for words in reader.spoken]
        assert set(names[:3]) == {"Blue highlight", "Note", "Pink highlight"}
        assert names[:3] == names[3:]


def test_it_is_told_that_some_are_not_in_another_version_of_the_text(reader):
    reader.annotating.highlight(PASSAGE.find(FIRST)[0], "blue")
    reader.tool.tell_missing()
    assert reader.tool._missing is None
    for passage, is_told in ((read_passage("Quite another text."), True), (PASSAGE, False)):
        reader.tool._annotating._passage = lambda passage=passage: passage
        reader.card.show_passage(passage)
        reader.tool.tell_missing()
        flush()
        assert reader.tool._missing.isVisible() is is_told
    assert reader.tool._missing.text.text().startswith("1 of your highlights and notes is not in this version")
