"""An assignment in the window, from its file to the feedback, as a learner goes through it."""

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import AssignmentSettings, Reopening
from quizapp.domain.feedback import AnswerFeedback
from quizapp.formats.reopening_file import write_reopening
from quizapp.formats.seal import public_of
from quizapp.formats.submission_file import read_submission
from quizapp.gui.results.results_page import ResultsPage
from quizapp.services.hand_in_key import signing_seed
from quizapp.settings import Look, Settings
from tests import assigned
from tests.assigned import DESK_BOX, DESK_SEED, OTHER_SEED, TIDES
from tests.gui.assignments.pupil import ONE, Pupil, feedback_for, handed_in_by_anna
from tests.gui.seen import visible, words_heard


@pytest.fixture
def learner(start, qtbot, tmp_path):
    return Pupil(start, qtbot, tmp_path)


def test_an_assignment_is_opened_named_taken_and_handed_in_by_keyboard(learner, spoken):
    learner.open(learner.file(ONE))
    assert spoken[-1] == "Who are you?"
    assert "Class 5b" in learner.shown
    assert "This is a test. Your teacher marks it." in learner.shown
    assert "When your teacher gives them out" in learner.shown
    learner.type("degard")
    assert learner.button("Go on as Anna Ødegård").isEnabled()
    learner.key(Qt.Key.Key_Return)
    assert learner.window.learning.name == "Anna Ødegård"
    assert "Not begun · 1 question" in learner.shown
    assert spoken[-1] == "One text to read"
    learner.key(Qt.Key.Key_Return)
    assert "Question 1 of 1" in learner.shown
    learner.press("Finish")
    assert "Hand in your work?" in learner.shown
    assert "Unanswered questions earn no points." in learner.shown
    learner.press("Go back")
    learner.answer("the sea")
    learner.press("Finish")
    learner.press("Hand it in")
    assert "Handed in" in learner.shown
    assert "Your teacher marks it." in learner.shown
    assert spoken[-1].startswith("Handed in ")
    assert learner.handed_in() == ["Bees - Anna Ødegård.quizanswers"]
    sealed = read_submission((learner.stick / learner.handed_in()[0]).read_bytes(), DESK_BOX)
    assert sealed.submission.name == "Anna Ødegård"
    assert "Correct" not in words_heard(learner.window)


def test_an_assignment_of_two_texts_goes_on_after_the_program_has_ended(learner):
    """Bo has 1.5 times the time, larger text and other colors, until Bo is back in the library."""
    given = Accommodation(time_factor=1.5, text_size=125, theme="cream", line_spacing=150)
    member = msgspec.structs.replace(assigned.MEMBERS[1], accommodation=given)
    settings = AssignmentSettings(time_limit=600.0)
    both = msgspec.structs.replace(assigned.assignment(settings), members=(assigned.MEMBERS[0], member))
    learner.program.settings.device = {"passage_size": 150}  # with which new names begin
    learner.program.settings.time_factor = 3.0  # for what a learner does alone
    learner.open(learner.file(both))
    assert "10 minutes for each text" in learner.shown
    learner.be("سلام")
    assert "15 minutes for each text (your own time)" in learner.shown
    assert learner.program.theme.look == Look("cream", 125, passage_size=150, line_spacing=150)
    learner.press("Begin")
    assert learner.window.session.taking.time_left == pytest.approx(900.0)
    learner.window.session.taking.respond("single-minimal", "B")
    learner.settle()
    learner.again()  # nothing was ended or left
    offer = next(text for text in learner.shown.splitlines() if text == "Begun, and not handed in yet")
    assert offer
    learner.press("Go on")
    assert "Under way · 1 of" in learner.shown
    learner.press("Go on")
    assert learner.window.session.taking.response("single-minimal") == "B"
    learner.press("Finish")
    assert "Finish this part?" in learner.shown
    learner.press("Finish this part")
    assert "1 of 2 parts done" in learner.shown
    assert learner.handed_in() == []
    learner.press("Hand in…")
    assert "“Tides” was not begun." in learner.dialog("Not yet")
    learner.press("Begin")
    learner.answer("the moon")
    learner.press("Finish")
    assert "Hand in your work?" in learner.shown
    learner.press("Hand it in")
    assert learner.handed_in() == ["Bees - 薄 سلام.quizanswers"]
    assert learner.window.assignments.assigned.now.standing.handed_in.number == 1
    assert "Ask your teacher to reopen it." in learner.shown
    learner.press("See your answers")
    assert "Your teacher marks it" in learner.shown
    assert (learner.program.theme.name, learner.program.theme.text_size) == ("cream", 125)
    learner.press("Back to the assignment")
    assert "Handed in" in learner.shown
    assert learner.program.theme.text_size == 125
    learner.press("Back to the library")
    learner.settle()
    assert learner.program.theme.look == Look(passage_size=150)
    learner.window.assignments.show(assigned.ASSIGNMENT_ID)
    learner.settle()
    assert learner.program.theme.text_size == 125


def test_nothing_is_said_to_be_handed_in_where_the_file_cannot_be_written(learner, tmp_path):
    learner.open(learner.file(ONE))
    learner.be("Anna")
    learner.press("Begin")
    learner.stick.rename(tmp_path / "pulled out")
    learner.press("Finish")
    learner.press("Hand it in")
    assert "Choose where to save the file for your teacher." in learner.dialog("Later")
    assert "Not handed in yet" in learner.shown
    assert not [text for text in learner.shown.splitlines() if text.startswith("Handed in")]
    learner.window.show_library()
    learner.settle()
    assert "Your file is not where it belongs yet" in learner.shown
    learner.press("Hand it in")
    assert "Your answers are kept" in learner.shown
    learner.window.assignments.assigned.hand_in(tmp_path / "pulled out")
    learner.settle()
    assert "Handed in" in learner.shown.splitlines()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    learner.window.assignments.assigned.save_again(elsewhere)
    buttons = [learner.button(words) for words in ("Save it again elsewhere…", "See your answers", "Not you?")]
    assert not any(button.isEnabled() for button in buttons)  # while the file is being written
    learner.settle()
    assert all(button.isEnabled() for button in buttons)
    assert f"Saved again in {elsewhere}." in learner.shown
    (first,), (second,) = (folder.glob("*.quizanswers") for folder in (tmp_path / "pulled out", elsewhere))
    assert first.read_bytes() == second.read_bytes()  # one submission, wherever it is


def test_what_was_given_back_goes_on_and_is_handed_in_again(learner):
    sealed = handed_in_by_anna(learner)
    learner.program.settings.assignment_folder = str(learner.stick)
    word = Reopening(ONE.id, sealed.submission.learner, "Anna Ødegård", 1, "The battery was empty.", 60.0, 3500.0)
    (learner.stick / "Anna.quizreopen").write_bytes(write_reopening(word, DESK_SEED))
    learner.window.show_library()
    learner.settle()
    assert "Your teacher has given it back: you can go on" in learner.shown
    learner.press("Go on")
    assert "Your teacher says: The battery was empty." in learner.shown
    learner.press("Go on")
    learner.answer(" and the moon")
    learner.press("Finish")
    learner.press("Hand it in")
    first, second = (
        read_submission((learner.stick / name).read_bytes(), DESK_BOX).submission for name in learner.handed_in()
    )
    assert sorted((first.number, second.number)) == [1, 2]
    assert first.parts["0"].attempt == second.parts["0"].attempt
    assert "Handed in" in learner.shown.splitlines()


def test_feedback_shows_marks_the_key_and_what_the_teacher_says_and_is_kept(learner):
    sealed = handed_in_by_anna(learner)
    answers = {"what": AnswerFeedback(points="1/2", why="Half of it is there.", remark="Read it again.")}
    learner.program.settings.assignment_folder = str(learner.stick)
    feedback_for(learner, sealed, answers, 4000.0)
    learner.window.show_library()
    learner.settle()
    assert "Your teacher has marked it" in learner.shown
    learner.press("See the marks")
    assert "Your teacher says: A good start." in learner.shown
    learner.press("See the results")
    assert isinstance(learner.window.pages.currentWidget(), ResultsPage)
    words = words_heard(learner.window)
    for text in ("50 %", "0.5 of 1 point", "Read it again.", "Half of it is there.", "the moon", "A good start."):
        assert text in words, text
    assert "Marks were changed" not in words
    newer = feedback_for(learner, sealed, {"what": AnswerFeedback(left_out=True, mended="Two readings.")}, 5000.0)
    learner.open(newer)  # of one text, at once
    assert "Marks were changed: your teacher marked question 1 again." in words_heard(learner.window)
    assert "Left out, not counted" in learner.rows
    assert "Your teacher: Two readings." in learner.rows
    learner.again()
    learner.look_back()
    assert "Your teacher: Two readings." in learner.rows
    learner.press("Back to the assignment")
    assert "Bees and tides" in learner.shown


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


def test_a_name_that_is_not_on_the_list_is_typed_where_that_is_allowed(learner):
    learner.open(learner.file(ONE))
    learner.type("Cyd")
    assert "No name of the class is like this. Ask your teacher." in learner.shown
    assert not learner.button("Go on").isEnabled()
    free = msgspec.structs.replace(assigned.assignment(AssignmentSettings(list_only=False), [TIDES]), id="f" * 32)
    learner.open(learner.file(free))
    learner.be("Cyd")
    assert "You are Cyd." in learner.shown
    learner.press("Not you?")
    assert "Who are you?" in learner.shown


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


def test_marks_that_come_after_handing_in_are_not_told_before(learner):
    settings = AssignmentSettings(mode="practice", shown="handed_in")
    learner.open(learner.file(assigned.assignment(settings)))
    learner.be("Anna")
    learner.press("Begin")
    learner.press("Finish")
    learner.press("Finish this part")
    assert "See the results" not in learner.shown
    learner.look_back()
    assert "1 of 2 parts done" in learner.shown
    learner.press("Hand in…")
    learner.dialog("Hand it in")
    learner.press("See the results")
    assert isinstance(learner.window.pages.currentWidget(), ResultsPage)


def test_a_file_that_comes_with_the_start_is_opened_once_the_journal_is_there(learner):
    file = learner.file(ONE)
    learner.again(file)
    assert "Who are you?" in learner.shown
    learner.window.show_library()
    learner.window._frame.files_dropped.emit([file])  # what a drop becomes
    learner.settle()
    assert "Who are you?" in learner.shown
    learner.window.show_library()
    learner.window.come_forward([file])  # a second start
    learner.settle()
    assert "Who are you?" in learner.shown


def test_the_folder_that_is_watched_is_chosen_in_the_menu_and_looked_at_again(learner):
    menu = learner.window.header.view.prepare()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Folder for assignments…").trigger()
    assert "is offered above the library" in learner.dialog("Leave it as it is")
    learner.window.assignments._use_folder(learner.stick)
    learner.settle()
    assert Settings(learner.program.settings.file).assignment_folder in ("", str(learner.stick))
    assert "New from your teacher" not in learner.shown
    learner.file(ONE)
    learner.window.assignments.look_again(Qt.ApplicationState.ApplicationActive)
    learner.settle()
    assert "New from your teacher" in learner.shown
    learner.press("Open it")
    assert "Who are you?" in learner.shown


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
