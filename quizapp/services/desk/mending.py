"""Mending a key: what a change does to the marks, before it is done; and doing it."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import NamedTuple

import msgspec

from quizapp.domain.assignment import Assignment, Received
from quizapp.domain.attempt import plain
from quizapp.domain.bank import Bank
from quizapp.domain.desk_entry import Collected, Entry, EntryUndone, Mend, Mended
from quizapp.domain.marked_attempt import Total
from quizapp.domain.quantity import read_number
from quizapp.domain.question import Question, Response
from quizapp.domain.typed_answer import Accepted
from quizapp.errors import QuizAppError
from quizapp.question_types.record import write_record
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.services.desk.grading import effective, grades_of, mended, standing
from quizapp.services.desk.new_key import with_key
from quizapp.services.desk.words import clean_words


class Change(NamedTuple):
    """The total of one learner, before and after."""

    learner: str
    before: Total
    after: Total


class Preview(NamedTuple):
    """The effect of `entries` if they were added: the learners whose totals change, of `handed_in` in all."""

    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]
    handed_in: int


def _written(question: Question) -> str:
    return write_record(question).decode()


def banks_as_mended(assignment: Assignment, entries: Sequence[Entry]) -> tuple[Bank, ...]:
    """The assignment's banks with their keys as `entries` mended them."""
    return mended(assignment, effective(entries))[0]


# the mends


def another_key(question: Question, response: Response, bank: Bank) -> Mend:
    """`response` is right, in the place of what was right so far. Raises QuizAppError: it cannot be."""
    return Mend("replaced", question=_written(with_key(question, response, bank.passage)))


def also_accept(question: Question, response: Response) -> Mend:
    """`response` is right too. Raises QuizAppError: a person marks the question, or it is no response."""
    if question.is_rated:
        raise QuizAppError("A person marks this question: it has no key.", "Rate its answers, or set their points.")
    if isinstance(question, ShortAnswer) and isinstance(response, str):
        anticipated = tuple(each for each in question.anticipated if each.text != response)
        accepted = (*question.accepted, Accepted(response))
        also = msgspec.structs.replace(question, accepted=accepted, anticipated=anticipated)
        if not any(also.mistakes()):
            return Mend("replaced", question=_written(also))
    if not question.summarize(response):
        raise QuizAppError("There is no answer to accept.", "Answer the question.")
    return Mend("also", response=plain(response))


def other_points(question: Question, points: str) -> Mend:
    """The question is worth `points`. Raises QuizAppError: that is no number above 0 and up to 1000."""
    if question.nested:
        raise QuizAppError(
            "The points of this question are those of its parts.", "Set the points of individual answers."
        )
    try:
        changed = msgspec.structs.replace(question, points=Decimal(points.strip().replace(",", ".")))
        is_right = not any(mistake.path == ("points",) for mistake in changed.mistakes())
    except InvalidOperation:
        is_right = False
    if not is_right:
        raise QuizAppError(
            "“{text}” is not a number of points.", "Type a number above 0 and up to 1000.", text=points[:20]
        )
    return Mend("replaced", question=_written(changed))


FULL_MARKS = Mend("full_marks")
LEFT_OUT = Mend("left_out")


# doing them


def preview(
    assignment: Assignment, received: Sequence[Received], entries: Sequence[Entry], added: Sequence[Entry]
) -> Preview:
    """Work out who would have another total if `added` came after `entries`. Nothing is changed."""
    before = grades_of(assignment, received, entries).learners
    lost = _collected(entries) - _collected([*entries, *added])
    after = grades_of(assignment, [each for each in received if each.digest not in lost], [*entries, *added]).learners
    totals = {learner: graded.total for learner, graded in after.items()}
    changes = tuple(
        Change(learner, graded.total, totals.get(learner, Total()))
        for learner, graded in before.items()
        if graded.total != totals.get(learner)
    )
    return Preview(tuple(added), changes, len(before))


def _collected(entries: Sequence[Entry]) -> set[str]:
    return {entry.submission for entry in standing(entries) if isinstance(entry, Collected)}


def mend_entry(part: int, question: str, mend: Mend, *, at: float, who: str, why: str) -> Mended:
    """The entry for a mend. Raises QuizAppError: no reason is given."""
    return Mended(at=at, who=who, why=_reason(why), part=part, question=question, mend=mend)


def undo_entry(entries: Sequence[Entry], number: int, *, at: float, who: str, why: str) -> EntryUndone:
    """The entry that takes back entry `number`. Raises QuizAppError: there is none, it is undone, or no reason."""
    if not 0 <= number < len(entries):
        raise QuizAppError("There is no change {number}.", "Choose one of the list.", number=number)
    if standing(entries)[number] is None:
        raise QuizAppError("This change was taken back already.", "Choose another one.")
    return EntryUndone(at=at, who=who, why=_reason(why), number=number)


def _reason(why: str) -> str:
    reason = " ".join(clean_words(why).split())
    if not reason:
        raise QuizAppError("No reason is given.", "Say in a few words why. It is kept in the list of changes.")
    return reason


def parse_points(text: str, possible: Fraction) -> str:
    """Read points that a person typed, such as ``1.5``, ``1,5`` or ``3/2``, as an entry keeps them.

    Raises:
        QuizAppError: they are none, or not from 0 to `possible`.
    """
    points = read_number(text.replace(",", "."))
    if points is None or not 0 <= points <= possible or len(text) > 20:
        most = float(possible)
        raise QuizAppError(
            "“{text}” is not a number of points here.",
            "Type a number from 0 to {most}.",
            text=text[:20],
            most=f"{most:g}",
        )
    return str(points)
