"""The time for which paragraphs are on the screen, as the window takes it: by a clock that a test moves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from quizapp.domain.event import Heard, ParagraphsRead
from quizapp.domain.reading_time import paragraph_seconds, text_seconds
from quizapp.gui.attempt.reading_watch import PATIENCE
from quizapp.gui.results.results_page import ResultsPage
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.seen import texts


class Reader(Learner):
    """A learner at a quiz whose seconds pass when a test says so."""

    @property
    def watch(self):
        return self.page.tools.watch

    def begin(self, mode="practice"):
        super().begin(mode)
        self.watch._timer.stop()  # the test looks
        return self

    def read(self, seconds, *, moves=True):
        for second in range(seconds):
            if moves:
                QCursor.setPos(100 + second % 2, 100)
            self.watch.look()
            self.program.clock.now += 1

    @property
    def attempt(self):
        return self.page.display.taking.attempt

    @property
    def shown_for(self):
        self.watch.look()
        self.page.display.taking.pause()
        self.page.display.taking.go_on()
        return text_seconds(self.attempt)


@pytest.fixture
def reader(program):
    return Reader(program).begin()


def test_what_is_on_the_screen_is_kept_and_shown_in_the_results(reader):
    reader.read(30)
    bar = reader.passage.verticalScrollBar()
    in_view = reader.passage.paragraphs_in_view()
    assert in_view[0] == 1
    assert len(in_view) < reader.passage.passage.paragraphs
    bar.setValue(bar.maximum())
    reader.read(12)
    last = reader.passage.passage.paragraphs
    assert last in reader.passage.paragraphs_in_view()
    reader.page.go_to(1)
    times = paragraph_seconds(reader.attempt, reader.page.display.taking.bank)
    assert (times[1], times[last]) == (30, 12)
    assert len([event for event in reader.attempt.events if isinstance(event, ParagraphsRead)]) == 3
    reader.page.display.taking.submit()
    reader.window.session.taking = reader.page.display.taking
    results = ResultsPage(reader.program.theme, reader.program.settings, reader.program.jobs)
    results.show_marked(reader.window.session.marked)
    results.resize(1200, 700)
    results.show()
    flush()
    shown = texts(results)
    results.deleteLater()
    assert {"Reading time", "Text on the screen", "42 s", "Paragraph 1", "30 s"} <= set(shown)


def test_nothing_counts_while_nobody_is_there(reader, qtbot):
    reader.read(10)
    reader.page.pause()
    reader.read(20, moves=False)
    reader.page.go_on()
    assert text_seconds(reader.attempt) == 10
    reader.read(round(PATIENCE) + 60, moves=False)
    counted = reader.shown_for - 10
    assert PATIENCE - 1 <= counted <= PATIENCE + 2
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not reader.window.isActiveWindow())
    before = reader.shown_for
    reader.read(20)
    assert reader.shown_for == before
    reader.window.activateWindow()
    qtbot.waitUntil(reader.window.isActiveWindow)
    reader.window.setWindowState(Qt.WindowState.WindowMinimized)
    reader.read(20)
    assert reader.shown_for <= before + 1
    reader.window.setWindowState(Qt.WindowState.WindowNoState)


def test_a_question_that_is_read_at_once_makes_no_event(reader):
    for index in (1, 2, 3):
        reader.watch.look()
        reader.page.go_to(index)
    assert not [event for event in reader.attempt.events if isinstance(event, ParagraphsRead)]


def test_a_screen_reader_and_a_voice_are_noted_once(reader, monkeypatch):
    reader.read(2)
    assert not reader.attempt.was_heard
    monkeypatch.setattr("PySide6.QtGui.QAccessible.isActive", lambda: True)
    reader.read(5)
    assert len([event for event in reader.attempt.events if isinstance(event, Heard)]) == 1


def test_a_voice_counts_as_somebody_who_reads(reader):
    reader.page.tools.read_aloud.state = "reading"
    reader.read(200, moves=False)
    reader.page.tools.read_aloud.state = "off"
    assert reader.attempt.was_heard
    assert reader.shown_for >= 198


def test_the_passage_that_is_not_shown_does_not_count(reader):
    reader.window.resize(500, 700)
    flush()
    assert not reader.passage.isVisible()
    reader.read(20)
    assert text_seconds(reader.attempt) == 0
