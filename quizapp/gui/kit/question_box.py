"""What is asked in a box above the window: a choice of a few buttons, a name, a file. Nothing waits for the answer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from quizapp.gui.kit.folders import first_folder, keep_folder
from quizapp.settings import Settings

Role = QMessageBox.ButtonRole


class Choice(NamedTuple):
    """One answer: its words, what then happens, and whether that cannot be taken back."""

    words: str
    do: Callable[[], object] | None = None
    destroys: bool = False


def ask(parent: QWidget, title: str, text: str, choices: Sequence[Choice], default: int = 0) -> QMessageBox:
    """Ask for one of `choices`: Escape chooses the last of them, Enter the one at `default`."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(text)
    for place, choice in enumerate(choices):
        last = place == len(choices) - 1
        role = Role.DestructiveRole if choice.destroys else Role.RejectRole if last else Role.AcceptRole
        button = box.addButton(choice.words, role)
        if choice.do is not None:
            button.clicked.connect(lambda _=False, do=choice.do: do())
        if place == default:
            box.setDefaultButton(button)
        if last:
            box.setEscapeButton(button)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def ask_name(parent: QWidget, title: str, label: str, name: str, do: Callable[[str], object]) -> QInputDialog:
    """Ask for a name; `do` is called with it, as it was typed."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.textValueSelected.connect(do)
    dialog.open()
    field = dialog.findChild(QLineEdit)
    if field is not None:
        field.setAccessibleName(label)
    return dialog


def new_file(
    window: QWidget, settings: Settings, title: str, kind: str, name: str, do: Callable[[Path], object]
) -> QFileDialog:
    """Ask where a file is to be written. `kind` is what its files are called, `name` what this one may be called."""
    dialog = _file_dialog(window, settings, title, kind, name, do)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix[1:])
    dialog.selectFile(name)
    dialog.open()
    return dialog


def old_file(
    window: QWidget, settings: Settings, title: str, kind: str, name: str, do: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a file that is there, of the ending of `name`."""
    dialog = _file_dialog(window, settings, title, kind, name, do)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def _file_dialog(
    window: QWidget, settings: Settings, title: str, kind: str, name: str, do: Callable[[Path], object]
) -> QFileDialog:
    dialog = QFileDialog(window, title, first_folder(settings))
    dialog.setNameFilters([f"{kind} (*{Path(name).suffix})"])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: keep_folder(settings, Path(file)))
    dialog.fileSelected.connect(lambda file: do(Path(file)))
    return dialog
