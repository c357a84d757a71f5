"""Opening the journal and, where it is damaged, bringing over what can still be read in it into a new one."""

import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from quizapp.domain.event import Started
from quizapp.domain.people import LONGEST_NAME, Learner
from quizapp.errors import QuizAppError
from quizapp.storage.copies import set_aside
from quizapp.storage.database import reopen
from quizapp.storage.errors import SQLITE_ERRORS, DamagedError, JournalError
from quizapp.storage.events import decode, encode
from quizapp.storage.journal import Journal
from quizapp.storage.log import PAGE_SIZE, read_log
from quizapp.storage.merging import Imported, Part, StoredEvent, WholeAttempt, merge
from quizapp.storage.migrations import CHECKSUMS, MIGRATIONS, checksum, schema_in, schema_of, version_of
from quizapp.storage.rows import BankSnapshot

LOST_NAME = "Unknown learner"
"""The name of a learner of whom only attempts are left."""
LOST_LEARNER = "0" * 32
"""The id of that learner, where it is lost too."""


class Recovered(NamedTuple):
    """Counts the learners, attempts and events that were brought over, and the attempts that are not whole."""

    learners: int
    attempts: int
    events: int
    cut_short: int


def open_whole(file: Path, opened: Callable[[Path], Journal] = Journal) -> tuple[Journal, Recovered | None]:
    """Open the journal in `file` and look for damage in all of it.

    Where there is some, the file is set aside, a new one begun, and all brought over that is whole. Gives the
    journal, and what was brought over; None where nothing was damaged.

    Raises:
        QuizAppError: it cannot be opened.
    """
    journal = opened(file)
    try:
        journal.check()
    except DamagedError:
        journal.close()
        aside = set_aside(file, "damaged")
        journal = opened(file)
        journal.set_aside = aside
    except JournalError:  # such as a fault of the disk: what is done from now on can be kept all the same
        pass
    if journal.set_aside is None:
        return journal, None
    try:
        return journal, recover(journal, journal.set_aside)
    except QuizAppError:  # such as a full disk: all is still in the file that was set aside
        return journal, Recovered(0, 0, 0, 0)


def recover(journal: Journal, damaged: Path) -> Recovered:
    """Add to `journal` what can be read in `damaged`, which stays as it is: an attempt up to the first lost event.

    Doing it again adds nothing. What is in it counts as little as what is in any file: an event that cannot have
    been written by this program is lost, and so are those after it.

    Raises:
        QuizAppError: it could not be saved.
    """
    done: list[Imported] = []
    place = TemporaryDirectory(prefix=".quizapp-", dir=journal.file.parent, ignore_cleanup_errors=True)
    with place as folder, closing(_connect(_copy(damaged, Path(folder)))) as connection:
        found = _Damaged(connection)
        by_learner: dict[str, list[WholeAttempt]] = {}
        learners = {learner.id: learner for learner in found.learners()}
        for learner, attempt in found.attempts():
            by_learner.setdefault(learner, []).append(attempt)
        for id_ in dict.fromkeys((*learners, *by_learner)):
            parts: list[Part] = [learners.get(id_) or Learner(id_, LOST_NAME, False, 0.0)]
            banks: dict[str, BankSnapshot] = {}
            for attempt in by_learner.get(id_, ()):
                if attempt.content_hash not in banks:
                    banks[attempt.content_hash] = found.bank(attempt.content_hash, attempt.bank_id)
                    parts.append(banks[attempt.content_hash])
                if not banks[attempt.content_hash].source:
                    found.cut_short.add(attempt.id)
                parts.append(attempt)
            done += journal.writer.write(partial(merge, parts=parts)).result()
    attempts, events = sum(each.new_attempts for each in done), sum(each.new_events for each in done)
    return Recovered(len(done), attempts, events, len(found.cut_short))


def _connect(file: Path) -> sqlite3.Connection:
    """Open a damaged file for reading; no file is made beside it."""
    mode = "mode=ro" if Path(f"{file}-wal").exists() else "immutable=1"
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?{mode}", uri=True)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
        with suppress(*SQLITE_ERRORS):
            connection.execute(f"PRAGMA {pragma}")
    return connection


def _has_schema(file: Path) -> bool:
    """Tell whether the tables of a damaged file are known to it."""
    try:
        with closing(_connect(file)) as connection:
            return schema_in(connection) == schema_of(MIGRATIONS[: version_of(connection)])
    except SQLITE_ERRORS:
        return False


def _copy(damaged: Path, folder: Path) -> Path:
    """Copy a damaged file, with what is in its log, into `folder`. Gives the copy; `damaged`, if there is no room.

    Where its tables are not known to it, it gets the first page of a new journal, which has the schema: tables always
    begin at the same pages, as they are made in the same order.
    """
    copy, new = folder / "copy.db", folder / "new.db"
    try:
        shutil.copyfile(damaged, copy)
        pages = read_log(damaged).pages
        last = copy.stat().st_size // PAGE_SIZE + len(pages)
        _write_pages(copy, ((number, page) for number, page in pages if 0 < number <= last))
        if not _has_schema(copy):
            reopen(new, MIGRATIONS, checked=False).close()
            _write_pages(copy, [(1, new.read_bytes()[:PAGE_SIZE])])
    except (OSError, QuizAppError):
        return damaged
    return copy


def _write_pages(file: Path, pages: Iterable[tuple[int, bytes]]) -> None:
    with file.open("r+b") as stream:
        for number, page in pages:
            stream.seek((number - 1) * PAGE_SIZE)
            stream.write(page)
        stream.seek(28)
        stream.write(bytes(4))  # of how many pages the file is: of as many as there are


class _Damaged:
    """Reads a damaged file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.cut_short: set[str] = set()  # the attempts that are not there to their end, or without their bank
        self._checksum = "NULL"  # of version 1, which has none
        with suppress(*SQLITE_ERRORS):
            connection.execute("SELECT checksum FROM event LIMIT 0")
            self._checksum = "checksum"

    def _rows(self, table: str, *endings: str, values: tuple[object, ...] = ()) -> Iterator[tuple[bool, Any]]:
        """Read rows in the order of each of `endings` until it meets damage; each once, with whether it is whole."""
        seen: set[tuple[Any, ...]] = set()
        for ending in endings:
            with suppress(*SQLITE_ERRORS):
                query = f"SELECT {CHECKSUMS[table]}, {self._checksum} FROM {table} {ending}"
                for row in self._connection.execute(query, values):
                    if row not in seen:
                        seen.add(row)
                        yield row[-1] is None or row[-1] == checksum(*row[:-1]), row[:-1]

    def learners(self) -> Iterator[Learner]:
        """Read the learners; the name of one who is damaged is marked, and they are taken for no guest."""
        found = self._rows("learner", "NOT INDEXED ORDER BY rowid", "NOT INDEXED ORDER BY rowid DESC")
        for is_whole, (id_, name, is_guest, created) in found:
            is_name = isinstance(name, str) and bool(name.strip()) and name.isprintable()
            if not _is_id(id_):
                continue
            if is_whole and is_name and isinstance(created, float):
                yield Learner(id_, name, bool(is_guest), created)
            else:
                yield Learner(id_, f"{name.strip()[: LONGEST_NAME - 20]} (?)" if is_name else LOST_NAME, False, 0.0)

    def attempts(self) -> Iterator[tuple[str, WholeAttempt]]:
        """Read the attempts, each with the id of its learner."""
        seen: set[str] = set()
        # from both ends of the table, and by its index: damage in one of them does not hide what the others reach
        for is_whole, (id_, learner, content_hash, bank_id, started) in self._rows(
            "attempt",
            "NOT INDEXED ORDER BY rowid",
            "NOT INDEXED ORDER BY rowid DESC",
            "INDEXED BY attempt_newest ORDER BY learner, started",
            "INDEXED BY attempt_newest ORDER BY learner DESC, started DESC",
        ):
            if _is_id(id_) and id_ not in seen and (events := self._events(id_)):
                seen.add(id_)
                learner = learner if _is_id(learner) else LOST_LEARNER
                if is_whole and all(isinstance(value, str) for value in (content_hash, bank_id)):
                    yield learner, WholeAttempt(id_, content_hash, bank_id, float(started), events)
                else:
                    yield learner, _attempt_of(id_, events)
        for id_ in self._attempts_with_events():
            if _is_id(id_) and id_ not in seen and (events := self._events(id_)):
                seen.add(id_)
                self.cut_short.add(id_)
                yield LOST_LEARNER, _attempt_of(id_, events)

    def _attempts_with_events(self) -> Iterator[str]:
        for order in ("ORDER BY attempt", "ORDER BY attempt DESC"):
            with suppress(*SQLITE_ERRORS):
                yield from (id_ for (id_,) in self._connection.execute(f"SELECT DISTINCT attempt FROM event {order}"))

    def _events(self, attempt: str) -> tuple[StoredEvent, ...]:
        """Read the events of an attempt up to the first that is damaged or lost."""
        events: list[StoredEvent] = []
        self.cut_short.add(attempt)
        try:
            query = f"SELECT {CHECKSUMS['event']}, {self._checksum} FROM event WHERE attempt = ? ORDER BY seq"
            for *row, kept in self._connection.execute(query, (attempt,)):
                found, seq, written, _, data = row
                (event,) = decode(data)
                is_whole = found == attempt and (kept is None or kept == checksum(*row))  # else the order is damaged
                if not is_whole or seq != len(events) or isinstance(event, Started) == bool(events):
                    return tuple(events)
                events.append(StoredEvent(event, encode(event), float(written)))
            self.cut_short.discard(attempt)
        except (*SQLITE_ERRORS, JournalError, TypeError, ValueError):
            pass
        return tuple(events)

    def bank(self, content_hash: str, bank_id: str) -> BankSnapshot:
        """Read a bank; one that is damaged has no source, and a title where that can be read."""
        title, values = bank_id, (content_hash,)
        with suppress(*SQLITE_ERRORS, zlib.error, TypeError):
            for is_whole, bank in self._rows("bank", "WHERE content_hash = ?", values=values):
                title = bank[2] if isinstance(bank[2], str) else title
                files = list(self._rows("bank_file", "WHERE content_hash = ?", values=values))
                if is_whole and len(files) == bank[4] and all(is_file_whole for is_file_whole, _ in files):
                    source = zlib.decompress(bank[3])
                    return BankSnapshot(content_hash, bank[1], title, source, {file[1]: file[2] for _, file in files})
        return BankSnapshot(content_hash, bank_id, title, b"", {})


def _attempt_of(id_: str, events: tuple[StoredEvent, ...]) -> WholeAttempt:
    """Make an attempt of its events alone."""
    started = events[0].event
    assert isinstance(started, Started)
    return WholeAttempt(id_, started.content_hash, started.bank_id, events[0].written, events)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef")
