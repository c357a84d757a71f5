"""The frame of every file that goes between a teacher and a learner.

A line ``quizapp-KIND VERSION``, a line of JSON with what may be known without a key, the body, and 32 bytes of BLAKE2b
over all of that. So a file that is damaged, half copied, of another kind or of a newer program is told as what it is
before anything in it is believed.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec

from quizapp.errors import QuizAppError, reason_of
from quizapp.formats.authored import ALONE
from quizapp.formats.bounds import is_hex_id
from quizapp.formats.text_file import RefusedError, bytes_of
from quizapp.texts import Message

Reason = Literal["unreadable", "empty", "too_large", "foreign", "newer", "damaged", "not_for_us", "forged"]

_DIGEST = 32
_MOST_HEADER = 8192
"""Bytes."""
_MAGIC = re.compile(rb"quizapp-([a-z-]{1,20}) ([1-9][0-9]{0,5})\n")
_MOST_START = 9000
"""Bytes of both lines, of which those of the first are few."""

Record = TypeVar("Record", bound=msgspec.Struct)


class FileRefusedError(QuizAppError):
    """A file is not taken; `reason` says in one word why."""

    def __init__(self, reason: Reason, message: str | Message, remedy: str | Message, /, **values: object) -> None:
        super().__init__(message, remedy, **values)
        self.reason: Reason = reason


class Kind(NamedTuple):
    """A kind of file: its name in the first line, its newest version, how it is called (with its article), and how many
    bytes it has at most. `again` says who can make it anew.
    """

    name: str
    version: int
    called: str
    most: int
    again: str


class Opened(NamedTuple):
    """A frame that is whole: `start` is its two lines, `header` the second of them."""

    start: bytes
    header: bytes
    body: bytes


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The second line of a file that belongs to an assignment."""

    assignment: str


def start_of(kind: Kind, header: msgspec.Struct) -> bytes:
    """The two lines with which a file of `kind` begins."""
    return f"quizapp-{kind.name} {kind.version}\n".encode() + msgspec.json.encode(header) + b"\n"


def closed(start: bytes, body: bytes) -> bytes:
    """The file that begins with `start` and holds `body`."""
    return start + body + _digest(start + body)


def opened(kind: Kind, data: bytes) -> Opened:
    """The frame in `data`, which is of `kind`, whole and undamaged.

    Raises:
        FileRefusedError: it is not.
    """
    if not data:
        raise FileRefusedError("empty", "This file is empty.", _copy_again(kind))
    if len(data) > kind.most:
        most = f"{kind.most // 2**20} MB" if kind.most >= 2**20 else f"{kind.most // 2**10} KB"
        raise FileRefusedError("too_large", "This file is larger than {most}.", kind.again, most=most)
    end = _end_of_magic(kind, data)
    line_end = data.find(b"\n", end, end + _MOST_HEADER)
    if line_end < 0 or len(data) < line_end + 1 + _DIGEST or _digest(data[:-_DIGEST]) != data[-_DIGEST:]:
        raise damaged(kind)
    return Opened(data[: line_end + 1], data[end:line_end], data[line_end + 1 : -_DIGEST])


def _end_of_magic(kind: Kind, data: bytes) -> int:
    found = _MAGIC.match(data)
    if found is None or found[1].decode() != kind.name:
        if found is None and f"quizapp-{kind.name} {kind.version}\n".encode().startswith(data):
            raise damaged(kind)
        raise FileRefusedError(
            "foreign",
            "This file is not {called} from Quizapp.",
            "Choose another file.",
            called=Message(kind.called),
        )
    if int(found[2]) > kind.version:
        raise FileRefusedError(
            "newer",
            "This file was written by a newer version of Quizapp.",
            "Use the newest version of Quizapp.",
        )
    if int(found[2]) < kind.version:
        raise damaged(kind)
    return found.end()


def decoded(data: bytes, record: type[Record]) -> Record:
    """The `record` that `data` is in JSON.

    Raises:
        ValueError: it is none, or has fields that are not known.
    """
    found: Record = _decoder(record).decode(data)
    return found


def assignment_of(kind: Kind, frame: Opened) -> str:
    """The id of the assignment that a file of `kind` belongs to, read without a key.

    Raises:
        FileRefusedError: there is none.
    """
    with refusing(kind):
        id_ = decoded(frame.header, Head).assignment
    if not is_hex_id(id_):
        raise damaged(kind)
    return id_


@cache
def _decoder(record: type[msgspec.Struct]) -> "msgspec.json.Decoder[Any]":
    with ALONE:
        return msgspec.json.Decoder(record)


@contextmanager
def refusing(kind: Kind) -> Iterator[None]:
    """Tell whatever does not fit in what was read as a damaged file of `kind`."""
    try:
        yield
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError, ArithmeticError) as error:
        raise damaged(kind) from error


def damaged(kind: Kind) -> FileRefusedError:
    """The error that tells of a file which is not as it was written."""
    return FileRefusedError("damaged", "This file is damaged, or only part of it is here.", _copy_again(kind))


def _copy_again(kind: Kind) -> Message:
    return Message("Copy it again. If that does not help: {what_to_do}", {"what_to_do": Message(kind.again)})


def read_file(path: Path, most: int) -> bytes:
    """The content of the file at `path`, no more than `most` bytes of which are ever read.

    Raises:
        FileRefusedError: it is not an ordinary file, too large, or cannot be read.
    """
    try:
        return bytes_of(path, most)
    except RefusedError as refused:
        mistake = refused.mistake.mistake
        reasons = {
            "file_missing": Message("it is not there anymore"),
            "file_is_folder": Message("it is a folder"),
            "file_not_regular": Message("it is not an ordinary file"),
            "file_forbidden": Message("you have no permission to read it"),
            "file_too_large": Message("it is larger than {most} MB", {"most": most // 2**20}),
        }
        why = reasons.get(mistake.code) or mistake.values.get("reason") or Message("the disk could not read it")
        reason: Reason = "too_large" if mistake.code == "file_too_large" else "unreadable"
        raise FileRefusedError(
            reason, "{file} cannot be read: {why}.", "Choose another file.", file=path.name, why=why
        ) from None


def head_of(kind: Kind, path: Path, header: type[Record]) -> Record:
    """The header of the file at `path`, of which only the first lines are read; nothing else of it is checked.

    Raises:
        FileRefusedError: it has none, or cannot be read.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_START)
    except (OSError, ValueError) as error:
        why = reason_of(error)
        raise FileRefusedError(
            "unreadable", "{file} cannot be read: {why}.", "Choose another file.", file=path.name, why=why
        ) from error
    end = _end_of_magic(kind, data)
    line_end = data.find(b"\n", end, end + _MOST_HEADER)
    if line_end < 0:
        raise damaged(kind)
    with refusing(kind):
        record = decoded(data[end:line_end], header)
    return record  # noqa: RET504 (mypy takes the context for one that may hide an error)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()
