"""Feedback: what a learner is told of a submission once its marks are released."""

import msgspec

from quizapp.domain.bank import Bank


class AnswerFeedback(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The teacher's part in the mark of one answer, beside what its question's key gives.

    `rating` is the level of each criterion by its letter, as in `attempt.Rated`. `points`, a fraction such as ``3/2``,
    are those that count, where the teacher set them or a mended question gives them; `why` says for what reason.
    `mended` tells in words that the marking of the question was changed for everybody. A question that is `left_out`
    counts for nobody. `remark` are the teacher's words.
    """

    rating: dict[str, int] = {}
    points: str | None = None
    why: str = ""
    mended: str = ""
    left_out: bool = False
    remark: str = ""


class PartFeedback(msgspec.Struct, frozen=True):
    """The feedback on one part: its `bank` with the key, as it is by now.

    `attempt` is the id of the learner's attempt, of whose events the first `events` were handed in. `answers` are by
    the ids of the questions; `remark` is on the whole part.
    """

    attempt: str
    events: int
    bank: Bank
    answers: dict[str, AnswerFeedback] = {}
    remark: str = ""


class Feedback(msgspec.Struct, frozen=True):
    """The feedback on submission `number` of one learner; `parts` are by their index, as in `Submission`.

    `released` is in seconds since the epoch. Of several, the one that was released last counts.
    """

    assignment: str
    learner: str
    name: str
    number: int
    released: float
    parts: dict[str, PartFeedback]
