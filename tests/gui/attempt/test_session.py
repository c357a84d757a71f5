"""An attempt from its beginning, over leaving it and going on, to its end."""

import pytest

from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.services.assignment_feedback import MarkedPart
from tests.gui.conftest import flush
from tests.gui.learner import Learner


@pytest.fixture
def learner(program):
    return Learner(program)


@pytest.fixture
def session(program):
    return program.window.session


def test_the_time_stands_still_while_an_attempt_is_left(program, learner, session):
    learner.begin().choose("To count the bees")
    program.clock.now += 30
    session.leave()
    assert (session.taking, session.is_under_way) == (None, False)
    (offer,) = session.unfinished
    program.clock.now += 500
    session.resume(offer.attempt_id)
    assert session.taking.elapsed == pytest.approx(30)
    assert isinstance(program.window.pages.currentWidget(), QuizPage)


def test_in_the_library_no_attempt_is_under_way(program, learner, session):
    learner.begin("test")
    program.window.show_library()
    assert (session.taking, session.is_under_way) == (None, False)
    session.submit()
    assert program.window.pages.currentWidget() is program.window.library_page


def test_leaving_and_submitting_where_nothing_is_under_way_do_nothing(program, session):
    shown = program.window.pages.currentWidget()
    session.leave()
    session.submit()
    session.practice_missed()
    session.take_again()
    flush()
    assert (session.unfinished, session.has_finished) == ((), False)
    assert program.window.pages.currentWidget() is shown


def test_of_what_was_left_only_what_was_handed_in_is_let_go(program, learner, session):
    for mode in ("practice", "test"):
        learner.begin(mode).choose("To count the bees")
        session.leave()
    handed_in, other = session.unfinished
    session.let_go([handed_in.attempt_id])
    session.resume(other.attempt_id)
    assert session.taking.mode.name == "practice"  # at once, as it was not read
    session.leave()
    session.resume(handed_in.attempt_id)
    assert session.taking is None
    learner.wait()
    assert session.taking.mode.name == "test"


def test_an_attempt_that_goes_on_from_the_disk_can_be_saved_elsewhere(start, qtbot):
    program = start()
    Learner(program).begin().choose("To count the bees")
    program.window.close()
    qtbot.waitUntil(program.window.isHidden)
    program.window.learning.access.close()
    again = start()
    session = again.window.session
    qtbot.waitUntil(lambda: len(session.unfinished) == 1)
    session.resume(session.unfinished[0].attempt_id)
    Learner(again).wait()
    copy = again.window.learning.recordings.current.copy()
    assert copy is not None
    assert copy.bank.bank_id == "every-type"


def test_nothing_of_a_teachers_feedback_is_on_the_practice_that_follows(learner, session):
    learner.begin("test").choose("To count the bees")
    session.submit()
    learner.wait()
    session.show_feedback(MarkedPart(0, session.marked, 1.0, {}, "", {}, "a"))
    learner.wait()
    session.practice_missed()
    learner.wait().choose("To give the council a reason")
    session.submit()
    learner.wait()
    assert session.marked.attempt.responses == {"why-pounds": session.taking.attempt.responses["why-pounds"]}
