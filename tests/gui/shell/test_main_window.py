"""The window from its start to its end: from page to page, files that come and go, and what a restart keeps."""

import weakref
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QSplitter, QWidget
from shiboken6 import isValid

from quizapp.gui.attempt.finish_page import FinishPage
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.library.library_page import LibraryPage
from quizapp.gui.results.results_page import ResultsPage
from quizapp.settings import Settings
from tests.gui.conftest import EVERY_TYPE, flush
from tests.gui.learner import Learner
from tests.gui.seen import heard, visible

LIST = Qt.ItemDataRole.AccessibleTextRole
BROKEN = EVERY_TYPE.read_text(encoding="utf-8").replace("evidence: Marta asked\n", "evidence: Marta sang\n")


@pytest.fixture
def learner(program):
    return Learner(program)


def banks_heard(page):
    return [page.model.index(row, 0).data(LIST) for row in range(page.model.rowCount())]


def has_first_bank(heard_banks):
    return any(name.startswith("What happened, ") for name in heard_banks)


def copy(folder, name="copy.yaml", id_="a-copy", text=None):
    """A bank of another id in a file of its own."""
    path = folder / name
    path.write_text((text or EVERY_TYPE.read_text(encoding="utf-8")).replace("id: every-type", f"id: {id_}"), "utf-8")
    return path


def chosen(page):
    return page.list.currentIndex().data(LIST)


# the library


def test_the_next_start_shows_the_banks_at_once(start):
    start().window.close()
    program = start(wait=False)
    heard_at_once = banks_heard(program.window.library_page)
    assert has_first_bank(heard_at_once)
    assert "Every type, 6 questions" in heard_at_once
    assert program.window.library_page.list.hasFocus()
    assert chosen(program.window.library_page) is not None


# files


def test_words_of_a_broken_bank_are_shown_as_they_stand(program, qtbot, tmp_path):
    words = "<b>x</b><img src=/etc/passwd> &amp;"
    path = copy(tmp_path, text=BROKEN.replace("Marta sang", f"'{words}'"))
    page = program.window.library_page
    program.window.open_files([path])
    qtbot.waitUntil(lambda: page.detail.entry.path == path)
    label = next(label for label in visible(page) if words in getattr(label, "text", str)())
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_library_that_is_shown_again_has_lost_what_is_gone(program, learner, qtbot):
    page = program.window.library_page
    extra = copy(program.bank.parent, "new.yaml", "new")
    learner.begin()
    program.window.show_library()
    qtbot.waitUntil(lambda: banks_heard(page).count("Every type, 6 questions") == 2)
    extra.unlink()
    learner.begin()
    program.window.show_library()
    qtbot.waitUntil(lambda: banks_heard(page).count("Every type, 6 questions") == 1)


def test_what_is_known_of_a_bank_is_scrolled_with_keys_where_it_does_not_fit(program, learner):
    page = program.window.library_page
    program.window.activateWindow()
    area = page.findChild(RingedScrollArea)
    stops = []
    for size, height in ((100, 900), (200, 600)):
        program.theme.resize_text(size)
        program.window.resize(1024, height)
        flush()
        page.list.setFocus()
        learner.key(Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget() is area)
    assert stops == [False, True]
    assert heard(area).name == "About this bank"
    learner.key(Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0


# to the end of an attempt


def test_a_new_attempt_has_nothing_of_the_one_before(program, learner):
    learner.begin()
    learner.choose("To count the bees")
    learner.check()
    learner.key("f")
    program.clock.now += 500
    learner.begin()
    assert not learner.flagged
    assert learner.passage.extraSelections() == []
    assert not learner.is_told
    assert not any(button.isChecked() for button in visible(learner.page) if hasattr(button, "marked"))
    assert "0:00" in learner.shown


# the end of the window


def test_closing_in_the_middle_closes_as_nothing_is_lost(program, learner, qtbot):
    learner.begin()
    learner.choose("To count the bees")
    program.window.close()
    qtbot.waitUntil(program.window.isHidden)
    assert program.window.findChild(AskDialog) is None


@pytest.mark.parametrize("where", ["library", "unanswered"])
def test_closing_does_not_ask_where_nothing_was_done(program, learner, where):
    if where != "library":
        learner.begin("test")
    program.window.close()
    assert not program.window.isVisible()


def test_a_closed_window_frees_its_pages(start, qtbot):
    program = start()
    program.window.learning.choose_new("Ada")
    qtbot.waitUntil(lambda: program.window.learning.name == "Ada")
    learner = Learner(program).begin("test")
    learner.choose("Finish")
    learner.choose("Finish and see the results")
    window = program.window
    pages = [window.pages.widget(index) for index in range(window.pages.count())]
    assert {type(page) for page in pages} == {LibraryPage, QuizPage, FinishPage, ResultsPage}
    inside = [*pages, *window.findChildren(QWidget)]
    gone = []
    for page in pages:
        page.destroyed.connect(partial(gone.append, type(page).__name__))
    kept = weakref.ref(window)
    window.close()
    window.deleteLater()
    flush()
    assert sorted(gone) == ["FinishPage", "LibraryPage", "QuizPage", "ResultsPage"]
    assert not any(isValid(widget) for widget in inside)
    assert kept() is None or not isValid(kept())


def test_the_window_waits_for_work_under_way(program):
    done = []
    program.jobs.run(lambda: done.append(sum(range(2_000_000))), done=program.window.setWindowTitle, failed=print)
    program.window.close()
    assert len(done) == 1


# what a restart keeps


def test_how_it_looks_survives_a_restart(start, qapp, tmp_path):
    program = start()
    program.theme.use("dark")
    program.theme.resize_text(110)
    program.window.setGeometry(30, 20, 1200, 700)
    program.settings.split = 40
    program.settings.letter_keys = False
    flush()
    program.window.close()

    again = start()
    assert (again.theme.name, again.theme.text_size) == ("dark", 110)
    assert again.window.palette().window().color() == again.theme.color("window")
    assert again.window.geometry().getRect() == (30, 20, 1200, 700)
    assert not again.settings.letter_keys
    learner = Learner(again).begin()
    split = learner.page.findChild(QSplitter)
    assert 100 * split.sizes()[0] / sum(split.sizes()) == pytest.approx(40, abs=1)


def test_settings_that_were_set_aside_are_told(start, tmp_path):
    (tmp_path / "quizapp" / "settings.json").write_text("{ not json")
    program = start()
    told = program.window.notice.text.text()
    assert program.window.notice.isVisible()
    assert "Your settings could not be read" in told
    assert str(program.settings.set_aside) in told
    assert program.settings.set_aside.read_text() == "{ not json"


def test_a_folder_that_cannot_be_written_does_not_keep_the_window_open(start, tmp_path):
    program = start()
    program.settings.file = tmp_path / "quizapp" / "banks" / EVERY_TYPE.name / "settings.json"  # below a file
    program.window.close()
    assert not program.window.isVisible()
    assert Settings(tmp_path / "quizapp" / "settings.json").theme == "system"


# the header


def test_every_page_has_a_title(program, learner):
    assert program.window.windowTitle() == "Quizapp"
    learner.begin()
    assert program.window.windowTitle() == "Every type"
    assert heard(program.window).name.startswith("Every type")


def test_finish_lists_show_words_of_a_bank_as_they_stand(program, learner):
    program.bank.write_text(
        EVERY_TYPE.read_text("utf-8").replace("stem: Who did it?", "stem: <b>Who</b> &amp; <img src=/x>"), "utf-8"
    )
    learner.begin("test")
    learner.choose("Finish")
    rows = program.window.pages.currentWidget().findChild(QListWidget)
    assert "4. <b>Who</b> &amp; <img src=/x> — not answered" in [rows.item(row).text() for row in range(rows.count())]
