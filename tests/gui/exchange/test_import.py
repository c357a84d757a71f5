"""Questions of other tools in the window: the report first, then whole or not at all; canceled, nothing is left."""

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.exchange.import_page import ImportPage
from quizapp.gui.exchange.paste_page import PastePage
from quizapp.interchange.losses import report_markdown
from quizapp.services import importing
from tests.gui.conftest import flush
from tests.gui.seen import texts
from tests.images import png
from tests.services.test_exchange import moodle_file

GIFT = """\
::Tower:: Who climbed the tower? {=Marta#Yes, she did. ~%50%Ada ~Nobody}

::Bees:: How many bees came? {#40:2}

::Broken:: Who said so? {=Marta ~Marta}

::Letter:: Who wrote the letter? {=Marta ~The council}
"""
"""Two questions that stay, one that is changed, and one that cannot be carried."""


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

    def press(self, words):
        next(each for each in self.window.notice._buttons if each.text() == words and each.isVisible()).click()
        flush()

    def written(self):
        """The files in the folder of own banks, apart from the bank that was there."""
        files = (path for path in self.own.rglob("*") if path.is_file() and path != self.program.bank)
        return sorted(path.relative_to(self.own).as_posix() for path in files)


@pytest.fixture
def bringing(start, qtbot):
    return Bringing(start(), qtbot)


def rows(page):
    return [row.place for row in page.report.tree.losses.rows]


def test_the_report_is_seen_before_anything_is_written_and_the_bank_is_there_after_it(bringing, gift):
    page = bringing.open(gift)
    report = page.report
    assert report.totals.text() == "4 questions read: 3 will be imported, 1 cannot."
    counts = {name: tab.text() for name, tab in report.filters.items() if tab.isVisible()}
    assert counts == {
        None: "All (4)", "kept": "As they were (2)", "changed": "Changed (1)", "left_out": "Left out (1)",
    }  # fmt: skip
    assert bringing.written() == []
    report.filters["changed"].click()
    flush()
    assert rows(page) == ["Line 1, “Tower”"]
    assert page.item.losses.text() == "“Ada” earned 50 % of the points; now it earns none."
    assert page.item.preview.question.stem == "Who climbed the tower?"
    display = page.item.preview.display
    assert (page.item.preview.card.number.text(), display.view.accessibleName()) == ("Question 1 of 3",) * 2
    report.filters["kept"].click()
    flush()
    assert page.item.losses.text() == "It stays as it was."
    report.filters["left_out"].click()
    flush()
    assert rows(page) == ["Line 5, “Broken”"]
    assert "Left out: " in page.item.losses.text()
    assert not page.item.preview.isVisible()
    assert page.do.text() == "Import 3 questions"
    page.do.click()
    bringing.told("3 questions were imported.")
    bringing.wait_for_library()
    assert bringing.written() == ["harbor.report.md", "harbor.yaml"]
    kept = (bringing.own / "harbor.report.md").read_text()
    assert kept == report_markdown(page.offer.losses, "What was imported from harbor.txt")
    assert bringing.window.library_page.detail.entry.path == bringing.own / "harbor.yaml"
    bringing.press("Show the report")
    page = bringing.wait(ImportPage)
    assert not page.do.isVisible()
    assert "harbor.report.md" in " ".join(texts(page))
    assert "1 bank was imported: “harbor”" in texts(page)
    assert not any("there already" in text for text in texts(page))
    assert not page.folder.isVisible()
    assert page.cancel.text() == "Back to the library"
    page.in_folder_requested.disconnect()
    with bringing.qtbot.waitSignal(page.in_folder_requested) as asked:
        page.in_folder.click()
    assert asked.args == [bringing.own / "harbor.yaml"]
    page.cancel.click()
    bringing.wait_for_library()
    bringing.window.open_files([gift])
    page = bringing.wait(ImportPage)
    assert page.folder.isVisible()
    assert not page.in_folder.isVisible()
    assert page.cancel.text() == "Cancel"
    page.do.click()
    bringing.told("3 questions were imported.")
    bringing.wait_for_library()
    bringing.press("Practice")
    bringing.wait(QuizPage)
    assert bringing.window.session.taking.bank.id == "harbor-2"


def test_cancel_leaves_nothing(bringing, gift):
    page = bringing.open(gift)
    page.cancel.click()
    bringing.wait_for_library()
    bringing.open(gift)
    QTest.keyClick(bringing.window.focusWidget(), Qt.Key.Key_Escape)
    bringing.wait_for_library()
    assert bringing.written() == []


def test_a_bank_that_is_there_stays_or_is_replaced_and_kept_beside(bringing, gift):
    page = bringing.open(gift)
    page.do.click()
    bringing.told("3 questions were imported.")
    bringing.wait_for_library()
    bank = bringing.own / "harbor.yaml"
    mine = bank.read_bytes() + b"# mine\n"
    bank.write_bytes(mine)
    page = bringing.open(gift)
    assert "1 bank is there already: “harbor”." in " ".join(texts(page))
    assert page.keep_both.isChecked()
    assert page.replace.isVisible()
    page.replace.click()
    before = page.offer
    bringing.window.exchange.use_folder(bringing.own)
    bringing.qtbot.waitUntil(lambda: page.offer is not before)
    assert page.replace.isChecked()  # what was chosen for these files stays
    page.do.click()
    bringing.told("3 questions were imported.")
    bringing.wait_for_library()
    assert b"# mine" not in bank.read_bytes()
    assert (bringing.own / "harbor.yaml (other version).txt").read_bytes() == mine
    assert bringing.written() == [
        "harbor (2).report.md", "harbor.report.md", "harbor.yaml", "harbor.yaml (other version).txt",
    ]  # fmt: skip
    page = bringing.open(gift)
    page.do.click()
    bringing.wait_for_library()
    assert "harbor-2.yaml" in bringing.written()
    entries = {entry.id: entry for entry in bringing.program.library.entries()}
    assert not entries["harbor"].problems + entries["harbor-2"].problems


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


def test_a_file_that_cannot_be_read_is_one_sentence(bringing, tmp_path):
    path = tmp_path / "all.zip"
    path.write_bytes(b"PK\x03\x04 damaged")
    bringing.window.open_files([path])
    bringing.told("all.zip: ")
    assert bringing.window.pages.currentWidget() is bringing.window.library_page
    assert bringing.written() == []


def test_where_nothing_can_be_carried_there_is_no_button_but_the_reason(bringing, tmp_path):
    path = tmp_path / "harbor.txt"
    path.write_text("Who said so? {=Marta ~Marta}")
    page = bringing.open(path)
    assert page.report.totals.text() == "1 question read: 0 will be imported, 1 cannot."
    assert not page.do.isVisible()
    assert "There is nothing to import" in texts(page)
    assert "None of these questions can be imported. The list says why for each." in texts(page)


def test_a_full_disk_is_told_and_leaves_nothing(bringing, gift, monkeypatch):
    page = bringing.open(gift)
    monkeypatch.setattr("os.fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    page.do.click()
    bringing.told("cannot be written")
    assert bringing.window.pages.currentWidget() is page
    assert bringing.written() == []
    monkeypatch.undo()
    page.do.click()
    bringing.told("3 questions were imported.")


def test_several_files_and_another_folder(bringing, gift, tmp_path):
    (tmp_path / "more").mkdir()
    again = shutil.copy(gift, tmp_path / "more" / "harbor.txt")
    damaged = tmp_path / "all.zip"
    damaged.write_bytes(b"PK\x03\x04 damaged")
    page = bringing.open(gift, Path(again), damaged)
    assert page.report.totals.text() == "8 questions read: 6 will be imported, 2 cannot."
    assert rows(page)[3:5] == ["harbor.txt: Line 7, “Letter”", "harbor.txt: Line 1, “Tower”"]
    assert "all.zip: " in page._problems.text()
    folder = tmp_path / "term 2"
    bringing.window.exchange.use_folder(folder)
    bringing.qtbot.waitUntil(lambda: page.offer.folder == folder)
    page.do.click()
    bringing.told("6 questions were imported.")
    bringing.wait_for_library()
    assert bringing.written() == []
    names = ["harbor (2).report.md", "harbor-2.yaml", "harbor.report.md", "harbor.yaml"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert str(folder / "harbor.yaml") in bringing.program.settings.opened_files


def test_text_is_pasted_and_files_too(bringing, gift, spoken):
    clipboard = QGuiApplication.clipboard()
    window, page = bringing.window, bringing.window.library_page
    page.list.setFocus()
    clipboard.setText("Please mark these.")
    QTest.keyClick(page.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    paste = bringing.wait(PastePage)
    assert paste.text.toPlainText() == "Please mark these."
    paste.go_on.click()
    bringing.qtbot.waitUntil(lambda: "The format of this file cannot be imported" in paste.told.text())
    assert spoken[-1] == paste.told.text()
    assert paste.told.isVisible()
    assert paste.text.hasFocus()
    window.show_library()
    window.exchange.ask()
    assert not paste.told.isVisible()
    assert paste.text.hasFocus()
    assert paste.text.toPlainText() == "Please mark these."  # what was typed stays
    paste.cancel.click()
    assert window.pages.currentWidget() is page
    window.exchange.ask()
    assert paste.text.toPlainText() == ""
    assert not paste.go_on.isEnabled()
    paste.text.setPlainText(GIFT)
    assert paste.go_on.isEnabled()
    paste.title.setText("The harbor")
    paste.go_on.click()
    shown = bringing.wait(ImportPage)
    assert [bank.title for bank in shown.offer.banks] == ["The harbor"]
    shown.do.click()
    bringing.told("3 questions were imported.")
    bringing.wait_for_library()
    assert bringing.written() == ["The harbor.report.md", "the-harbor.yaml"]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(gift))])
    clipboard.setMimeData(data)
    window.exchange.paste()
    bringing.wait(ImportPage)
    window.exchange.ask()
    paste.text.setFocus()
    QTest.keyClick(paste.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bringing.wait(ImportPage).report.source.text() == "harbor.txt"
    clipboard.clear()


def test_an_attempt_is_not_left_for_a_file_that_is_dropped(bringing, gift, monkeypatch):
    window = bringing.window
    window.session.take(bringing.program.bank, "test")
    quiz = bringing.wait(QuizPage)
    monkeypatch.setattr("quizapp.gui.shell.exchange_pages._QUICK", 0)  # as if the file were long
    window._frame.files_dropped.emit([gift])
    bringing.told("4 questions were read.")
    assert window.pages.currentWidget() is quiz
    bringing.press("Look through them")
    bringing.wait(ImportPage)


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


def test_what_is_dropped_while_banks_are_written_does_not_stop_them(bringing, gift, tmp_path, monkeypatch):
    page, gate, write = bringing.open(gift), threading.Event(), importing.write_offer
    monkeypatch.setattr(importing, "write_offer", lambda *given, **named: gate.wait(20) and write(*given, **named))
    other = tmp_path / "other.txt"
    other.write_text("Who asked? {=Marta ~Ada}")
    page.do.click()
    bringing.window._frame.files_dropped.emit([other])
    bringing.told("Writing the banks…")
    gate.set()
    bringing.told("3 questions were imported.")
    assert bringing.written() == ["harbor.report.md", "harbor.yaml"]
    assert bringing.open(other).report.source.text() == "other.txt"


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
    assert page.item.title.text() == "Line 1, “Tower”"
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert page.item.title.text() == "Line 3, “Bees”"
