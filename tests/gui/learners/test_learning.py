"""Nothing is lost: what was done is there after the program has ended, in whatever way, and for nobody else."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from quizapp.domain.attempt import replay
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.gui.learners.resume_bar import ResumeBar
from quizapp.gui.library.library_page import LibraryPage
from tests.gui.conftest import flush
from tests.gui.learner import LEFT, Learner
from tests.gui.seen import all_heard, texts, visible
from tests.journals import unfinished_in


@pytest.fixture
def program(start):
    return start()


@pytest.fixture
def learner(program):
    return Learner(program)


def is_saved(program):
    return "Saved" in texts(program.window.header)


def saved(program, qtbot):
    qtbot.waitUntil(lambda: is_saved(program))


def offer(program):
    """What is offered to go on with, in words; empty where nothing is."""
    bar = program.window.findChild(ResumeBar)
    return "" if bar is None or not bar.isVisible() else f"{bar.title.text()} · {bar.detail.text()}"


def end(program, qtbot):
    """Close the window, and the journal after it, as the program does."""
    program.window.close()
    qtbot.waitUntil(program.window.isHidden)
    program.window.learning.access.close()


def crash(program, qtbot):
    """Leave the journal as a program leaves it that is killed once “Saved” was shown."""
    saved(program, qtbot)
    program.jobs.wait()
    program.window.learning.access.close()
    program.window.hide()


def be(program, qtbot, name):
    program.window.learning.choose_new(name)
    qtbot.waitUntil(lambda: program.window.learning.name == name)
    return Learner(program)


def names(page):
    return [page.list.item(row).text() for row in range(page.list.count()) if not page.list.item(row).isHidden()]


def box(program):
    found = [each for each in program.window.findChildren(AskDialog) if each.isVisible()]
    return found[0] if found else None


def answer(program, qtbot, words):
    qtbot.waitUntil(lambda: box(program) is not None)
    question = box(program)
    QTest.mouseClick(next(button for button in question.buttons if button.text() == words), LEFT)
    flush()


# saved, and how it is shown


def test_saved_is_shown_once_it_is_on_the_disk(program, learner, qtbot):
    learner.begin()
    learner.choose("To count the bees")
    saved(program, qtbot)
    journal = program.window.learning.journal
    (row,) = unfinished_in(journal, program.window.learning.learner.id)
    assert replay(journal.events(row.id)).responses == {"why-pounds": "C"}
    assert "Saved" in [entry.name for entry in all_heard(program.window.header)]


def test_an_attempt_begun_before_the_journal_is_open_is_saved_as_soon_as_it_is(start, qtbot):
    program = start(wait=False)
    qtbot.waitUntil(lambda: any(entry.path == program.bank for entry in program.library.entries()))
    learner = Learner(program)
    learner.begin()
    learner.page.set_flag(True)
    saved(program, qtbot)
    journal = program.window.learning.journal
    (row,) = unfinished_in(journal, program.window.learning.learner.id)
    assert replay(journal.events(row.id)).flagged == {"why-pounds"}


def test_closing_with_answers_that_are_not_saved_asks(start, qtbot, tmp_path):
    (tmp_path / "quizapp" / "journal.db").mkdir()
    program = start(wait=False)
    qtbot.waitUntil(program.window.notice.isVisible)
    qtbot.waitUntil(lambda: any(entry.path == program.bank for entry in program.library.entries()))
    learner = Learner(program).begin()
    learner.choose("To count the bees")
    program.window.close()
    assert program.window.isVisible()
    assert box(program).windowTitle() == "Not everything is saved"
    assert "journal" in box(program).text.text()
    program.clock.now += 100
    answer(program, qtbot, "Go on answering")
    program.clock.now += 5
    assert program.window.session.taking.elapsed == pytest.approx(5)  # nobody's time ran out over the question
    program.window.close()
    answer(program, qtbot, "Save elsewhere…")
    program.window.findChild(QFileDialog).close()
    program.clock.now += 5
    assert program.window.session.taking.elapsed == pytest.approx(10)  # whoever wants to leave asks again
    assert learner.button("To count the bees").isChecked()
    program.window.close()
    (tmp_path / "quizapp" / "journal.db").rmdir()
    answer(program, qtbot, "Try again")
    qtbot.waitUntil(program.window.isHidden)


def test_a_damaged_journal_is_set_aside_and_that_is_told(start, qtbot, tmp_path):
    (tmp_path / "quizapp" / "journal.db").write_bytes(b"no journal" * 1000)
    program = start()
    qtbot.waitUntil(program.window.notice.isVisible)
    assert "damaged" in program.window.notice.text.text()
    assert str(program.window.learning.journal.set_aside) in program.window.notice.text.text()
    Learner(program).begin().choose("To count the bees")
    saved(program, qtbot)


def test_what_can_still_be_read_in_a_damaged_journal_is_there_again(start, qtbot, tmp_path):
    program = start()
    be(program, qtbot, "Ada").begin().choose("To count the bees")
    end(program, qtbot)
    file = tmp_path / "quizapp" / "journal.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TRIGGER event_stays")
        connection.execute("UPDATE event SET checksum = 0 WHERE seq = (SELECT max(seq) FROM event)")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'attempt_newest'").fetchone()
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with file.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xff" * size)
    again = start()
    told = again.window.notice.text.text()
    assert "damaged. Attempts that could be saved: 1. Attempts with a part that is lost: 1." in told
    assert again.window.learning.name == "Ada"
    assert offer(again).startswith("Every type")


# going on


def test_an_attempt_goes_on_where_it_stopped(start, qtbot):
    program = start()
    learner = be(program, qtbot, "Ada").begin()
    learner.choose("To count the bees")
    learner.check()
    learner.go_to("vote")
    order = [option.text() for option in visible(learner.page) if hasattr(option, "marked")]
    learner.choose("True")
    learner.choose("Flag this question to come back to it (F)")
    program.clock.now += 75
    learner.go_to("what-is-said")
    learner.go_to("vote")
    crash(program, qtbot)

    again = start()
    assert offer(again).startswith("Every type · Practice · stopped at question 3 of 6 · Today")
    learner = Learner(again)
    QTest.keyClick(again.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(again.window.pages.currentWidget(), QuizPage))
    assert learner.number == "Question 3 of 6"
    assert [option.text() for option in visible(learner.page) if hasattr(option, "marked")] == order
    assert learner.button("True").isChecked()
    assert learner.flagged
    assert "1:15" in learner.shown
    learner.go_to("why-pounds")
    assert learner.is_told
    saved(again, qtbot)


def test_the_tab_key_goes_from_left_to_right_and_from_top_to_bottom(program, learner, qtbot):
    be(program, qtbot, "Ada")
    for mode in ("practice", "test"):
        learner.begin(mode)
        learner.choose("To count the bees")
        learner.choose("Finish")
        learner.choose("Leave for now")
    program.window.notice.tell("Not saved.", [("Try again", lambda: None), ("Save elsewhere…", lambda: None)])
    flush()
    program.window.header.learner.setFocus()
    reached = []
    for _ in range(17):
        focused = program.window.focusWidget()
        reached.append(focused.text() or focused.accessibleName() or focused.placeholderText())
        learner.key(Qt.Key.Key_Tab)
    assert [name.strip() for name in reached[:9]] == [
        "Ada",
        "Library",
        "Review",
        "Progress",
        "History",
        "A−",
        "A+",
        "Menu: colors, clock, teacher's desk",
        "?",
    ]
    assert reached[9:16] == [
        "Try again",
        "Save elsewhere…",
        "Close this notice",
        "The older one",
        "Go on",
        "Finish as it is",
        "Set aside",
    ]
    assert reached[16] == "Search the banks"


# guests


def test_a_guest_who_stopped_in_the_middle_goes_on_at_the_next_start(start, qtbot):
    program = start()
    Learner(program).begin().choose("To count the bees")
    end(program, qtbot)
    assert offer(start()).startswith("Every type · Practice")


def finish(program):
    learner = Learner(program).begin("test")
    learner.choose("To count the bees")
    learner.choose("Finish")
    learner.choose("Finish and see the results")
    return learner


def test_what_a_guest_has_finished_is_deleted_at_the_end_and_that_is_said_before(start, qtbot):
    program = start()
    finish(program)
    saved(program, qtbot)
    program.window.close()
    qtbot.waitUntil(lambda: box(program) is not None)
    assert program.window.isVisible()
    assert "deleted when the guest leaves" in box(program).text.text()
    answer(program, qtbot, "Stay")
    assert program.window.isVisible()
    program.window.close()
    answer(program, qtbot, "Delete it and close")
    qtbot.waitUntil(program.window.isHidden)
    program.window.learning.access.close()
    again = start()
    assert again.window.learning.journal.learners() == ()


def test_a_new_guest_finds_nothing_of_one_whose_program_was_killed(start, qtbot):
    program = start()
    Learner(program).begin().choose("To count the bees")
    crash(program, qtbot)
    program.settings.asks_who = True
    program.settings.save()
    again = start()
    page = again.window.pages.currentWidget()
    assert names(page) == ["The guest who stopped in “Every type”"]
    page.guest.click()
    qtbot.waitUntil(lambda: isinstance(again.window.pages.currentWidget(), LibraryPage))
    assert again.window.learning.journal.learners() == ()
    assert offer(again) == ""


def test_where_a_deletion_is_refused_the_work_is_unsaved_still(program, qtbot):
    learner = be(program, qtbot, "Ada").begin()
    learning = program.window.learning
    learning.journal.close()  # as a disk that fails
    learner.choose("To count the bees")
    qtbot.waitUntil(lambda: learning.recordings.is_work_unsaved)
    with qtbot.waitSignal(learning.change_refused):
        learning.delete(learning.learner)
    assert learning.recordings.is_work_unsaved
