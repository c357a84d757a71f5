"""Learners that go into files, and come out of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quizapp.gui.learners.learners_page import LearnersPage
from tests.gui.learner import Learner
from tests.gui.learners.test_learning import be, saved
from tests.gui.seen import texts


@pytest.fixture
def learner(program):
    return Learner(program)


def page_of_learners(program, qtbot):
    qtbot.waitUntil(program.window.header.learner.isVisible)  # its key works from then on
    QTest.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(program.window.pages.currentWidget(), LearnersPage))
    return program.window.pages.currentWidget()


def test_after_a_backup_is_restored_the_history_shows_what_is_in_it(program, learner, qtbot, tmp_path):
    be(program, qtbot, "Ada").begin("test").choose("To count the bees")
    window, learning, file = program.window, program.window.learning, tmp_path / "all.db"
    saved(program, qtbot)
    files = page_of_learners(program, qtbot).files
    files.back_up(file)
    qtbot.waitUntil(lambda: file.exists())

    def finish(answer):
        """Go on with the attempt, end it with this answer, and look it up in the history."""
        qtbot.waitUntil(lambda: bool(window.session.unfinished))
        window.session.resume(window.session.unfinished[0].attempt_id)
        learner.wait()
        window.session.taking.respond("vote", answer)
        window.session.submit()
        saved(program, qtbot)
        with qtbot.waitSignal(window.study.history_page.model.page_read):
            window.study.show_page("history")
        (row,) = learning.journal.attempts(learning.learner.id)
        return row.last_seq, texts(window.study.history_page.card)

    events, before = finish("true")
    page_of_learners(program, qtbot)
    files.restore(file)
    qtbot.waitUntil(lambda: "The backup is in place." in window.notice.text.text())
    events_now, after = finish("false")
    assert events_now == events
    assert before != after


def test_a_name_that_is_wider_than_its_list_moves_none_of_the_names(program, learner, qtbot):
    be(program, qtbot, "W" * 100)
    names = page_of_learners(program, qtbot).list
    qtbot.waitUntil(lambda: names.count() == 1)
    assert not names.horizontalScrollBar().isVisible()
