"""The bar at the top, its menu, and the notice below it."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from quizapp.gui.kit.notice_bar import NoticeBar
from quizapp.gui.shell.header_bar import HeaderBar
from quizapp.services.recording import SaveState
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.learner import LEFT, Learner
from tests.gui.seen import Role, all_heard, heard, texts


@pytest.fixture
def bar(theme, qtbot, tmp_path):
    bar = HeaderBar(theme, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(bar)
    bar.resize(1000, 50)
    bar.show()
    return bar


@pytest.fixture
def menu(bar, qtbot):
    def open_menu():
        QTest.mouseClick(bar.view, LEFT)
        qtbot.waitUntil(lambda: bar.view.menu() is not None and bar.view.menu().isVisible())
        return bar.view.menu()

    return open_menu


def entries(menu):
    return {action.text(): action.isChecked() for action in menu.actions() if action.text()}


def choose(menu, text):
    action = next(action for action in menu.actions() if action.text() == text)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    flush()


def test_the_menu_shows_what_is_set(menu):
    assert entries(menu()) == {
        "System colors": False,
        "Light": True,
        "Dark": False,
        "Cream": False,
        "High contrast": False,
        "How text looks, and what helps… (Ctrl+,)": False,
        "Show the clock": True,
        "Letters and digits choose answers": True,
        "Language": False,
        "Folder for assignments…": False,
        "New bank… (Ctrl+Shift+N)": False,
        "Import questions…": False,
        "Teacher's desk (Ctrl+T)": False,
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [("Dark", "dark"), ("Cream", "cream"), ("High contrast", "contrast"), ("System colors", "system")],
)
def test_colors_are_chosen(menu, theme, text, name):
    choose(menu(), text)
    assert theme.name == name
    assert next(entry for entry, checked in entries(menu()).items() if checked) == text


def test_each_entry_of_the_menu_asks_for_what_it_says(bar, menu):
    asked = []
    entries = {
        "How text looks, and what helps… (Ctrl+,)": bar.profile_requested,
        "Folder for assignments…": bar.folder_requested,
        "New bank… (Ctrl+Shift+N)": bar.new_bank_requested,
        "Import questions…": bar.import_requested,
        "Teacher's desk (Ctrl+T)": bar.desk_requested,
    }
    for text, signal in entries.items():
        signal.connect(lambda text=text: asked.append(text))
    for text in entries:
        choose(menu(), text)
    assert asked == list(entries)


def test_the_clock_and_the_letter_keys_are_turned_off_and_on(bar, menu):
    told = []
    bar.clock_shown_changed.connect(lambda shown: told.append(("clock", shown)))
    bar.letter_keys_changed.connect(lambda used: told.append(("keys", used)))
    choose(menu(), "Show the clock")
    choose(menu(), "Letters and digits choose answers")
    assert not entries(menu())["Show the clock"]
    choose(bar.view.menu(), "Show the clock")
    assert told == [("clock", False), ("keys", False), ("clock", True)]


def test_the_menus_are_announced_and_opened_by_assistive_technology(bar, qtbot):
    bar.add_menus()
    for button, name, first in (
        (bar.view, "Menu: colors, clock, teacher's desk", "System colors"),
        (bar.help, "Help", "Keyboard shortcuts"),
    ):
        interface = QAccessible.queryAccessibleInterface(button)
        assert (interface.role(), interface.state().hasPopup) == (Role.ButtonDropDown, 1)
        interface.actionInterface().doAction("Press")
        menu = button.menu()
        qtbot.waitUntil(menu.isVisible)
        assert heard(menu)[:2] == (Role.PopupMenu, name)
        assert first in [entry.name for entry in all_heard(menu)]
        menu.close()


def test_buttons_change_the_text_size(bar, theme):
    QTest.mouseClick(bar.larger, LEFT)
    QTest.mouseClick(bar.larger, LEFT)
    QTest.mouseClick(bar.smaller, LEFT)
    assert theme.text_size == 110


def test_every_button_has_a_name(bar):
    assert [heard(button).name for button in (bar.smaller, bar.larger, bar.view)] == [
        "Smaller text (Ctrl+−)",
        "Larger text (Ctrl++)",
        "Menu: colors, clock, teacher's desk",
    ]


def test_a_long_title_does_not_push_the_buttons_out(bar):
    bar.title.setText("A very long title of a bank " * 20)
    bar.subtitle.setText("And of a passage " * 20)
    flush()
    assert bar.width() == 1000
    assert bar.view.geometry().right() < 1000
    assert bar.view.width() >= 24


def test_a_subtitle_that_is_cut_off_ends_in_dots_and_can_be_read_whole(bar):
    told = "An arrest and a call for calm in Worcester · Practice"
    bar.subtitle.setText(told)
    flush()
    whole = bar.subtitle.grab().toImage()
    assert bar.subtitle.toolTip() == ""
    bar.subtitle.setFixedWidth(bar.subtitle.width() - 5)
    flush()
    cut = bar.subtitle.grab().toImage()
    assert bar.subtitle.toolTip() == told
    assert cut != whole.copy(cut.rect())


def test_a_notice_is_there_until_it_is_put_away(theme, qtbot, spoken):
    notice = NoticeBar(theme)
    qtbot.addWidget(notice)
    assert not notice.isVisible()
    notice.tell("First.")
    notice.tell("<b>Saved</b> as &amp;")
    assert notice.isVisible()
    assert texts(notice) == ["<b>Saved</b> as &amp;"]
    assert heard(notice.close_button).name == "Close this notice"
    QTest.mouseClick(notice.close_button, LEFT)
    assert not notice.isVisible()
    notice.tell("Again.")
    notice.tell("Again.")
    assert texts(notice) == ["Again."]
    notice.hide()
    notice.tell("Again.", color="right")
    assert spoken == ["First.", "<b>Saved</b> as &amp;", "Again.", "Again."], "once each time that it comes up"
    assert notice.text.palette().windowText().color() == theme.color("right")
    theme.use("dark")
    assert notice.text.palette().windowText().color() == theme.color("right")


def test_a_notice_has_buttons_for_what_can_be_done(theme, qtbot):
    notice = NoticeBar(theme)
    qtbot.addWidget(notice)
    done = []
    notice.tell("Not saved: the disk is full.", [("Try again", lambda: done.append("again"))])
    notice.tell("Not saved: the disk is full.", [("Try again", lambda: None), ("Save elsewhere…", lambda: None)])
    for work in ("one", "other"):  # the words are the same, and the work is another
        notice.tell("Not saved: the disk is full.", [("Try again", lambda work=work: done.append(work))])
    flush()
    assert texts(notice, QPushButton) == ["Try again"]
    QTest.mouseClick(notice.findChild(QPushButton), LEFT)
    assert done == ["other"]
    notice.tell("Something else.")
    flush()
    assert notice.findChildren(QPushButton) == []


@pytest.mark.parametrize("width", [700, 1000, 1366])
@pytest.mark.parametrize("state", list(SaveState))
def test_what_is_saved_is_shown_with_a_sign_and_a_word(bar, state, width):
    bar.show_saving(True)
    bar.show_save_state(state, "The disk is full.")
    bar.resize(width, 50)
    flush()
    word = {"saved": "Saved", "saving": "Saving…", "not saved": "Not saved"}[state.value]
    assert word in texts(bar) or state is not SaveState.NOT_SAVED
    assert bar.status.isVisible()
    bar.show_saving(False)
    assert bar.status.isVisible() == (state is SaveState.NOT_SAVED)


def test_only_what_matters_is_spoken(bar, spoken):
    bar.show_saving(True)
    for name in ("SAVING", "SAVED", "SAVING", "NOT_SAVED", "NOT_SAVED", "SAVING", "SAVED", "SAVING", "SAVED"):
        bar.show_save_state(SaveState[name])
    assert spoken == ["Not saved", "Saved"]


def test_who_is_learning_is_shown_and_can_be_changed(bar):
    asked = []
    bar.learner_requested.connect(lambda: asked.append(True))
    bar.show_learner("Anna & Bob of a very long name that nobody has room for", True)
    assert heard(bar.learner).name == "Who is learning: Anna & Bob of a very long name that nobody has room for"
    assert bar.learner.text().startswith("Anna && Bob")
    assert bar.learner.text().endswith("…")
    QTest.mouseClick(bar.learner, LEFT)
    assert asked == [True]


def test_a_header_that_has_its_room_asks_for_no_other_layout(program, qtbot):
    header = program.window.header
    asked = []
    header.room_changed.connect(lambda: asked.append(True))
    for width in (1366, 700, 1366):
        program.window.resize(width, 700)
        Learner(program).wait()
    for _ in range(20):  # as long as each layout asks for the next one, the program is never at rest
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    asked.clear()
    for _ in range(5):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    assert asked == []
