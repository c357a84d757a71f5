"""Grades follow from what came in and from the entries, and from nothing else."""

from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.assignment import Submission
from quizapp.domain.desk_entry import (
    AnswerRated,
    AssignmentReopened,
    Collected,
    Entry,
    EntryUndone,
    Mended,
    Overridden,
    Released,
    Remarked,
    SubmissionAllowed,
)
from quizapp.domain.event import Answered, Rated
from quizapp.domain.mark import Points, Unanswered, Unmarked
from quizapp.errors import QuizAppError
from quizapp.reports.gradebook_files import gradebook_json
from quizapp.services.desk.gradebook import book_of, column
from quizapp.services.desk.grading import check_fits, grades_of, last_handed_in, standing, too_late
from quizapp.services.desk.mending import (
    FULL_MARKS,
    LEFT_OUT,
    also_accept,
    another_key,
    mend_entry,
    other_points,
    parse_points,
    preview,
    undo_entry,
)
from quizapp.services.desk.rating import levels_in, rate, written_answers
from tests.services.desk.assignments import (
    BANK,
    MEMBERS,
    NOW,
    assignment_of,
    received,
    right_responses,
    submission_of,
)

ASSIGNMENT = assignment_of()
ADA, BJORN, CHEN = (member.id for member in MEMBERS)
SINGLE = next(question for question in BANK.questions if question.type_name == "single_choice")
OPEN = next(question for question in BANK.questions if question.type_name == "open_response")
ESSAY = {OPEN.id: {"text": "Bees stayed where nobody asked them to."}}
RIGHT = submission_of(ASSIGNMENT, ADA, right_responses() | ESSAY)
WRONG_KEY = next(id_ for id_ in SINGLE.ids if id_ != SINGLE.key)
WRONG = submission_of(ASSIGNMENT, BJORN, {SINGLE.id: WRONG_KEY})
BOTH = [received(RIGHT), received(WRONG)]
AT = {"at": NOW + 500, "who": "Ms. Roth"}


def shown(grades) -> bytes:
    """All that is shown of grades, in bytes."""
    book = gradebook_json(book_of("Class 7", MEMBERS, [column(grades)]))
    told = [
        (entry.question, entry.mark, entry.remark, entry.is_done)
        for graded in grades.learners.values()
        for marked in graded.parts.values()
        for entry in marked.questions
    ]
    return (book + repr(told)).encode()


def mark_of(grades, learner, question):
    (entry,) = (each for each in grades.learners[learner].parts[0].questions if each.question.id == question)
    return entry


def test_what_was_answered_is_marked_with_the_desk_s_own_key():
    grades = grades_of(ASSIGNMENT, BOTH, [])
    ada, bjorn = grades.learners[ADA], grades.learners[BJORN]
    assert ada.total.earned == ada.total.possible
    assert ada.total.unmarked == OPEN.possible * Fraction(OPEN.weight)
    assert ada.unrated == 1
    assert bjorn.total.earned == 0
    assert bjorn.total.possible == ada.total.possible + ada.total.unmarked  # unanswered is not unmarked
    assert CHEN not in grades.learners


def test_a_rating_by_the_teacher_counts_and_one_by_the_learner_does_not():
    (answer,) = written_answers(grades_of(ASSIGNMENT, BOTH, []))
    assert answer.text == ESSAY[OPEN.id]["text"]
    assert not answer.is_rated
    best = {letter: len(criterion.levels) - 1 for letter, criterion in OPEN.criteria.items()}
    grades = grades_of(ASSIGNMENT, BOTH, [rate(answer, best, **AT)])
    assert isinstance(mark_of(grades, ADA, OPEN.id).mark, Points)
    assert written_answers(grades)[0].levels == best
    with pytest.raises(QuizAppError, match="no level"):
        rate(answer, {}, **AT)
    part = RIGHT.parts["0"]
    *before, end = part.events
    texts = {letter: str(level) for letter, level in best.items()}
    odd = dict.fromkeys(best, "no number")
    for events in (
        (*part.events, Rated(at=1e6, question=OPEN.id, rating=best)),
        (*before, Answered(at=1e5, question=OPEN.id, response=ESSAY[OPEN.id] | texts), end),
        (*before, Answered(at=1e5, question=OPEN.id, response=ESSAY[OPEN.id] | odd), end),
    ):
        cheated = msgspec.structs.replace(RIGHT, parts={"0": msgspec.structs.replace(part, events=events)})
        grades = grades_of(ASSIGNMENT, [received(cheated)], [])
        assert isinstance(mark_of(grades, ADA, OPEN.id).mark, Unmarked)
        assert written_answers(grades) == (answer,)
    only_levels = (*before, Answered(at=1e5, question=OPEN.id, response=odd), end)
    cheated = msgspec.structs.replace(RIGHT, parts={"0": msgspec.structs.replace(part, events=only_levels)})
    grades = grades_of(ASSIGNMENT, [received(cheated)], [])
    assert isinstance(mark_of(grades, ADA, OPEN.id).mark, Unanswered)
    assert levels_in(mark_of(grades, ADA, OPEN.id)) == {}


@pytest.mark.parametrize(
    ("mend", "ada", "bjorn"),
    [
        (another_key(SINGLE, WRONG_KEY, BANK), 0, 1),
        (also_accept(SINGLE, WRONG_KEY), 1, 1),
        (FULL_MARKS, 1, 1),
        (other_points(SINGLE, "3"), 3, 0),
        (LEFT_OUT, None, None),
    ],
)
def test_a_mend_changes_the_mark_of_everybody(mend, ada, bjorn):
    entry = mend_entry(0, SINGLE.id, mend, **AT, why="The key was wrong")
    grades = grades_of(ASSIGNMENT, BOTH, [entry])
    for learner, points in ((ADA, ada), (BJORN, bjorn)):
        marked = mark_of(grades, learner, SINGLE.id)
        if points is None:
            assert not marked.is_done
        else:
            assert marked.mark.earned == points * (1 if mend.kind == "replaced" and points == 3 else SINGLE.possible)
    told = preview(ASSIGNMENT, BOTH, [], [entry])
    before = grades_of(ASSIGNMENT, BOTH, [])
    changed = {change.learner: (change.before, change.after) for change in told.changes}
    for learner in (ADA, BJORN):
        pair = (before.learners[learner].total, grades.learners[learner].total)
        assert changed.get(learner, (pair[0], pair[0])) == pair
    assert told.handed_in == 2
    undone = [entry, undo_entry([entry], 0, **AT, why="It was right")]
    assert shown(grades_of(ASSIGNMENT, BOTH, undone)) == shown(before)


def test_a_mend_needs_a_reason_and_is_undone_once():
    with pytest.raises(QuizAppError, match="reason"):
        mend_entry(0, SINGLE.id, FULL_MARKS, **AT, why="  ")
    entries = [mend_entry(0, SINGLE.id, FULL_MARKS, **AT, why="x")]
    entries.append(undo_entry(entries, 0, **AT, why="y"))
    with pytest.raises(QuizAppError, match="taken back already"):
        undo_entry(entries, 0, **AT, why="z")
    entries.append(undo_entry(entries, 1, **AT, why="Again"))
    assert standing(entries)[0] == entries[0]


def test_points_are_set_with_remarks_for_one_learner_alone():
    entries = [
        Overridden(**AT, why="half right", learner=BJORN, part=0, question=SINGLE.id, points="1/2"),
        Remarked(**AT, learner=BJORN, part=0, question=SINGLE.id, text="Nearly."),
        Remarked(**AT, learner=BJORN, part=0, question="", text="Read more slowly."),
    ]
    grades = grades_of(ASSIGNMENT, BOTH, entries)
    marked = mark_of(grades, BJORN, SINGLE.id)
    assert (marked.mark.earned, marked.mark.rule, marked.remark) == (Fraction(1, 2), "set", "Nearly.")
    assert grades.learners[BJORN].remark == "Read more slowly."
    assert mark_of(grades, ADA, SINGLE.id).remark == ""
    taken_back = [*entries, Overridden(**AT, learner=BJORN, part=0, question=SINGLE.id, points=None)]
    assert mark_of(grades_of(ASSIGNMENT, BOTH, taken_back), BJORN, SINGLE.id).mark.earned == 0
    for text, possible, points in (("1.5", 2, "3/2"), ("1,5", 2, "3/2"), ("3/2", 2, "3/2"), (" 0 ", 1, "0")):
        assert parse_points(text, Fraction(possible)) == points
    for text in ("", "x", "-1", "2.1", "1/0", "nan", "1e9"):
        with pytest.raises(QuizAppError, match="not a number of points"):
            parse_points(text, Fraction(2))


def test_a_later_hand_in_supersedes_and_both_are_kept():
    again = submission_of(ASSIGNMENT, BJORN, right_responses(), number=2)
    grades = grades_of(ASSIGNMENT, [received(again), *BOTH], [])
    assert grades.learners[BJORN].counted.submission == again
    assert [each.submission for each in grades.learners[BJORN].earlier] == [WRONG]
    assert grades.learners[BJORN].total.earned > 0


def test_the_gradebook_tells_what_is_missing_late_reopened_and_released():
    assignment = assignment_of(due=NOW + 150)
    again = submission_of(assignment, BJORN, {}, number=2)
    entries = [Released(**AT, learners=(ADA,)), AssignmentReopened(**AT, learner=ADA)]
    grades = grades_of(assignment, [received(RIGHT), received(again)], entries)
    book = book_of("Class 7", MEMBERS, [column(grades)])
    ada, bjorn, chen = (row.cells[0] for row in book.rows)
    assert (ada.state, ada.is_late, ada.is_released) == ("reopened", False, True)
    assert (bjorn.state, bjorn.is_late, bjorn.is_released) == ("handed_in", True, False)
    assert (chen.state, chen.total.possible) == ("missing", 0)
    gone = msgspec.structs.replace(again, learner="d" * 32, name="Zoë")
    grades = grades_of(assignment, [received(gone)], [])
    book = book_of("Class 7", MEMBERS, [column(grades, {CHEN: 2})])
    assert [row.name for row in book.rows] == ["Ada", "Björn", "陈", "Zoë"]
    assert (book.rows[2].cells[0].state, book.rows[2].cells[0].held) == ("held", 2)


def test_learners_come_in_the_order_of_the_list_and_others_after_them():
    other = "d" * 32
    files = [received(submission_of(ASSIGNMENT, id_, {})) for id_ in (other, CHEN, ADA)]
    assert list(grades_of(ASSIGNMENT, files, []).learners) == [ADA, CHEN, other]
    only = msgspec.structs.replace(ASSIGNMENT, members=MEMBERS[2:])
    assert list(grades_of(only, files, []).learners) == [CHEN, other, ADA]


def test_what_was_given_back_is_reopened_until_it_comes_in_again():
    files = [received(submission_of(ASSIGNMENT, ADA, {}), at=NOW + 20)]
    for at, is_reopened in ((NOW + 19, False), (NOW + 20, True), (NOW + 21, True)):
        entry = AssignmentReopened(at=at, who="x", why="x", learner=ADA)
        graded = grades_of(ASSIGNMENT, files, [entry, msgspec.structs.replace(entry, learner=BJORN)]).learners[ADA]
        assert graded.is_reopened == is_reopened
        assert last_handed_in(files, ADA) == graded.counted
    assert last_handed_in(files, BJORN) is None


def test_what_comes_in_after_the_release_counts_only_where_it_was_given_back_or_entered_by_the_teacher():
    first, second = (received(submission_of(ASSIGNMENT, ADA, {}, number=n), at=NOW + 20 * n) for n in (1, 2))
    of_bjorn = received(submission_of(ASSIGNMENT, BJORN, {}, number=3), at=NOW + 60)

    def came(each, *, at=None, why=""):
        who = each.submission.learner
        return Collected(at=each.received if at is None else at, who="x", why=why, learner=who, submission=each.digest)

    told = Released(at=NOW + 30, who="x", learners=(ADA,))
    back = AssignmentReopened(at=NOW + 31, who="x", why="x", learner=ADA)
    allowed = SubmissionAllowed(at=NOW + 90, who="x", why="x", learner=ADA, submission=second.digest)
    for entries, late in (
        ([came(first), told, came(second), came(of_bjorn)], True),
        ([came(first), came(second), told], False),
        ([came(first), told, came(second, why="Typed in")], False),
        ([came(first), told, came(second, at=NOW + 95)], False),  # the teacher said whose it is
        ([came(first), told, back, came(second)], False),
        ([told, back, came(first), came(second)], True),  # it was given back once
        ([came(first), told, came(second), allowed], False),
    ):
        found = too_late([first, second, of_bjorn], entries)
        assert found == ({second.digest} if late else set()), entries
        graded = grades_of(ASSIGNMENT, [first, second], entries).learners[ADA]
        assert graded.after_release == found
        assert [graded.counted, *graded.earlier] == ([first, second] if late else [second, first])


def test_what_does_not_fit_the_assignment_is_refused():
    part = RIGHT.parts["0"]
    started = part.events[0]

    def with_start(**changed) -> Submission:
        events = (msgspec.structs.replace(started, **changed), *part.events[1:])
        return msgspec.structs.replace(RIGHT, parts={"0": msgspec.structs.replace(part, events=events)})

    check_fits(ASSIGNMENT, RIGHT)
    for wrong in (
        with_start(order=started.order[1:]),
        with_start(order=(*started.order, "no-such")),
        with_start(arrangements={}),
        with_start(assignment="2" * 32),
        with_start(part=1),
        with_start(tries=9),
        with_start(penalty="0"),
        with_start(mode="practice"),
        with_start(certainty=True),
        msgspec.structs.replace(RIGHT, parts={"1": part}),
        msgspec.structs.replace(RIGHT, parts={"x": part}),
        msgspec.structs.replace(RIGHT, parts={"-1": part}),
        msgspec.structs.replace(RIGHT, parts={"\u0660": part}),
        msgspec.structs.replace(RIGHT, parts={"0": part, "": part}),
        msgspec.structs.replace(RIGHT, parts={"0": msgspec.structs.replace(part, events=())}),
        msgspec.structs.replace(RIGHT, parts={"0": msgspec.structs.replace(part, events=part.events[1:])}),
    ):
        with pytest.raises(QuizAppError, match="does not belong"):
            check_fits(ASSIGNMENT, wrong)


def test_blind_rating_mixes_the_learners_and_loses_nobody():
    names = [f"{number:032x}" for number in range(30)]
    files = [received(submission_of(ASSIGNMENT, name, ESSAY), at=NOW + place) for place, name in enumerate(names)]
    grades = grades_of(ASSIGNMENT, files, [])
    seen = [answer.learner for answer in written_answers(grades, is_blind=True)]
    assert sorted(seen) == names
    assert seen != names
    assert seen == [answer.learner for answer in written_answers(grades, is_blind=True)]
    assert [answer.learner for answer in written_answers(grades)] == names
    few = grades_of(ASSIGNMENT, files[:2], [])
    assert [answer.learner for answer in written_answers(few, is_blind=True)] == names[1::-1]


QUESTIONS = [question for question in BANK.questions if not question.is_rated]


@st.composite
def audits(draw) -> list[Entry]:
    """Any entries that a desk may have written, one after the other."""
    entries: list[Entry] = []
    for _ in range(draw(st.integers(0, 8))):
        question = draw(st.sampled_from(QUESTIONS))
        learner = draw(st.sampled_from([ADA, BJORN]))
        kind = draw(st.sampled_from(["mend", "also", "all", "out", "points", "set", "remark", "rate", "undo"]))
        match kind:
            case "mend":
                entries.append(_mended(question, another_key(SINGLE, WRONG_KEY, BANK), SINGLE.id))
            case "also":
                entries.append(_mended(question, also_accept(question, question.correct_response())))
            case "all":
                entries.append(_mended(question, FULL_MARKS))
            case "out":
                entries.append(_mended(question, LEFT_OUT))
            case "points" if not question.nested:
                entries.append(_mended(question, other_points(question, draw(st.sampled_from(["1", "2.5", "7"])))))
            case "set":
                points = draw(st.sampled_from(["0", "1/3", "1", None]))
                entries.append(Overridden(**AT, learner=learner, part=0, question=question.id, points=points))
            case "remark":
                entries.append(Remarked(**AT, learner=learner, part=0, question=question.id, text=draw(st.text())))
            case "rate":
                levels = dict.fromkeys(OPEN.criteria, 0)
                entries.append(AnswerRated(**AT, learner=ADA, part=0, question=OPEN.id, levels=levels))
            case "undo" if entries:
                entries.append(EntryUndone(**AT, number=draw(st.integers(0, len(entries) - 1))))
    return entries


def _mended(question, mend, id_=""):
    return Mended(**AT, why="x", part=0, question=id_ or question.id, mend=mend)


@given(audits(), audits())
def test_re_marking_forth_and_back_gives_the_same_marks(before, done):
    """And the audit up to any entry gives the marks that were shown then."""
    at_first = grades_of(ASSIGNMENT, BOTH, before)
    shift = len(before)
    done = [
        msgspec.structs.replace(entry, number=entry.number + shift) if isinstance(entry, EntryUndone) else entry
        for entry in done
    ]
    entries = [*before, *done]
    for number in range(len(entries) - 1, shift - 1, -1):
        if standing(entries)[number] is not None:
            entries.append(EntryUndone(**AT, number=number))
    assert shown(grades_of(ASSIGNMENT, BOTH, entries)) == shown(at_first)
    assert shown(grades_of(ASSIGNMENT, BOTH, entries[:shift])) == shown(at_first)
