"""The row of buttons while something is read aloud, or the reason why nothing is."""

import sys

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from quizapp.gui.kit.building import fill, name_by_tip
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.menu_button import MenuButton, add_choice
from quizapp.gui.kit.speech import Lack
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.settings import SPEECH_RATES


class ReadAloudBar(QWidget):
    """Pause and go on, the sentence before and after, speed, and stop.

    Signals:
        pause_requested, stop_requested: the user pressed that.
        step_requested: the user wants the next sentence (1), or the one before (-1).
        rate_chosen: another speed, one of `settings.SPEECH_RATES`.
    """

    pause_requested = Signal()
    stop_requested = Signal()
    step_requested = Signal(int)
    rate_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rate = 0
        self.pause = self._button("pause", self.tr("Pause reading"))
        self.back = self._button("back", self.tr("Previous sentence"))
        self.next = self._button("next", self.tr("Next sentence"))
        self.stop = self._button("close", self.tr("Stop reading"))
        self.speed = MenuButton(self.tr("Reading speed"), self._fill_speeds)
        name_by_tip(self.speed, self.speed.accessibleName())
        theme.put_icon(self.speed, "clock")
        self.told = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.pause.clicked.connect(self.pause_requested)
        self.stop.clicked.connect(self.stop_requested)
        self.back.clicked.connect(lambda: self.step_requested.emit(-1))
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self._reading = (self.back, self.pause, self.next, self.speed)
        row = (*self._reading, (self.told, 1), self.stop)
        fill(QHBoxLayout(self), *row, margins=(3, 0, 8, 0), spacing=2)

    def show_state(self, *, is_paused: bool, is_starting: bool, rate: int) -> None:
        """Show that it is read, or paused, or will be read in a moment."""
        self._rate = rate
        for button in self._reading:
            button.show()
        name = self.tr("Go on reading") if is_paused else self.tr("Pause reading")
        name_by_tip(self.pause, name)
        self._theme.put_icon(self.pause, "play" if is_paused else "pause")
        told = self.tr("Paused") if is_paused else self.tr("Starting…") if is_starting else self.tr("Reading aloud")
        self.told.set_color("muted")
        self.told.setText(told)
        self.show()

    def show_lack(self, lack: Lack, language: str) -> str:
        """Say why nothing is read and what to do about it; return the words. `language` is called by its own name."""
        linux = sys.platform.startswith("linux")
        match lack:
            case "not_installed":
                words = self.tr(
                    "Reading aloud is not installed yet. Close Quizapp and start it once with “python3 start.py"
                    " speech”, or install “quizapp[speech]”. A teacher can do that."
                )
            case "no_engine" if linux:
                words = self.tr(
                    "This computer has no voice yet. Install the packages “speech-dispatcher” and “espeak-ng”, and try"
                    " again. A teacher can do that."
                )
            case "no_engine":
                words = self.tr("This computer has no voice yet. Add one in the system’s settings, and try again.")
            case "no_voice" if linux:
                words = self.tr(
                    "This computer has no voice for this language ({language}). Install the package “espeak-ng”, and"
                    " try again."
                ).format(language=language)
            case "no_voice":
                words = self.tr(
                    "This computer has no voice for this language ({language}). Add one in the system’s settings, and"
                    " try again."
                ).format(language=language)
            case _:
                words = self.tr("The voice of this computer has stopped. Try again.")
        for button in self._reading:
            button.hide()
        self.told.set_color("warn")
        self.told.setText(words)
        self.show()
        return words

    def _fill_speeds(self, menu: QMenu) -> None:
        names = (self.tr("Very slow"), self.tr("Slow"), self.tr("Usual speed"), self.tr("Fast"), self.tr("Very fast"))
        for name, rate in zip(names, SPEECH_RATES, strict=True):
            add_choice(menu, name, rate == self._rate, lambda _=False, rate=rate: self.rate_chosen.emit(rate))

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        name_by_tip(button, name)
        button.setMinimumSize(28, 28)
        self._theme.put_icon(button, icon)
        return button
