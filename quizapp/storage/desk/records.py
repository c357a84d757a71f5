"""Records of the desk as they are kept: what the store takes and gives, and how it is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple, TypeVar

import msgspec

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import AssignmentSettings, HandedInPart, Received, Submission
from quizapp.domain.classroom import Member
from quizapp.domain.desk_entry import Entry, LearnerDeleted
from quizapp.domain.event_json import decode, decoder_of, encode
from quizapp.storage.desk.errors import DeskError, damaged
from quizapp.storage.migrations import checksum
from quizapp.storage.rows import BankSnapshot

_Record = TypeVar("_Record")

SignerState = Literal["accepted", "waiting", "refused"]
"""The teacher's verdict on a key that a learner's files are signed with; the first key of a learner is accepted."""


class OwnKeys(NamedTuple):
    """A desk: its id, its secret keys (32 bytes each) and the hashes of its password, empty where it has none.

    `login` is that of its teacher in PostgreSQL, empty in SQLite.
    """

    desk: str
    signing_seed: bytes
    box_secret: bytes
    password_hash: str
    recovery_hash: str
    login: str


class StoredPart(NamedTuple):
    """A part of an assignment: its bank as it was, with key, and the ids of its questions as they are asked."""

    bank: BankSnapshot
    order: tuple[str, ...]


class AssignmentLine(NamedTuple):
    """An assignment as a list shows it; `created` is in seconds since the epoch."""

    id: str
    title: str
    class_id: str
    class_name: str
    settings: AssignmentSettings
    created: float


class StoredAssignment(NamedTuple):
    """An assignment with its banks; `members` are those of the class when it was made."""

    line: AssignmentLine
    parts: tuple[StoredPart, ...]
    members: tuple[Member, ...]


class Arrival(NamedTuple):
    """A submission that has come in, with the bytes of its file."""

    received: Received
    file: bytes


class Arrived(NamedTuple):
    """The outcome of an arrival: new or known, and what is thought of its signer.

    `signer` is empty for a submission under a name that is not on the list.
    """

    is_new: bool
    signer: SignerState | Literal[""]


class KnownFile(NamedTuple):
    """A file that is on the desk already: its digest, and whose it is, as it says.

    `handed_in` is as in `Submission`, `received` as in `Received`.
    """

    digest: str
    assignment: str
    learner: str
    name: str
    handed_in: float
    received: float


class Signer(NamedTuple):
    """A key that files of a learner are signed with, in hexadecimal digits; `first_seen` in seconds since the epoch."""

    learner: str
    key: str
    first_seen: float
    state: SignerState


def as_json(record: msgspec.Struct) -> str:
    """Write a record as JSON. Raises DeskError for texts that cannot be kept."""
    try:
        return msgspec.json.encode(record).decode()
    except (ValueError, TypeError) as error:
        raise DeskError("Not saved: there is something in the text that cannot be kept.", "Type it again.") from error


def read_accommodation(data: str) -> Accommodation:
    """Read what `as_json` wrote."""
    return _read(data, Accommodation)


def read_settings(data: str) -> AssignmentSettings:
    """Read what `as_json` wrote."""
    return _read(data, AssignmentSettings)


def read_entry(data: str) -> Entry:
    """Read what `as_json` wrote; an empty text is what a deleted learner leaves.

    Raises:
        DeskError: this version does not know an entry like this.
    """
    if not data:
        return LearnerDeleted(at=0.0, who="")
    with _known():
        found: Entry = decoder_of(tuple(Entry.__subclasses__())).decode(data)
    return found


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attempt: str
    started: float
    events: tuple[msgspec.Raw, ...]


def submission_data(submission: Submission) -> str:
    """Write the parts of a submission as JSON; the rest has columns of its own."""
    try:
        parts = {
            index: _Part(part.attempt, part.started, tuple(msgspec.Raw(encode(event)) for event in part.events))
            for index, part in submission.parts.items()
        }
        return msgspec.json.encode(parts).decode()
    except (ValueError, TypeError) as error:
        raise DeskError("Not saved: there is something in an answer that cannot be kept.") from error


def read_parts(data: str) -> dict[str, HandedInPart]:
    """Read what `submission_data` wrote.

    Raises:
        DeskError: there is an event in it that this version does not know.
    """
    with _known():
        parts = msgspec.json.decode(data, type=dict[str, _Part])
        return {
            index: HandedInPart(part.attempt, part.started, decode(*map(bytes, part.events)))
            for index, part in parts.items()
        }


def entry_columns(entry: Entry) -> tuple[str, str]:
    """Give the learner and the submission that an entry is about; empty where it is about none."""
    return str(getattr(entry, "learner", "")), str(getattr(entry, "submission", ""))


def checked(kept: int, *values: object) -> None:
    """Raise DeskDamagedError where the checksum of `values` is not the one that was `kept`."""
    if checksum(*values) != kept:
        raise damaged()


def _read(data: str, kind: type[_Record]) -> _Record:
    with _known():
        found = msgspec.json.decode(data, type=kind)
    return found  # noqa: RET504 (mypy takes the context for one that may hide an error)


@contextmanager
def _known() -> Iterator[None]:
    """Tell whatever cannot be read as of a newer version."""
    try:
        yield
    except (ValueError, TypeError, RecursionError) as error:
        raise DeskError(
            "The desk has something in it that this version of Quizapp does not know.",
            "Use the newest version of Quizapp.",
        ) from error
