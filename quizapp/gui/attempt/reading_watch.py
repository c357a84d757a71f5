"""A look at the passage once a second: the paragraphs that are on the screen while somebody is there."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from quizapp.domain.event import Heard, ParagraphsRead
from quizapp.gui.attempt.read_aloud import ReadAloud
from quizapp.gui.passage.passage_view import PassageView
from quizapp.services.taking import Taking

PATIENCE = 75.0
"""Seconds without any sign of the learner, after which nothing counts. A view holds some 200 words, which a slow reader
reads in about a minute without scrolling."""


class ReadingWatch(QObject):
    """Tells a `Taking` which paragraphs are on the screen.

    Signs of the learner are what one finds a second later: the pointer, the scroll bar, the focus, the text cursor or
    the attempt has changed. So nothing is done at a key, a move of the pointer or a step of scrolling. A voice that
    reads aloud is a sign too.
    """

    def __init__(self, view: PassageView, read_aloud: ReadAloud) -> None:
        super().__init__(view)
        self._view = view
        self._read_aloud = read_aloud
        self._taking: Taking | None = None
        self._signs: tuple[object, ...] = ()
        self._signs_at = 0.0
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.look)

    def show_taking(self, taking: Taking) -> None:
        """Watch this attempt from now on, while it is under way and its page is shown."""
        if taking is not self._taking:
            self._signs = ()
        self._taking = taking
        self.go()

    def go(self) -> None:
        """Look each second, from now on."""
        if self._view.isVisible():
            self._timer.start()

    def look(self) -> None:
        """Note what is on the screen now."""
        taking, voice = self._taking, self._read_aloud.state
        if taking is None or taking.attempt.submitted or not self._view.isVisible():
            self._timer.stop()
        if taking is None or taking.attempt.submitted or taking.is_paused:
            return  # one that was left is paused: it may have been handed in by now
        if not taking.attempt.was_heard and (voice == "reading" or _has_screen_reader()):
            taking.note_heard()
        pointer, cursor = QCursor.pos(), self._view.textCursor().position()
        scrolled, size = self._view.verticalScrollBar().value(), self._view.size()
        done = next(each for each in reversed(taking.attempt.events) if not isinstance(each, ParagraphsRead | Heard))
        did = id(done), taking.has_draft
        signs = (pointer.x(), pointer.y(), cursor, scrolled, size, did, QApplication.focusWidget())
        if signs != self._signs or voice == "reading":
            self._signs, self._signs_at = signs, taking.elapsed
        is_there = taking.elapsed - self._signs_at <= PATIENCE and self._view.isVisible() and self._is_active()
        taking.look(self._view.paragraphs_in_view() if is_there and not taking.hides_passage else ())

    def _is_active(self) -> bool:
        window = self._view.window()
        return window.isActiveWindow() and not window.isMinimized()


def _has_screen_reader() -> bool:
    from PySide6.QtGui import QAccessible  # the first screen does without

    return QAccessible.isActive()
