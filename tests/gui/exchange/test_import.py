"""Questions of other tools in the window, beside what the stories tell."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.exchange.import_page import ImportPage
from quizapp.services import importing
from tests.gui.conftest import flush
from tests.gui.exchange.given import GIFT
from tests.images import png
from tests.services.test_exchange import moodle_file


@pytest.fixture
def gift(tmp_path):
    path = tmp_path / "harbor.txt"
    path.write_text(GIFT)
    return path


class Bringing:
    """Somebody who brings questions into a program."""

    def __init__(self, program, qtbot):
        self.program, self.window, self.qtbot = program, program.window, qtbot
        self.own = program.library.own_folder

    def open(self, *files):
        self.window.open_files(files)
        return self.wait(ImportPage)

    def wait(self, kind):
        self.qtbot.waitUntil(lambda: isinstance(self.window.pages.currentWidget(), kind))
        flush()
        return self.window.pages.currentWidget()

    def wait_for_library(self):
        self.qtbot.waitUntil(lambda: self.window.pages.currentWidget() is self.window.library_page)
        self.qtbot.waitUntil(lambda: self.program.jobs.is_idle)
        flush()

    def told(self, words):
        self.qtbot.waitUntil(lambda: words in self.window.notice.text.text())

    def written(self):
        """The files in the folder of own banks, apart from the bank that was there."""
        files = (path for path in self.own.rglob("*") if path.is_file() and path != self.program.bank)
        return sorted(path.relative_to(self.own).as_posix() for path in files)


@pytest.fixture
def bringing(start, qtbot):
    return Bringing(start(), qtbot)


def test_images_of_two_files_do_not_get_into_each_others_way(bringing, tmp_path):
    for size in (2, 3):
        page = bringing.open(moodle_file(tmp_path / "bees.xml", png(size, size)))
        page.do.click()
        bringing.told("was imported.")
        bringing.window.notice.hide()
        bringing.wait_for_library()
    assert "bees-2/bees-2.yaml" in bringing.written()
    bringing.qtbot.waitUntil(lambda: bringing.window.library_page.detail.entry.id == "bees-2")
    read = [bringing.program.library.bank(bringing.own / name) for name in ("bees.yaml", "bees-2/bees-2.yaml")]
    assert [list(bank.images.values()) for bank in read] == [[png(2, 2)], [png(3, 3)]]


def test_an_attempt_is_not_left_for_a_file_that_takes_long(bringing, gift, monkeypatch):
    window, gate, read = bringing.window, threading.Event(), importing.read_files
    monkeypatch.setattr(importing, "read_files", lambda *given: gate.wait(20) and read(*given))
    window.session.take(bringing.program.bank, "test")
    quiz = bringing.wait(QuizPage)
    with bringing.qtbot.waitSignal(window.exchange._quick.timeout):
        window._frame.files_dropped.emit([gift])
    flush()
    assert window.pages.currentWidget() is quiz
    gate.set()
    bringing.told("4 questions were read.")
    assert window.pages.currentWidget() is quiz


def test_a_screen_reader_hears_the_totals_and_opens_a_row_by_its_state(bringing, gift, spoken):
    page = bringing.open(gift)
    assert spoken == ["4 questions read: 3 will be imported, 1 cannot."]
    tree = page.report.tree
    assert bringing.window.focusWidget() is tree
    interface = QAccessible.queryAccessibleInterface(tree)
    assert interface.role() is QAccessible.Role.Tree
    assert interface.text(QAccessible.Text.Name) == "Questions that were read"
    first = interface.child(1)  # after the hidden header
    assert first.role() is QAccessible.Role.TreeItem
    assert first.text(QAccessible.Text.Name) == "Line 1, “Tower”. 1 change"
    assert first.state().expandable
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert tree.isExpanded(tree.currentIndex())
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert "earned 50 %" in tree.currentIndex().data()
    tips = [index.data(Qt.ItemDataRole.ToolTipRole) for index in (tree.currentIndex().parent(), tree.currentIndex())]
    assert tips == ["Line 1, “Tower”\n1 change", tree.currentIndex().data()]
    assert page.item.title.text() == "Line 1, “Tower”"
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert page.item.title.text() == "Line 3, “Bees”"
