"""Answers on paper: typed in from the sheets of a version, they become submissions like the others.

What is typed from one sheet is taken by a real `Taking` with the version's arrangement, signed by the desk itself, and
entered as collected from paper. Typing it in again makes a submission that supersedes the one before.
"""

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from typing import Literal, NamedTuple

from quizapp.domain.assignment import Assignment, HandedInPart, Received, Submission
from quizapp.domain.attempt import replay
from quizapp.domain.classroom import Member
from quizapp.domain.event import Started
from quizapp.domain.question import WRITTEN, Arrangement, Question, Response
from quizapp.errors import QuizAppError
from quizapp.formats.submission_file import write_submission
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.matching import Matching
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import LONGEST_WRITTEN, OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.table import Table
from quizapp.question_types.two_part import TwoPart
from quizapp.reports.paper_letters import NOTHING, typed_as, value_letters
from quizapp.reports.paper_sheet import (
    LETTERS,
    Letter,
    Place,
    places,
    version_order,
    version_part,
    version_random,
)
from quizapp.services.desk.desk import Desk, counted
from quizapp.services.desk.grading import by_learner, effective
from quizapp.services.desk.reasons import typed_from
from quizapp.services.taking import Taking
from quizapp.services.typed_responses import Asking, NotUnderstoodError, asking, assigned, numbers_in, two_part
from quizapp.storage.desk.records import Arrival
from quizapp.texts import EITHER, ENGLISH, SENTENCES, Message, Texts, Value, listed

RowState = Literal["new", "paper", "file"]
"""Nothing came in, it was typed in from paper, or the learner handed in a file."""


class PaperRow(NamedTuple):
    """The sheet of one learner as it was typed in: its version, and what was typed by the numbers on the sheet.

    `letter` is empty where nothing was typed in yet.
    """

    member: Member
    state: RowState
    letter: Letter | Literal[""]
    answers: tuple[str, ...]


# what is typed


def how_to_type(place: Place) -> Message:
    """The way in which an answer to this question is typed, in one sentence."""
    return Message("Type {expected}.", {"expected": _paper_asking(place.question, place.parts).expected})


def read_typed(place: Place, text: str) -> Response | None:
    """The response that was typed; None for none: nothing, or a dash.

    Raises:
        NotUnderstoodError: it is no answer to this question in this version.
    """
    typed = text.strip()
    if typed in ("", NOTHING):
        return None
    if len(typed) > LONGEST_WRITTEN:
        raise NotUnderstoodError
    response = _paper_asking(place.question, place.parts).read(typed)
    return response or None


def mistake_in(place: Place, text: str) -> Message | None:
    """The reason in words why `text` is no answer to this question; None where it is one, or nothing."""
    try:
        read_typed(place, text)
    except NotUnderstoodError:
        said = Message("“{text}” is not an answer here.", {"text": text.strip()[:30]})
        return Message(SENTENCES, {"first": said, "then": how_to_type(place)})
    return None


def tidied(assignment: Assignment, place: Place, text: str, translate: Texts = ENGLISH) -> str:
    """The typed text as it is shown when it is read again: ``a, c`` as ``AC``; a dash for no answer stays.

    Raises:
        NotUnderstoodError: it is no answer.
    """
    if text.strip() == NOTHING:
        return NOTHING
    passage = assignment.printed(assignment.parts[place.part].bank).passage
    return typed_as(place.question, place.parts, read_typed(place, text), passage, translate)


# submissions


def answer_rows(desk: Desk, assignment: Assignment, translate: Texts = ENGLISH) -> tuple[PaperRow, ...]:
    """The answers that were typed in so far, for each learner of the class in the order of the list."""
    latest = _latest(desk, assignment)
    own = desk.verify_key.hex()
    rows = []
    for member in assignment.members:
        received = latest.get(member.id)
        if received is None:
            rows.append(PaperRow(member, "new", "", ()))
        elif received.signer != own:
            rows.append(PaperRow(member, "file", "", ()))
        else:
            letter = _version_of(assignment, received.submission)
            rows.append(
                PaperRow(member, "paper", letter, _typed_in(assignment, letter, received.submission, translate))
            )
    return tuple(rows)


def save_answers(desk: Desk, assignment: Assignment, member: Member, letter: Letter, answers: Sequence[str]) -> bool:
    """Keep what was typed from one sheet, by the numbers on it; False where that is what is there already.

    Raises:
        QuizAppError: something that was typed is no answer, the learner handed in a file, or it cannot be kept;
            nothing was changed.
    """
    asked = places(assignment, letter)
    typed = (*answers, *[""] * len(asked))[: len(asked)]
    for place, text in zip(asked, typed, strict=True):
        if wrong := mistake_in(place, text):
            raise QuizAppError(
                "Question {number}: {wrong}", "Correct it, and try again.", number=place.number, wrong=wrong
            )
    before = _latest(desk, assignment).get(member.id)
    if before is not None:
        if before.signer != desk.verify_key.hex():
            raise QuizAppError(
                "{name} has handed in a file, so nothing was typed in over it.",
                "Change single points in the gradebook.",
                name=member.name,
            )
        same = _version_of(assignment, before.submission) == letter
        if same and _responses(before.submission) == _read(asked, typed):
            return False
    number = 1 if before is None else before.submission.number + 1
    submission = _submission(desk, assignment, member, letter, _read(asked, typed), number)
    file = write_submission(submission, desk.keys.signing_seed, desk.box_key)
    digest = blake2b(file, digest_size=32).hexdigest()
    received = Received(submission, digest, desk.verify_key.hex(), desk.clock())
    desk.store.add_own_submission(Arrival(received, file), desk.who, typed_from(letter))
    return True


def _latest(desk: Desk, assignment: Assignment) -> dict[str, Received]:
    """The submission of each learner that counts."""
    entries = desk.store.entries(assignment.id)
    found = by_learner(counted(desk.store.submissions(assignment.id), entries), effective(entries))
    return {learner: files[0] for learner, files in found.items()}


def _read(asked: Sequence[Place], typed: Sequence[str]) -> dict[tuple[int, str], Response]:
    read = {(place.part, place.question.id): read_typed(place, text) for place, text in zip(asked, typed, strict=True)}
    return {where: response for where, response in read.items() if response is not None}


def _submission(
    desk: Desk,
    assignment: Assignment,
    member: Member,
    letter: Letter,
    responses: dict[tuple[int, str], Response],
    number: int,
) -> Submission:
    now = desk.clock()
    due = assignment.settings.due
    parts = {}
    for index in range(len(assignment.parts)):
        taking = _taking(assignment, member, letter, index)
        for id_ in taking.order:
            if (index, id_) in responses:
                taking.respond(id_, responses[index, id_])
                taking.check(id_)  # where marks are shown at once, only what is checked is final
        taking.submit()
        name = f"{assignment.id} {member.id} {index}"
        attempt = blake2b(name.encode(), digest_size=16).hexdigest()
        parts[str(index)] = HandedInPart(attempt, now, tuple(taking.attempt.events))
    handed_in = min(now, due) if due else now  # sheets are collected in time, and typed in afterwards
    return Submission(assignment.id, member.id, member.name, number, handed_in, parts)


def _taking(assignment: Assignment, member: Member, letter: Letter, index: int) -> Taking:
    settings, given = assignment.settings, member.accommodation
    mode = settings.mode_for(given)
    bank = assignment.parts[index].bank
    place = settings.place(assignment.id, index, given, bank)._replace(level=settings.level)
    return Taking(
        bank,
        mode,
        version_random(assignment, letter, index),
        lambda: 0.0,  # nobody knows how long it took
        version_order(assignment, letter, index),
        assigned=place,
    )


def _responses(submission: Submission) -> dict[tuple[int, str], Response]:
    return {
        (int(index), id_): response
        for index, part in submission.parts.items()
        for id_, response in replay(part.events).responses.items()
    }


def _version_of(assignment: Assignment, submission: Submission) -> Letter:
    """The version that a submission was typed in from: the one whose questions stand as they do in it."""
    for letter in LETTERS:
        for index, part in submission.parts.items():
            started = part.events[0]
            version = version_part(assignment, letter, int(index))
            if not isinstance(started, Started) or (started.order, started.arrangements) != version:
                break
        else:
            return letter
    return "A"


def _typed_in(assignment: Assignment, letter: Letter, submission: Submission, translate: Texts) -> tuple[str, ...]:
    responses = _responses(submission)
    return tuple(
        typed_as(
            question,
            parts,
            responses.get((part, question.id)),
            assignment.printed(assignment.parts[part].bank).passage,
            translate,
        )
        for _, part, question, parts in places(assignment, letter)
    )


# how each type is typed from paper


def _paper_asking(question: Question, arrangement: Arrangement) -> Asking:
    return _ASKINGS.get(type(question), asking)(question, arrangement)


def _one_of(letters: Sequence[str]) -> Value:
    """The letters of which one can be typed; those of two categories are often far apart, such as Y and N."""
    is_row = len(letters) > 2 and list(map(ord, letters)) == list(
        range(ord(letters[0]), ord(letters[0]) + len(letters))
    )
    if is_row:
        return Message("a letter from {first} to {last}", {"first": letters[0], "last": letters[-1]})
    return listed(letters, EITHER)


def _pairs(question: Table | Categorize | Matching, arrangement: Arrangement) -> Asking:
    values = {letter.lower(): value for letter, value in value_letters(question).items()}
    names = tuple(value_letters(question))
    count = len(arrangement)
    told = _one_of(names)
    example = "".join(names[index % len(names)] for index in range(min(count, 4)))
    expected: Value = Message(
        "{letters} for each number in its order, such as {example}, - for none; or numbers with their letters, such as"
        " {count}={last}",
        {"letters": told, "example": f"{example}{'…' if count > 4 else ''}", "count": count, "last": names[-1]},
    )
    if count == 1:
        expected = told
    numbers = {str(number): id_ for number, id_ in enumerate(arrangement, 1)}

    def read(text: str) -> Response:
        given = assigned(text, dict.fromkeys(numbers, values), NOTHING)
        return {numbers[number]: value for number, value in given.items()}

    return Asking(expected, read)


def _ordering(question: Ordering, arrangement: Arrangement) -> Asking:
    count = len(arrangement)
    example = ("" if count < 10 else " ").join(map(str, [*range(2, count + 1), 1]))

    def read(text: str) -> Response:
        typed = text.replace(",", " ").split() if count >= 10 else list("".join(text.replace(",", " ").split()))
        wanted = {str(place): place for place in range(1, count + 1)}
        if len(typed) != count or not all(sign in wanted or sign == NOTHING for sign in typed):
            raise NotUnderstoodError
        given = {wanted[sign]: id_ for sign, id_ in zip(typed, arrangement, strict=True) if sign in wanted}
        if len(given) < sum(sign != NOTHING for sign in typed):
            raise NotUnderstoodError
        return tuple(given[place] for place in sorted(given))

    expected = Message(
        "the numbers in the boxes from top to bottom, each once, such as {example}, - for an empty box",
        {"example": example},
    )
    return Asking(expected, read)


def _numeric(question: Numeric, arrangement: Arrangement) -> Asking:
    """As the learner wrote it, even where that is no number."""
    expected = asking(question, arrangement).expected
    return Asking(Message("{number}; or else what is written there", {"number": expected}), lambda text: text)


def _open_response(question: OpenResponse, arrangement: Arrangement) -> Asking:
    return Asking(Message("the answer as it is written"), lambda text: {WRITTEN: text})


def _evidence(question: EvidenceSelection, arrangement: Arrangement) -> Asking:
    """`arrangement` are the names of the sentences that have a number on paper."""
    count = len(arrangement)

    def read(text: str) -> Response:
        return tuple(arrangement[number - 1] for number in numbers_in(text, count))

    expected = Message("the numbers of the sentences, from 1 to {most}, with spaces between them", {"most": count})
    return Asking(expected, read)


_ASKINGS: dict[type[Question], Callable[..., Asking]] = {
    Table: _pairs,
    Categorize: _pairs,
    Matching: _pairs,
    Ordering: _ordering,
    Numeric: _numeric,
    OpenResponse: _open_response,
    EvidenceSelection: _evidence,
    TwoPart: partial(two_part, ask=_paper_asking),
}
"""The types that are typed in another way from paper than from the screen of a terminal."""
