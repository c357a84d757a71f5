"""A report that can be copied, instead of a silent end, for bugs in the program itself."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QApplication, QDialog


class BugReports(QObject):
    """Takes the place of Python's exception hooks. One report is shown at a time."""

    _reported = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: QDialog | None = None
        self._reported.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        import traceback  # here and below: what is needed only when something went wrong

        report = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(report)
        self._reported.emit(f"Python {sys.version.split()[0]}, Qt {qVersion()}, {sys.platform}\n\n{report}")

    def _show(self, report: str) -> None:
        from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

        from quizapp.gui.kit.building import fill

        if self._shown is not None:
            return
        dialog = QDialog(QApplication.activeWindow())
        dialog.setWindowTitle(self.tr("Something went wrong"))
        dialog.resize(640, 400)
        words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        words.setText(
            self.tr("Something in the program is broken. You can go on. If it happens again, please report this text.")
        )
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(report))
        buttons.rejected.connect(dialog.reject)
        fill(QVBoxLayout(dialog), words, text, buttons)
        self._shown = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        if self._shown is not None:
            self._shown.deleteLater()
            self._shown = None
