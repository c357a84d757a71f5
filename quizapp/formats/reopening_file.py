"""The file of a reopening (``.quizreopen``): a learner may go on with what was handed in. It is signed by the desk."""

from math import isfinite

import msgspec

from quizapp.domain.assignment import Reopening
from quizapp.formats.bounds import LONGEST_TEST, MOST_NUMBER, is_hex_id, is_legible, is_name, is_time
from quizapp.formats.envelope import (
    FileRefusedError,
    Head,
    Kind,
    assignment_of,
    closed,
    decoded,
    opened,
    refusing,
    start_of,
)
from quizapp.formats.seal import read_signed, signed
from quizapp.texts import N_

SUFFIX = ".quizreopen"
KIND = Kind("reopening", 1, "a reopening", 256 * 2**10, "Ask your teacher for it again.")


def write_reopening(reopening: Reopening, signing_key: bytes) -> bytes:
    """The file of `reopening`, signed with the desk's seed `signing_key`.

    Raises:
        ValueError: there is something in it that could not be read back.
    """
    _check(reopening)
    start = start_of(KIND, Head(reopening.assignment))
    return closed(start, signed(start, msgspec.json.encode(reopening), signing_key))


def read_reopening(data: bytes, desk_verify: bytes) -> Reopening:
    """The reopening in `data`, signed by the desk `desk_verify`.

    Raises:
        FileRefusedError: it is damaged, or none, or of another desk.
    """
    frame = opened(KIND, data)
    found = read_signed(frame.start, frame.body)
    if found is None or found.signer != desk_verify:
        message = N_("This reopening is not from the teacher who handed out the assignment.")
        raise FileRefusedError("forged", message, KIND.again)
    with refusing(KIND):
        reopening = decoded(found.content, Reopening)
        _check(reopening)
        if assignment_of(KIND, frame) != reopening.assignment:
            raise ValueError("another assignment")
    return reopening


def _check(reopening: Reopening) -> None:
    """Raise a ValueError where something is beyond our bounds."""
    if not is_hex_id(reopening.assignment) or (reopening.learner and not is_hex_id(reopening.learner)):
        raise ValueError("no id")
    if not (is_name(reopening.name) and is_time(reopening.at) and 1 <= reopening.number <= MOST_NUMBER):
        raise ValueError("no name, no time or no number")
    extra = reopening.extra_time
    if not (is_legible(reopening.reason) and isfinite(extra) and 0 <= extra <= LONGEST_TEST * 60):
        raise ValueError("no reason or no time")
