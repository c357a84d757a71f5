"""The page that takes questions of another tool, as files or as a text that is typed or pasted."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme

_BY_KEY = Qt.FocusReason.ShortcutFocusReason


class _TextField(QPlainTextEdit):
    """Takes a text, and files that are dropped or pasted.

    Signals:
        files_given: these files are to be read instead.
    """

    files_given = Signal(list)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(files_in(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := files_in(source):
            self.files_given.emit(files)
        else:
            self.insertPlainText(source.text())


def files_in(data: QMimeData | None) -> list[Path]:
    """The files of this computer that the clipboard, or a drag, holds; an empty clipboard may give None."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []


class PastePage(CenteredCard):
    """Asks for the questions.

    Signals:
        files_requested: the user wants to choose files.
        files_given: these files are to be read.
        text_given: this text is to be read; the second is its title.
        cancel_requested: nothing is to be imported.
    """

    files_requested = Signal()
    files_given = Signal(list)
    text_given = Signal(str, str)
    cancel_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        head = Label(theme, FontRole.HEADLINE, self.tr("Import questions"), wraps=True)
        about = self.tr(
            "Quizapp reads what Moodle, Canvas and many other tools export, and questions as you type them. You see"
            " what will be imported before anything is saved."
        )
        self.files = push_button(self.tr("Choose files…"), self.files_requested)
        self.title = QLineEdit()
        self.title.setMaxLength(100)
        self.title.setAccessibleName(self.tr("Title"))
        self.text = _TextField()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Questions as text"))
        self.text.setPlaceholderText(self.tr("Or paste or type questions here."))
        self.text.files_given.connect(self.files_given)
        self.text.textChanged.connect(self._follow)
        self.told = Caution(theme)
        self.told.hide()
        self.go_on = push_button(self.tr("Look through them"), self._go_on, is_main=True)
        self.cancel = push_button(self.tr("Cancel"), self._cancel)
        fill(
            self.column,
            head,
            Label(theme, FontRole.PLAIN, about, color="muted", wraps=True),
            fill(QHBoxLayout(), self.files, 1),
            Label(theme, FontRole.LABEL, self.tr("Questions as text")),
            (self.text, 1),
            Label(theme, FontRole.LABEL, self.tr("Title")),
            self.title,
            self.told,
            fill(QHBoxLayout(), self.go_on, self.cancel, 1),
        )
        theme.restyle_with(lambda: self.text.setMinimumHeight(theme.pixels(150)))
        self.clear()

    def open(self, text: str = "") -> None:
        """Ask, with `text` in the field if there is one, or go on with what was typed."""
        self.told.hide()
        if text:
            self.text.setPlainText(text)
        self.text.setFocus(_BY_KEY)

    def clear(self) -> None:
        """Forget what was typed."""
        self.text.clear()
        self.title.setText(self.tr("My questions"))
        self._follow()

    def tell(self, words: str) -> None:
        """Say what is wrong with the text."""
        self.told.show_text(words, warns=True)
        self.told.show()
        announce(self.told, words)
        self.text.setFocus(_BY_KEY)

    def _follow(self) -> None:
        self.go_on.setEnabled(bool(self.text.toPlainText().strip()))

    def _go_on(self) -> None:
        self.text_given.emit(self.text.toPlainText(), self.title.text().strip() or self.tr("My questions"))

    def _cancel(self) -> None:
        self.clear()
        self.cancel_requested.emit()
