"""The file of a submission (``.quizanswers``): what a learner did, never a mark of it.

It is signed by the learner's program and then sealed to the desk, so that a shared folder tells nobody anything.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from math import isfinite
from typing import Any, NamedTuple

import msgspec

from quizapp.domain import event_json
from quizapp.domain.assignment import HandedInPart, Submission
from quizapp.domain.attempt import MODES, replay
from quizapp.domain.event import Event, Reopened, Started, Undone
from quizapp.domain.people import LONGEST_NAME
from quizapp.formats.bounds import MOST_IN_PART, MOST_NUMBER, MOST_PARTS, is_hex_id, is_name, is_time
from quizapp.formats.envelope import (
    FileRefusedError,
    Head,
    Kind,
    Opened,
    assignment_of,
    closed,
    decoded,
    opened,
    refusing,
    start_of,
)
from quizapp.formats.seal import read_signed, signed_and_sealed, unsealed
from quizapp.texts import N_

SUFFIX = ".quizanswers"
KIND = Kind("submission", 1, "a file of answers", 64 * 2**20, "Let the learner hand in again.")

_MOST_TAKEN_BACK = 1_000_000
"""The limit for how often something was taken back, times the events, all of which are then gone through again."""
_PENALTY = re.compile("0|1|[0-9]{1,3}/[1-9][0-9]{0,2}")


class Sealed(NamedTuple):
    """A submission and the public key, of 32 bytes, of the program that signed it."""

    submission: Submission
    signer: bytes


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attempt: str
    started: float
    events: tuple[msgspec.Raw, ...]


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    learner: str
    name: str
    number: int
    handed_in: float
    parts: dict[str, _Part]


def write_submission(submission: Submission, signing_seed: bytes, desk_box: bytes) -> bytes:
    """The file of `submission`, signed with `signing_seed` and sealed to the public key `desk_box`.

    Raises:
        ValueError: there is something in it that could not be read back.
    """
    _check(submission)
    parts = {
        index: _Part(part.attempt, part.started, tuple(msgspec.Raw(event_json.encode(each)) for each in part.events))
        for index, part in sorted(submission.parts.items())
    }
    body = _Body(submission.learner, submission.name, submission.number, submission.handed_in, parts)
    start = start_of(KIND, Head(submission.assignment))
    return closed(start, signed_and_sealed(start, msgspec.json.encode(body), signing_seed, desk_box))


def read_submission(data: bytes, box_secret: bytes) -> Sealed:
    """The submission in `data`, opened with the desk's `box_secret`.

    Raises:
        FileRefusedError: it is damaged, or none, or not for this desk.
    """
    return submission_in(opened(KIND, data), box_secret)


def submission_in(frame: Opened, box_secret: bytes) -> Sealed:
    """The submission in a file that was opened already; see `read_submission`."""
    assignment = assignment_of(KIND, frame)
    content = unsealed(frame.body, box_secret)
    if content is None:
        message = N_("This file of answers is not for this desk.")
        raise FileRefusedError("not_for_us", message, "Collect it at the desk that handed out the assignment.")
    found = read_signed(frame.start, content)
    if found is None:
        message = N_("This file of answers was changed after it was written.")
        raise FileRefusedError("forged", message, KIND.again)
    with refusing(KIND):
        body = decoded(found.content, _Body)
        parts = {index: _part(part) for index, part in body.parts.items()}
        submission = Submission(assignment, body.learner, body.name, body.number, body.handed_in, parts)
        _check(submission)
    return Sealed(submission, found.signer)


def _part(part: _Part) -> HandedInPart:
    return HandedInPart(part.attempt, part.started, event_json.decode(*map(bytes, part.events)))


def _check(submission: Submission) -> None:
    """Raise a ValueError where something is beyond our bounds, or the events are no attempt at the assignment."""
    if not is_hex_id(submission.assignment) or (submission.learner and not is_hex_id(submission.learner)):
        raise ValueError("no id")
    if not (is_name(submission.name) and is_time(submission.handed_in) and 1 <= submission.number <= MOST_NUMBER):
        raise ValueError(f"no name of up to {LONGEST_NAME} characters, no time or no number")
    if not 0 < len(submission.parts) <= MOST_PARTS:
        raise ValueError("parts")
    for index, part in submission.parts.items():
        if not (is_hex_id(part.attempt) and is_time(part.started) and 0 < len(part.events) <= event_json.MOST_EVENTS):
            raise ValueError("part")
        _check_events(submission.assignment, index, part.events)


def _check_events(assignment: str, index: str, events: tuple[Event, ...]) -> None:
    started = events[0]
    if not isinstance(started, Started) or any(isinstance(each, Started) for each in events[1:]):
        raise ValueError("start")
    if started.assignment != assignment or str(started.part) != index or not 0 <= started.part < MOST_PARTS:
        raise ValueError("assignment")
    if sum(isinstance(each, Undone | Reopened) for each in events) * len(events) > _MOST_TAKEN_BACK:
        raise ValueError("taken back")
    order = started.order
    if not 0 < len(order) <= MOST_IN_PART or sorted(set(order)) != sorted(started.arrangements):
        raise ValueError("order")
    if len(set(order)) < len(order) or started.mode not in MODES or not 1 <= started.tries <= MOST_NUMBER:
        raise ValueError("order")
    if not _PENALTY.fullmatch(started.penalty) or not 0 <= Fraction(started.penalty) <= 1:
        raise ValueError("penalty")
    if not all(isfinite(each.at) and 0 <= each.at < 1e9 for each in events):
        raise ValueError("time")
    if not (isfinite(started.time_limit) and 0 <= started.time_limit < 1e9):
        raise ValueError("limit")
    _replayed(events)


def _replayed(events: tuple[Event, ...]) -> Mapping[str, Any]:
    """The responses that `events` add up to; whatever does not fit in them is a ValueError."""
    try:
        return replay(events).responses
    except (AssertionError, AttributeError, LookupError) as error:
        raise ValueError("events") from error
