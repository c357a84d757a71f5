"""The file of a learner's feedback (``.quizfeedback``): the key, and what the teacher says.

It is signed by the desk, and sealed to the key with which the learner's program signed the submission.
"""

import re

import msgspec

from quizapp.domain.event_json import MOST_EVENTS
from quizapp.domain.feedback import AnswerFeedback, Feedback, PartFeedback
from quizapp.formats.bank_record import BankRecord, bank_of, bank_record
from quizapp.formats.bounds import MOST_NUMBER, MOST_PARTS, is_hex_id, is_legible, is_name, is_time
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
from quizapp.formats.seal import box_of_signer, box_secret_of, read_signed, signed_and_sealed, unsealed
from quizapp.texts import N_

SUFFIX = ".quizfeedback"
KIND = Kind("feedback", 1, "a file of feedback", 200 * 2**20, "Ask your teacher for it again.")

_POINTS = re.compile("-?[0-9]{1,12}(/[1-9][0-9]{0,11})?")
_MOST_LEVELS = 26


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attempt: str
    events: int
    bank: BankRecord
    answers: dict[str, AnswerFeedback]
    remark: str


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    learner: str
    name: str
    number: int
    released: float
    parts: dict[str, _Part]


def write_feedback(feedback: Feedback, signing_key: bytes, signer: bytes) -> bytes:
    """The file of `feedback`, signed with the desk's seed `signing_key`, for whoever signed with the key `signer`.

    Raises:
        ValueError: there is something in it that could not be read back.
    """
    check_feedback(feedback)
    parts = {
        index: _Part(
            part.attempt, part.events, bank_record(part.bank, bare=not part.bank.has_key), part.answers, part.remark
        )
        for index, part in sorted(feedback.parts.items())
    }
    body = _Body(feedback.learner, feedback.name, feedback.number, feedback.released, parts)
    start = start_of(KIND, Head(feedback.assignment))
    return closed(start, signed_and_sealed(start, msgspec.json.encode(body), signing_key, box_of_signer(signer)))


def read_feedback(data: bytes, signing_seed: bytes, desk_verify: bytes) -> Feedback:
    """The feedback in `data`, sealed to whoever signs with `signing_seed`, and signed by the desk `desk_verify`.

    Raises:
        FileRefusedError: it is damaged, or none, for somebody else, or of another desk.
    """
    frame = opened(KIND, data)
    assignment = assignment_of(KIND, frame)
    content = unsealed(frame.body, box_secret_of(signing_seed))
    if content is None:
        message = N_("This feedback is for somebody else, or for another computer.")
        raise FileRefusedError("not_for_us", message, "Open it where the answers were handed in, by the same learner.")
    found = read_signed(frame.start, content)
    if found is None or found.signer != desk_verify:
        message = N_("This feedback is not from the teacher who handed out the assignment.")
        raise FileRefusedError("forged", message, KIND.again)
    with refusing(KIND):
        body = decoded(found.content, _Body)
        parts = {
            index: PartFeedback(part.attempt, part.events, bank_of(part.bank), part.answers, part.remark)
            for index, part in body.parts.items()
        }
        feedback = Feedback(assignment, body.learner, body.name, body.number, body.released, parts)
        check_feedback(feedback)
    return feedback


def check_feedback(feedback: Feedback) -> None:
    """Raise a ValueError where something is beyond our bounds."""
    if not is_hex_id(feedback.assignment) or (feedback.learner and not is_hex_id(feedback.learner)):
        raise ValueError("no id")
    if not (is_name(feedback.name) and is_time(feedback.released) and 1 <= feedback.number <= MOST_NUMBER):
        raise ValueError("no name, no time or no number")
    if not 0 < len(feedback.parts) <= MOST_PARTS:
        raise ValueError("parts")
    for index, part in feedback.parts.items():
        if not (index.isascii() and index.isdigit() and int(index) < MOST_PARTS and str(int(index)) == index):
            raise ValueError("part")
        if not (is_hex_id(part.attempt) and 0 < part.events <= MOST_EVENTS and is_legible(part.remark)):
            raise ValueError("part")
        for id_, answer in part.answers.items():
            texts = (answer.why, answer.mended, answer.remark, tuple(answer.rating))
            levels = len(answer.rating) <= _MOST_LEVELS and all(0 <= level < 100 for level in answer.rating.values())
            if id_ not in part.bank or not is_legible(texts) or not levels:
                raise ValueError("answer")
            if answer.points is not None and not _POINTS.fullmatch(answer.points):
                raise ValueError("points")
