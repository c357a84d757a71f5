"""Aids for reading on the quiz page: word meanings, and the line ruler."""

from random import Random

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.event import Submitted
from quizapp.domain.glossary import GlossaryEntry
from quizapp.domain.passage import Span, read_passage
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.passage.glossary_tool import GlossaryTool
from quizapp.gui.passage.line_ruler import RulerLayer
from quizapp.gui.passage.meaning_bubble import MeaningBubble
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.services.taking import Taking
from quizapp.settings import Settings
from tests.gui.conftest import flush, run_out
from tests.gui.learner import Learner
from tests.gui.menus import choose
from tests.gui.seen import all_heard, heard, text_of, visible

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
GLOSSARY = (
    GlossaryEntry("tower", "a high, narrow <b>building</b>"),
    GlossaryEntry("keeper", "the person who looks after a <i>tower</i>"),
    GlossaryEntry("unanimous", "agreed to by everybody"),
)
SENTENCE = EvidenceSelection(id="all-agreed", stem="Which sentence says that all agreed?", keys=("was unanimous",))


@pytest.fixture
def quiz(program):
    return Learner(program)


@pytest.fixture
def show(quiz, every_type):
    """Shows an attempt at the bank of every type, which has a glossary."""

    def begin(mode=PRACTICE, **changes):
        quiz.begin()
        questions = (*every_type.questions, SENTENCE)
        bank = msgspec.structs.replace(every_type, **{"glossary": GLOSSARY, "questions": questions, **changes})
        quiz.taking = Taking(bank, mode, Random(1), quiz.program.clock)
        quiz.window.session.taking = quiz.taking
        quiz.page.show_taking(quiz.taking)
        flush()
        return quiz

    return begin


def bubbles(quiz):
    return [[text_of(label) for label in visible(bubble)] for bubble in visible(quiz.window, MeaningBubble)]


def point_of(quiz, words):
    """The middle of the first place of `words`, in the passage's viewport."""
    passage = quiz.passage
    start = passage.passage.text.index(words)
    span = Span(start, start + len(words))
    if not passage.shows(span):
        passage.scroll_to(span)
    return passage.text.boxes(span)[0].translated(0, -passage.verticalScrollBar().value()).center().toPoint()


def place_of(quiz, index):
    span, _ = quiz.taking.bank.glossary_places[index]
    return quiz.passage.passage.words_of(span)


def test_keys_go_from_word_to_word_and_its_meaning_is_shown_and_said(show, spoken):
    quiz = show()
    count = len(quiz.taking.bank.glossary_places)
    assert count > 3
    for index in range(2):
        quiz.key(Qt.Key.Key_D, CTRL)
        entry = quiz.taking.bank.glossary_places[index].entry
        assert bubbles(quiz) == [[entry.word, entry.meaning]]
        assert spoken[-1] == f"{place_of(quiz, index)}: {entry.meaning}"
        assert quiz.passage.hasFocus()
        assert quiz.passage.shows(quiz.taking.bank.glossary_places[index].span)
    assert heard(quiz.passage).description.startswith(spoken[-1])
    quiz.key(Qt.Key.Key_D, CTRL | SHIFT)
    quiz.key(Qt.Key.Key_D, CTRL | SHIFT)
    assert spoken[-1].startswith(f"{place_of(quiz, count - 1)}: ")
    quiz.key(Qt.Key.Key_Escape)
    assert bubbles(quiz) == []
    assert isinstance(quiz.window.pages.currentWidget(), QuizPage)
    assert "Ctrl+D goes to the next one" in heard(quiz.passage).description


def test_each_word_is_a_place_that_screen_readers_find(show):
    quiz = show()
    names = [found.name for found in all_heard(quiz.passage)]
    for index, (_, entry) in enumerate(quiz.taking.bank.glossary_places):
        assert f"{place_of(quiz, index)}: {entry.meaning}" in names


def test_a_meaning_comes_by_a_click_and_by_the_pointer_and_goes(show, qtbot):
    quiz = show()
    viewport = quiz.passage.viewport()
    at = point_of(quiz, "tower")
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    (bubble,) = visible(quiz.window, MeaningBubble)
    assert not QToolTip.isVisible()
    assert bubble.mapTo(quiz.window, QPoint(0, 0)).y() != 0
    QTest.mouseClick(quiz.page.card, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert bubbles(quiz) == []
    QTest.mouseMove(viewport, at)
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.waitUntil(lambda: bubbles(quiz) != [])
    QTest.mouseMove(viewport, QPoint(viewport.width() - 2, viewport.height() - 2))
    qtbot.waitUntil(lambda: bubbles(quiz) == [])
    QTest.mouseMove(viewport, at)
    qtbot.waitUntil(lambda: bubbles(quiz) != [])
    quiz.page.setFocus()
    quiz.key(Qt.Key.Key_Escape)
    assert bubbles(quiz) == []
    assert isinstance(quiz.window.pages.currentWidget(), QuizPage)


def test_a_meaning_stays_while_the_pointer_is_on_it(show):
    quiz = show()
    viewport, at = quiz.passage.viewport(), point_of(quiz, "tower")
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    (bubble,) = visible(quiz.window, MeaningBubble)
    timer = quiz.passage.findChild(GlossaryTool)._timer
    QTest.mouseMove(viewport, at)
    run_out(timer)
    QTest.mouseMove(bubble, bubble.rect().center())
    run_out(timer)
    assert bubbles(quiz) != []
    QTest.mouseMove(quiz.page.card, QPoint(5, 5))
    run_out(timer)
    assert bubbles(quiz) == []


def test_a_meaning_goes_with_what_it_belongs_to(show):
    quiz = show()
    bar = quiz.passage.verticalScrollBar()
    for leave in (
        lambda: quiz.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),
        lambda: quiz.key(Qt.Key.Key_F6),
        lambda: bar.setValue(bar.maximum()),
        lambda: quiz.program.theme.resize_text(125),
        quiz.page.tools.aids.glossary_button.click,
    ):
        show()
        quiz.key(Qt.Key.Key_D, CTRL)
        assert bubbles(quiz), leave
        leave()
        flush()
        assert bubbles(quiz) == [], leave


def test_a_click_on_a_sentence_that_is_offered_selects_it(show):
    quiz = show()
    quiz.page.go_to(len(quiz.taking.order) - 1)
    flush()
    sentences = quiz.passage.sentences
    offered = {sentence.span for sentence in sentences.sentences}
    place = next(
        place for place in quiz.taking.bank.glossary_places if any(s.start <= place.span.start < s.end for s in offered)
    )
    quiz.passage.scroll_to(place.span)
    box = quiz.passage.text.boxes(place.span)[0].translated(0, -quiz.passage.verticalScrollBar().value())
    QTest.mouseClick(quiz.passage.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert len(sentences.chosen) == 1
    assert bubbles(quiz) == []


@pytest.mark.parametrize(
    ("mode", "changes", "is_there"),
    [
        (PRACTICE, {}, True),
        (PRACTICE, {"glossary": ()}, False),
        (TEST, {}, False),
        (TEST, {"glossary_in_test": True}, True),
    ],
)
def test_words_are_explained_where_the_mode_or_the_author_allows_it(show, mode, changes, is_there):
    quiz = show(mode, **changes)
    assert quiz.page.tools.bar.is_there("glossary") == is_there
    assert quiz.page.tools.aids.glossary_button.isVisible() == is_there
    quiz.key(Qt.Key.Key_D, CTRL)
    assert bool(bubbles(quiz)) == is_there
    quiz.taking.attempt.apply(Submitted(at=9.0))
    quiz.page.show_taking(quiz.page.display.taking)
    assert quiz.page.tools.bar.is_there("glossary") == (changes.get("glossary") != ())


# the ruler


def ruler(quiz):
    return next(layer for layer in quiz.passage.layers if isinstance(layer, RulerLayer))


def brightness(quiz, words):
    """How far the darkest and the lightest pixel around the first place of `words` are apart."""
    at = point_of(quiz, words)
    flush()
    image = quiz.passage.viewport().grab().toImage()
    gray = [image.pixelColor(at.x() + x, at.y() + y).lightness() for x in range(-12, 13) for y in range(-7, 8)]
    return max(gray) - min(gray)


class Painted(QObject):
    """Notes the parts of a widget that are painted."""

    def __init__(self):
        super().__init__()
        self.boxes = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.boxes += list(event.region())
        return False


def words_in_band(quiz):
    top, bottom = ruler(quiz).band()
    text = quiz.passage.text
    block = text.document.begin()
    found = []
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            middle = layout.position().y() + line.y() + line.height() / 2
            if top < middle < bottom:
                found.append(block.text()[line.textStart() : line.textStart() + line.textLength()])
        block = block.next()
    return found


def test_the_ruler_follows_the_pointer_and_the_keys_and_dims_all_else(show):
    quiz = show()
    assert quiz.program.settings.ruler_on is False
    choose(quiz.page.tools.aids.ruler_button, "1 line")
    flush()
    viewport = quiz.passage.viewport()
    QTest.mouseMove(viewport, point_of(quiz, "unanimous"))
    (line,) = words_in_band(quiz)
    assert "unanimous" in line
    assert brightness(quiz, "unanimous") > 3 * brightness(quiz, "quarrel")
    quiz.passage.setFocus()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        quiz.key(key)
    assert words_in_band(quiz) == [line]
    quiz.key(Qt.Key.Key_Up)
    assert words_in_band(quiz) != [line]
    for count in range(2, 6):
        choose(quiz.page.tools.aids.ruler_button, f"{count} lines")
        assert len(words_in_band(quiz)) == count
    choose(quiz.page.tools.aids.ruler_button, "Off")
    assert brightness(quiz, "quarrel") > 100


def test_the_ruler_goes_down_the_whole_text_and_the_text_follows(show):
    quiz = show()
    quiz.program.settings.ruler_lines = 1
    quiz.key(Qt.Key.Key_R, CTRL | SHIFT)
    quiz.passage.setFocus()
    seen = list(words_in_band(quiz))
    for _ in range(200):
        quiz.key(Qt.Key.Key_Down)
        top, bottom = ruler(quiz).band()
        scrolled = quiz.passage.verticalScrollBar().value()
        assert scrolled <= top + 6
        assert bottom - 6 <= scrolled + quiz.passage.viewport().height()
        seen += [words for words in words_in_band(quiz) if words != seen[-1]]
    text = quiz.passage.document().toPlainText()
    assert "".join("".join(seen).split()) == "".join(text.split())


def test_one_selects_text_and_sees_evidence_under_the_ruler(show):
    quiz = show()
    quiz.key(Qt.Key.Key_R, CTRL | SHIFT)
    viewport, at = quiz.passage.viewport(), point_of(quiz, "unanimous")
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert quiz.passage.textCursor().selectedText() == "unanimous"
    span = Span(*(quiz.passage.passage.text.index(words) for words in ("stood empty", " for eleven")))
    quiz.passage.show_evidence([span])
    assert any("stood empty" in line for line in words_in_band(quiz))


def test_another_passage_may_come_under_the_ruler(show):
    quiz = show()
    quiz.key(Qt.Key.Key_R, CTRL | SHIFT)
    quiz.passage.setFocus()
    for _ in range(20):
        quiz.key(Qt.Key.Key_Down)
    for text in ("# A\n\nOne line.", "# B\n\n" + "\n\n".join(["Many lines of text. " * 30] * 40), "# C\n\n- a\n- b"):
        quiz.page._passage_card.show_passage(read_passage(text))
        flush()
        assert words_in_band(quiz)
        QTest.mouseMove(quiz.passage.viewport(), QPoint(50, 40))
        quiz.key(Qt.Key.Key_Down)
        quiz.program.theme.resize_text(125 if quiz.program.theme.text_size == 100 else 100)
        flush()
        assert words_in_band(quiz)


def test_one_highlights_under_the_ruler(show):
    quiz = show()
    quiz.key(Qt.Key.Key_R, CTRL | SHIFT)
    QTest.mouseDClick(quiz.passage.viewport(), Qt.MouseButton.LeftButton, pos=point_of(quiz, "unanimous"))
    quiz.key(Qt.Key.Key_H, CTRL | SHIFT)
    (highlight,) = quiz.taking.attempt.marginalia.highlights.values()
    assert "unanimous" in str(highlight.place)


def test_following_the_pointer_repaints_the_bands_alone(show):
    quiz = show()
    quiz.key(Qt.Key.Key_R, CTRL | SHIFT)
    viewport, at = quiz.passage.viewport(), point_of(quiz, "unanimous")
    QTest.mouseMove(viewport, at)
    flush()
    painted = Painted()
    viewport.installEventFilter(painted)
    QTest.mouseMove(viewport, at - QPoint(0, 90))
    flush()
    assert painted.boxes
    assert sum(box.height() for box in painted.boxes) < viewport.height() / 2


def test_the_ruler_and_the_words_are_as_they_were_left(show, start):
    quiz = show()
    choose(quiz.page.tools.aids.ruler_button, "3 lines")
    quiz.page.tools.aids.glossary_button.click()
    quiz.program.settings.save()
    kept = Settings(quiz.program.settings.file)
    assert (kept.ruler_on, kept.ruler_lines, kept.glossary_on) == (True, 3, False)
    show()
    assert len(words_in_band(quiz)) == 3
    quiz.key(Qt.Key.Key_D, CTRL)
    assert bubbles(quiz)
    assert QApplication.focusWidget() is quiz.passage
