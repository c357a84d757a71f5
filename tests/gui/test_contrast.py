"""Contrast of the tools beside the passage, of a profile, and of the results, from the pixels that are painted."""

from collections import Counter

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTextEdit

from quizapp.domain.passage import Span
from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.kit.theme import THEMES
from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.gui.passage.meaning_bubble import MeaningBubble
from quizapp.settings import Look
from tests.gui.audit import tools_and_profile
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.seen import contrast, text_of, visible

KINDS = (QLabel, QAbstractButton, QLineEdit, QTextEdit)


def painted_contrast(image, box):
    """The contrast of what stands out most in `box` with the color that most of it has."""
    box = box.intersected(image.rect())
    counts = Counter(
        image.pixel(x, y) for y in range(box.top(), box.bottom() + 1) for x in range(box.left(), box.right() + 1)
    )
    ground = QColor(counts.most_common(1)[0][0]).name()
    return max(contrast(QColor(color).name(), ground) for color in counts)


def weak_texts(window):
    """Tell which texts of `window` that can be used have a contrast below 4.5 (WCAG 2.2, 1.4.3)."""
    image = window.grab().toImage()
    for widget in dict.fromkeys(found for kind in KINDS for found in visible(window, kind)):
        seen = widget.visibleRegion().boundingRect()
        if not text_of(widget).strip() or not widget.isEnabled() or seen.isEmpty():
            continue
        found = painted_contrast(image, QRect(widget.mapTo(window, seen.topLeft()), seen.size()).adjusted(3, 3, -3, -3))
        if found < 4.5:
            yield f"{type(widget).__name__} “{text_of(widget)[:40]}”: {found:.2f}"


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_of_the_tools_of_the_profile_and_of_the_results_is_seen(start, theme):
    program = start()
    program.theme.show(Look(theme=theme))
    program.window.resize(1366, 700)
    learner = Learner(program)
    weak = {}
    for name in tools_and_profile(learner):
        flush()
        dialog = program.window.findChild(ProfileDialog)
        window = dialog if dialog is not None and dialog.isVisible() else program.window
        if found := list(weak_texts(window)):
            weak[name] = found
    learner.begin("test")
    learner.answer_wrong()
    program.window.session.submit()
    learner.wait()
    weak["results"] = list(weak_texts(program.window))
    assert not any(weak.values()), weak


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_painted_over_a_text_leaves_it_legible(start, theme):
    """Hits of a search, highlights, the line in the ruler, a meaning, and an option that is crossed out."""
    program = start()
    program.theme.show(Look(theme=theme))
    program.window.resize(1366, 700)
    learner = Learner(program)
    learner.begin().go_to("what-is-said")
    page = learner.page
    view, passage = page.passage, page.passage.passage
    found = {}

    def measure(name, span):
        flush()
        box = view.text.boxes(span)[0].translated(0, -view.verticalScrollBar().value())
        image = view.viewport().grab().toImage()
        found[name] = painted_contrast(image, box.toRect().adjusted(0, 2, 0, -2))

    first, second, third = (sentence.span for sentence in passage.sentences[:3])
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
    page.card.cross_out.setChecked(True)
    option = (visible(program.window, RadioCard) or visible(program.window, CheckCard))[0]
    page.display._view.cross_out(option.letter)
    flush()
    assert option.is_crossed_out
    found["crossed out"] = painted_contrast(option.grab().toImage(), option.rect().adjusted(50, 6, -60, -6))
    bubble = MeaningBubble(program.theme, program.window)
    bubble.show_meaning("harbor", "where ships lie", QRect(200, 200, 60, 20))
    flush()
    found["meaning"] = min(
        painted_contrast(bubble.grab().toImage(), label.geometry()) for label in bubble.findChildren(QLabel)
    )
    bubble.hide()
    assert {name: value for name, value in found.items() if value < 4.5} == {}
