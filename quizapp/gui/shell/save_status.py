"""A sign in the header: the learner's work is on the disk, or not yet, or cannot be."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.recording import SaveState


class SaveStatus(QWidget):
    """A sign and a word, spoken only when something can no longer be saved, and when it is saved after all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = SaveState.SAVED
        self.is_alarming = False
        """True where it has to be seen on every page, as something was not saved, and still is not."""
        self._sign = QLabel()
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.word = Label(theme, FontRole.SMALL, color="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(5)
        row.addWidget(self._sign)
        row.addWidget(self.word)
        self._show()
        theme.changed.connect(self._show)

    def show_state(self, state: SaveState, reason: str = "") -> None:
        """Show `state`; `reason` is why something is not saved."""
        before = self._state
        self._state = state
        self.setToolTip(reason if state is SaveState.NOT_SAVED else "")
        if state is not before:
            self._show()
            was_alarming = self.is_alarming
            self.is_alarming = state is SaveState.NOT_SAVED or (was_alarming and state is SaveState.SAVING)
            if self.is_alarming != was_alarming:
                announce(self, self.word.text())

    def show_word(self, shown: bool) -> None:
        """Show the word beside the sign, or, where there is little room and all is well, the sign alone."""
        self.word.setVisible(shown or self.is_alarming)

    def _show(self) -> None:
        words = {
            SaveState.SAVED: self.tr("Saved"),
            SaveState.SAVING: self.tr("Saving…"),
            SaveState.NOT_SAVED: self.tr("Not saved"),
        }
        icon, color = {
            SaveState.SAVED: ("right", "right"),
            SaveState.SAVING: ("save", "muted"),
            SaveState.NOT_SAVED: ("warning", "warn"),
        }[self._state]
        self.word.setText(words[self._state])
        self.word.set_color("warn" if self._state is SaveState.NOT_SAVED else "muted")
        self._sign.setPixmap(self._theme.pixmap(icon, color, self._theme.pixels(16), self.devicePixelRatioF()))
        if self._state is SaveState.NOT_SAVED:
            self.word.show()
