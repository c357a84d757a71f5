"""Asks where something is to be saved, and as what."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from quizapp.gui.kit.folders import first_folder, keep_folder
from quizapp.settings import Settings


def choose_target(
    parent: QWidget,
    settings: Settings,
    title: str,
    name: str,
    formats: Mapping[str, tuple[str, str]],
    chosen: Callable[[Path, str], object],
) -> None:
    """Let the user choose a file; `chosen` is called with it, and what it is to be saved as, if they do.

    Args:
        settings: where a file was saved last.
        name: what is offered, without its ending.
        formats: what it can be saved as, in words with the files that they are for, such as ``Table (*.csv)``; for
            each, its name and the ending of its files.
    """
    dialog = QFileDialog(parent, title, first_folder(settings))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(formats))
    dialog.setDefaultSuffix(next(iter(formats.values()))[1])
    dialog.filterSelected.connect(lambda filter: dialog.setDefaultSuffix(formats[filter][1]))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda name: keep_folder(settings, Path(name)))
    dialog.fileSelected.connect(lambda name: chosen(Path(name), formats[dialog.selectedNameFilter()][0]))
    dialog.open()


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
