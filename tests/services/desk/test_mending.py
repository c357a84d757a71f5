"""A key is mended: what can be accepted, what a question is worth, and who is better or worse off by it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from quizapp.domain.assignment import Part
from quizapp.domain.desk_entry import Collected, EntryUndone, Mend, Mended, Overridden, Remarked
from quizapp.domain.marked_attempt import Total
from quizapp.domain.typed_answer import Accepted, Anticipated
from quizapp.errors import QuizAppError
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.services.desk.grading import grades_of, read_question, standing
from quizapp.services.desk.mending import (
    FULL_MARKS,
    LEFT_OUT,
    also_accept,
    banks_as_mended,
    mend_entry,
    other_points,
    parse_points,
    preview,
    undo_entry,
)
from tests.samples import SAMPLES
from tests.services.desk.assignments import BANK, MEMBERS, NOW, assignment_of, received, right_responses, submission_of

ADA, BJORN, _ = (member.id for member in MEMBERS)
BY = {"at": NOW, "who": "Ms. Roth"}
SINGLE, OPEN, TWO_PART = (
    next(question for question in BANK.questions if question.type_name == name)
    for name in ("single_choice", "open_response", "two_part")
)
TYPED = ShortAnswer(
    id="typed", stem="What?", accepted=(Accepted("salt"),), anticipated=(Anticipated("sea"), Anticipated("sand"))
)


def test_a_typed_answer_is_accepted_beside_the_others_and_is_no_anticipated_mistake_any_more():
    mend = also_accept(TYPED, "sea")
    question = read_question(mend.question)
    assert mend.kind == "replaced"
    assert [each.text for each in question.accepted] == ["salt", "sea"]
    assert [each.text for each in question.anticipated] == ["sand"]
    assert also_accept(TYPED, "salt") == Mend("also", response="salt")  # twice the same would be a mistake
    for nothing in ("", "  "):
        with pytest.raises(QuizAppError, match=r"no answer to accept\. Answer the question"):
            also_accept(TYPED, nothing)
    with pytest.raises(QuizAppError, match="no answer to accept"):
        also_accept(SINGLE, "")
    assert also_accept(SINGLE, "A") == Mend("also", response="A")
    with pytest.raises(QuizAppError, match="A person marks this question"):
        also_accept(OPEN, {"text": "Because."})


def test_a_question_is_worth_what_is_typed_within_its_bounds():
    for text, points in (("1000", "1000"), (" 0,5 ", "0.5"), ("0.01", "0.01")):
        assert read_question(other_points(SINGLE, text).question) == replace(SINGLE, points=Decimal(points))
    for text in ("0", "-1", "1000.1", "x", "", "nan", "y" * 40):
        with pytest.raises(QuizAppError) as told:
            other_points(SINGLE, text)
        assert str(told.value).startswith(f"“{text[:20]}” is not a number of points. Type a number above 0")
    with pytest.raises(QuizAppError, match=r"those of its parts\. Set the points of individual"):
        other_points(TWO_PART, "2")


def test_points_are_read_up_to_what_is_possible():
    for text, points in (
        ("2", "2"),
        (" 0 ", "0"),
        ("1.5", "3/2"),
        ("1,5", "3/2"),
        ("3/2", "3/2"),
        ("0." + "0" * 18, "0"),
    ):
        assert parse_points(text, Fraction(2)) == points
    for text in ("0." + "0" * 19, "1" * 40, "2.001", "-0.1", "1/0", "1e9999999", "one", ""):
        with pytest.raises(QuizAppError) as told:
            parse_points(text, Fraction(2))
        assert str(told.value) == f"“{text[:20]}” is not a number of points here. Type a number from 0 to 2."


def answer_of(grades, learner):
    """A learner's answer to the question that is mended, as it is marked."""
    return next(each for each in grades.learners[learner].parts[0].questions if each.question.id == SINGLE.id)


def test_mends_come_one_upon_the_other_whatever_else_was_said_between():
    assignment = assignment_of()
    both = [received(submission_of(assignment, id_, {SINGLE.id: key})) for id_, key in ((ADA, "A"), (BJORN, "B"))]
    remark = Remarked(**BY, learner=ADA, part=0, question=SINGLE.id, text="Well.")

    def of(*mends: Mend):
        entries = [remark]
        for mend in mends:
            entries += [mend_entry(0, SINGLE.id, mend, **BY, why="x"), remark]
        marked = [answer_of(grades_of(assignment, both, entries), id_) for id_ in (ADA, BJORN)]
        assert banks_as_mended(assignment, entries)[0].question(SINGLE.id) == marked[0].question
        return [(each.mark.earned, each.is_left_out) for each in marked]

    one = SINGLE.possible
    assert of() == [(0, False), (one, False)]
    assert of(also_accept(SINGLE, "A")) == [(one, False)] * 2
    assert of(also_accept(SINGLE, "A"), also_accept(SINGLE, "B")) == [(one, False)] * 2
    assert of(Mend("also")) == of()
    assert of(other_points(SINGLE, "3"), FULL_MARKS) == [(3, False)] * 2
    assert [is_left_out for _, is_left_out in of(FULL_MARKS, LEFT_OUT)] == [True, True]
    set_here = Overridden(**BY, learner=ADA, part=0, question=SINGLE.id, points="1/4", why="as agreed")
    entries = [mend_entry(0, SINGLE.id, FULL_MARKS, **BY, why="x"), set_here]
    ada, bjorn = (answer_of(grades_of(assignment, both, entries), id_) for id_ in (ADA, BJORN))
    assert (ada.mark.earned, ada.adjustment.why) == (Fraction(1, 4), "as agreed")
    assert (bjorn.mark.earned, bjorn.mark.rule) == (one, "full_marks")
    entries.append(Overridden(**BY, learner=ADA, part=0, question=SINGLE.id, points=None, why="no more"))
    ada = answer_of(grades_of(assignment, both, entries), ADA)
    assert (ada.mark.earned, ada.adjustment.why) == (one, "")  # as everybody again


def test_a_part_that_was_not_begun_earns_nothing_of_what_counts_in_it():
    bank = replace(BANK, questions=BANK.questions[:3])
    assignment = assignment_of(bank)
    assignment = replace(assignment, parts=(Part(bank, assignment.parts[0].order),) * 2)
    begun = submission_of(assignment, ADA, right_responses(bank))
    begun = replace(begun, parts={"0": begun.parts["0"]})
    worth = [Fraction(each.weight) * each.possible for each in bank.questions]
    left_out = mend_entry(1, bank.questions[0].id, LEFT_OUT, **BY, why="x")
    for entries, possible in (([], 2 * sum(worth)), ([left_out], 2 * sum(worth) - worth[0])):
        graded = grades_of(assignment, [received(begun)], entries).learners[ADA]
        assert graded.total == Total(sum(worth), possible)
        assert list(graded.parts) == [0]


def test_whoever_is_better_or_worse_off_is_told_and_who_would_have_nothing_any_more():
    assignment = assignment_of()
    files = [received(submission_of(assignment, id_, {SINGLE.id: key})) for id_, key in ((ADA, "A"), (BJORN, "B"))]
    entries = [
        Collected(at=each.received, who="x", learner=each.submission.learner, submission=each.digest) for each in files
    ]
    before = {id_: graded.total for id_, graded in grades_of(assignment, files, entries).learners.items()}
    accepted = mend_entry(0, SINGLE.id, also_accept(SINGLE, "A"), **BY, why="x")
    found = preview(assignment, files, entries, [accepted])
    (change,) = found.changes
    assert (found.entries, found.handed_in, change.learner, change.before) == ((accepted,), 2, ADA, before[ADA])
    assert change.after.earned == change.before.earned + SINGLE.possible * Fraction(SINGLE.weight)
    found = preview(assignment, files, entries, [undo_entry(entries, 1, **BY, why="not his")])
    assert [tuple(each) for each in found.changes] == [(BJORN, before[BJORN], Total())]
    assert preview(assignment, files, entries, []).changes == ()


def test_only_what_is_there_and_counts_can_be_taken_back_and_only_what_came_before():
    mend = Mended(**BY, why="x", part=0, question=SINGLE.id, mend=FULL_MARKS)
    for number in (-1, 1, 2):
        with pytest.raises(QuizAppError, match=rf"no change {number}\. Choose one of the list"):
            undo_entry([mend], number, **BY, why="x")
    with pytest.raises(QuizAppError, match="No reason is given"):
        undo_entry([mend], 0, **BY, why=" ")
    undone = undo_entry([mend], 0, **BY, why=" two \n words ")
    assert (undone.number, undone.why) == (0, "two words")
    for number, counts in (
        (0, (None, mend)),
        (1, (mend, mend)),
        (2, (mend, mend)),
        (3, (mend, mend)),
        (-1, (mend, mend)),
    ):
        undoing = EntryUndone(**BY, number=number)
        first, undoing_itself, last = standing([mend, undoing, mend])
        assert ((first, last), undoing_itself) == (counts, undoing)
    again = EntryUndone(**BY, number=1)
    assert standing([mend, undone, again]) == (mend, None, again)


def test_a_mended_question_of_a_later_version_is_told():
    with pytest.raises(QuizAppError, match="cannot be read: this version of Quizapp does not know it"):
        read_question('{"type": "no_such"}')
    for samples in SAMPLES.values():
        question = samples[0].question
        if not question.is_rated and not question.nested:
            assert read_question(other_points(question, "2").question) == replace(question, points=Decimal(2))
