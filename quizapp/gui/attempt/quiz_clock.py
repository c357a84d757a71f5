"""The clock of an attempt: the time spent, or the time left if there is a limit."""

import math

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.taking import Taking

_TELL_AT = (5, 1)
"""Minutes left at which the learner is told."""
_TOLD_FOR = 30
"""Seconds for which a hidden clock shows that."""


class QuizClock(QWidget):
    """A clock that never blinks. Even a hidden one appears for a while when little time is left.

    Signals:
        time_ran_out: no time is left; emitted once.
    """

    time_ran_out = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._taking: Taking | None = None
        self._untold: list[int] = []
        self._is_shown = True
        self._sentence = ""
        self._sentence_ends = 0.0
        self._icon = QLabel()
        self._text = Label(theme, FontRole.STRONG)
        fill(QHBoxLayout(self), self._icon, self._text, margins=(0, 0, 0, 0))
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tell)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_taking(self, taking: Taking | None) -> None:
        """Show the time of an attempt from now on, or stop for None."""
        if taking is not self._taking:
            left = taking.time_left if taking is not None else None
            self._untold = [minutes for minutes in _TELL_AT if left is not None and left > minutes * 60]
            self._sentence = ""
        self._taking = taking
        if taking is None:
            self._timer.stop()

    def show_time(self, shown: bool) -> None:
        """Show the time always, or only when little is left."""
        self._is_shown = shown
        self.tell()

    def go(self) -> None:
        """Show the time, second by second."""
        self._timer.start()
        self.tell()

    def rest(self) -> None:
        """Stop while nobody looks, unless there is a limit."""
        taking = self._taking
        if taking is None or taking.time_left is None or taking.attempt.submitted:
            self._timer.stop()

    def tell(self) -> None:
        """Show the current time, and say if little is left."""
        taking = self._taking
        if taking is None:
            return
        left = None if taking.attempt.submitted else taking.time_left
        if left is not None:
            self._tell_end(left)
        elif taking.attempt.submitted:
            self._timer.stop()
        told = self._sentence if not self._is_shown else ""
        if left is None:
            self._text.setText(_clock_text(taking.elapsed))
        else:
            self._text.setText(told or self.tr("{time} left").format(time=_clock_text(math.ceil(left))))
        self._name(taking.elapsed if left is None else left, is_left=left is not None)
        self._text.set_color("text" if left is None or left > _TELL_AT[0] * 60 else "warn")
        self.setVisible(self._is_shown or bool(told))

    def _tell_end(self, left: float) -> None:
        """Say once each time that little is left, and that no time is left."""
        due = [minutes for minutes in self._untold if left <= minutes * 60]
        self._untold = [minutes for minutes in self._untold if minutes not in due]
        if self._sentence and left < self._sentence_ends:
            self._sentence = ""
        if not left:
            self._sentence = ""
            self._timer.stop()
            self.time_ran_out.emit()
        elif due:
            minutes = min(due)
            self._sentence = self.tr("%n minutes left.", "", minutes)
            self._sentence_ends = left - _TOLD_FOR
            if self._is_looked_at():
                announce(self, self._sentence)

    def _is_looked_at(self) -> bool:
        """Tell whether the clock's page is shown; if not, the clock of another page speaks."""
        around = self.parentWidget()
        return around is not None and around.isVisible()

    def _name(self, seconds: float, *, is_left: bool) -> None:
        """Name the clock by whole minutes: a screen reader would read out every change."""
        minutes = math.ceil(seconds / 60) if is_left and seconds >= 60 else int(seconds // 60)
        if minutes:
            name = (
                self.tr("Time left: %n minutes", "", minutes) if is_left else self.tr("Time: %n minutes", "", minutes)
            )
        else:
            name = self.tr("Time left: less than a minute") if is_left else self.tr("Time: less than a minute")
        if name != self._text.accessibleName():
            self._text.setAccessibleName(name)

    def _restyle(self) -> None:
        side = self._theme.pixels(18)
        self._icon.setPixmap(self._theme.pixmap("clock", "muted", side, self.devicePixelRatioF()))


def _clock_text(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
