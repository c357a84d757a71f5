"""Marks are released: what each learner is told, and by which way."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from quizapp.domain.assignment import Part
from quizapp.domain.desk_entry import AnswerRated, Overridden, Released, Remarked
from quizapp.domain.feedback import AnswerFeedback
from quizapp.errors import QuizAppError
from quizapp.formats.feedback_file import read_feedback
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.gradebook import graded
from quizapp.services.desk.grading import grades_of
from quizapp.services.desk.mending import FULL_MARKS, LEFT_OUT, also_accept, mend_entry, undo_entry
from quizapp.services.desk.paper_answers import save_answers
from quizapp.services.desk.releasing import feedback_of, release, tell
from tests.desks import NOW, assigned, hand_in, seed_of, taken
from tests.services.desk.assignments import BANK, MEMBERS, assignment_of, received, submission_of

ADA = MEMBERS[0].id
BY = {"at": NOW, "who": "Ms. Roth"}
SINGLE, TRUE_FALSE, OPEN = (
    next(question for question in BANK.questions if question.type_name == name)
    for name in ("single_choice", "true_false", "open_response")
)


def test_a_learner_is_told_what_the_teacher_did_and_nothing_that_the_key_tells():
    assignment = assignment_of()
    assignment = replace(assignment, parts=(Part(BANK, assignment.parts[0].order),) * 2)
    handed = submission_of(assignment, ADA, {SINGLE.id: "A", OPEN.id: {"text": "So."}}, number=3)
    said = {**BY, "learner": ADA}
    levels = dict.fromkeys(OPEN.criteria, 0)
    entries = [
        mend_entry(0, SINGLE.id, also_accept(SINGLE, "A"), **BY, why="Both are right"),
        mend_entry(0, SINGLE.id, FULL_MARKS, **BY, why="It was unclear"),
        mend_entry(1, SINGLE.id, LEFT_OUT, **BY, why="It was asked twice"),
        mend_entry(0, OPEN.id, FULL_MARKS, **BY, why="Undone"),
        Remarked(**said, part=0, question="", text="Well done."),
        Remarked(**said, part=1, question=TRUE_FALSE.id, text="Look again."),
        Overridden(**said, part=1, question=TRUE_FALSE.id, points="1/3", why="Half"),
        AnswerRated(**said, part=0, question=OPEN.id, levels=levels),
    ]
    entries.append(undo_entry(entries, 3, **BY, why="x"))
    grades = grades_of(assignment, [received(handed)], entries)
    told = feedback_of(grades, entries, grades.learners[ADA], NOW + 7)
    assert (told.assignment, told.learner, told.name, told.number) == (assignment.id, ADA, "Ada", 3)
    assert told.released == NOW + 7
    first, second = told.parts["0"], told.parts["1"]
    also, full, left_out = (
        f"Your teacher {did}"
        for did in (
            "accepts another answer too: Both are right",
            "gave everybody full points for this question: It was unclear",
            "left this question out: It was asked twice",
        )
    )
    assert first.answers == {
        SINGLE.id: AnswerFeedback(points=str(SINGLE.possible), mended=f"{also} · {full}"),
        OPEN.id: AnswerFeedback(rating=levels),
    }
    assert second.answers == {
        SINGLE.id: AnswerFeedback(mended=left_out, left_out=True),
        TRUE_FALSE.id: AnswerFeedback(points="1/3", why="Half", remark="Look again."),
    }
    assert (first.remark, second.remark) == ("Well done.", "")
    assert [part.events for part in (first, second)] == [len(handed.parts[index].events) for index in "01"]
    only_second = replace(handed, parts={"1": handed.parts["1"]})
    grades = grades_of(assignment, [received(only_second)], entries)
    told = feedback_of(grades, entries, grades.learners[ADA], NOW)
    assert {index: part.remark for index, part in told.parts.items()} == {"1": "Well done."}


def test_files_go_to_those_who_handed_in_and_what_nobody_rated_is_named(desk, tmp_path):
    _, assignment = assigned(desk)
    ada, bjorn, chen = assignment.members
    essay = next(each.id for each in assignment.parts[0].bank.questions if each.is_rated)
    collect(desk, [hand_in(desk, tmp_path, taken(assignment, ada, {essay: {"text": "So."}}))])
    save_answers(desk, assignment, bjorn, "A", [])
    with pytest.raises(QuizAppError, match="None of these learners has handed in"):
        release(desk, assignment.id, [chen.id], tmp_path / "out")
    with pytest.raises(QuizAppError, match="None of these learners has handed in"):
        release(desk, assignment.id, [], tmp_path / "out")
    told = release(desk, assignment.id, [chen.id, bjorn.id, ada.id, ada.id], tmp_path / "out")
    assert {id_: path.name for id_, path in told.files.items()} == {ada.id: "Bees - Ada.quizfeedback"}
    assert (told.unrated, told.on_paper, list(told.feedback)) == ((ada.id,), (bjorn.id,), [ada.id])
    opened = read_feedback(told.files[ada.id].read_bytes(), seed_of("Ada"), desk.verify_key)
    assert (opened.learner, opened.number, opened.released) == (ada.id, 1, NOW)
    (entry,) = (each for each in desk.store.entries(assignment.id) if isinstance(each, Released))
    assert (entry.learners, entry.why, entry.at, entry.who) == ((ada.id,), "", NOW, desk.who)
    grades, feedback = tell(desk, assignment.id, [ada.id, bjorn.id], "Printed.")
    assert (list(feedback), grades.learners[ada.id].is_released) == ([ada.id, bjorn.id], True)
    assert desk.store.entries(assignment.id)[-1].learners == (bjorn.id,)  # who was told gets no second entry
    assert all(each.is_released for each in graded(desk, assignment.id)[0].learners.values())


def test_what_no_file_can_hold_is_told_to_nobody(desk, tmp_path):
    _, assignment = assigned(desk)
    ada = assignment.members[0]
    collect(desk, [hand_in(desk, tmp_path, taken(assignment, ada))])
    odd = Remarked(**BY, learner=ada.id, part=0, question="", text="x" * 30_000)
    desk.store.append(assignment.id, odd)
    with pytest.raises(QuizAppError, match=r"The remarks to Ada cannot be written into a file: .* release again"):
        release(desk, assignment.id, [ada.id], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert desk.store.entries(assignment.id)[-1] == odd


def test_a_file_that_cannot_be_written_is_to_be_released_again(desk, tmp_path):
    _, assignment = assigned(desk)
    ada = assignment.members[0]
    collect(desk, [hand_in(desk, tmp_path, taken(assignment, ada))])
    (tmp_path / "out").write_bytes(b"a file, no folder")
    with pytest.raises(QuizAppError, match=r"Release the marks again, into another folder"):
        release(desk, assignment.id, [ada.id], tmp_path / "out")
    told = release(desk, assignment.id, [ada.id], tmp_path / "elsewhere")
    assert told.files[ada.id].is_file()


def test_points_that_are_set_are_told_as_they_count():
    assignment = assignment_of()
    handed = received(submission_of(assignment, ADA, {SINGLE.id: "B"}))
    for points, counts in (("1/2", Fraction(1, 2)), ("99", SINGLE.possible), ("0", 0), (None, None)):
        entries = [Overridden(**BY, learner=ADA, part=0, question=SINGLE.id, points=points, why="So")]
        grades = grades_of(assignment, [handed], entries)
        answers = feedback_of(grades, entries, grades.learners[ADA], NOW).parts["0"].answers
        expected = {} if points is None else {SINGLE.id: AnswerFeedback(points=str(counts), why="So")}
        assert answers == expected
