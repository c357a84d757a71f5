"""Files and folders that are handed to the system."""

from pathlib import Path

from quizapp.gui.kit.translate import translate


def open_locally(place: Path) -> str:
    """Open a file or folder in the system's program for it; give what went wrong in words, or nothing.

    The place comes from the program itself, never from a text that somebody wrote.
    """
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    if not place.exists():
        return translate("{file} is no longer there.").format(file=place)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
        return translate("There is no program here that opens {file}.").format(file=place)
    return ""
