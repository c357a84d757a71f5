"""The library in the window: texts are read, files are opened elsewhere, and results and levels are shown."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from quizapp.domain.attempt import TEST
from quizapp.formats.native import read_bank
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.gui.library.bank_files import BankFiles
from quizapp.paths import UserPaths
from quizapp.services.library import Library
from quizapp.settings import Settings
from tests.gui.conftest import EVERY_TYPE
from tests.gui.learner import Learner
from tests.gui.library.test_library_page import rows
from tests.gui.seen import texts, visible
from tests.journals import Desk


@pytest.fixture
def reader(program):
    return Learner(program)


def choose_own(program):
    program.window.library_page.show_units(program.library.units(), program.bank)


def test_what_helps_to_read_is_there_without_an_attempt(program, reader):
    reader.choose("Read")  # the first bank of the program, which has a glossary
    page = program.window.pages.currentWidget()
    names = [button.accessibleName() for button in visible(page.card.tools, QAbstractButton)]
    helps = ["Line ruler", "Word meanings", "Read the passage aloud", "Find in the passage", "How text looks"]
    assert [name for name in helps if name not in names] == []
    assert not any("ighlight" in name for name in names)  # which belong to an attempt
    reader.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert program.settings.ruler_on
    reader.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert not program.settings.ruler_on
    reader.choose("How text looks")
    assert isinstance(QApplication.activeModalWidget(), ProfileDialog)
    reader.key(Qt.Key.Key_Escape)
    reader.choose("Back to the library")
    choose_own(program)
    reader.choose("About this text")
    names = [button.accessibleName() for button in visible(page.card.tools, QAbstractButton)]
    assert "Line ruler" in names
    assert "Word meanings" not in names
    assert "Read the passage aloud" not in names


class Opened(QObject):
    """Takes what is handed to the system."""

    def __init__(self):
        super().__init__()
        self.urls = []

    @Slot(QUrl)
    def open(self, url):
        self.urls.append(url)


@pytest.fixture
def opened():
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "open")
    yield opened.urls
    QDesktopServices.unsetUrlHandler("file")


def test_a_file_that_has_gone_is_told(program, reader, opened):
    choose_own(program)
    program.bank.unlink()
    reader.choose("Open in a text editor")
    assert f"{program.bank} is no longer there." in reader.shown
    assert opened == []


def test_a_name_that_looks_like_an_address_stays_a_file(qtbot, new_theme, tmp_path, opened, jobs_of):
    odd = tmp_path / "https:" / "example.org" / "a b?c#d%20.yaml"
    odd.parent.mkdir(parents=True)
    odd.write_text(EVERY_TYPE.read_text("utf-8"), "utf-8")
    files = jobs_of(Library([tmp_path], tmp_path / "index.json"))
    files.open_in_editor(odd)
    assert [Path(url.toLocalFile()) for url in opened] == [odd]


@pytest.fixture
def jobs_of(qtbot, tmp_path):
    jobs, window = Jobs(), QWidget()
    qtbot.addWidget(window)
    yield lambda library: BankFiles(library, Settings(tmp_path / "settings.json"), jobs, window)
    jobs.wait()


def test_last_results_come_with_the_learner_and_go_with_them(start, qtbot, tmp_path):
    desk = Desk(UserPaths(tmp_path / "quizapp").journal)
    desk.take(read_bank(EVERY_TYPE).bank, {}, TEST)
    desk.journal.add_learner("Ben").result()
    desk.close()
    (tmp_path / "quizapp" / "settings.json").write_text(json.dumps({"learner": desk.learner}))
    program = start()
    page, learning = program.window.library_page, program.window.learning
    choose_own(program)
    row = page.model.row_of(program.bank)
    qtbot.waitUntil(lambda: "last result: 0 %" in rows(page)[row])
    assert any(text.startswith("Last result: 0 % · ") for text in texts(page.detail))
    ben = next(each for each in learning.present.learners if each.name == "Ben")
    learning.choose(ben)
    qtbot.waitUntil(lambda: learning.learner.id == ben.id)
    assert program.window.study.is_planning  # and yet
    assert "last result" not in rows(page)[row]
    assert not any(text.startswith("Last result") for text in texts(page.detail))
