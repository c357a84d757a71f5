"""The file of an assignment (``.quizassign``): what a teacher hands out, signed by the desk.

Of an assignment whose marks are shown when the teacher releases them, it holds bare banks: no key, no feedback, no
evidence. Nobody but the desk can make one; a learner's program remembers the desk of each assignment.
"""

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import NamedTuple
from unicodedata import normalize

import msgspec

from quizapp.domain.accommodation import TIME_FACTORS
from quizapp.domain.assignment import Assignment, AssignmentSettings, Part
from quizapp.domain.classroom import Member
from quizapp.domain.people import LONGEST_NAME
from quizapp.domain.question import is_id
from quizapp.errors import QuizAppError, UnfitError
from quizapp.formats.bank_record import BankRecord, bank_of, bank_record
from quizapp.formats.bounds import (
    LONGEST_LINE,
    LONGEST_TEST,
    MOST_PARTS,
    MOST_TRIES,
    is_hex_id,
    is_legible,
    is_name,
    is_time,
)
from quizapp.formats.envelope import Kind, closed, damaged, decoded, opened, refusing, start_of
from quizapp.formats.seal import public_of, read_signed, signed
from quizapp.texts import Message

SUFFIX = ".quizassign"
KIND = Kind("assignment", 1, "an assignment", 200 * 2**20, "Ask your teacher for it again.")

MOST_MEMBERS = 5000


class DeskKeys(NamedTuple):
    """The public keys of a desk, of 32 bytes each: the one of its signatures, and the one to which others seal."""

    verify: bytes
    box: bytes


class HandedOut(NamedTuple):
    """An assignment as a learner's program reads it, and the desk that signed it."""

    assignment: Assignment
    desk: DeskKeys


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first lines of the file; `verify` and `box` are the keys of the desk."""

    assignment: str
    title: str
    verify: bytes
    box: bytes


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bank: BankRecord
    order: tuple[str, ...]


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    class_name: str
    created: float
    settings: AssignmentSettings
    members: tuple[Member, ...]
    parts: tuple[_Part, ...]
    listed: float = 0.0


def write_assignment(assignment: Assignment, signing_key: bytes, box_public: bytes) -> bytes:
    """The file of `assignment`, signed with the seed `signing_key`; submissions are to be sealed to `box_public`.

    Raises:
        QuizAppError: it has more in it than may be in an assignment.
    """
    bare = not assignment.settings.holds_key
    parts = tuple(_Part(bank_record(part.bank, bare=bare), part.order) for part in assignment.parts)
    try:
        _check(assignment)
    except UnfitError as error:
        raise QuizAppError(
            "This cannot be an assignment: {reason}.", "Change that, and try again.", reason=error.said
        ) from error
    head = Head(assignment.id, assignment.title, public_of(signing_key), box_public)
    given = (assignment.class_name, assignment.created, assignment.settings, assignment.members)
    body = _Body(*given, parts, assignment.listed)
    start = start_of(KIND, head)
    return closed(start, signed(start, msgspec.json.encode(body), signing_key))


def read_assignment(data: bytes) -> HandedOut:
    """The assignment in `data`, and the desk that signed all of it.

    Raises:
        FileRefusedError: it is damaged, or none.
    """
    frame = opened(KIND, data)
    with refusing(KIND):
        head = decoded(frame.header, Head)
        found = read_signed(frame.start, frame.body)
        if found is None or found.signer != head.verify or len(head.box) != 32:
            raise damaged(KIND)
        body = decoded(found.content, _Body)
        if any(part.bank.has_key != body.settings.holds_key for part in body.parts):
            raise damaged(KIND)
        parts = tuple(Part(bank_of(part.bank), part.order) for part in body.parts)
        assignment = Assignment(
            *(head.assignment, head.title, body.class_name, body.created, body.settings, parts, body.members),
            listed=body.listed,
        )
        _check(assignment)
    return HandedOut(assignment, DeskKeys(head.verify, head.box))


def _check(assignment: Assignment) -> None:
    """Raise a ValueError that says in words what is beyond our bounds in `assignment`."""
    if not is_hex_id(assignment.id) or not (is_time(assignment.created) and is_time(assignment.listed)):
        raise UnfitError("its id or its time is not valid")
    if not assignment.title.strip() or not is_legible(assignment.title, LONGEST_LINE):
        raise UnfitError(
            "its title is empty, or has more than {most} characters or one that is not allowed", most=LONGEST_LINE
        )
    if not is_legible(assignment.class_name, LONGEST_NAME):
        raise UnfitError(
            "the name of its class has more than {most} characters or one that is not allowed", most=LONGEST_NAME
        )
    _check_settings(assignment.settings)
    _check_members(assignment.members)
    if not 0 < len(assignment.parts) <= MOST_PARTS:
        raise UnfitError("it has no text, or more than {most}", most=MOST_PARTS)
    for part in assignment.parts:
        if sorted(part.order) != sorted(question.id for question in part.bank.questions):
            raise UnfitError("its order is not that of its questions")


def settings_mistakes(settings: AssignmentSettings) -> Iterator[Message]:
    """Tell in sentences what cannot be about `settings`."""
    if settings.mode == "test" and settings.shown == "at_once":
        yield Message("A test shows no marks while it is taken: show them after handing in, or when you release them.")
    if not 1 <= settings.tries <= MOST_TRIES:
        yield Message("The number of tries is from 1 to {most}.", {"most": MOST_TRIES})
    if settings.tries > 1 and settings.shown != "at_once":
        yield Message("Several tries need marks that are shown at once.")
    if settings.tries > 1 and settings.certainty:
        yield Message("Certainty is asked with one try: choose one of the two.")
    if not (isfinite(settings.time_limit) and 0 <= settings.time_limit <= LONGEST_TEST * 60):
        yield Message("The time limit is at most {most} minutes; 0 for none.", {"most": LONGEST_TEST})


def _check_settings(settings: AssignmentSettings) -> None:
    for mistake in settings_mistakes(settings):
        raise UnfitError(mistake.template, **mistake.values)
    if not is_id(settings.level):
        raise UnfitError("its level is not valid")
    tools, known = set(settings.tools), set(settings.known_tools)
    if not is_time(settings.due) or len(tools) < len(settings.tools) or not tools <= known:
        raise UnfitError("its date or its tools are not valid")


def _check_members(members: Sequence[Member]) -> None:
    if len(members) > MOST_MEMBERS or len({member.id for member in members}) < len(members):
        raise UnfitError("its class has more than {most} learners, or one of them twice", most=MOST_MEMBERS)
    for member in members:
        given = member.accommodation
        if not (is_hex_id(member.id) and is_name(member.name)):
            raise UnfitError("a name has more than {most} characters or one that is not allowed", most=LONGEST_NAME)
        if given.time_factor not in TIME_FACTORS or not 0 <= given.text_size <= 1000:
            raise UnfitError(
                "the time or the text size of {name} is not a known one", name=normalize("NFC", member.name)
            )
        if not is_legible((given.reading_level, given.theme, given.font), LONGEST_NAME):
            raise UnfitError(
                "the reading level, the theme or the font of {name} is not valid", name=normalize("NFC", member.name)
            )
