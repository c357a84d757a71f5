"""The journal: what learners do is on the disk before the screen says so."""

import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, wait
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import msgspec

from quizapp.domain.attempt import Event, Started
from quizapp.storage.database import NOT_SAVED, JournalError, check, empty_log
from quizapp.storage.events import decode, encode, is_same, kind_of
from quizapp.storage.migrations import MIGRATIONS, Migration, backups_before
from quizapp.storage.writer import Writer

LONGEST_NAME = 100


class Learner(NamedTuple):
    """`created` is in seconds since the epoch."""

    id: str
    name: str
    is_guest: bool
    created: float


class AttemptRow(NamedTuple):
    """What a list shows of an attempt, without its events.

    `started` and `last_written` are in seconds since the epoch, by the computer's clock. `last_seq` is the number of
    its last event. `summary` is what `Journal.save_summary` kept of all events up to that one, or None.
    """

    id: str
    learner: str
    bank_id: str
    title: str
    content_hash: str
    started: float
    last_seq: int
    last_written: float
    submitted: bool
    summary: dict[str, Any] | None


class BankSnapshot(NamedTuple):
    """A bank as it was when it was taken: its YAML, and the files that it shows, by name."""

    content_hash: str
    bank_id: str
    title: str
    source: bytes
    files: dict[str, bytes]


def new_id() -> str:
    """An id that nothing else has: of a learner or an attempt."""
    return uuid4().hex


class Journal:
    """All that learners have done, in one file.

    What writes gives a future at once. It has its result when what was asked for is on the disk, and never before;
    otherwise it fails with a `QuizAppError`, which tells what to do. Its callbacks run on the thread that writes: they
    hand over, and do nothing themselves. Writes are done in the order in which they were asked for, and doing one
    twice is doing it once.

    What reads waits for the disk: it belongs on a thread of its own, any. It raises `JournalError`.

    Attributes:
        file: where it is.
        set_aside: where a damaged file was moved to, in whose place this one was begun; or None.

    Args:
        file: made if it is not there; its folder is.
        clock: seconds since the epoch, for what is told of when something was written.
        migrations: how the file comes to its newest version.
        writer: what writes, if not one that is made here.

    Raises:
        QuizAppError: it cannot be opened. Nothing was changed.
    """

    def __init__(
        self,
        file: Path,
        clock: Callable[[], float] = time.time,
        migrations: Sequence[Migration] = MIGRATIONS,
        writer: Writer | None = None,
    ) -> None:
        self.file = file
        self._clock = clock
        self.writer = writer or Writer(file, migrations)
        self.set_aside = self.writer.set_aside

    def close(self) -> None:
        """Wait until everything is written, and close the file."""
        self.writer.close()

    # learners

    def add_learner(self, name: str, is_guest: bool = False, id_: str | None = None) -> "Future[Learner]":
        """Add a learner; the name has to be free, unless it is a guest's."""
        learner = Learner(id_ or new_id(), name.strip(), is_guest, self._clock())

        def add(connection: sqlite3.Connection) -> Learner:
            kept = learner_in(connection, learner.id)
            if kept is not None:
                return kept
            _check_name(connection, learner)
            connection.execute("INSERT INTO learner VALUES (?, ?, ?, ?)", learner)
            return learner

        return self.writer.write(add)

    def rename_learner(self, learner: str, name: str) -> "Future[None]":
        """Give the learner another name, which has to be free. A guest who is given a name is none any longer."""

        def rename(connection: sqlite3.Connection) -> None:
            kept = known_learner(connection, learner)
            renamed = kept._replace(name=name.strip(), is_guest=False)
            _check_name(connection, renamed)
            connection.execute("UPDATE learner SET name = ?, is_guest = 0 WHERE id = ?", (renamed.name, learner))

        return self.writer.write(rename)

    def delete_learner(self, learner: str) -> "Future[None]":
        """Delete the learner with all attempts: all of it or nothing, and so that it is in none of our files.

        The copies that were made before the file came to a new version would have it still: they go as well.
        """

        def delete(connection: sqlite3.Connection) -> None:
            theirs = "(SELECT id FROM attempt WHERE learner = ?)"
            connection.execute("INSERT INTO departing VALUES (?)", (learner,))
            connection.execute(f"DELETE FROM summary WHERE attempt IN {theirs}", (learner,))
            connection.execute(f"DELETE FROM event WHERE attempt IN {theirs}", (learner,))
            connection.execute("DELETE FROM unfinished WHERE learner = ?", (learner,))
            connection.execute("DELETE FROM attempt WHERE learner = ?", (learner,))
            connection.execute("DELETE FROM learner WHERE id = ?", (learner,))
            connection.execute("DELETE FROM departing")

        def leave_nothing(connection: sqlite3.Connection) -> None:
            try:
                empty_log(connection)
                for copy in backups_before(self.file):
                    copy.unlink(missing_ok=True)
            except (sqlite3.Error, OSError) as error:
                raise JournalError(
                    f"Deleted, but traces may be left on the disk: {error}.",
                    "Close other programs that use the journal, and end this one: that clears them away.",
                ) from error

        return self.writer.write(delete, after=leave_nothing)

    def learners(self) -> tuple[Learner, ...]:
        """All learners, in the order in which they were added."""
        with self.writer.readers.lend() as connection:
            return learners_in(connection)

    # banks

    def keep_bank(
        self, content_hash: str, bank_id: str, title: str, source: bytes, files: Mapping[str, bytes] = {}
    ) -> "Future[None]":
        """Keep a bank as it is now, so that attempts at it can be shown when it has changed or is gone."""
        bank = BankSnapshot(content_hash, bank_id, title, source, dict(files))
        return self.writer.write(lambda connection: insert_bank(connection, bank))

    def bank(self, content_hash: str) -> BankSnapshot:
        """The bank that was kept. Raises JournalError where there is none."""
        with self.writer.readers.lend() as connection:
            return bank_in(connection, content_hash)

    def bank_source(self, content_hash: str) -> bytes:
        """The YAML of a bank that was kept. Raises JournalError where there is none."""
        return self.bank(content_hash).source

    # attempts

    def begin(
        self, attempt: str, learner: str, content_hash: str, started: Started, at: float | None = None
    ) -> "Future[None]":
        """Begin an attempt (its id is a `new_id`) at a bank that was kept; `started` is its event 0.

        It began `at` this time, in seconds since the epoch, which may be before it could be saved; now, if None.
        """
        now = self._clock()
        try:
            data = encode(started)
        except JournalError as error:
            return _failed(error)

        def write(connection: sqlite3.Connection) -> None:
            row = (attempt, learner, content_hash, started.bank_id)
            kept = connection.execute(
                "SELECT id, learner, content_hash, bank_id FROM attempt WHERE id = ?", (attempt,)
            ).fetchone()
            if kept is None:
                known_learner(connection, learner)
                if connection.execute("SELECT 1 FROM bank WHERE content_hash = ?", (content_hash,)).fetchone() is None:
                    raise JournalError(f"{NOT_SAVED}: the bank of this attempt was not kept.", "Begin it again.")
                connection.execute("INSERT INTO attempt VALUES (?, ?, ?, ?, ?)", (*row, now if at is None else at))
            elif kept != row:
                raise JournalError(f"{NOT_SAVED}: there is another attempt of this id.", "Begin it again.")
            insert_event(connection, attempt, 0, started, data, now)

        return self.writer.write(write)

    def append(self, attempt: str, seq: int, event: Event) -> "Future[None]":
        """Add event number `seq`, counted from 0 without a gap.

        The same event again changes nothing. Where earlier ones failed, they have to be given again before it.
        """
        now = self._clock()
        try:
            data = encode(event)
        except JournalError as error:
            return _failed(error)
        return self.writer.write(lambda connection: insert_event(connection, attempt, seq, event, data, now))

    def attempts(
        self, learner: str, limit: int | None = 50, before: AttemptRow | None = None, summary_version: int = 1
    ) -> tuple[AttemptRow, ...]:
        """The learner's attempts, the newest first: at most `limit`, those that come after `before` in this order."""
        where = "learner = ?"
        values: tuple[object, ...] = (learner,)
        if before is not None:
            where, values = f"{where} AND (started, id) < (?, ?)", (learner, before.started, before.id)
        return self._rows(
            f"SELECT * FROM attempt WHERE {where} ORDER BY started DESC, id DESC LIMIT ?",
            (*values, -1 if limit is None else limit),
            summary_version,
        )

    def unfinished(self, learner: str, summary_version: int = 1) -> tuple[AttemptRow, ...]:
        """The learner's attempts that were not submitted, the newest first."""
        return self._rows(
            "SELECT * FROM attempt WHERE id IN (SELECT attempt FROM unfinished WHERE learner = ?)",
            (learner,),
            summary_version,
        )

    def going_on(self, learner: str, idle: Iterable[type[Event]]) -> tuple[str, ...]:
        """The ids of the learner's attempts that can go on, the one that was written last first: those that are not
        submitted, hold an event that is none of the `idle` kinds, and were not set aside since they last went on.
        """
        kinds = [str(kind.__struct_config__.tag) for kind in idle]
        with self.writer.readers.lend() as connection:
            found = connection.execute(
                "SELECT attempt FROM unfinished JOIN event USING (attempt) WHERE learner = ? GROUP BY attempt"
                f" HAVING max(kind NOT IN ({', '.join('?' * len(kinds))}))"
                " AND max(iif(kind = 'set_aside', seq, -1)) <= max(iif(kind = 'resumed', seq, -1))"
                " ORDER BY max(written) DESC, attempt DESC",
                (learner, *kinds),
            ).fetchall()
        return tuple(attempt for (attempt,) in found)

    def attempt(self, attempt: str, summary_version: int = 1) -> AttemptRow:
        """One attempt. Raises JournalError where there is none of this id."""
        rows = self._rows("SELECT * FROM attempt WHERE id = ?", (attempt,), summary_version)
        if not rows:
            raise _no_attempt()
        return rows[0]

    def events(self, attempt: str) -> tuple[Event, ...]:
        """The events of an attempt; the place of each is its number. Raises JournalError where there is none."""
        with self.writer.readers.lend() as connection:
            found = connection.execute("SELECT data FROM event WHERE attempt = ? ORDER BY seq", (attempt,)).fetchall()
        if not found:
            raise _no_attempt()
        return decode(*(data for (data,) in found))

    def moments(self, attempt: str) -> tuple[float, ...]:
        """When each event of an attempt was written, in seconds since the epoch; the place of each is its number."""
        with self.writer.readers.lend() as connection:
            found = connection.execute(
                "SELECT written FROM event WHERE attempt = ? ORDER BY seq", (attempt,)
            ).fetchall()
        return tuple(written for (written,) in found)

    def ends(self, learner: str) -> dict[str, float]:
        """When each of the learner's attempts that are over was submitted, in seconds since the epoch."""
        with self.writer.readers.lend() as connection:
            found = connection.execute(
                "SELECT attempt, max(written) FROM event WHERE kind = 'submitted'"
                " AND attempt IN (SELECT id FROM attempt WHERE learner = ?) GROUP BY attempt",
                (learner,),
            ).fetchall()
        return dict(found)

    def settle(self) -> None:
        """Wait until all that was asked for so far is on the disk, or has failed."""
        wait([self.writer.write(lambda connection: None)])

    def save_summary(self, attempt: str, seq: int, version: int, data: Mapping[str, Any]) -> "Future[None]":
        """Keep what was computed from the events up to number `seq`, by the rules of `version`, to save doing it again.

        It is shown in `AttemptRow.summary` as long as `seq` is the last event and this version is asked for.
        """
        text = msgspec.json.encode(data).decode()

        def save(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO summary SELECT id, ?, ?, ? FROM attempt WHERE id = ? ON CONFLICT (attempt) DO UPDATE"
                " SET seq = excluded.seq, version = excluded.version, data = excluded.data"
                " WHERE excluded.seq >= summary.seq OR excluded.version <> summary.version",
                (seq, version, text, attempt),
            )

        return self.writer.write(save)

    def check(self) -> None:
        """Look through the whole file for damage: once in a while, when there is time.

        Raises:
            DamagedError: there is some. The next opening sets the file aside.
        """
        with self.writer.readers.lend() as connection:
            check(connection, self.file)

    def _rows(self, chosen: str, values: Sequence[object], summary_version: int) -> tuple[AttemptRow, ...]:
        with self.writer.readers.lend() as connection:
            found = connection.execute(
                "SELECT a.id, a.learner, a.bank_id, bank.title, a.content_hash, a.started, event.seq, event.written,"
                " NOT EXISTS (SELECT 1 FROM unfinished WHERE learner = a.learner AND attempt = a.id), summary.data"
                f" FROM ({chosen}) AS a JOIN bank USING (content_hash)"
                " JOIN event ON event.attempt = a.id AND event.seq = (SELECT max(seq) FROM event WHERE attempt = a.id)"
                " LEFT JOIN summary ON summary.attempt = a.id AND summary.seq = event.seq AND summary.version = ?"
                " ORDER BY a.started DESC, a.id DESC",
                (*values, summary_version),
            ).fetchall()
        return tuple(map(_row, found))


def _row(values: tuple[Any, ...]) -> AttemptRow:
    *known, submitted, summary = values
    return AttemptRow._make((*known, bool(submitted), None if summary is None else msgspec.json.decode(summary)))


def learners_in(connection: sqlite3.Connection) -> tuple[Learner, ...]:
    found = connection.execute("SELECT id, name, is_guest, created FROM learner ORDER BY created, rowid")
    return tuple(Learner(id_, name, bool(is_guest), created) for id_, name, is_guest, created in found)


def bank_in(connection: sqlite3.Connection, content_hash: str) -> BankSnapshot:
    """Raises JournalError where there is none."""
    found = connection.execute(
        "SELECT bank_id, title, source FROM bank WHERE content_hash = ?", (content_hash,)
    ).fetchone()
    if found is None:
        raise JournalError("This bank is not in the journal.", "Open the bank's file.")
    files = connection.execute("SELECT name, data FROM bank_file WHERE content_hash = ?", (content_hash,)).fetchall()
    bank_id, title, source = found
    try:
        return BankSnapshot(content_hash, bank_id, title, zlib.decompress(source), dict(files))
    except zlib.error as error:
        raise JournalError("This bank is damaged in the journal.", "Open the bank's file.") from error


def insert_bank(connection: sqlite3.Connection, bank: BankSnapshot) -> None:
    """Keep `bank`; one of this hash that is there already stays as it is."""
    done = connection.execute(
        "INSERT INTO bank VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (bank.content_hash, bank.bank_id, bank.title, zlib.compress(bank.source)),
    )
    if done.rowcount:
        connection.executemany(
            "INSERT INTO bank_file VALUES (?, ?, ?)", [(bank.content_hash, *file) for file in bank.files.items()]
        )


def insert_event(
    connection: sqlite3.Connection, attempt: str, seq: int, event: Event, data: str, written: float
) -> None:
    """Add `event`, which is `data` as JSON; nothing is changed where it is there.

    Raises:
        JournalError: there is another one of this number, or none of the number before it.
    """
    kept = connection.execute("SELECT data FROM event WHERE attempt = ? AND seq = ?", (attempt, seq)).fetchone()
    if kept is not None:
        if is_same(event, data, kept[0]):
            return
        raise JournalError(
            f"{NOT_SAVED}: something else was saved in this place (number {seq}).",
            "Leave this attempt, and resume it from the list: what was saved is there.",
        )
    if (seq == 0) != isinstance(event, Started):
        raise JournalError(f"{NOT_SAVED}: an attempt begins once.", "Begin it again.")
    last = connection.execute("SELECT max(seq) FROM event WHERE attempt = ?", (attempt,)).fetchone()[0]
    if last is None and seq:
        raise _no_attempt()
    if seq != (0 if last is None else last + 1):
        raise JournalError(f"{NOT_SAVED}: what was done before it is not saved yet.", "Try again.")
    connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", (attempt, seq, written, kind_of(event), data))


def learner_in(connection: sqlite3.Connection, id_: str) -> Learner | None:
    found = connection.execute("SELECT id, name, is_guest, created FROM learner WHERE id = ?", (id_,)).fetchone()
    return None if found is None else Learner(found[0], found[1], bool(found[2]), found[3])


def known_learner(connection: sqlite3.Connection, id_: str) -> Learner:
    learner = learner_in(connection, id_)
    if learner is None:
        raise JournalError("There is no such learner (any more).", "Choose another one.")
    return learner


def _check_name(connection: sqlite3.Connection, learner: Learner) -> None:
    """Raise JournalError where the name is none, or another learner's."""
    if not learner.name or len(learner.name) > LONGEST_NAME or not learner.name.isprintable():
        raise JournalError(
            f"This cannot be a name: it is empty, has more than {LONGEST_NAME} letters, or some that cannot be seen.",
            "Type another one.",
        )
    if not learner.is_guest and name_key(learner.name) in {
        name_key(other.name) for other in learners_in(connection) if other.id != learner.id and not other.is_guest
    }:
        raise JournalError(f"There is a learner named “{learner.name}” already.", "Choose that one, or another name.")


def name_key(name: str) -> str:
    """What two names have in common that a reader would take for the same."""
    from unicodedata import normalize  # here, as only naming needs it

    return normalize("NFKC", name).casefold()


def _no_attempt() -> JournalError:
    return JournalError("There is no such attempt (any more).", "Choose another one from the list.")


def _failed(error: JournalError) -> "Future[None]":
    future: Future[None] = Future()
    future.set_exception(error)
    return future
