"""A teacher at the desk: what they see in the window, and what they do there."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit

from quizapp.services.room import RoomSettings
from tests.gui.conftest import Program, flush
from tests.gui.seen import texts, visible

OWN_BANKS = RoomSettings(bundled=False)
"""Without the banks that come with the program, all of which are read where an assignment is put together."""


class Teacher:
    """The window with the desk in it, reached and used by keys."""

    def __init__(self, program: Program, qtbot) -> None:
        self.program = program
        self.window = program.window
        self.qtbot = qtbot

    @property
    def page(self):
        return self.window.desk.page

    @property
    def access(self):
        return self.page.access

    @property
    def desk(self):
        return self.access.desk

    @property
    def shown(self):
        return texts(self.page)

    def open(self):
        """Press the key of the desk, and wait until it is there."""
        frame = self.window.centralWidget()
        self.qtbot.waitUntil(lambda: bool(frame.actions()))  # keys are listened to after the first paint
        self.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: self.page.access.desk is not None)
        return self.wait()

    def section(self, name):
        """Go to a page by its tab."""
        tab = self.page.tabs[name]
        tab.setFocus()
        self.key(Qt.Key.Key_Space)
        assert tab.isChecked()
        self.wait()
        return self.page.section(name)

    def wait(self):
        """Until everything that was asked for is there."""
        flush()
        self.qtbot.waitUntil(lambda: (flush(), self.program.jobs.is_idle)[1])
        flush()
        return self

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        if QApplication.focusWidget() is None:  # a dialog was closed
            self.window.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        flush()

    def type(self, text):
        """Type `text`, line by line, where the focus is."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.key(Qt.Key.Key_Return)
            focused = QApplication.focusWidget()
            if line.isascii():
                QTest.keyClicks(focused, line)
            else:  # as an input method does
                focused.insertPlainText(line) if hasattr(focused, "insertPlainText") else focused.insert(line)
        flush()

    def go_to(self, name):
        """Press Tab until what is called `name` has the focus."""
        for _ in range(80):
            focused = QApplication.focusWidget()
            if focused is not None and name in (_words(focused), focused.accessibleName()):
                return focused
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"{name} cannot be reached: {[_words(each) for each in visible(self.window)]}")

    def press(self, name):
        """Reach a button by the Tab key, and press Enter."""
        button = self.go_to(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled()
        self.key(Qt.Key.Key_Return)
        return self.wait()

    def choose(self, name, words):
        """Reach a box by the Tab key, and choose an entry of it with the arrow keys."""
        box = self.go_to(name)
        wanted = box.findText(words)
        assert wanted >= 0, (words, [box.itemText(at) for at in range(box.count())])
        while box.currentIndex() != wanted:
            self.key(Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)
        return self.wait()

    def choose_folder(self, folder: Path):
        """Type a folder, or the path of a file, into the dialog that is open, and press Enter."""
        self.qtbot.waitUntil(lambda: any(each.isVisible() for each in self.window.findChildren(QFileDialog)))
        dialog = next(each for each in self.window.findChildren(QFileDialog) if each.isVisible())
        field = dialog.findChild(QLineEdit)
        field.setFocus()
        field.setText(str(folder))  # typed, it would open a list of completions, which takes the Enter key
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: not dialog.isVisible())
        self.window.activateWindow()
        return self.wait()


def _words(widget) -> str:
    return widget.text().strip() if isinstance(widget, QAbstractButton) else ""


def rows(table):
    """What a table shows, row by row."""
    model = table.model()
    return [
        tuple(str(model.index(row, column).data() or "") for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def go_to_row(teacher, table, text):
    """Go to the row with `text` in one of its cells, with the arrow keys."""
    table.setFocus()
    wanted = next(place for place, row in enumerate(rows(table)) if text in row)
    while table.currentIndex().row() != wanted:
        teacher.key(Qt.Key.Key_Down if table.currentIndex().row() < wanted else Qt.Key.Key_Up)
    return teacher
