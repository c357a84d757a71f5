"""In which folder a dialog for a file begins."""

import os
from pathlib import Path

from quizapp.settings import Settings


def first_folder(settings: Settings) -> str:
    """The one that was used last, or else that of the user's documents, or their home."""
    from PySide6.QtCore import QStandardPaths

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    there = (folder for folder in (settings.folder, documents) if folder and os.path.isdir(folder))
    return next(there, str(Path.home()))


def keep_folder(settings: Settings, file: Path) -> None:
    """The next dialog begins where `file` is."""
    settings.folder = str(file.parent)
