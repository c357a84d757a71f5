"""Learners in one file, to take along.

A learner's file is JSON lines, compressed with gzip, in UTF-8: what is untrusted is never opened as a database. Each
line says what it is in its field `line`:

1. ``quizapp-learner``: the version of this format, and a learner: `id`, `name`, `is_guest`, `created`.
2. ``profile``, if there is something in it: the `LearnerProfile`.
3. ``bank``, for each bank that the attempts are at: `content_hash`, `bank_id`, `title`, `source` (its YAML) and `files`
   (by name), both in Base64.
4. ``attempt``: `id`, `content_hash`, `bank_id`, `started`; after each, its events in their order as lines ``event``:
   `written`, and `event`, which is what the journal keeps.
5. The same for each further learner, if any.
6. ``end``: `lines`, how many there are with this one, and `checksum`, the BLAKE2b hash, 16 bytes in hexadecimal, of all
   that is before it. A file without it was cut off.

Times are in seconds since the epoch. A later version of Quizapp reads all earlier versions of the format; in version 1
there was one learner, and no checksum; in version 2 there was no profile.
"""

import gzip
import io
import os
import sqlite3
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec

from quizapp.domain.accommodation import LearnerProfile
from quizapp.domain.event import Event, Started
from quizapp.domain.event_json import MOST_EVENTS
from quizapp.domain.people import LONGEST_NAME, Learner
from quizapp.errors import QuizAppError, UnfitError, reason_of
from quizapp.storage.errors import JournalError
from quizapp.storage.events import decode, encode
from quizapp.storage.journal import Journal
from quizapp.storage.merging import Imported, Part, StoredEvent, WholeAttempt, merge
from quizapp.storage.rows import BankSnapshot, bank_in, events_in, known_learner, select
from quizapp.texts import Message
from quizapp.whole_file import write_whole

FORMAT = 3
LONGEST_LINE = 64_000_000
"""Bytes of one line, such as a bank with its pictures."""
MOST_BYTES = 1_000_000_000
"""Bytes of all lines together, not compressed."""

_PACKED = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""The header that `gzip.GzipFile` writes without a time and a name."""

_Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Word = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_Time = Annotated[float, msgspec.Meta(ge=0, le=1e11)]


class _Line(msgspec.Struct, frozen=True, kw_only=True, tag_field="line", forbid_unknown_fields=True):
    pass


class _Head(_Line, frozen=True, kw_only=True, tag="quizapp-learner"):
    version: int
    id: _Id
    name: Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)]
    is_guest: bool
    created: _Time


class _Profile(_Line, frozen=True, kw_only=True, tag="profile"):
    profile: LearnerProfile


class _Bank(_Line, frozen=True, kw_only=True, tag="bank"):
    content_hash: _Word
    bank_id: _Word
    title: Annotated[str, msgspec.Meta(max_length=2000)]
    source: bytes
    files: dict[_Word, bytes]


class _Attempt(_Line, frozen=True, kw_only=True, tag="attempt"):
    id: _Id
    content_hash: _Word
    bank_id: _Word
    started: _Time


class _Event(_Line, frozen=True, kw_only=True, tag="event"):
    written: _Time
    event: msgspec.Raw


class _End(_Line, frozen=True, kw_only=True, tag="end"):
    lines: int
    checksum: str = ""


_LINES: "msgspec.json.Decoder[_Head | _Profile | _Bank | _Attempt | _Event | _End]" = msgspec.json.Decoder(
    _Head | _Profile | _Bank | _Attempt | _Event | _End
)


class WrongFileError(UnfitError):
    """Tells what is wrong with a learner's file, for whoever made it."""


def export_learner(journal: Journal, learner: str, target: Path, profile: LearnerProfile | None = None) -> None:
    """Write all that the journal has of a learner, and the `profile`, to `target`; see `export_learners`."""
    export_learners(journal, [learner], target, {learner: profile} if profile else None)


def export_learners(
    journal: Journal, learners: Sequence[str], target: Path, profiles: Mapping[str, LearnerProfile] | None = None
) -> None:
    """Write all that the journal has of these learners, and their `profiles`, to `target`; see `write_learners`.

    Raises:
        QuizAppError: one of them is not there, there is too much, or it cannot be written.
    """
    refuse_own(journal, target)
    with journal.writer.readers.lend() as connection:
        own = profiles or {}
        parts = (_parts_of(connection, each, own.get(each)) for each in learners)
        write_learners(target, (part for those in parts for part in those))


def _parts_of(connection: sqlite3.Connection, learner: str, profile: LearnerProfile | None) -> Iterator[Part]:
    yield known_learner(connection, learner)
    if profile is not None and profile.given:
        yield profile
    attempts = list(select(connection, "attempt", "WHERE learner = ? ORDER BY started, id", (learner,)))
    for content_hash in sorted({content_hash for _, _, content_hash, _, _ in attempts}):
        yield bank_in(connection, content_hash)
    for id_, _, content_hash, bank_id, started in attempts:
        events = (StoredEvent(decode(data)[0], data, written) for _, written, data in events_in(connection, id_))
        yield WholeAttempt(id_, content_hash, bank_id, started, tuple(events))


def write_learners(target: Path, parts: Iterable[Part]) -> None:
    """Write learners, each followed by their banks and then their attempts, to `target`; an old one is replaced.

    Raises:
        QuizAppError: there is too much, or it cannot be written; what was there before still is.
    """
    data = io.BytesIO()
    with gzip.GzipFile(fileobj=data, mode="wb", mtime=0) as packed:
        count = size = 0
        digest = blake2b(digest_size=16)
        for line in (line for part in parts for line in _lines_of(part)):
            text = msgspec.json.encode(line) + b"\n"
            count, size = count + 1, size + len(text)
            if size > MOST_BYTES or len(text) > LONGEST_LINE:
                raise QuizAppError("{file} would be too large.", "Back up the whole journal instead.", file=target)
            digest.update(text)
            packed.write(text)
        packed.write(msgspec.json.encode(_End(lines=count + 1, checksum=digest.hexdigest())) + b"\n")
    write_whole(target, data.getvalue())


def _lines_of(part: Part) -> Iterator[_Line]:
    if isinstance(part, Learner):
        yield _Head(version=FORMAT, **part._asdict())
    elif isinstance(part, LearnerProfile):
        yield _Profile(profile=part)
    elif isinstance(part, BankSnapshot):
        yield _Bank(**part._asdict())
    else:
        yield _Attempt(id=part.id, content_hash=part.content_hash, bank_id=part.bank_id, started=part.started)
        for event in part.events:
            yield _Event(written=event.written, event=msgspec.Raw(event.data.encode()))


def import_learners(
    journal: Journal, source: Path, is_right: Callable[[BankSnapshot], bool] = lambda bank: True
) -> tuple[Imported, ...]:
    """Add what is in a learner's file. Nothing that is here is changed or overwritten.

    A learner who is here already gets what is new; one who is not gets another name where theirs is taken. An attempt
    that went on in two ways since it was exported is added as a second one.

    Args:
        is_right: tells whether a bank can be what its content hash says.

    Raises:
        QuizAppError: the file is not one of learners, or is damaged; nothing was changed.
    """
    with _told_of(source), open_regular(source) as stream:
        for part in _read(stream):  # all of it, before anything is written
            if isinstance(part, BankSnapshot) and not is_right(part):
                raise WrongFileError("the bank “{title}” does not fit its checksum", title=part.title[:60])

        def add(connection: sqlite3.Connection) -> tuple[Imported, ...]:
            with _told_of(source):
                return merge(connection, _read(stream))

        return journal.writer.write(add).result()


def _read(stream: BinaryIO) -> Iterator[Part]:
    """Read a learner's file from its beginning to its end. Raises ValueError and what gzip raises."""
    stream.seek(0)
    lines = _lines(stream)
    learners: set[str] = set()
    hashes: set[str] = set()
    ids: set[str] = set()
    has_begun = has_profile = False
    open_: _Attempt | None = None
    events: list[StoredEvent] = []
    for line in lines:
        if isinstance(line, _Event):
            if open_ is None or len(events) >= MOST_EVENTS:
                raise WrongFileError("an event is not in its place")
            event, data = _event(line)
            if isinstance(event, Started) == bool(events):
                raise WrongFileError("an attempt does not begin like one")
            events.append(StoredEvent(event, data, line.written))
            continue
        if open_ is not None:
            if not events:
                raise WrongFileError("an attempt has no events")
            yield WholeAttempt(open_.id, open_.content_hash, open_.bank_id, open_.started, tuple(events))
            open_, events = None, []
        if isinstance(line, _Head) and line.id not in learners:
            if not line.name or line.name != line.name.strip() or not line.name.isprintable():
                raise WrongFileError("the learner's name is not valid")
            learners.add(line.id)
            hashes, has_begun, has_profile = set(), False, False
            yield Learner(line.id, line.name, line.is_guest, line.created)
        elif isinstance(line, _Profile) and learners and not (hashes or has_profile):
            has_profile = True
            yield line.profile
        elif isinstance(line, _Bank) and learners and not has_begun:
            hashes.add(line.content_hash)
            yield BankSnapshot(**msgspec.structs.asdict(line))
        elif isinstance(line, _Attempt) and line.id not in ids and line.content_hash in hashes:
            ids.add(line.id)
            open_, has_begun = line, True
        elif not isinstance(line, _End):
            raise WrongFileError("its parts are not in order")


def _event(line: _Event) -> tuple[Event, str]:
    try:
        (event,) = decode(bytes(line.event))
        return event, encode(event)
    except JournalError as error:
        raise WrongFileError("it has something in it that this version of Quizapp does not know") from error


def _lines(stream: BinaryIO) -> Iterator[_Head | _Profile | _Bank | _Attempt | _Event | _End]:
    """Read the lines of a learner's file, the last of which is `_End`."""
    size = count = version = 0
    digest = blake2b(digest_size=16)
    with gzip.GzipFile(fileobj=stream, mode="rb") as packed:
        while text := packed.readline(LONGEST_LINE + 1):
            size, count = size + len(text), count + 1
            if len(text) > LONGEST_LINE or size > MOST_BYTES:
                raise WrongFileError("there is too much in it")
            if count == 1:
                version = _version(text)
            line = _LINES.decode(text)
            if isinstance(line, _Head) and (line.version != version or (version == 1 and count > 1)):
                raise WrongFileError("its parts are not in order")
            yield line
            if isinstance(line, _End):
                if line.lines != count or packed.read(1):
                    raise WrongFileError("its end is not where it should be")
                if version > 1 and (line.checksum != digest.hexdigest() or not _is_packed_by_us(stream)):
                    raise WrongFileError("something in it was changed")
                return
            digest.update(text)
    raise WrongFileError("its end is missing")


def _is_packed_by_us(stream: BinaryIO) -> bool:
    """Tell whether a file begins as gzip does for us: its own checksum leaves that out."""
    stream.seek(0)
    return stream.read(len(_PACKED)) == _PACKED


class _Version(msgspec.Struct):
    line: str
    version: int


def _version(first: bytes) -> int:
    """Read the version of a learner's file from its first line."""
    head = msgspec.json.decode(first, type=_Version)
    if head.line != "quizapp-learner" or head.version < 1:
        raise WrongFileError("it does not begin like one")
    if head.version > FORMAT:
        raise QuizAppError("This file was written by a newer version of Quizapp.", "Update Quizapp.")
    return head.version


@contextmanager
def _told_of(source: Path) -> Iterator[None]:
    """Tell of whatever is wrong with a learner's file in one error."""
    try:
        yield
    except (ValueError, EOFError, zlib.error, gzip.BadGzipFile, RecursionError, MemoryError) as error:
        reason = error.said if isinstance(error, WrongFileError) else Message("what is in it cannot be read")
        raise QuizAppError(
            "{file} is not a learner's file from Quizapp, or is damaged: {reason}.",
            "Export the learner again. Nothing was changed here.",
            file=source,
            reason=reason,
        ) from error
    except OSError as error:
        raise QuizAppError(
            "{file} cannot be read: {reason}.",
            "Copy it to another place and try again.",
            file=source,
            reason=reason_of(error),
        ) from error


@contextmanager
def open_regular(source: Path) -> Iterator[BinaryIO]:
    """Open `source` for reading, unless it is a device or a pipe, which might never end."""
    if not stat.S_ISREG(os.stat(source).st_mode):
        raise WrongFileError("it is not an ordinary file")
    with source.open("rb") as stream:
        yield stream


def refuse_own(journal: Journal, path: Path) -> None:
    """Raise QuizAppError where `path` is the journal itself."""
    with suppress(OSError):
        if os.path.samefile(path, journal.file):
            raise QuizAppError("{file} is the journal itself.", "Choose another file.", file=path)
