"""A passage with what lies on it: any layer that keeps to the protocol, on the side where lines begin."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from quizapp.domain.passage import Span, read_passage
from quizapp.gui.passage.find_layer import FindLayer
from quizapp.gui.passage.layer import Margin, PassageLayer
from quizapp.gui.passage.passage_view import PassageView
from tests.gui.conftest import flush
from tests.gui.seen import all_heard

ENGLISH = read_passage("# Bees\n\n" + "\n\n".join(f"Paragraph {n} tells of bees. " * 16 for n in range(1, 9)))
HEBREW = read_passage("# דבורים\n\n" + "\n\n".join("המגדל הלבן עמד ריק אחת עשרה שנים. " * 9 for _ in range(6)))


class Ruler(PassageLayer):
    """A layer of somebody else's: marks the paragraph that was clicked, and moves with a key."""

    def __init__(self, theme, text):
        super().__init__(theme, text)
        self.at, self.log = -1, []

    def clear(self):
        self.at = -1

    def selections(self):
        if self.at >= 0:
            chosen = QTextEdit.ExtraSelection()
            chosen.cursor = self.text.cursor(Span(self.at, self.at + 5))
            yield chosen

    def words(self):
        return [f"Ruler at {self.at}"] if self.at >= 0 else []

    def paint_over(self, painter):
        self.log.append("over")

    def paint_beside(self, painter, in_view, margin):
        self.log.append("beside")
        painter.fillRect(int(margin.x(10)) - 1, 0, 3, 400, Qt.GlobalColor.magenta)

    def take_key(self, key, in_view):
        if key == Qt.Key.Key_R:
            self.reveal_requested.emit(Span(len(self.text.passage.text) - 5, len(self.text.passage.text) - 1))
        return key == Qt.Key.Key_R

    def hover(self, offset):
        return offset >= 0

    def click(self, offset):
        self.at = offset
        self.changed.emit()
        return True

    def take_focus(self, in_view, *, by_keyboard):
        self.log.append(("focus", by_keyboard))

    def lose_focus(self):
        self.log.append("no focus")


@pytest.fixture
def view(theme, qtbot):
    made = PassageView(theme)
    qtbot.addWidget(made)
    made.resize(560, 420)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_layer_paints_takes_keys_and_clicks_and_is_told(view, theme):
    ruler = Ruler(theme, view.text)
    view.add_layer(ruler)
    view.show_passage(ENGLISH)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 30))
    assert 0 <= ruler.at < 200
    assert [selection.cursor.selectedText() for selection in view.extraSelections()] == [
        ENGLISH.text[ruler.at : ruler.at + 5]
    ]
    assert view.accessibleDescription() == f"Ruler at {ruler.at}"
    clicked, end = ruler.at, view.text.boxes(Span(0, ENGLISH.text.index("\n")))[-1]
    last, beyond = (QPoint(round(end.right()) + across, round(end.center().y())) for across in (-2, 40))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=beyond)
    QTest.mouseMove(view.viewport(), last)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert not view.textCursor().hasSelection()
    assert ruler.at == clicked, "a drag that selects nothing is no click"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert ruler.at == ENGLISH.text.index("\n") - 1
    flush()
    assert {"over", "beside"} <= set(filter(lambda each: isinstance(each, str), ruler.log))
    QTest.mouseMove(view.viewport(), QPoint(62, 32))
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.keyClick(view, Qt.Key.Key_R)
    assert view.verticalScrollBar().value() > 100
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert [each for each in ruler.log if each in ("no focus", ("focus", True))][-2:] == ["no focus", ("focus", True)]
    view.show_passage(HEBREW)
    assert ruler.at == -1
    assert not view.extraSelections()


def test_lines_are_no_longer_than_the_eye_can_follow_and_stand_in_the_middle(view):
    view.show_passage(ENGLISH)
    for width in (420, 900, 1880):
        view.resize(width, 700)
        flush()
        longest = 0
        block = view.document().begin()
        while block.isValid():
            lines = map(block.layout().lineAt, range(block.layout().lineCount()))
            longest = max([longest, *(line.textLength() for line in lines)])
            block = block.next()
        assert longest <= 77  # with the space at its end
        left, right = view.viewport().x(), view.width() - view.viewport().geometry().right()
        if width == 1880:
            assert longest > 60
            assert abs(left - right) < 60
            assert left > 400


def test_the_margin_is_where_lines_begin(view, theme):
    ruler = Ruler(theme, view.text)
    view.add_layer(ruler)
    for passage, is_right in ((ENGLISH, False), (HEBREW, True), (ENGLISH, False)):
        view.show_passage(passage)
        flush()
        picture = view.grab().toImage()
        magenta = [x for x in range(picture.width()) if picture.pixelColor(x, 50) == Qt.GlobalColor.magenta]
        text = view.viewport().geometry()
        assert len(magenta) == 3
        assert (magenta[0] > text.right()) == is_right
        assert (magenta[-1] < text.left()) != is_right
        bar = view.verticalScrollBar()
        assert not QRect(bar.mapTo(view, QPoint()), bar.size()).intersects(view._gutter.geometry())


def test_the_ring_stays_when_the_window_was_left_for_a_while(view):
    for reason, wanted in ((Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.MouseFocusReason, False)):
        view.clearFocus()
        view.setFocus(reason)
        assert view.has_ring == wanted
        view.clearFocus()
        assert not view.has_ring
        view.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
        assert view.has_ring == wanted


def test_screen_readers_know_where_evidence_and_paragraphs_are(view):
    view.show_passage(ENGLISH)
    span = Span(*(ENGLISH.text.index("Paragraph 2"), ENGLISH.text.index("Paragraph 2") + 200))
    view.show_evidence([span])
    flush()
    named = [entry.name for entry in all_heard(view)]
    assert {"Paragraph 1", "Paragraph 2"} <= set(named)
    assert "Paragraph 8" not in named  # it is not in view
    told = next(name for name in named if name.startswith("Evidence: “Paragraph 2"))
    tag = next(tag for tag in view._tags if tag.accessibleName() == told)
    place = QAccessible.queryAccessibleInterface(tag).rect()
    for box in view.text.boxes(span):
        corner = view.viewport().mapToGlobal(box.topLeft().toPoint() - QPoint(0, view.verticalScrollBar().value()))
        assert place.adjusted(-2, -2, 2, 2).contains(corner)
    before = place.top()
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 40)
    assert QAccessible.queryAccessibleInterface(tag).rect().top() == before - 40
    view.show_evidence([])
    assert not [entry for entry in all_heard(view) if entry.name.startswith("Evidence")]


def test_badges_stand_beside_one_another_and_numbers_beyond_them(view):
    margin = Margin(60, False, 8, {})
    view.show_passage(ENGLISH)
    (lines,) = view.text.lines(Span(0, ENGLISH.text.index("\n")))
    last = lines.last.lineNumber()
    assert last > 0
    centers = [margin.place(lines) for _ in range(last + 3)]
    assert [center.x() for center in centers] == [51.5] * (last + 1) + [34.5, 17.5]
    heights = [center.y() for center in centers]
    assert sorted(set(heights)) == heights[: last + 1]
    assert heights[-1] == heights[-2] == heights[0]
    assert margin.taken[lines.block.blockNumber(), 0] == 51  # where the number of the paragraph begins
    assert [margin.x(10), margin._replace(is_reversed=True).x(10)] == [50, 10]
    assert QPointF(margin.x(margin.middle), 0).x() == 51.5


def test_what_is_said_of_a_found_place_has_it_with_or_without_spaces_around_it(view, theme):
    layer = FindLayer(theme, view.text)
    view.add_layer(layer)
    spoken = []
    layer.announced.connect(spoken.append)
    for passage, word in (
        (read_passage("# 蜂\n\n" + "屋上には箱がありました。" * 40 + "猫" + "蜂は花へ飛びます。" * 40), "猫"),
        (read_passage("# Bees\n\n" + "They go far. " * 40 + "A cat sees them. " + "They go far. " * 40), "cat"),
        (read_passage("# Bees\n\nThe cat sees them."), "cat"),
    ):
        view.show_passage(passage)
        at = passage.text.index(word)
        layer.show([Span(at, at + len(word))], 0)
        assert word in spoken[-1]
    assert spoken[-1].endswith("The cat sees them.")
    assert spoken[-2].removeprefix("1 of 1: ").split()[0] in ("They", "go", "far.")
