"""A learner in one file, to take along; and the whole journal, to keep elsewhere.

A learner's file is JSON lines, compressed with gzip, in UTF-8: what is untrusted is never opened as a database. Each
line says what it is in its field `line`:

1. ``quizapp-learner``: the version of this format, and the learner: `id`, `name`, `is_guest`, `created`.
2. ``bank``, for each bank that the attempts are at: `content_hash`, `bank_id`, `title`, `source` (its YAML) and `files`
   (by name), both in Base64.
3. ``attempt``: `id`, `content_hash`, `bank_id`, `started`; after each, its events in their order as lines ``event``:
   `written`, and `event`, which is what the journal keeps.
4. ``end``: `lines`, how many there are with this one. A file without it was cut off.

Times are in seconds since the epoch. A later version of Quizapp reads all earlier versions of the format.
"""

import gzip
import io
import os
import shutil
import sqlite3
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TypeVar

import msgspec

from quizapp.domain.attempt import Event, Started
from quizapp.errors import QuizAppError
from quizapp.settings import write_whole
from quizapp.storage.database import (
    DamagedError,
    JournalError,
    free_name,
    reopen,
)
from quizapp.storage.events import decode, encode
from quizapp.storage.journal import LONGEST_NAME, BankSnapshot, Journal, Learner, bank_in, known_learner
from quizapp.storage.merging import Imported, StoredEvent, WholeAttempt, merge
from quizapp.storage.migrations import APPLICATION_ID, MIGRATIONS, backups_before, copy_to, sync, version_of

FORMAT = 1
LONGEST_LINE = 64_000_000
"""Bytes of one line: of a bank with its pictures."""
MOST_BYTES = 1_000_000_000
"""Of all lines together, not compressed."""
MOST_EVENTS = 200_000
"""Of one attempt."""

T = TypeVar("T")

_Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Word = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_Time = Annotated[float, msgspec.Meta(ge=0, le=1e11)]


class _Line(msgspec.Struct, frozen=True, kw_only=True, tag_field="line"):
    pass


class _Head(_Line, frozen=True, kw_only=True, tag="quizapp-learner"):
    version: int
    id: _Id
    name: Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)]
    is_guest: bool
    created: _Time


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


_LINES: "msgspec.json.Decoder[_Head | _Bank | _Attempt | _Event | _End]" = msgspec.json.Decoder(
    _Head | _Bank | _Attempt | _Event | _End
)


class _WrongFileError(ValueError):
    """What is wrong with a learner's file, for whoever made it."""


def export_learner(journal: Journal, learner: str, target: Path) -> None:
    """Write all that the journal has of a learner to `target`, whole or not at all; an old one is replaced.

    Raises:
        QuizAppError: there is no such learner, there is too much, or it cannot be written.
    """
    _refuse_own(journal, target)
    data = io.BytesIO()
    with journal.writer.readers.lend() as connection, gzip.GzipFile(fileobj=data, mode="wb", mtime=0) as packed:
        count = size = 0
        for line in _lines_of(connection, known_learner(connection, learner)):
            text = msgspec.json.encode(line)
            count, size = count + 1, size + len(text) + 1
            if size > MOST_BYTES or len(text) >= LONGEST_LINE:
                raise QuizAppError(f"{target} would be too large.", "Back up the whole journal instead.")
            packed.write(text + b"\n")
        packed.write(msgspec.json.encode(_End(lines=count + 1)) + b"\n")
    write_whole(target, data.getvalue())


def _lines_of(connection: sqlite3.Connection, learner: Learner) -> Iterator[_Line]:
    yield _Head(version=FORMAT, **learner._asdict())
    theirs = "SELECT DISTINCT content_hash FROM attempt WHERE learner = ? ORDER BY content_hash"
    for (content_hash,) in connection.execute(theirs, (learner.id,)).fetchall():
        yield _Bank(**bank_in(connection, content_hash)._asdict())
    attempts = connection.execute(
        "SELECT id, content_hash, bank_id, started FROM attempt WHERE learner = ? ORDER BY started, id", (learner.id,)
    ).fetchall()
    for id_, content_hash, bank_id, started in attempts:
        yield _Attempt(id=id_, content_hash=content_hash, bank_id=bank_id, started=started)
        for written, data in connection.execute(
            "SELECT written, data FROM event WHERE attempt = ? ORDER BY seq", (id_,)
        ):
            yield _Event(written=written, event=msgspec.Raw(data.encode()))


def import_learner(
    journal: Journal, source: Path, is_right: Callable[[BankSnapshot], bool] = lambda bank: True
) -> Imported:
    """Add what is in a learner's file. Nothing that is here is changed or overwritten.

    A learner who is here already gets what is new; one who is not gets another name where theirs is taken. An attempt
    that went on in two ways since it was exported is added as a second one.

    Args:
        is_right: whether a bank is the one that its content hash says.

    Raises:
        QuizAppError: the file is not one of a learner, or is damaged; nothing was changed.
    """
    with _told_of(source), _regular(source) as stream:
        for part in _read(stream):  # all of it, before anything is written
            if isinstance(part, BankSnapshot) and not is_right(part):
                raise _WrongFileError(f"the bank “{part.title[:60]}” is not the one that its mark says")

        def add(connection: sqlite3.Connection) -> Imported:
            with _told_of(source):
                return merge(connection, _read(stream))

        return journal.writer.write(add).result()


def _read(stream: BinaryIO) -> Iterator[Learner | BankSnapshot | WholeAttempt]:
    """What is in a learner's file, from its beginning to its end. Raises ValueError and what gzip raises."""
    stream.seek(0)
    lines = _lines(stream)
    head = next(lines)
    if not isinstance(head, _Head):
        raise _WrongFileError("it does not begin as one")
    if not head.name or head.name != head.name.strip() or not head.name.isprintable():
        raise _WrongFileError("the learner's name is none")
    yield Learner(head.id, head.name, head.is_guest, head.created)
    hashes: set[str] = set()
    ids: set[str] = set()
    open_: _Attempt | None = None
    events: list[StoredEvent] = []
    for line in lines:
        if isinstance(line, _Event):
            if open_ is None or len(events) >= MOST_EVENTS:
                raise _WrongFileError("an event is not in its place")
            event, data = _event(line)
            if isinstance(event, Started) == bool(events):
                raise _WrongFileError("an attempt does not begin as one")
            events.append(StoredEvent(event, data, line.written))
            continue
        if open_ is not None:
            if not events:
                raise _WrongFileError("an attempt has no events")
            yield WholeAttempt(open_.id, open_.content_hash, open_.bank_id, open_.started, tuple(events))
            open_, events = None, []
        if isinstance(line, _Bank) and not ids:
            hashes.add(line.content_hash)
            yield BankSnapshot(**msgspec.structs.asdict(line))
        elif isinstance(line, _Attempt) and line.id not in ids and line.content_hash in hashes:
            ids.add(line.id)
            open_ = line
        elif not isinstance(line, _End):
            raise _WrongFileError("its parts are not in order")


def _event(line: _Event) -> tuple[Event, str]:
    try:
        (event,) = decode(bytes(line.event))
        return event, encode(event)
    except JournalError as error:
        raise _WrongFileError("it has something in it that this version of Quizapp does not know") from error


def _lines(stream: BinaryIO) -> Iterator[_Head | _Bank | _Attempt | _Event | _End]:
    """The lines of a learner's file, the last of which is `_End`."""
    size = count = 0
    with gzip.GzipFile(fileobj=stream, mode="rb") as packed:
        while text := packed.readline(LONGEST_LINE + 1):
            size, count = size + len(text), count + 1
            if len(text) > LONGEST_LINE or size > MOST_BYTES:
                raise _WrongFileError("there is too much in it")
            if count == 1:
                _refuse_newer(text)
            line = _LINES.decode(text)
            yield line
            if isinstance(line, _End):
                if line.lines != count or packed.read(1):
                    raise _WrongFileError("its end is not where it says")
                return
    raise _WrongFileError("its end is missing")


class _Version(msgspec.Struct):
    line: str
    version: int


def _refuse_newer(first: bytes) -> None:
    head = msgspec.json.decode(first, type=_Version)
    if head.line == "quizapp-learner" and head.version > FORMAT:
        raise QuizAppError("This file was written by a newer version of Quizapp.", "Update Quizapp.")


@contextmanager
def _told_of(source: Path) -> Iterator[None]:
    """Tell of whatever is wrong with a learner's file in one error."""
    try:
        yield
    except (ValueError, EOFError, zlib.error, gzip.BadGzipFile, RecursionError, MemoryError) as error:
        reason = str(error) if isinstance(error, _WrongFileError) else "what is in it cannot be read"
        raise QuizAppError(
            f"{source} is not a learner's file of Quizapp, or is damaged: {reason}.",
            "Export the learner again. Nothing was changed here.",
        ) from error
    except OSError as error:
        raise QuizAppError(
            f"{source} cannot be read: {error.strerror or error}.", "Copy it to another place and try again."
        ) from error


@contextmanager
def _regular(source: Path) -> Iterator[BinaryIO]:
    """`source`, open for reading; a device or a pipe, which might never end, is not opened."""
    if not stat.S_ISREG(os.stat(source).st_mode):
        raise _WrongFileError("it is not an ordinary file")
    with source.open("rb") as stream:
        yield stream


def back_up(journal: Journal, target: Path) -> None:
    """Write the whole journal to one file, `target`, whole or not at all; an old one is replaced.

    Raises:
        QuizAppError: it cannot be written.
    """
    _refuse_own(journal, target)
    with journal.writer.readers.lend() as connection:
        copy_to(connection, target)


def restore(journal: Journal, source: Path) -> Path:
    """Put a backup in the place of the journal, once it is found to be whole. Gives where the present one now is.

    Raises:
        QuizAppError: it is not a backup of a journal, is damaged or of a newer version, or there is no room; the
            journal is as it was.
    """
    _refuse_own(journal, source)
    copy = journal.file.with_name(f"{journal.file.stem}.restoring")
    try:
        _clear(copy)
        with _told_of_backup(source):
            with _regular(source) as stream, copy.open("wb") as target:
                shutil.copyfileobj(stream, target, 1 << 20)
            _check_backup(copy, source)
            reopen(copy, MIGRATIONS, checked=True).close()
            sync(copy)
        return journal.writer.alone(lambda: _put_in_place(copy, journal.file)).result()
    finally:
        _clear(copy)


def _clear(copy: Path) -> None:
    for path in [*backups_before(copy), *(Path(f"{copy}{end}") for end in ("", "-wal", "-shm", "-journal"))]:
        with suppress(OSError):
            path.unlink()


def _check_backup(copy: Path, source: Path) -> None:
    """Raise where `copy`, which is of `source`, is not what our migrations make, or has a fault.

    So nothing in it runs when it is read: a trigger or a view that we did not write is not accepted.
    """
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
            connection.execute(f"PRAGMA {pragma}")
        version = version_of(connection)
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID or version < 1:
            raise DamagedError(f"{source} is not a backup of a journal of Quizapp.", "Choose another file.")
        if version > len(MIGRATIONS):
            raise QuizAppError(f"{source} was written by a newer version of Quizapp.", "Update Quizapp.")
        if _schema(connection) != _schema_of(version):
            raise DamagedError(f"{source} has something in it that is not of Quizapp.", "Choose another file.")
        sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        linked = connection.execute("PRAGMA foreign_key_check").fetchone() is None
        guarded = connection.execute("SELECT count(*) FROM departing").fetchone() == (0,)
        if not (sound and linked and guarded):
            raise DamagedError(f"{source} is damaged.", "Choose another file.")


def _schema(connection: sqlite3.Connection) -> set[tuple[Any, ...]]:
    return set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


def _schema_of(version: int) -> set[tuple[Any, ...]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for migration in MIGRATIONS[:version]:
            for statement in migration:
                connection.execute(statement)
        return _schema(connection)


@contextmanager
def _told_of_backup(source: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, _WrongFileError) as error:
        raise QuizAppError(
            f"{source} is not a backup of a journal of Quizapp, or is damaged.",
            "Choose another file. The journal is as it was.",
        ) from error
    except OSError as error:
        raise QuizAppError(
            f"{source} cannot be copied: {error.strerror or error}.", "Free some space or check the folder."
        ) from error


def _put_in_place(copy: Path, file: Path) -> Path:
    """Give `file`, which nobody has open, a second name, and its own to `copy`: at no moment is there no journal."""
    if os.path.exists(f"{file}-wal"):
        raise JournalError(f"Another program is using {file}.", "Close it, and try again.")
    aside = free_name(file, "replaced")
    try:
        try:
            os.link(file, aside)
        except OSError:  # a disk that knows no second name for a file
            shutil.copyfile(file, aside)
            sync(aside)
        sync(file.parent)
        os.replace(copy, file)
        sync(file.parent)
    except OSError as error:
        raise JournalError(
            f"{file} cannot be replaced: {error.strerror}.", "Free some space or check the folder."
        ) from error
    return aside


def _refuse_own(journal: Journal, path: Path) -> None:
    """Raise QuizAppError where `path` is the journal itself."""
    with suppress(OSError):
        if os.path.samefile(path, journal.file):
            raise QuizAppError(f"{path} is the journal itself.", "Choose another file.")
