"""Learners that go into files, and come out of them."""

import pytest

from tests.gui.learner import Learner
from tests.gui.learners.test_learning import be, page_of_learners, saved


@pytest.fixture
def learner(program):
    return Learner(program)


def test_a_learner_is_exported_deleted_and_imported(program, learner, qtbot, tmp_path):
    be(program, qtbot, "Ada").begin().choose("To count the bees")
    saved(program, qtbot)
    learning, file = program.window.learning, tmp_path / "ada.quizapp"
    files = page_of_learners(program, qtbot).files
    files.export(learning.learner, file)
    qtbot.waitUntil(lambda: f"Ada was exported to {file}." in learner.shown)
    learning.delete(learning.learner)
    qtbot.waitUntil(lambda: learning.name == "Guest")
    files.import_from(file)
    qtbot.waitUntil(lambda: "Ada: 1 new attempt. Already here: 0." in learner.shown)
    learning.choose(learning.present.learners[0])
    qtbot.waitUntil(lambda: bool(program.window.session.unfinished))


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
