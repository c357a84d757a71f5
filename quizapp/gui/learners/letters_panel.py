"""The page where a learner changes single-letter keys, or turns them off."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, new_grid
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choosing_keys import choosing_key
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.shortcut_keys import KEYS, LETTERS, action_of, letters_of
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.settings import Settings


class LettersPanel(QWidget):
    """Changes the letters of actions in `settings`: press a button, then the letter.

    Signals:
        changed: something else is set.

    Attributes:
        buttons: for each action of a single letter, the one that shows and changes its letter.
        told: what became of the last change.
    """

    changed = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.used = CheckBox(theme, self.tr("Letters and digits choose answers, and do what is listed here"))
        self.used.toggled.connect(self._use)
        self.told = Label(theme, FontRole.PLAIN, color="warn", wraps=True)
        self.told.hide()
        grid = new_grid(None, stretch=1, spacing=(16, 6))
        self.buttons: dict[str, LetterButton] = {}
        for row, name in enumerate(LETTERS):
            button = self.buttons[name] = LetterButton()
            button.letter_pressed.connect(lambda letter, name=name: self._change(name, letter))
            button.refused.connect(self._tell)
            grid.addWidget(button, row, 0)
            grid.addWidget(Label(theme, FontRole.PLAIN, self.words(name), wraps=True), row, 1)
        note = self.tr("To change a key, choose it and press another letter.")
        how = Label(theme, FontRole.PLAIN, note, color="muted", wraps=True)
        fill(QVBoxLayout(self), self.used, how, grid, self.told, 1, margins=(4, 4, 10, 4), spacing=10)
        self.show_settings()

    def words(self, name: str) -> str:
        """Say what the action does."""
        return {
            "flag": self.tr("Flag the question to come back to it"),
            "note": self.tr("Write a note"),
            "hint": self.tr("Show a hint"),
            "cross out": self.tr("Cross out the option with the focus"),
        }.get(name, name)

    def show_settings(self) -> None:
        """Show what is set."""
        self.used.setChecked(self._settings.letter_keys)
        for name, letter in letters_of(self._settings.keys).items():
            self.buttons[name].show_letter(letter, self.words(name))
            self.buttons[name].setEnabled(self._settings.letter_keys)

    def reset(self) -> None:
        """Use the letters that the program has at first."""
        self._settings.keys, self._settings.letter_keys = {}, True
        self.told.hide()
        self.show_settings()
        self.changed.emit()

    def _use(self, used: bool) -> None:
        self._settings.letter_keys = used
        self.show_settings()
        self.changed.emit()

    def _change(self, name: str, letter: str) -> None:
        other = action_of(letter, self._settings.keys)
        if other not in ("", name):
            self._tell(
                self.tr("{letter} is in use already: {what}. Press another letter.").format(
                    letter=letter, what=self.words(other)
                )
            )
            return
        keys = {**self._settings.keys, name: letter}
        usual = {each: KEYS[each][0] for each in LETTERS}  # there may be others, of a newer version
        self._settings.keys = {each: key for each, key in keys.items() if key != usual.get(each)}
        self.show_settings()
        changed = self.tr("{letter}: {what}.").format(letter=letter, what=self.words(name))
        if letter <= "H" and letter != KEYS[name][0]:
            changed += " " + self.tr("If a question has an answer {letter}, the key chooses that answer.").format(
                letter=letter
            )
        self._tell(changed)
        self.changed.emit()

    def _tell(self, words: str) -> None:
        self.told.show_text(words)
        announce(self.told, words)


class LetterButton(QPushButton):
    """Shows a letter; once pressed, it waits for another one. Escape, or leaving it, keeps the letter.

    Signals:
        letter_pressed: the letter, in capitals.
        refused: words for a key that is no letter.
    """

    letter_pressed = Signal(str)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._letter = self._words = ""
        self.setCheckable(True)
        self.toggled.connect(self._show)

    def show_letter(self, letter: str, words: str) -> None:
        """Show `letter`, which does what `words` say."""
        self._letter, self._words = letter, words
        self.setChecked(False)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.isChecked() or event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.setChecked(False)
        elif (letter := choosing_key(event).upper()).isalpha():
            self.setChecked(False)
            self.letter_pressed.emit(letter)
        elif event.text():
            self.refused.emit(self.tr("Only the letters from A to Z can be chosen. Press another key."))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setChecked(False)
        super().focusOutEvent(event)

    def _show(self) -> None:
        self.setText(self.tr("Press a letter…") if self.isChecked() else self._letter)
        waits = self.tr("{what}: press a letter").format(what=self._words)
        self.setAccessibleName(
            waits if self.isChecked() else self.tr("{what}: {letter}").format(what=self._words, letter=self._letter)
        )
