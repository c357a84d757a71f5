"""Searching the library in the window: questions that are found, filters, and reading that takes long."""

from itertools import count
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.library.bank_files import BankFiles
from quizapp.gui.library.library_page import LibraryPage
from quizapp.services.library import Library
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.held_jobs import HeldJobs
from tests.gui.learner import Learner
from tests.gui.library.given import add_banks
from tests.gui.seen import texts, visible


@pytest.fixture
def reader(program):
    reader = Learner(program)
    reader.window.library_page.search.setFocus()
    return reader


def search(reader, words):
    reader.window.library_page.search.setText(words)
    reader.wait()
    return [spoken(reader, row) for row in range(reader.window.library_page.model.rowCount())]


def spoken(reader, row):
    model = reader.window.library_page.model
    return model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_search_begins_the_reading_where_the_index_was_lost(start, tmp_path):
    for kept in (tmp_path / "quizapp" / "cache").glob("library.db*"):
        kept.unlink()
    reader = Learner(start())
    for row in search(reader, "costs summer harbour")[1:]:
        assert row.startswith(("Every type", "Why does"))
    assert len(reader.window.library_page.model.rows) == 3


def test_a_search_is_told_once_and_what_changes_on_the_disk_meanwhile_is_shown_alone(reader, spoken):
    page = reader.window.library_page
    QTest.keyClick(page.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    search(reader, "costs summer harbour")
    assert spoken == ["1 bank found, 1 question found"]
    path = reader.program.bank
    path.write_text(path.read_text("utf-8").replace("title: Every type", "title: Newer"), "utf-8")
    reader.window._banks.files.look_again()
    reader.wait()
    assert "Newer, 1 question found" in search(reader, "costs summer harbour")
    assert len(spoken) == 1
    search(reader, "zzz")
    assert spoken[1:] == ["Nothing was found. Try fewer words."]
    assert not page.list.isVisible()
    assert page.bar.told.isHidden()
    search(reader, "")
    assert page.list.isVisible()
    assert len(spoken) == 2


# Reading that takes long


@pytest.fixture
def many(tmp_path):
    folder = tmp_path / "banks"
    folder.mkdir()
    for number in range(30):
        question = f"{{id: q, type: true_false, stem: Is it {number}?, key: true}}"
        (folder / f"b{number:02}.yaml").write_text(f"id: b{number}\ntitle: Bank {number}\nquestions: [{question}]\n")
    return Library([folder], tmp_path / "cache" / "library.json")


def test_reading_many_banks_is_told_can_be_canceled_and_goes_on(many, qtbot, new_theme, tmp_path):
    jobs, window = Jobs(), QWidget()
    qtbot.addWidget(window)
    page = LibraryPage(new_theme(), Settings(tmp_path / "settings.json"))
    qtbot.addWidget(page)
    page.show()
    heard_of, ticks = Event(), count()

    def clock():
        tick = next(ticks)
        if tick == 5:
            assert heard_of.wait(20)  # the window has its say
        return float(tick)

    files = BankFiles(many, Settings(tmp_path / "settings.json"), jobs, window, clock)
    files.progressed.connect(page.reading_line.show_progress)
    page.cancel_requested.connect(files.cancel)
    page.go_on_requested.connect(files.go_on)
    told = []

    def cancel(done, total):
        told.append(texts(page.reading_line))
        press(page, "Cancel")
        heard_of.set()

    files.progressed.connect(cancel)
    with qtbot.waitSignal(files.all_read):
        files.read()
    files.progressed.disconnect(cancel)
    assert told[0] == ["Reading banks: 0 of 30", "Cancel"] or told[0][0].startswith("Reading banks: ")
    read = len(many.entries())
    assert 0 < read < 30
    page.reading_line.show_set_aside(many.set_aside)
    assert texts(page.reading_line)[0] == f"{30 - read} banks have not been read."
    with qtbot.waitSignal(files.all_read):
        press(page, "Go on")
    page.reading_line.show_set_aside(many.set_aside)
    assert len(many.entries()) == 30
    assert not page.reading_line.isVisible()
    jobs.wait()


def press(page, name):
    button = next(each for each in visible(page, QAbstractButton) if each.text() == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_rows_come_while_banks_are_read(start, tmp_path):
    reader = Learner(start())
    pages, page = reader.window._banks, reader.window.library_page
    rows = page.model.rowCount()
    text = reader.program.bank.read_text("utf-8")
    new = reader.program.bank.with_name("new.yaml")
    new.write_text(text.replace("id: every-type", "id: new").replace("title: Every type", "title: Newer"), "utf-8")
    reader.program.library.read(new)
    pages._show_progress(1, 2)
    flush()
    assert page.model.rowCount() > rows
    assert "Reading banks: 1 of 2" in texts(page)
    reader.window._banks.files.look_again()
    reader.wait()


def test_a_window_that_is_closed_waits_for_no_reading(many, qtbot, tmp_path):
    jobs, window = Jobs(), QWidget()
    qtbot.addWidget(window)
    begun, closed, ticks = Event(), Event(), count()

    def clock():
        if next(ticks) == 3:
            begun.set()
            assert closed.wait(20)
        return 0.0

    files = BankFiles(many, Settings(tmp_path / "settings.json"), jobs, window, clock)
    files.read()
    assert begun.wait(20)
    jobs._is_over = True  # as `wait` says first
    closed.set()
    jobs.wait()
    assert 0 < len(many.entries()) < 30


def test_what_is_written_while_files_are_read_is_read_after_that(qtbot, tmp_path):
    jobs, window, banks = HeldJobs(), QWidget(), tmp_path / "banks"
    qtbot.addWidget(window)
    banks.mkdir()
    library = Library([banks], tmp_path / "cache" / "library.json")
    files = BankFiles(library, Settings(tmp_path / "settings.json"), jobs, window)
    jobs.holds = True
    add_banks(banks, 1)
    files.look_again()
    ((job, work),) = jobs.waiting
    read = work()
    jobs.waiting.clear()
    add_banks(banks, 2)
    files.look_again()
    assert jobs.waiting == []  # not at the same time
    job.deliver("done", read)
    jobs.arrive()
    assert [entry.title for entry in library.entries()] == ["Bank 0", "Bank 1"]
