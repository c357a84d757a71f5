"""The page of the first start: it leads to a text within one key, and doesn't come a second time."""

from unittest import mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from quizapp import app
from quizapp.gui.kit.language import current_language, use_language
from quizapp.gui.learners.learners_page import LearnersPage
from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.gui.shell.welcome_page import WelcomePage
from quizapp.paths import UserPaths
from tests.gui.conftest import EVERY_TYPE, flush
from tests.gui.seen import Role, heard


@pytest.fixture
def welcomed(program):
    program.window.welcome.show()
    flush()
    yield program
    use_language("en")


def page_of(program):
    page = program.window.pages.currentWidget()
    assert isinstance(page, WelcomePage)
    return page


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)
    flush()


def test_enter_goes_to_the_texts_and_the_arrows_to_the_other_choices(welcomed, qtbot):
    window, page = welcomed.window, page_of(welcomed)
    assert page.choices["library"].hasFocus()
    assert heard(page.choices["open"])[:3] == (
        Role.Button,
        "Open your own file",
        "A question bank, or the file that your teacher gave you.",
    )
    press(Qt.Key.Key_Down)
    assert page.choices["open"].hasFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)  # before the first comes the last
    qtbot.waitUntil(lambda: bool(window.centralWidget().actions()))
    press(Qt.Key.Key_Return)
    dialog = window.findChild(ProfileDialog)
    assert dialog.isVisible()
    dialog.close()
    flush()
    window.activateWindow()
    qtbot.waitUntil(page.choices["look"].hasFocus)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert isinstance(window.pages.currentWidget(), LearnersPage)
    window.welcome.show()
    flush()
    press(Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.library_page
    assert window.library_page.list.hasFocus()
    window.welcome.show()
    flush()
    press(Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.library_page


def test_a_file_is_opened_from_it_and_shown_in_the_library(welcomed, qtbot, tmp_path):
    window, bank = welcomed.window, tmp_path / "own.yaml"
    bank.write_text(EVERY_TYPE.read_text("utf-8").replace("id: ", "id: own-", 1), "utf-8")
    page_of(welcomed).choices["open"].click()
    qtbot.waitUntil(lambda: len(window.findChildren(QFileDialog)) > 0)
    window.findChild(QFileDialog).reject()
    flush()
    window.welcome.show()
    window.open_files([bank])
    qtbot.waitUntil(lambda: window.library_page.detail.entry.path == bank)
    assert window.pages.currentWidget() is window.library_page


def test_it_speaks_the_language_that_is_chosen_there_at_once(welcomed, qtbot):
    page_of(welcomed).languages["es"].click()
    qtbot.waitUntil(lambda: current_language() == "es")
    flush()
    page = page_of(welcomed)
    assert page.languages["es"].isChecked()
    assert heard(page.choices["library"]).name == "Elige un texto"
    assert welcomed.settings.language == "es"


def test_it_can_be_seen_again_by_the_menu_of_help(program, qtbot):
    qtbot.waitUntil(lambda: bool(program.window.centralWidget().actions()))
    button = program.window.header.help
    button.open()
    entry = next(each for each in button.menu().actions() if each.text() == "Welcome to Quizapp")
    button.menu().close()
    entry.trigger()
    assert page_of(program).choices["library"].hasFocus()


def test_only_a_start_where_nobody_has_been_shows_it(qapp, tmp_path, monkeypatch):
    """The first start, one with a file, and those where work is kept, or something is set up, already."""
    shown = []

    class Window:
        def __init__(self):
            self.welcome = mock.Mock(**{"show.side_effect": lambda: shown.append(True)})
            self.learning = mock.Mock()

        def show(self):
            pass

        def open_files(self, files):
            pass

    monkeypatch.setattr(app, "new_window", lambda *_, **__: Window())
    monkeypatch.setattr(app, "_application_or_end", lambda _: mock.Mock(**{"exec.return_value": 0}))
    monkeypatch.setattr(app, "_once_painted", lambda *_: None)
    monkeypatch.setattr(app.signal, "signal", lambda *_: None)
    paths = UserPaths(tmp_path)
    paths.ensure()
    for files, expected in (((), [True]), ((EVERY_TYPE,), []), ((), [True])):
        shown.clear()
        assert app.run(paths, files, lambda: None) == 0
        assert shown == expected
    for file in (paths.journal, paths.config_file):
        file.touch()
        shown.clear()
        app.run(paths, (), lambda: None)
        assert shown == [], file
        file.unlink()
