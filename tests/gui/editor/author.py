"""An author in the editor: what they see in the window, and what they do there."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from quizapp.gui.editor.text_change import QtOffsets
from tests.gui.conftest import Program, flush, run_out
from tests.gui.seen import texts, visible

NONE, CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Author:
    """The window with the editor in it, used by keys."""

    def __init__(self, program: Program, qtbot) -> None:
        self.program = program
        self.window = program.window
        self.qtbot = qtbot

    @property
    def page(self):
        return self.window.editor.page

    @property
    def bank(self):
        return self.page.bank

    @property
    def draft(self):
        return self.bank.draft

    @property
    def shown(self):
        return texts(self.page)

    @property
    def ids(self):
        return [question["id"] for question in self.draft.value(("questions",)) or []]

    def notes(self, place):
        """What the check tells of the question at `place`."""
        return [note for note in self.page.checking.notes if note.question == place]

    def put_cursor(self, offset):
        """Put the cursor before a character of the text."""
        cursor = self.page.yaml.textCursor()
        cursor.setPosition(QtOffsets(self.draft.text).to_qt(offset))
        self.page.yaml.setTextCursor(cursor)

    def edit(self, path: Path | None = None):
        """Open a bank by the button in the library."""
        page = self.window.library_page
        page.list.setCurrentIndex(page.model.index(page.model.row_of(path or self.program.bank)))
        page.detail.edit.click()
        return self.wait()

    def wait(self):
        """Until everything that was asked for is there."""
        flush()
        self.qtbot.waitUntil(self._is_idle)
        flush()
        return self

    def _is_idle(self):
        flush()
        if not self.window.editor.is_shown:
            return self.program.jobs.is_idle
        for timer in (self.page._soon, self.page.checking._soon):
            run_out(timer)  # what the page does once its author pauses
        return self.program.jobs.is_idle and not (self.page.checking.is_under_way or self.page.is_waiting)

    def key(self, key, modifier=NONE):
        if QApplication.focusWidget() is None:
            self.window.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        flush()
        return self

    def type(self, text: str):
        """Type `text` where the focus is."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.key(Qt.Key.Key_Return)
            focused = QApplication.focusWidget()
            if line.isascii():
                QTest.keyClicks(focused, line)
            else:
                focused.insertPlainText(line) if hasattr(focused, "insertPlainText") else focused.insert(line)
        flush()
        return self

    def choose(self, place: int):
        """Choose a row of the list, which has the focus then."""
        self.page.choose(place)
        self.page.panes.show_pane("questions", focus=True)
        return self.wait()

    def pane(self, name: str):
        self.page.panes.show_pane(name)
        return self.wait()

    def button(self, words: str, kind=QAbstractButton):
        return next(
            each for each in visible(self.window, kind) if words in (each.text().strip(), each.accessibleName())
        )

    def press(self, words: str):
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)
        return self.wait()
