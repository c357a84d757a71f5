"""Feedback as its learner sees it: which feedback counts, which marks it gives, and what has changed since."""

import json
from fractions import Fraction
from hashlib import blake2b

import msgspec
import pytest

from quizapp.domain.event import Started
from quizapp.domain.feedback import AnswerFeedback, PartFeedback
from quizapp.domain.mark import Unmarked, earned
from quizapp.errors import QuizAppError
from quizapp.services.assigned_work import AssignedWork
from quizapp.services.assignment_feedback import is_feedback_new, kept_feedback, see_feedback, take_feedback
from quizapp.services.handing_in import hand_in
from quizapp.storage.journal import new_id
from tests import assigned
from tests.assigned import ANNA_ID, BANK
from tests.services.laptops import Laptop, feedback_file, reopened

SINGLE, OPEN, TIDE = "single-minimal", "open-minimal", "what"


@pytest.fixture
def work(laptop: Laptop) -> AssignedWork:
    """Work of which both parts were handed in: a wrong choice and an essay in the first one, a wrong word in the other.

    The part that was begun last is the first one.
    """
    work = laptop.work(laptop.learner("Anna"))
    work.pick(ANNA_ID)
    laptop.take(work, 1)
    taking = laptop.begin(work, 0)
    taking.respond(SINGLE, "A")
    taking.respond(OPEN, {"text": "They voted."})
    hand_in(work, 5000.0)
    return work


def rated(level: int) -> dict[str, AnswerFeedback]:
    return {OPEN: AnswerFeedback(rating={"A": level})}


def test_what_differs_from_the_feedback_that_was_seen_before_is_shown_until_there_is_other_feedback(
    laptop: Laptop, work: AssignedWork
):
    assert not is_feedback_new(work)
    whole, left_out = {SINGLE: AnswerFeedback(points="1")}, {TIDE: AnswerFeedback(left_out=True)}
    no_points, remark = {TIDE: AnswerFeedback(points="0")}, {TIDE: AnswerFeedback(points="0", remark="Look again.")}
    for step, (answers, changed) in enumerate(
        (
            ({}, set()),
            ({}, set()),
            ({"0": rated(0)}, {(0, OPEN)}),  # no points, and yet a mark
            ({"0": rated(2) | whole, "1": left_out}, {(0, OPEN), (0, SINGLE), (1, TIDE)}),
            ({"0": rated(2) | whole, "1": no_points}, {(1, TIDE)}),
            ({"0": rated(2) | whole, "1": remark}, set()),
            ({"0": rated(1)}, {(0, OPEN), (0, SINGLE)}),
        )
    ):
        take_feedback(work, feedback_file(laptop, work, released=6000.0 + step, answers=answers))
        for is_new in (True, False):
            assert is_feedback_new(work) is is_new, step
            seen = see_feedback(work)
            assert (seen.changed, seen.given.released) == (changed, 6000.0 + step), step
    kept = json.loads((work.folder / "seen.json").read_bytes())
    data = (work.folder / "feedback.quizfeedback").read_bytes()
    assert kept["digest"] == blake2b(data, digest_size=16).hexdigest()  # what another version has seen was seen
    (work.folder / "seen.json").write_bytes(b"{}")  # damaged: as if nothing had been seen
    assert is_feedback_new(work)
    assert see_feedback(work).changed == frozenset()
    assert not is_feedback_new(work)


def test_marks_of_a_part_that_had_none_before_are_not_changed_ones(laptop: Laptop, work: AssignedWork):
    handed = work.standing().handed_in
    assert handed is not None
    tides = {"1": PartFeedback(handed.parts["1"].attempt, handed.parts["1"].events, assigned.TIDES)}
    take_feedback(work, feedback_file(laptop, work, parts=tides))
    assert [part.part for part in see_feedback(work).given.parts] == [1]
    take_feedback(work, feedback_file(laptop, work, released=9001.0, answers={"0": rated(2)}))
    seen = see_feedback(work)
    assert [part.part for part in seen.given.parts] == [0, 1]
    assert seen.changed == frozenset()


def test_what_the_teacher_says_is_given_with_the_marks_and_added_up(laptop: Laptop, work: AssignedWork):
    given = take_feedback(work, feedback_file(laptop, work, answers={}))
    assert (given.number, given.released) == (1, 9000.0)
    (essay,) = [each for each in given.parts[0].marked.questions if each.question.id == OPEN]
    assert isinstance(essay.mark, Unmarked)
    before, (one, other) = given.total, (part.marked.total for part in given.parts)
    assert before == (one.earned + other.earned, one.possible + other.possible, one.unmarked)
    told = AnswerFeedback(points="1/3", why="Close.", remark="Nearly!", mended="Other points now.")
    answers = {"0": rated(1) | {SINGLE: told}, "1": {TIDE: AnswerFeedback(left_out=True)}}
    given = take_feedback(work, feedback_file(laptop, work, answers=answers))
    first, second = given.parts
    attempts = work.attempts()
    assert [(part.started, part.attempt_id) for part in given.parts] == [(1000.0, attempts[n].id) for n in (0, 1)]
    assert [part.remark for part in given.parts] == ["A good start."] * 2
    entries = {entry.question.id: entry for part in given.parts for entry in part.marked.questions}
    assert {id_: earned(entries[id_].mark) for id_ in (SINGLE, OPEN, TIDE)} == {
        SINGLE: Fraction(1, 3),
        OPEN: Fraction(1, 2),
        TIDE: 0,
    }
    assert (entries[SINGLE].remark, entries[TIDE].is_left_out, entries[OPEN].is_left_out) == ("Nearly!", True, False)
    assert first.adjustments[SINGLE] == ((), False, Fraction(1, 3), False, "Nearly!", "Close.", "Other points now.")
    assert first.answers == answers["0"]
    assert second.marked.total == (0, 0, 0)
    assert given.total == first.marked.total
    assert given.total.earned == before.earned + Fraction(1, 3) + Fraction(1, 2)
    assert given.total.possible == before.possible + 1 - 1  # the essay counts now, and the tides do not
    assert before.unmarked - given.total.unmarked == 1


def test_the_newest_feedback_stays_whatever_is_opened_after_it(laptop: Laptop, work: AssignedWork):
    with pytest.raises(QuizAppError):
        kept_feedback(work)
    file = feedback_file(laptop, work, released=9000.0)
    take_feedback(work, file)
    older = feedback_file(laptop, work, released=8999.0, file_name="older.quizfeedback")
    with pytest.raises(QuizAppError, match="newer feedback"):
        take_feedback(work, older)
    assert kept_feedback(work).released == take_feedback(work, file).released == 9000.0  # the same once more
    kept = work.folder / "feedback.quizfeedback"
    kept.write_bytes(kept.read_bytes()[:-1])
    assert is_feedback_new(work)
    for does in (kept_feedback, see_feedback):
        with pytest.raises(QuizAppError, match="damaged"):
            does(work)
    assert take_feedback(work, older).released == 8999.0  # what the disk has damaged is newer than nothing


def test_what_was_handed_in_is_marked_and_not_what_was_done_since(laptop: Laptop, work: AssignedWork):
    file = feedback_file(laptop, work, answers={})
    work.take_reopening(reopened(laptop))
    laptop.go_on(work, 1).respond(TIDE, "the moon")
    given = take_feedback(work, file)
    (tide,) = given.parts[1].marked.questions
    assert (tide.response, earned(tide.mark)) == ("the sun", 0)
    hand_in(work, 6000.0)
    newer = take_feedback(work, feedback_file(laptop, work, released=9500.0, answers={}))
    (tide,) = newer.parts[1].marked.questions
    assert (newer.number, tide.response, earned(tide.mark)) == (2, "the moon", 1)


def test_feedback_that_does_not_fit_is_refused_and_changes_nothing(laptop: Laptop, work: AssignedWork):
    handed = work.standing().handed_in
    assert handed is not None
    (samples, tides) = (handed.parts[index] for index in "01")
    events = laptop.journal.events(tides.attempt)
    assert isinstance(events[0], Started)
    elsewhere, unknown = new_id(), new_id()
    started = msgspec.structs.replace(events[0], assignment="f" * 32)
    laptop.journal.begin(elsewhere, work.learner.id, started.content_hash, started, 2000.0).result()
    fewer = msgspec.structs.replace(BANK, questions=BANK.questions[1:])
    take_feedback(work, feedback_file(laptop, work))
    kept = (work.folder / "feedback.quizfeedback").read_bytes()
    for name, parts, message in (
        ("the other part", {"0": PartFeedback(tides.attempt, tides.events, assigned.TIDES)}, "does not fit"),
        ("another assignment", {"1": PartFeedback(elsewhere, 1, assigned.TIDES)}, "does not fit"),
        ("a question is missing", {"0": PartFeedback(samples.attempt, samples.events, fewer)}, "does not fit"),
        ("no such attempt", {"1": PartFeedback(unknown, 1, assigned.TIDES)}, "no such attempt"),
    ):
        file = feedback_file(laptop, work, released=9999.0, parts=parts)
        with pytest.raises(QuizAppError, match=message):
            take_feedback(work, file)
        assert (work.folder / "feedback.quizfeedback").read_bytes() == kept, name
    (work.folder / "learner.json").unlink()
    with pytest.raises(QuizAppError, match="for Anna Ødegård"):
        take_feedback(work, feedback_file(laptop, work))


def test_feedback_for_a_name_that_was_typed_is_taken_whoever_the_desk_found_it_to_be(laptop: Laptop):
    settings = assigned.AssignmentSettings(list_only=False)
    work = laptop.work(laptop.learner("Cyd"), assigned.assignment(settings))
    work.type_name("Cyd")
    laptop.take(work, 1)
    hand_in(work, 5000.0)
    with pytest.raises(QuizAppError, match="for Anna Ødegård"):
        take_feedback(work, feedback_file(laptop, work))
    for learner in ("", ANNA_ID):
        assert take_feedback(work, feedback_file(laptop, work, learner=learner, name="Cyd")).total.percent == 50
