"""Questions above the window: a choice of a few buttons, a name, a file. Nothing waits for the answer."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from quizapp.settings import Settings

_WIDTH = 480
"""Pixels at the plain text size; beyond that, lines are hard to read."""


class Choice(NamedTuple):
    """One answer: its words, and what then happens."""

    words: str
    do: Callable[[], object] | None = None


class Question(QDialog):
    """A dialog with a title that can be read in it, for those whose system shows none, and buttons below.

    Attributes:
        title: the words at the top.
        text: the words below it; may be empty.
        buttons: in their order.
    """

    def __init__(self, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title, self.text = self._label(title), self._label(text)
        large = QFont(self.font())
        large.setPointSizeF(large.pointSizeF() * 1.3)
        large.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(large)
        self.text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 20, 22, 16)
        self.column.setSpacing(12)
        self.column.addWidget(self.title)
        self.column.addWidget(self.text)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self.column.addLayout(self._row)
        self.buttons: list[QPushButton] = []
        self._room = parent.window().width() - 40
        self.setMinimumWidth(min(_WIDTH * self.fontMetrics().height() // 16, self._room))

    def add_button(self, words: str, do: Callable[[], object] | None, *, is_main: bool) -> QPushButton:
        """Add a button that closes the dialog and then does something."""
        button = QPushButton(words.replace("&", "&&"))
        button.setObjectName("primary" if is_main else "")
        button.setDefault(is_main)
        button.setAutoDefault(False)
        button.clicked.connect(self.accept)
        if do is not None:
            button.clicked.connect(lambda: do())
        self._row.addWidget(button)
        self.buttons.append(button)
        return button

    def wrap_buttons(self) -> None:
        """Put the buttons below one another where their words are too long for one row."""
        room = self._room - 40
        if sum(button.sizeHint().width() + 8 for button in self.buttons) > room:
            for button in self.buttons:
                self._row.removeWidget(button)
                self.column.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _label(self, text: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setText(text)
        return label


def ask(parent: QWidget, title: str, text: str, choices: Sequence[Choice], default: int = 0) -> Question:
    """Ask for one of `choices`: Escape chooses the last of them, Enter the one at `default`."""
    dialog = Question(parent, title, text)
    for place, choice in enumerate(choices):
        dialog.add_button(choice.words, choice.do, is_main=place == default)
    if choices[-1].do is not None:
        dialog.rejected.connect(choices[-1].do)
    dialog.wrap_buttons()
    dialog.buttons[default].setFocus(Qt.FocusReason.ShortcutFocusReason)
    dialog.open()
    return dialog


def ask_name(
    parent: QWidget, title: str, label: str, name: str, words: tuple[str, str], do: Callable[[str], object]
) -> Question:
    """Ask for a name; `do` is called with it, as it was typed. `words` are those of the buttons: yes and no."""
    dialog = Question(parent, title, label)
    field = QLineEdit(name)
    field.setMaxLength(100)
    field.setAccessibleName(label)
    field.selectAll()
    dialog.column.insertWidget(2, field)
    yes = dialog.add_button(words[0], lambda: do(field.text()), is_main=True)
    no = dialog.add_button(words[1], None, is_main=False)
    no.clicked.disconnect()
    no.clicked.connect(dialog.reject)
    field.textChanged.connect(lambda text: yes.setEnabled(bool(text.strip())))
    yes.setEnabled(bool(name.strip()))
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    dialog.open()
    return dialog


def new_file(
    window: QWidget, settings: Settings, title: str, kind: str, name: str, do: Callable[[Path], object]
) -> QFileDialog:
    """Ask where a file is to be written. `kind` is what its files are called, `name` what this one may be called."""
    ending = Path(name).suffix
    formats = {f"{kind} (*{ending})": ("", ending[1:])}
    return new_file_of(window, settings, title, name, formats, lambda path, _: do(path))


def new_file_of(
    window: QWidget,
    settings: Settings,
    title: str,
    name: str,
    formats: Mapping[str, tuple[str, str]],
    do: Callable[[Path, str], object],
) -> QFileDialog:
    """Ask where a file is to be written, and in which format; `do` is called with the file and the format's name.

    Args:
        settings: where a file was saved last.
        name: what is proposed.
        formats: what it can be saved as, in words with the files that they are for, such as ``Table (*.csv)``; for
            each, its name and the ending of its files.
    """
    dialog = _file_dialog(window, settings, title, list(formats))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(next(iter(formats.values()))[1])
    dialog.filterSelected.connect(lambda filter: dialog.setDefaultSuffix(formats[filter][1]))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda file: do(Path(file), formats[dialog.selectedNameFilter()][0]))
    dialog.open()
    return dialog


def open_file(
    window: QWidget, settings: Settings, title: str, filters: Sequence[str], do: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a file that is there; `filters` are such as ``Backups (*.db)``."""
    return open_files(window, settings, title, filters, lambda paths: do(paths[0]), most=1)


def open_files(
    window: QWidget,
    settings: Settings,
    title: str,
    filters: Sequence[str],
    do: Callable[[Sequence[Path]], object],
    most: int = 0,
) -> QFileDialog:
    """Ask for files that are there, `most` of them, or as many as one likes."""
    dialog = _file_dialog(window, settings, title, filters)
    mode = QFileDialog.FileMode
    dialog.setFileMode(mode.ExistingFile if most == 1 else mode.ExistingFiles)
    dialog.filesSelected.connect(lambda files: do([Path(file) for file in files]))
    dialog.open()
    return dialog


def _file_dialog(window: QWidget, settings: Settings, title: str, filters: Sequence[str]) -> QFileDialog:
    dialog = QFileDialog(window, title, first_folder(settings))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters(list(filters))
    dialog.filesSelected.connect(lambda files: _keep_folder(settings, Path(files[0])))
    return dialog


def first_folder(settings: Settings) -> str:
    """The folder that was used last, or else that of the user's documents, or their home."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    there = (folder for folder in (settings.folder, documents) if folder and os.path.isdir(folder))
    return next(there, str(Path.home()))


def _keep_folder(settings: Settings, file: Path) -> None:
    settings.folder = str(file.parent)


def file_name(title: str, *others: str) -> str:
    """A title, and what tells this file from others of that title, as the name of a file on every system.

    What is empty, or where nothing of it can be in a name, is left out.
    """
    parts = (_part(title, 120), *(_part(other, 60) for other in others))
    return " – ".join(part for part in parts if part)


def _part(text: str, most: int) -> str:
    """`text` in at most so many bytes of UTF-8: file systems take 255 for a whole name."""
    name = re.sub(r"(?<=\w)\.(?=\w)", "-", text).replace(".", "")  # behind a dot, the dialog would see an ending
    name = "".join(c if c.isprintable() and c not in '\\/:*?"<>|' else " " for c in name)
    return " ".join(name.split()).encode(errors="ignore")[:most].decode(errors="ignore").strip()
