"""Dialogs that ask for a choice, a name, or a file. They open and return at once; the answer comes by a call."""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QStandardPaths, Qt
from PySide6.QtGui import QFont, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.word_button import WordButton
from quizapp.settings import Settings

_WIDTH = 480
"""Pixels at the plain text size; longer lines are hard to read."""


class Dialog(QDialog):
    """A dialog in which Enter presses the button that has the focus, or else the `main` one, if there is one.

    Qt would press the first of all buttons for want of a main one.
    """

    main: QPushButton | None = None

    def showEvent(self, event: QShowEvent) -> None:
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        button = focused if isinstance(focused, QPushButton) else self.main
        if button is not None:
            button.click()


class AskDialog(Dialog):
    """A dialog with a title, a text, and buttons. The title is repeated inside, as some systems show no title bar.

    Attributes:
        title: the label at the top.
        text: the label below it; may be empty.
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
        self._row = fill(QHBoxLayout(), 1, spacing=8)
        items = (self.title, self.text, self._row)
        self.column = fill(QVBoxLayout(self), *items, margins=(22, 20, 22, 16), spacing=12)
        self.buttons: list[QPushButton] = []
        self._room = parent.window().width() - 40
        self.setMinimumWidth(min(_WIDTH * self.fontMetrics().height() // 16, self._room))

    def add_button(self, words: str, do: Callable[[], object] | None, *, is_main: bool) -> QPushButton:
        """Add a button that closes the dialog and then calls `do`."""
        button = WordButton(words.replace("&", "&&"))
        button.setObjectName("primary" if is_main else "")
        button.setDefault(is_main)
        self.main = button if is_main else self.main
        button.clicked.connect(self.accept)
        if do is not None:
            button.clicked.connect(lambda: do())
        self._row.addWidget(button)
        self.buttons.append(button)
        return button

    def wrap_buttons(self) -> None:
        """Put the buttons below one another if they are too wide for one row."""
        if sum(button.sizeHint().width() + 8 for button in self.buttons) > self._room - 40:
            for button in self.buttons:
                self._row.removeWidget(button)
                self.column.addWidget(button)

    def event(self, event: QEvent) -> bool:
        """Grow when something is added or wraps: a layout asks for no height of wrapped texts by itself."""
        known = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Resize):
            least = self.column.totalHeightForWidth(self.width())
            if least > self.minimumHeight() or event.type() == QEvent.Type.LayoutRequest:
                self.setMinimumHeight(max(0, least))
        return known

    def _label(self, text: str) -> QLabel:
        label = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setText(text)
        return label


def ask(
    parent: QWidget,
    title: str,
    text: str,
    choices: Sequence[tuple[str, Callable[[], object] | None]],
    default: int = 0,
    further: QWidget | None = None,
) -> AskDialog:
    """Ask for one of `choices`: words, and what they do. Escape chooses the last one, Enter the one at `default`.

    `further` stands between the text and the buttons.
    """
    dialog = AskDialog(parent, title, text)
    if further is not None:
        dialog.column.insertWidget(2, further)
    for place, (words, do) in enumerate(choices):
        dialog.add_button(words, do, is_main=place == default)
    if (last := choices[-1][1]) is not None:
        dialog.rejected.connect(last)
    dialog.wrap_buttons()
    dialog.buttons[default].setFocus(Qt.FocusReason.ShortcutFocusReason)
    dialog.open()
    return dialog


def ask_name(
    parent: QWidget, title: str, label: str, name: str, words: tuple[str, str], do: Callable[[str], object]
) -> AskDialog:
    """Ask for a name and call `do` with it, as typed. `words` are those of the buttons: OK and Cancel."""
    dialog = AskDialog(parent, title, label)
    field = QLineEdit(name)
    field.setMaxLength(100)
    field.setAccessibleName(label)
    field.selectAll()
    dialog.column.insertWidget(2, field)
    ok = dialog.add_button(words[0], lambda: do(field.text()), is_main=True)
    cancel = dialog.add_button(words[1], None, is_main=False)
    cancel.clicked.disconnect()
    cancel.clicked.connect(dialog.reject)
    field.textChanged.connect(lambda text: ok.setEnabled(bool(text.strip())))
    ok.setEnabled(bool(name.strip()))
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    dialog.open()
    return dialog


def new_file(
    window: QWidget, settings: Settings, title: str, kind: str, name: str, do: Callable[[Path], object]
) -> QFileDialog:
    """Ask where to save a file. `kind` names files of its kind; `name` is the proposed name, with its ending."""
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
    *,
    keeps: str = "folder",
) -> QFileDialog:
    """Ask where to save a file and in which format; call `do` with the path and the format's name.

    Args:
        settings: keep the folder that was used last, under the name `keeps`.
        name: the proposed file name.
        formats: maps each entry of the list, such as ``Table (*.csv)``, to the format's name and its files' ending.
            A name that is typed with the ending of another format asks for that one.
    """

    def take(file: str) -> None:
        path, chosen = Path(file), formats[dialog.selectedNameFilter()]
        fitting = [each for each in formats.values() if each[1] == path.suffix[1:].lower()]
        do(path, (chosen if chosen in fitting or not fitting else fitting[0])[0])

    dialog = _file_dialog(window, settings, title, formats, keeps)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(next(iter(formats.values()))[1])
    dialog.filterSelected.connect(lambda filter: dialog.setDefaultSuffix(formats[filter][1]))
    dialog.selectFile(name)
    dialog.fileSelected.connect(take)
    dialog.open()
    return dialog


def open_file(
    window: QWidget, settings: Settings, title: str, filters: Iterable[str], do: Callable[[Path], object]
) -> QFileDialog:
    """Ask for an existing file; `filters` look like ``Backups (*.db)``."""
    mode = QFileDialog.FileMode.ExistingFile
    return open_files(window, settings, title, filters, lambda paths: do(paths[0]), mode)


def open_files(
    window: QWidget,
    settings: Settings,
    title: str,
    filters: Iterable[str],
    do: Callable[[Sequence[Path]], object],
    mode: QFileDialog.FileMode = QFileDialog.FileMode.ExistingFiles,
) -> QFileDialog:
    """Ask for any number of existing files."""
    dialog = _file_dialog(window, settings, title, filters)
    dialog.setFileMode(mode)
    dialog.filesSelected.connect(lambda files: do([Path(file) for file in files]))
    dialog.open()
    return dialog


def open_folder(window: QWidget, settings: Settings, title: str, do: Callable[[Path], object]) -> QFileDialog:
    """Ask for an existing folder."""
    dialog = open_files(window, settings, title, [], lambda paths: do(paths[0]), QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.filesSelected.connect(lambda files: setattr(settings, "folder", files[0]))
    return dialog


def _file_dialog(
    window: QWidget, settings: Settings, title: str, filters: Iterable[str], keeps: str = "folder"
) -> QFileDialog:
    dialog = QFileDialog(window, title, first_folder(settings, keeps))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters(list(filters))
    dialog.filesSelected.connect(lambda files: setattr(settings, keeps, str(Path(files[0]).parent)))
    return dialog


def first_folder(settings: Settings, keeps: str = "folder") -> str:
    """Give the folder that the settings have under the name `keeps`, or else the user's documents or home folder."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    there = (folder for folder in (getattr(settings, keeps), documents) if folder and os.path.isdir(folder))
    return next(there, str(Path.home()))


def file_name(title: str, *others: str) -> str:
    """Give a file name that every system allows, made of a title and whatever tells this file from `others` like it.

    Parts that are empty, or hold no allowed character, are left out.
    """
    parts = (_part(title, 120), *(_part(other, 60) for other in others))
    return " – ".join(part for part in parts if part)


def _part(text: str, most: int) -> str:
    """Give `text` in at most `most` bytes of UTF-8: file systems allow 255 for a whole name."""
    name = re.sub(r"(?<=\w)\.(?=\w)", "-", text).replace(".", "")  # the dialog takes what follows a dot for an ending
    name = "".join(c if c.isprintable() and c not in '\\/:*?"<>|' else " " for c in name)
    return " ".join(name.split()).encode(errors="ignore")[:most].decode(errors="ignore").strip()
