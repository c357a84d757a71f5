"""Grades: the marks of what was handed in, by the assignment's banks and the desk's entries up to a moment.

Nothing here is stored. The same submissions and entries give the same grades at any time, so each mark that was ever
shown can be worked out again by leaving out the entries that came later.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import inf
from typing import NamedTuple

import msgspec

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import Assignment, HandedInPart, HandInTime, Received, Submission
from quizapp.domain.bank import Bank
from quizapp.domain.behavior import MarkResponse, mark_response
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
from quizapp.domain.event import Rated, Started
from quizapp.domain.marked_attempt import Adjustment, MarkedAttempt, Total
from quizapp.domain.question import Question
from quizapp.errors import QuizAppError
from quizapp.question_types.record import read_record
from quizapp.services.desk.per_response import OncePerResponse
from quizapp.services.marking import mark_attempt, replay_unrated
from quizapp.statistics.distinction import SortingsOf, sortings


class GradedLearner(NamedTuple):
    """A learner's submission, marked. `parts` are by their index; one that was not begun is not there.

    `counted` is the submission that counts; `earlier` are those that it supersedes, the newest first, and
    after them what came in when the learner had been told the key (see `too_late`), with the digests `after_release`.
    `time` is that of `counted`.
    `total` is over
    the whole assignment: a part that was not begun earns nothing of what it was worth. `remark` is the teacher's, on
    the whole. `is_released`: the learner may see it. `is_reopened`: it was given back, and has not come in again.
    """

    learner: str
    counted: Received
    earlier: tuple[Received, ...]
    time: HandInTime
    parts: dict[int, MarkedAttempt]
    total: Total
    remark: str = ""
    is_late: bool = False
    is_released: bool = False
    is_reopened: bool = False
    after_release: frozenset[str] = frozenset()

    @property
    def unrated(self) -> int:
        """The number of written answers that a person has yet to rate."""
        return sum(entry.unmarked for part in self.parts.values() for entry in part.questions)


class Grades(NamedTuple):
    """The grades of an assignment, by learner, in the order in which they came in. `banks` are as mended."""

    assignment: Assignment
    banks: tuple[Bank, ...]
    learners: dict[str, GradedLearner]


def standing(entries: Sequence[Entry]) -> tuple[Entry | None, ...]:
    """The entries that count, each in its place, with None in the place of those that were undone.

    An entry that is undone by one that is undone itself counts.
    """
    counts: list[Entry | None] = list(entries)
    for number in reversed(range(len(entries))):
        entry = counts[number]
        if isinstance(entry, EntryUndone) and 0 <= entry.number < number:
            counts[entry.number] = None
    return tuple(counts)


def effective(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that count, in their order."""
    return [entry for entry in standing(entries) if entry is not None]


class _Answer:
    """Holds what the entries say of one question, for everybody or for one learner."""

    def __init__(self) -> None:
        self.adjustment = Adjustment()
        self.levels: dict[str, int] | None = None
        self.rated_by = ""


def grades_of(assignment: Assignment, received: Iterable[Received], entries: Sequence[Entry]) -> Grades:
    """Work out the grades of an assignment from `entries`, the first ones of its audit, and from what was received.

    `received` is what counts as some member's, as `Desk.received` gives it.
    """
    entries = effective(entries)
    banks, rules = mended(assignment, entries)
    answers, remarks, released = _said_of_learners(entries)
    reopened = reopenings(entries)
    learners = {}
    once = OncePerResponse(mark_response), OncePerResponse(sortings)
    received = tuple(received)
    late = too_late(received, entries)
    handed_in = by_learner(received, entries)
    places = {member.id: place for place, member in enumerate(assignment.members)}
    for learner in sorted(handed_in, key=lambda id_: places.get(id_, len(places))):
        counted, *earlier = files = handed_in[learner]
        parts = {
            index: _mark_part(banks[index], index, part, rules, answers.get(learner, {}), once)
            for index, part in sorted((int(index), part) for index, part in counted.submission.parts.items())
        }
        time = HandInTime(counted.submission.handed_in, counted.received, assignment.created)
        learners[learner] = GradedLearner(
            learner,
            counted,
            tuple(earlier),
            time,
            parts,
            _total(banks, rules, parts),
            remarks.get(learner, ""),
            is_late=time.is_late(assignment.settings.due),
            is_released=learner in released,
            is_reopened=reopened.get(learner, -inf) >= counted.received,
            after_release=frozenset(each.digest for each in files if each.digest in late),
        )
    return Grades(assignment, banks, learners)


def too_late(received: Iterable[Received], entries: Iterable[Entry]) -> set[str]:
    """The digests of what came in when the learner had been told the key, without having been given it back.

    It takes the place of nothing that came in before, unless the teacher lets it count. What the teacher entered is not
    among it: what was typed in from paper, which has a reason, and what the teacher named the learner of.
    `entries` are those that count, in their order.
    """
    came = {each.digest: each.received for each in received}
    told: set[str] = set()
    given_back: set[str] = set()
    found: set[str] = set()
    for entry in entries:
        match entry:
            case Released(learners=learners):
                told.update(learners)
            case AssignmentReopened(learner=learner):
                given_back.add(learner)
            case Collected(at=at, why=why, learner=learner, submission=digest):
                if not why and came.get(digest) == at and learner in told - given_back:
                    found.add(digest)
                given_back.discard(learner)
            case SubmissionAllowed(submission=digest):
                found.discard(digest)
    return found


def by_learner(received: Iterable[Received], entries: Iterable[Entry]) -> dict[str, list[Received]]:
    """The submissions of each learner: first the one that counts, then the earlier ones, last what came too late.

    `entries` are those that count, in their order.
    """
    received = tuple(received)
    late = too_late(received, entries)
    found: dict[str, list[Received]] = {}
    for each in sorted(received, key=lambda each: (each.digest not in late, *_rank(each)), reverse=True):
        found.setdefault(each.submission.learner, []).append(each)
    return {learner: found[learner] for learner in dict.fromkeys(each.submission.learner for each in received)}


def last_handed_in(received: Iterable[Received], learner: str) -> Received | None:
    """The submission that a learner's own program knows as the last one, whether it counts or not; None for none."""
    return max((each for each in received if each.submission.learner == learner), key=_rank, default=None)


def _rank(received: Received) -> tuple[int, float, float]:
    return received.submission.number, received.submission.handed_in, received.received


def reopenings(entries: Iterable[Entry]) -> dict[str, float]:
    """The time at which each learner was last given the assignment back, by `entries`, which are those that count."""
    return {entry.learner: entry.at for entry in entries if isinstance(entry, AssignmentReopened)}


def check_fits(assignment: Assignment, submission: Submission) -> None:
    """Check that `submission` is what a learner's program makes of `assignment`.

    Raises:
        QuizAppError: it has parts or questions that are not in it, or was taken by other rules.
    """
    settings = assignment.settings
    for index, part in submission.parts.items():
        if not (index.isascii() and index.isdecimal() and int(index) < len(assignment.parts)):
            raise _not_of_it()
        started = part.events[0] if part.events else None
        order = assignment.parts[int(index)].order
        if not isinstance(started, Started) or started.assignment != assignment.id or started.part != int(index):
            raise _not_of_it()
        if sorted(started.order) != sorted(order) or started.arrangements.keys() != set(order):
            raise _not_of_it()
        mode = settings.mode_for(Accommodation(time_factor=started.time_factor))
        taken_by = (started.mode, started.tries, Fraction(started.penalty), started.certainty)
        if taken_by != (mode.name, mode.tries, mode.penalty, mode.certainty):
            raise _not_of_it()


def _not_of_it() -> QuizAppError:
    return QuizAppError(
        "What is in this file does not belong to the assignment that it names.",
        "Ask the learner to hand in again from the assignment’s own file.",
    )


def read_question(text: str) -> Question:
    """Read the question of a mend.

    Raises:
        QuizAppError: this version of the program does not know it.
    """
    try:
        return read_record(text)
    except ValueError as error:
        raise QuizAppError(
            "A question that was fixed cannot be read: this version of Quizapp does not know it.",
            "Use the newest version of Quizapp.",
        ) from error


def mended(
    assignment: Assignment, entries: Iterable[Entry]
) -> tuple[tuple[Bank, ...], dict[tuple[int, str], Adjustment]]:
    """The banks with the questions that took the place of others, and what is changed for everybody beside that."""
    questions: dict[tuple[int, str], Question] = {}
    rules: dict[tuple[int, str], Adjustment] = {}
    for entry in entries:
        if not isinstance(entry, Mended):
            continue
        place = (entry.part, entry.question)
        rule = rules.get(place, Adjustment())
        match entry.mend.kind:
            case "replaced":
                questions[place] = read_question(entry.mend.question)
            case "also" if entry.mend.response is not None:
                rules[place] = rule._replace(also=(*rule.also, entry.mend.response))
            case "full_marks":
                rules[place] = rule._replace(is_full=True)
            case "left_out":
                rules[place] = rule._replace(is_left_out=True)
    banks = tuple(
        msgspec.structs.replace(
            part.bank,
            questions=tuple(questions.get((index, question.id), question) for question in part.bank.questions),
        )
        for index, part in enumerate(assignment.parts)
    )
    return banks, rules


def _said_of_learners(
    entries: Iterable[Entry],
) -> tuple[dict[str, dict[tuple[int, str], _Answer]], dict[str, str], set[str]]:
    answers: dict[str, dict[tuple[int, str], _Answer]] = {}
    remarks: dict[str, str] = {}
    released: set[str] = set()
    for entry in entries:
        match entry:
            case Released(learners=learners):
                released.update(learners)
            case Remarked(learner=learner, question="", text=text):
                remarks[learner] = text
            case AnswerRated() | Remarked() | Overridden():
                place = (entry.part, entry.question)
                answer = answers.setdefault(entry.learner, {}).setdefault(place, _Answer())
                if isinstance(entry, AnswerRated):
                    answer.levels, answer.rated_by = entry.levels, entry.who
                elif isinstance(entry, Remarked):
                    answer.adjustment = answer.adjustment._replace(remark=entry.text)
                else:
                    points = None if entry.points is None else Fraction(entry.points)
                    why = "" if points is None else entry.why
                    answer.adjustment = answer.adjustment._replace(points=points, why=why)
    return answers, remarks, released


def _mark_part(
    bank: Bank,
    index: int,
    part: HandedInPart,
    rules: dict[tuple[int, str], Adjustment],
    answers: dict[tuple[int, str], _Answer],
    once: tuple[MarkResponse, SortingsOf],
) -> MarkedAttempt:
    attempt = replay_unrated(bank, part.events)
    adjustments = {}
    for id_ in attempt.order:
        rule = rules.get((index, id_))
        answer = answers.get((index, id_))
        if answer is not None and answer.levels is not None:
            attempt.apply(Rated(at=attempt.seconds, question=id_, rating=answer.levels, by=answer.rated_by))
        if answer is not None:
            own = answer.adjustment
            rule = (rule or Adjustment())._replace(points=own.points, remark=own.remark, why=own.why)
        if rule is not None:
            adjustments[id_] = rule
    return mark_attempt(bank, attempt, adjustments, *once)


def _total(banks: Sequence[Bank], rules: dict[tuple[int, str], Adjustment], parts: dict[int, MarkedAttempt]) -> Total:
    earned = possible = unmarked = Fraction(0)
    for index, bank in enumerate(banks):
        if index in parts:
            total = parts[index].total
            earned, possible, unmarked = earned + total.earned, possible + total.possible, unmarked + total.unmarked
        else:
            possible += sum(
                Fraction(question.weight) * question.possible
                for question in bank.questions
                if not rules.get((index, question.id), Adjustment()).is_left_out
            )
    return Total(earned, possible, unmarked)
