"""Learners that go into files, and come out of them."""

import pytest

from quizapp.settings import Look
from tests.gui.learner import Learner
from tests.gui.learners.test_learning import be, page_of_learners, saved
from tests.gui.seen import texts


@pytest.fixture
def learner(program):
    return Learner(program)


def test_a_learner_is_exported_deleted_and_imported(program, learner, qtbot, tmp_path):
    be(program, qtbot, "Ada").begin().choose("To count the bees")
    saved(program, qtbot)
    learning, file = program.window.learning, tmp_path / "ada.quizapp"
    program.theme.show(Look("cream", font="legible", letter_spacing=12))
    program.settings.time_factor = 1.5
    program.settings.away_until = "2027-01-07"
    files = page_of_learners(program, qtbot).files
    files.export(learning.learner, file)
    qtbot.waitUntil(lambda: f"Ada was exported to {file}." in learner.shown)
    learning.delete(learning.learner)
    qtbot.waitUntil(lambda: learning.name == "Guest")
    assert program.theme.look == Look()
    files.import_from(file)
    qtbot.waitUntil(lambda: "Ada: 1 new attempt. Already here: 0." in learner.shown)
    learning.choose(learning.present.learners[0])
    qtbot.waitUntil(lambda: bool(program.window.session.unfinished))
    assert program.theme.look == Look("cream", font="legible", letter_spacing=12)
    assert program.settings.time_factor == 1.5
    assert program.settings.away_until == "2027-01-07"


def test_everything_is_backed_up_and_restored(program, learner, qtbot, tmp_path):
    be(program, qtbot, "Ada")
    learning, file = program.window.learning, tmp_path / "all.db"
    files = page_of_learners(program, qtbot).files
    files.back_up(file)
    qtbot.waitUntil(lambda: f"Everything was backed up in {file}." in learner.shown)
    be(program, qtbot, "Grace")
    files.restore(file)
    qtbot.waitUntil(lambda: [each.name for each in learning.present.learners] == ["Ada"])
    assert "What was there before is kept as" in program.window.notice.text.text()


def test_a_file_that_is_none_is_told_and_changes_nothing(program, learner, qtbot, tmp_path):
    be(program, qtbot, "Ada")
    file = tmp_path / "ada.quizapp"
    file.write_text("hello")
    page_of_learners(program, qtbot).files.import_from(file)
    qtbot.waitUntil(lambda: program.window.notice.isVisible() and "ada.quizapp" in program.window.notice.text.text())
    assert [each.name for each in program.window.learning.present.learners] == ["Ada"]


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
