"""A line to type in that can be made final."""

from PySide6.QtWidgets import QLineEdit, QWidget


class FinalLineEdit(QLineEdit):
    """A line that keeps its text while read-only; in Qt's own, assistive technology could still write."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._final = ""
        self.textChanged.connect(self._keep_final)

    def setReadOnly(self, read_only: bool) -> None:
        self._final = self.text()
        super().setReadOnly(read_only)

    def _keep_final(self, text: str) -> None:
        if self.isReadOnly() and text != self._final:
            self.setText(self._final)
