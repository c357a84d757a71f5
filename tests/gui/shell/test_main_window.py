"""The window from its start to its end: from page to page, files that come and go, and what a restart keeps."""

import os
import weakref
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListWidget, QSplitter, QWidget
from shiboken6 import isValid

from quizapp.gui.attempt.finish_page import FinishPage
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.library.library_page import LibraryPage
from quizapp.gui.results.results_page import ResultsPage
from quizapp.settings import Settings
from tests.gui.conftest import EVERY_TYPE, flush
from tests.gui.learner import LEFT, QUESTION, Learner
from tests.gui.seen import heard, texts, visible

LIST = Qt.ItemDataRole.AccessibleTextRole
BROKEN = EVERY_TYPE.read_text(encoding="utf-8").replace("evidence: Marta asked\n", "evidence: Marta sang\n")
LINE = BROKEN.splitlines().index("    evidence: Marta sang") + 1


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


def test_a_start_without_an_index_reads_the_banks_and_fills_the_list(start, qtbot, tmp_path):
    (tmp_path / "quizapp" / "cache" / "library.json").unlink()
    program = start(wait=False)
    qtbot.waitUntil(lambda: "Every type, 6 questions" in banks_heard(program.window.library_page))
    assert has_first_bank(banks_heard(program.window.library_page))


def test_the_next_start_shows_the_banks_at_once(start):
    start().window.close()
    program = start(wait=False)
    heard_at_once = banks_heard(program.window.library_page)
    assert has_first_bank(heard_at_once)
    assert "Every type, 6 questions" in heard_at_once
    assert program.window.library_page.list.hasFocus()
    assert chosen(program.window.library_page) is not None


# files


def test_a_file_is_opened_from_any_page_but_an_attempt_that_is_under_way(program, learner, qtbot):
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    learner.begin("practice")
    QTest.keyClick(program.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert program.window.findChild(QFileDialog) is None
    program.window.study.show_page("history")
    QTest.keyClick(program.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.window.findChild(QFileDialog) is not None)
    program.window.findChild(QFileDialog).close()


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
    for size, height in ((100, 800), (200, 600)):
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


def test_the_notice_of_mistakes_goes_once_they_are_mended_or_another_page_is_opened(program, learner, qtbot, tmp_path):
    notice, page = program.window.notice, program.window.library_page
    program.bank.write_text(BROKEN, "utf-8")
    learner.begin()
    assert notice.isVisible()
    touched = program.bank.stat().st_mtime_ns + 10**9
    program.bank.write_text(EVERY_TYPE.read_text("utf-8"), "utf-8")
    os.utime(program.bank, ns=(touched, touched))
    learner.choose("Read the file again")
    qtbot.waitUntil(lambda: chosen(page) == "Every type, 6 questions")
    assert not notice.isVisible()
    learner.begin()
    program.window.open_files([copy(tmp_path, text=BROKEN)])
    qtbot.waitUntil(notice.isVisible)
    program.window.show_library()
    assert not notice.isVisible()


# to the end of an attempt


def answer_right(learner):
    learner.go_to("why-pounds")
    learner.choose("To give the council a reason")
    learner.go_to("what-is-said")
    learner.choose("It stood empty.", "It was kept.")
    learner.go_to("vote")
    learner.choose("True")
    learner.go_to("not-asked")
    QTest.keyClicks(visible(learner.page, QLineEdit)[0], "the bees")


def test_the_end_lists_what_is_open_and_leads_back_to_it(program, learner):
    learner.begin("test")
    answer_right(learner)
    learner.go_to("vote")
    learner.choose("Flag this question to come back to it (F)")
    learner.choose("Finish")
    page = program.window.pages.currentWidget()
    assert isinstance(page, FinishPage)
    assert {"Finish this test?", "4 of 6 answered. 1 flagged. Unanswered questions earn no points."} <= set(texts(page))
    rows = [page.list.item(row).text() for row in range(page.list.count())]
    assert rows == [
        "3. Everyone who voted wanted to keep the tower. — flagged",
        "4. Who did it? — not answered",
        "5. What came first? — not answered",
    ]
    QTest.mouseClick(page.list.viewport(), LEFT, pos=page.list.visualItemRect(page.list.item(1)).center())
    flush()
    assert learner.number == "Question 4 of 6"
    learner.choose("Finish")
    learner.choose("Go back")
    assert learner.number == "Question 4 of 6"
    learner.choose("Finish")
    learner.choose("Leave for now")
    assert isinstance(program.window.pages.currentWidget(), LibraryPage)


def test_the_list_of_what_is_open_is_used_by_keyboard(program, learner):
    learner.begin("test")
    learner.choose("Finish")
    page = program.window.pages.currentWidget()
    assert page.back.hasFocus()
    page.list.setFocus()
    learner.key(Qt.Key.Key_Down)
    learner.key(Qt.Key.Key_Down)
    row = page.list.currentRow()
    learner.key(Qt.Key.Key_Return)
    assert learner.number == f"Question {row + 1} of 6"


def test_a_practice_in_which_nothing_is_open_ends_at_once(program, learner):
    learner.begin()
    for id_ in QUESTION:
        learner.go_to(id_)
        learner.answer_wrong()
    learner.choose("Finish")
    assert isinstance(program.window.pages.currentWidget(), ResultsPage)


def test_from_the_results_to_looking_back_to_practising_what_was_missed_to_the_library(program, learner):
    learner.begin("test")
    answer_right(learner)
    learner.choose("Finish")
    learner.choose("Finish and see the results")
    results = program.window.pages.currentWidget()
    assert isinstance(results, ResultsPage)
    results.list.go_to(3)
    learner.choose("Show in the passage")
    assert learner.number == "Question 4 of 6"
    assert "Not answered" in learner.shown
    assert learner.evidence == ["Marta asked"]
    learner.choose("Results")
    assert program.window.pages.currentWidget() is results
    assert results.list.current_number() == 4
    learner.choose("Practice what was missed")
    assert learner.number == "Question 1 of 2"
    assert "Who did it?" in learner.shown
    learner.page.bar.next.click()
    assert "What came first?" in learner.shown
    learner.choose("Finish")
    learner.choose("Finish and see the results")
    learner.choose("Take it again")
    learner.choose("Finish")
    learner.choose("Finish and see the results")
    learner.choose("Back to the library")
    assert isinstance(program.window.pages.currentWidget(), LibraryPage)
    assert chosen(program.window.library_page)
    assert "Finish" not in learner.shown


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
