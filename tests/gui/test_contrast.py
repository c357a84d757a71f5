"""Contrast of the tools beside the passage, of a profile, of the help, of the first page, and of the results, from the
pixels that are painted."""

from collections import Counter
from functools import cache, lru_cache

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
)

from quizapp.domain.passage import Span
from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import THEMES
from quizapp.gui.passage.meaning_bubble import MeaningBubble
from quizapp.gui.shell.help_dialog import HelpDialog
from quizapp.settings import Look
from tests.gui.audit import in_front, tools_and_profile
from tests.gui.conftest import flush
from tests.gui.editor.author import Author
from tests.gui.learner import Learner
from tests.gui.seen import contrast, text_of, visible

KINDS = (QLabel, QAbstractButton, QLineEdit, QTextEdit)


class Picture:
    """What is painted on a widget."""

    def __init__(self, widget):
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
        self.rect = image.rect()
        self._wide = image.bytesPerLine() // 4
        self._pixels = memoryview(bytes(image.constBits())).cast("I")

    def row(self, y, left, right):
        """The pixels from `left` to `right`, as numbers."""
        return self._pixels[y * self._wide + left : y * self._wide + right + 1]

    def color(self, x, y):
        return _name(self._pixels[y * self._wide + x])

    def contrast(self, box):
        """The contrast of what stands out most in `box` with the color that most of it has."""
        box = box.intersected(self.rect)
        rows = (self.row(y, box.left(), box.right()) for y in range(box.top(), box.bottom() + 1))
        return _contrast_in(b"".join(rows))


@lru_cache(1000)
def _contrast_in(pixels):
    """Most of a screen was on the one before, too."""
    counts = Counter(memoryview(pixels).cast("I"))
    ground = _name(counts.most_common(1)[0][0])
    return max(_contrast(color, ground) for color in counts)


@cache
def _contrast(pixel, ground):
    return contrast(_name(pixel), ground)


def _name(pixel):
    return f"#{pixel & 0xFFFFFF:06x}"


def weak_parts(window):
    """Tell which texts and edges of `window` are too weak."""
    picture = Picture(window)
    return [*weak_texts(window, picture), *weak_edges(window, picture)]


def weak_texts(window, picture=None):
    """Tell which texts of `window` that can be used have a contrast below 4.5 (WCAG 2.2, 1.4.3)."""
    picture = picture or Picture(window)
    for widget in visible(window):
        if not isinstance(widget, KINDS):
            continue
        seen = widget.visibleRegion().boundingRect()
        if not text_of(widget).strip() or not widget.isEnabled() or seen.isEmpty():
            continue
        found = picture.contrast(QRect(widget.mapTo(window, seen.topLeft()), seen.size()).adjusted(3, 3, -3, -3))
        if found < 4.5:
            yield f"{type(widget).__name__} “{text_of(widget)[:40]}”: {found:.2f}"


EDGED = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QComboBox, CheckBox, QPushButton, MeaningBubble)
"""What is known by its edge, which is on the left, too; other buttons are known by their icon or their words."""


def weak_edges(window, picture=None):
    """Tell which edges, and which icons of buttons, have a contrast below 3 with what is around (WCAG 2.2, 1.4.11)."""
    picture = picture or Picture(window)
    for widget in visible(window):
        if not isinstance(widget, (*EDGED, QToolButton)):
            continue
        inner = isinstance(widget, QLineEdit) and isinstance(widget.parent(), QAbstractSpinBox | QComboBox)
        seen = widget.visibleRegion().boundingRect()
        is_words = isinstance(widget, TabButton) and not widget.isChecked()
        if seen.height() < widget.height() or not widget.isEnabled() or inner or is_words:
            continue
        box = QRect(widget.mapTo(window, QPoint()), widget.size())
        if isinstance(widget, QToolButton):
            found = picture.contrast(box)
        else:
            deep = 14 if isinstance(widget, CheckBox | MeaningBubble) else 3
            around = picture.color(max(0, box.left() - 3), box.center().y())
            edge = QRect(box.left(), box.center().y() - 4, deep, 9)
            found = max(contrast(picture.color(x, y), around) for x, y in places_in(edge & picture.rect))
        if found < 3:
            yield f"{type(widget).__name__} “{(widget.accessibleName() or text_of(widget))[:40]}”: {found:.2f}"


def places_in(box):
    return [(x, y) for x in range(box.left(), box.right() + 1) for y in range(box.top(), box.bottom() + 1)]


def help_and_welcome(program):
    """Show the help and the page of the first start; gives the window of each."""
    program.window.header.help_requested.emit("learners")
    flush()
    dialog = program.window.findChild(HelpDialog)
    yield "help", dialog
    dialog.close()
    program.window.welcome.show()
    flush()
    yield "welcome", program.window


def of_the_editor(author):
    """Show panes of the editor with a mistake; gives their names."""
    author.page.go_to(("questions", 0, "stem"))
    author.wait().key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier).key(Qt.Key.Key_Delete).wait()
    for name in ("text", "preview", "check", "coverage"):
        author.pane(name)
        yield name
    author.choose(-1)
    yield "passage"


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_and_edge_of_tools_profile_help_welcome_results_and_editor_is_seen(start, qtbot, theme):
    program = start()
    program.theme.show(Look(theme=theme))
    program.window.resize(1366, 700)
    learner = Learner(program)
    what_is_painted_over_a_text_leaves_it_legible(learner)
    weak = {}
    for name in tools_and_profile(learner):
        flush()
        weak[name] = weak_parts(in_front(program.window))
    learner.begin("test")
    learner.answer_wrong()
    program.window.session.submit()
    learner.wait()
    weak["results"] = weak_parts(program.window)
    for name, window in help_and_welcome(program):
        weak[name] = weak_parts(window)
    program.window.show_library()
    for name in of_the_editor(Author(program, qtbot).edit()):
        weak[f"editor, {name}"] = weak_parts(program.window)
    assert not any(weak.values()), weak


def what_is_painted_over_a_text_leaves_it_legible(learner):
    """Hits of a search, highlights, the line in the ruler, a meaning, and an option that is crossed out."""
    program = learner.program
    learner.begin().go_to("what-is-said")
    page = learner.page
    view, passage = page.passage, page.passage.passage
    found = {}

    def measure(name, span):
        flush()
        box = view.text.boxes(span)[0].translated(0, -view.verticalScrollBar().value())
        found[name] = Picture(view.viewport()).contrast(box.toRect().adjusted(0, 2, 0, -2))

    first, second, third = (sentence.span for sentence in passage.sentences[1:4])
    hit = Span(second.start, second.start + 12)
    measure("plain", first)
    page.tools.annotations._mark(first)
    measure("highlighted", first)
    page._passage_card.open_search()
    QApplication.focusWidget().setText(passage.text[hit.start : hit.end])
    measure("found", hit)
    page.tools.aids.use_ruler(is_on=True)
    page.tools.aids._ruler.layer.follow_cursor(third.start)
    measure("in the ruler", third)
    bottom = round(page.tools.aids._ruler.layer.band()[1]) - view.verticalScrollBar().value()
    picture = Picture(view.viewport())
    margin = range(bottom - 3, bottom + 4)  # beside the text, where nothing else is
    edges = {contrast(picture.color(2, y), picture.color(2, bottom - 6)) for y in margin}
    assert max(edges) >= 3, "the edge of the ruler"
    page.card.cross_out.setChecked(True)
    option = (visible(program.window, RadioCard) or visible(program.window, CheckCard))[0]
    page.display._view.cross_out(option.letter)
    flush()
    assert option.is_crossed_out
    found["crossed out"] = Picture(option).contrast(option.rect().adjusted(50, 6, -60, -6))
    bubble = MeaningBubble(program.theme, program.window)
    bubble.show_meaning("harbor", "where ships lie", QRect(200, 200, 60, 20))
    flush()
    meaning = Picture(bubble)
    found["meaning"] = min(meaning.contrast(label.geometry()) for label in bubble.findChildren(QLabel))
    assert not list(weak_edges(program.window)), "beside the bubble"
    bubble.hide()
    page.tools.aids.use_ruler(is_on=False)
    page.card.cross_out.setChecked(False)
    assert {name: value for name, value in found.items() if value < 4.5} == {}
