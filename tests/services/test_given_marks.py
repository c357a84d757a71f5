"""Marks that a teacher gave: those of every assignment that can be read, read again once they change."""

import os

from quizapp.domain.feedback import AnswerFeedback
from quizapp.services.assigned_work import AssignedWork
from quizapp.services.assignment_feedback import take_feedback
from quizapp.services.given_marks import GivenMarks
from quizapp.services.handing_in import hand_in
from tests.assigned import ANNA_ID, ASSIGNMENT_ID
from tests.services.laptops import Laptop, feedback_file, reopened


def marked(laptop: Laptop) -> AssignedWork:
    work = laptop.work(laptop.learner("Anna"))
    work.pick(ANNA_ID)
    laptop.take(work, 1)
    hand_in(work, 5000.0)
    take_feedback(work, feedback_file(laptop, work, answers={"1": {"what": AnswerFeedback(points="1/2")}}))
    return work


def test_marks_are_those_of_each_assignment_that_can_be_read(laptop: Laptop) -> None:
    work = marked(laptop)
    marks = GivenMarks(laptop.journal, work.learner.id)
    (given,) = marks.by_attempt().values()
    assert (given.marked.total.percent, given.released) == (50, 9000.0)
    assert marks.by_attempt() == {next(iter(marks.by_attempt())): given}
    assert next(iter(marks.by_attempt().values())).marked is given.marked  # nothing has changed, nothing is read
    assert GivenMarks(laptop.journal, "f" * 32).by_attempt() == {}
    folder = laptop.data / "assignments" / ("0" * 32) / work.learner.id
    folder.mkdir(parents=True)  # of an assignment that is gone, and before the other
    (folder / "1.quizfeedback").write_bytes(b"damaged")
    (laptop.data / "assignments" / "00" / work.learner.id).mkdir(parents=True)
    (laptop.data / "assignments" / "00" / work.learner.id / "1.quizfeedback").symlink_to(folder / "none")
    os.symlink("none", laptop.data / "assignments" / "00" / work.learner.id / "0")
    assert ASSIGNMENT_ID > "00"
    (again,) = marks.by_attempt().values()
    assert again.marked is given.marked


def test_marks_follow_the_feedback_and_what_is_handed_in(laptop: Laptop) -> None:
    work = marked(laptop)
    marks = GivenMarks(laptop.journal, work.learner.id)
    assert [each.marked.total.percent for each in marks.by_attempt().values()] == [50]
    newer = feedback_file(laptop, work, released=9500.0, answers={"1": {"what": AnswerFeedback(points="1")}})
    take_feedback(work, newer)
    assert [(each.marked.total.percent, each.released) for each in marks.by_attempt().values()] == [(100, 9500.0)]
    work.take_reopening(reopened(laptop))
    laptop.go_on(work, 1).respond("what", "the moon")
    hand_in(work, 9600.0)
    assert marks.by_attempt() == {}  # of what was handed in anew, nothing is said yet
    take_feedback(work, feedback_file(laptop, work, released=9700.0, answers={}))
    assert [each.released for each in marks.by_attempt().values()] == [9700.0]
    (work.folder / "feedback.quizfeedback").write_bytes(b"damaged")
    assert marks.by_attempt() == {}
    (work.folder / "feedback.quizfeedback").unlink()
    assert marks.by_attempt() == {}
