"""Entries of the desk's audit: everything that a teacher did to an assignment, one after the other.

Entries are only added. Marks follow from the submissions and the entries up to a moment, so each mark that was ever
shown can be worked out again.
"""

from typing import Literal

import msgspec

from quizapp.domain.event import StoredResponse

MendKind = Literal["replaced", "also", "full_marks", "left_out"]


class Mend(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A change of how a question is marked, for everybody.

    ``replaced``: marked as `question`, a record in JSON with another key, other accepted answers or other points.
    ``also``: `response` earns all of the points too. ``full_marks``: whoever handed in has all of them.
    ``left_out``: it counts for nobody.
    """

    kind: MendKind
    question: str = ""
    response: StoredResponse | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Something that `who` did at the time `at`, in seconds since the epoch, and `why`."""

    at: float
    who: str
    why: str = ""


class Collected(Entry, frozen=True, kw_only=True, tag="collected"):
    """A submission came in: the digest of its file, in hexadecimal digits."""

    learner: str
    submission: str


class SubmissionAllowed(Entry, frozen=True, kw_only=True, tag="submission_allowed"):
    """A submission counts, though the learner had been told the key when it came in."""

    learner: str
    submission: str


class SignerDecided(Entry, frozen=True, kw_only=True, tag="signer_decided"):
    """Files signed by the key `signer` are this learner's, or, where not `accepted`, are not."""

    learner: str
    signer: str
    accepted: bool


class AnswerRated(Entry, frozen=True, kw_only=True, tag="answer_rated"):
    """A written answer was rated: the level of each criterion by its letter, as in `attempt.Rated`."""

    learner: str
    part: int
    question: str
    levels: dict[str, int]


class Remarked(Entry, frozen=True, kw_only=True, tag="remarked"):
    """The teacher's words to an answer, or, where `question` is empty, to the whole; an empty text takes them back."""

    learner: str
    part: int
    question: str
    text: str


class Overridden(Entry, frozen=True, kw_only=True, tag="overridden"):
    """The teacher set the points of an answer, as a fraction such as ``3/2``; None leaves them to the marking."""

    learner: str
    part: int
    question: str
    points: str | None


class Mended(Entry, frozen=True, kw_only=True, tag="mended"):
    """A question is marked in another way from here on."""

    part: int
    question: str
    mend: Mend


class EntryUndone(Entry, frozen=True, kw_only=True, tag="entry_undone"):
    """The entry `number`, counted from 0, no longer counts; undoing this entry lets it count again."""

    number: int


class Released(Entry, frozen=True, kw_only=True, tag="released"):
    """These learners may see their marks, the key and the evidence."""

    learners: tuple[str, ...]


class AssignmentReopened(Entry, frozen=True, kw_only=True, tag="assignment_reopened"):
    """A learner may go on with what was handed in, for `extra_time` seconds more where there is a limit."""

    learner: str
    extra_time: float = 0.0


class LearnerDeleted(Entry, frozen=True, kw_only=True, tag="learner_deleted"):
    """Stands in the place of each entry about a learner who has been deleted, so that the others keep their numbers."""
