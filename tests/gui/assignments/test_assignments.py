"""An assignment in the window, from its file to the feedback, as a learner goes through it."""

import msgspec
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import AssignmentSettings
from quizapp.formats.seal import public_of
from quizapp.formats.submission_file import read_submission
from quizapp.services.hand_in_key import signing_seed
from quizapp.settings import Look
from tests import assigned
from tests.assigned import DESK_BOX, OTHER_SEED, TIDES
from tests.gui.assignments.pupil import ONE, Pupil, feedback_for, handed_in_by_anna
from tests.gui.seen import visible, words_heard


@pytest.fixture
def learner(start, qtbot, tmp_path):
    return Pupil(start, qtbot, tmp_path)


def test_a_learner_has_their_own_time_and_looks_until_it_is_handed_in(learner):
    """Bo has 1.5 times the time, larger text and other colors; the computer has settings of its own."""
    given = Accommodation(time_factor=1.5, text_size=125, theme="cream", line_spacing=150)
    member = msgspec.structs.replace(assigned.MEMBERS[1], accommodation=given)
    settings = AssignmentSettings(time_limit=600.0)
    both = msgspec.structs.replace(assigned.assignment(settings), members=(assigned.MEMBERS[0], member))
    learner.program.settings.device = {"passage_size": 150}  # with which new names begin
    learner.program.settings.time_factor = 3.0  # for what a learner does alone
    learner.open(learner.file(both))
    learner.be("سلام")
    assert "15 minutes for each text (your own time)" in learner.shown
    assert learner.program.theme.look == Look("cream", 125, passage_size=150, line_spacing=150)
    learner.press("Begin")
    assert learner.window.session.taking.time_left == pytest.approx(900.0)
    learner.press("Finish")
    learner.press("Finish this part")
    learner.press("Hand in…")
    learner.dialog("Hand it in")
    learner.press("Back to the library")
    learner.settle()
    assert learner.program.theme.look == Look(passage_size=150)


def test_each_file_that_is_refused_is_told_in_a_sentence_and_changes_nothing(learner):
    handed_in_by_anna(learner)
    other = msgspec.structs.replace(ONE, id="77" * 16)
    data = learner.file(other, "whole.quizassign").read_bytes()
    newer = data.replace(b"quizapp-assignment 1", b"quizapp-assignment 9", 1)
    stranger = read_submission((learner.stick / learner.handed_in()[0]).read_bytes(), DESK_BOX)
    seed = signing_seed(learner.stick / "strange.key")
    files = {
        "damaged.quizassign": (data[:-40] + b"x" * 40, "damaged"),
        "half.quizassign": (data[: len(data) // 2], "damaged"),
        "newer.quizassign": (newer, "newer"),
        "empty.quizassign": (b"", "empty"),
        "text.quizfeedback": (b"Dear Anna", "is no"),
    }
    for name, (content, _) in files.items():
        (learner.stick / name).write_bytes(content)
    files["another.quizassign"] = (b"", "another teacher")
    learner.file(ONE, "another.quizassign", OTHER_SEED)
    files["strange.quizfeedback"] = (b"", "for somebody else")
    feedback_for(learner, stranger._replace(signer=public_of(seed)), {}, 4000.0, "strange.quizfeedback")
    files["gone.quizassign"] = (b"", "cannot be read")
    before = all_files(learner.program.folder / "assignments")
    for name, (_, told) in files.items():
        learner.open(learner.stick / name)
        text = learner.window.notice.text.text()
        assert told in text, (name, text)
        assert "Traceback" not in text
        learner.window.notice.hide()
        assert all_files(learner.program.folder / "assignments") == before, name


def all_files(folder):
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_guest_who_picks_a_name_keeps_what_they_have_done(learner):
    window = learner.window
    window.session.take(learner.program.bank, "practice")
    learner.settle()
    window.session.taking.respond("why-pounds", "A")
    learner.settle()
    learner.open(learner.file(ONE))  # in the middle of an attempt
    learner.be("Anna")
    learner.dialog("Keep it as “Anna Ødegård”")
    assert window.learning.name == "Anna Ødegård"
    assert "Not begun · 1 question" in learner.shown
    assert [each.title for each in window.session.unfinished] == ["Every type"]
    window.learning.choose_new("Bo")
    learner.settle()
    learner.open(learner.stick / "Bees.quizassign")
    assert "Who are you?" in learner.shown  # Bo has not begun it
    learner.be("Anna")
    assert window.learning.name == "Anna Ødegård"  # the one who was there before
    assert [each.name for each in window.learning.present.learners] == ["Anna Ødegård", "Bo"]


def test_a_practice_without_the_text_tells_at_once_and_hides_it_until_then(learner):
    settings = AssignmentSettings(mode="practice", shown="at_once", without_passage=True, tools=())
    learner.open(learner.file(assigned.assignment(settings, [TIDES])))
    assert "The text is hidden this time. Answer as well as you can without it." in learner.shown
    learner.be("Anna")
    learner.press("Begin")
    page = learner.window.pages.currentWidget()
    assert not page.passage.isVisible()
    assert "The moon pulls" not in words_heard(learner.window)
    assert not page.bar.note.isEnabled()
    learner.answer("the sun")
    learner.press("Check answer")
    assert "Not correct" in words_heard(learner.window)
    learner.press("Finish")
    learner.press("Hand it in")
    learner.press("See the results")
    learner.press("Show in the passage")
    assert learner.window.pages.currentWidget().passage.isVisible()


def test_with_larger_text_in_a_small_window_time_and_due_date_are_in_view_and_words_stand_together(learner):
    learner.window.resize(1024, 600)
    learner.program.theme.resize_text(150)
    settings = AssignmentSettings(time_limit=600.0, due=1764600000.0)
    learner.open(learner.file(msgspec.structs.replace(ONE, settings=settings)))
    learner.be("Anna")
    for words in ("10 minutes", "That time has passed"):
        label = next(each for each in visible(learner.window, QLabel) if words in each.text())
        assert label.visibleRegion().boundingRect().height() == label.height(), words
    learner.press("Begin")
    learner.answer("the sea")
    learner.press("Finish")
    page = learner.window.pages.currentWidget()
    assert page.summary.mapTo(page, QPoint(0, 0)).y() < page.height() // 3
