"""A sign in the header: the learner's work is saved, is being saved, or cannot be saved."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.recording import SaveState


class SaveStatus(QWidget):
    """Shows a sign and a word, announced only when saving fails, and when it works again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._state = SaveState.SAVED
        self.is_alarming = False
        """True while something could not be saved; it is then shown on every page."""
        self._sign = Icon(theme, "right", "right", 16)
        self.word = Label(theme, FontRole.SMALL, color="muted")
        fill(QHBoxLayout(self), self._sign, self.word, margins=(4, 0, 4, 0), spacing=5)
        self._show()

    def show_state(self, state: SaveState, reason: str = "") -> None:
        """Show `state`; `reason` tells why something is not saved."""
        before = self._state
        self._state = state
        self.setToolTip(tool_tip(reason) if state is SaveState.NOT_SAVED else "")
        if state is not before:
            self._show()
            was_alarming = self.is_alarming
            self.is_alarming = state is SaveState.NOT_SAVED or (was_alarming and state is SaveState.SAVING)
            if self.is_alarming != was_alarming:
                announce(self, self.word.text())

    def show_word(self, shown: bool) -> None:
        """Show the word beside the sign, or the sign alone while all is well."""
        self.word.setVisible(shown or self.is_alarming)

    def _show(self) -> None:
        word, icon, color = {
            SaveState.SAVED: (self.tr("Saved"), "right", "right"),
            SaveState.SAVING: (self.tr("Saving…"), "save", "muted"),
            SaveState.NOT_SAVED: (self.tr("Not saved"), "warning", "warn"),
        }[self._state]
        self.word.setText(word)
        self.word.set_color("warn" if self._state is SaveState.NOT_SAVED else "muted")
        self._sign.show_icon(icon, color)
        if self._state is SaveState.NOT_SAVED:
            self.word.show()
