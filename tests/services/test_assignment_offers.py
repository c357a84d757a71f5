"""Offers to a learner, and files of a teacher that come by the watched folder or are opened by hand."""

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from quizapp.domain.people import Learner
from quizapp.errors import QuizAppError
from quizapp.services.assigned_work import FEEDBACK, AssignedWork
from quizapp.services.assignment_feedback import is_feedback_new, kept_feedback, see_feedback, take_feedback
from quizapp.services.assignment_offers import Offers, take_file
from quizapp.services.handing_in import PlaceNeededError, hand_in
from tests import assigned
from tests.assigned import ANNA_ID, ASSIGNMENT_ID, BO_ID, TIDES
from tests.services.laptops import Laptop, feedback_file, reopened

Look = Callable[[], list[str]]


@pytest.fixture
def anna(laptop: Laptop) -> Learner:
    return laptop.learner("Anna")


def handed_in(laptop: Laptop, learner: Learner, member: str = ANNA_ID) -> AssignedWork:
    """Work of which the second part was handed in."""
    work = laptop.work(learner)
    work.pick(member)
    laptop.take(work, 1)
    hand_in(work, 5000.0)
    return work


def test_an_assignment_is_offered_for_what_is_most_urgent_in_it(laptop: Laptop, anna: Learner):
    offers = Offers(laptop.assignments, laptop.journal)

    def offered() -> list[tuple[str, Path | None]]:
        """What is offered with and without the folder; all of it is about one assignment."""
        found = offers.look(anna, laptop.stick)
        assert {(each.assignment, each.title) for each in found} <= {(ASSIGNMENT_ID, "Bees and tides")}
        told = [(each.kind, each.file) for each in found]
        assert told == [(each.kind, each.file) for each in offers.look(anna)] or told == [("new", file)]
        return told

    file = laptop.file()
    assert offered() == [("new", file)]
    work = laptop.work(anna)
    assert offered() == [("new", file)]  # it was only looked at
    work.folder.mkdir()
    assert offered() == []  # no name was picked
    work.pick(ANNA_ID)
    assert offered() == [("begun", None)]
    laptop.take(work, 1)
    assert offered() == [("begun", None)]
    with pytest.raises(PlaceNeededError):
        hand_in(work, 5000.0, laptop.stick / "not there")
    assert offered() == [("pending", None)]
    hand_in(work, 5001.0)
    assert offered() == []
    feedback_file(laptop, work)
    assert offered() == [("feedback", None)]
    reopened(laptop)
    assert offered() == [("feedback", None)]
    see_feedback(work)
    assert offered() == [("reopened", None)]
    laptop.go_on(work, 1).respond("what", "the moon")
    assert offered() == [("reopened", None)]
    hand_in(work, 6000.0)
    assert offered() == []
    take_feedback(work, feedback_file(laptop, work, released=9001.0))
    assert offered() == [("feedback", None)]
    (work.folder.parent / "assignment.quizassign").write_bytes(b"damaged")
    assert offered() == []  # opening it says what is wrong


def test_offers_stand_by_their_urgency_and_then_by_their_titles(laptop: Laptop, anna: Learner):
    for number, (title, kind) in enumerate(
        (("b", "new"), ("A", "new"), ("d", "begun"), ("C", "begun"), ("f", "pending"), ("E", "pending"))
    ):
        whole = msgspec.structs.replace(assigned.assignment(banks=[TIDES]), id=f"{number}" * 32, title=title)
        file = laptop.file(whole, name=f"{number}.quizassign")
        if kind == "new":
            continue
        work = AssignedWork(laptop.assignments, laptop.assignments.open(file), anna, laptop.journal)
        work.pick(ANNA_ID)
        laptop.take(work, 0)
        if kind == "pending":
            with pytest.raises(PlaceNeededError):
                hand_in(work, 1.0, laptop.data / "not there")
    offers = Offers(laptop.assignments, laptop.journal).look(anna, laptop.stick)
    assert [(each.kind, each.title) for each in offers] == [
        ("pending", "E"),
        ("pending", "f"),
        ("begun", "C"),
        ("begun", "d"),
        ("new", "A"),
        ("new", "b"),
    ]


def test_what_came_for_anybody_is_taken_once_until_the_file_changes(laptop: Laptop, anna: Learner):
    bo = laptop.learner("Bo")
    work = handed_in(laptop, anna)
    offers = Offers(laptop.assignments, laptop.journal)
    file = feedback_file(laptop, work, learner=BO_ID, name="Bo")  # for somebody else
    foreign = reopened(laptop, assignment="f" * 32)  # of an assignment that was never opened here
    offers.look(bo, laptop.stick)
    assert not (work.folder / FEEDBACK).exists()
    status = file.stat()
    file.write_bytes(feedback_file(laptop, work, file_name="other.quizfeedback").read_bytes())
    (laptop.stick / "other.quizfeedback").unlink()
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    offers.look(bo, laptop.stick)  # whoever is looking, it is Anna's
    assert kept_feedback(work).released == 9000.0
    kept = work.folder / "feedback.quizfeedback"
    kept.unlink()
    offers.look(anna, laptop.stick)
    assert not kept.exists()  # it was tried before
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 2))
    offers.look(anna, laptop.stick)
    assert kept.exists()
    assert foreign.exists()
    assert [each.kind for each in offers.look(anna)] == ["feedback"]


def test_what_came_before_its_assignment_was_opened_is_taken_then(laptop: Laptop, anna: Learner):
    work = handed_in(laptop, anna)
    feedback_file(laptop, work)
    known = laptop.data / "assignments"
    known.rename(laptop.data / "elsewhere")
    offers = Offers(laptop.assignments, laptop.journal)
    assert offers.look(anna, laptop.stick)[0].kind == "new"
    (laptop.data / "elsewhere").rename(known)
    assert [each.kind for each in offers.look(anna, laptop.stick)] == ["feedback"]


def test_a_file_is_for_the_learner_it_was_made_for_and_the_one_who_asks_comes_first(laptop: Laptop, anna: Learner):
    """Two people at one computer can work under the same name."""
    with pytest.raises(QuizAppError, match="was not opened here"):
        take_file(laptop.assignments, laptop.journal, reopened(laptop))
    laptop.work(anna)
    with pytest.raises(QuizAppError, match="Nobody has handed in “Bees and tides” here"):
        take_file(laptop.assignments, laptop.journal, reopened(laptop))
    other = laptop.learner("Ann")
    works = {learner.id: handed_in(laptop, learner) for learner in (anna, other)}
    bo = handed_in(laptop, laptop.learner("Bo"), BO_ID)
    for first in (other, anna):
        taken = take_file(laptop.assignments, laptop.journal, reopened(laptop), first)
        assert taken == ("reopening", ASSIGNMENT_ID, first)
        assert works[first.id].standing().is_open
        (works[first.id].folder / "1.quizreopen").unlink()
    assert take_file(laptop.assignments, laptop.journal, reopened(laptop)).learner in (anna, other)
    for learner in (anna, other):  # feedback is sealed for one of them
        file = feedback_file(laptop, works[learner.id])
        assert take_file(laptop.assignments, laptop.journal, file, bo.learner) == ("feedback", ASSIGNMENT_ID, learner)
        assert is_feedback_new(works[learner.id])
    assert not (bo.folder / FEEDBACK).exists()
    for file, message in (  # what the learner it is for is told counts more than that it is not for the others
        (feedback_file(laptop, works[anna.id], released=1.0, file_name="1.quizfeedback"), "newer feedback"),
        (feedback_file(laptop, works[other.id], released=1.0, file_name="2.quizfeedback"), "newer feedback"),
        (feedback_file(laptop, bo, file_name="3.quizfeedback"), "for Anna Ødegård"),
        (reopened(laptop, number=7), "not for what you handed in last|for Anna Ødegård"),
    ):
        for first in (anna, other, bo.learner, None):
            with pytest.raises(QuizAppError, match=message):
                take_file(laptop.assignments, laptop.journal, file, first)


def test_feedback_for_another_computer_says_so(laptop: Laptop, anna: Learner):
    work = handed_in(laptop, anna)
    file = feedback_file(laptop, work)
    work.places.key(anna.id).unlink()  # as where the learner's file was brought from another computer
    with pytest.raises(QuizAppError, match="for somebody else, or for another computer"):
        take_file(laptop.assignments, laptop.journal, file)
    assert not (work.folder / FEEDBACK).exists()
