"""The journal: what learners do is on the disk before the screen says so."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, wait
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from quizapp.domain.event import Event, Started
from quizapp.domain.people import LONGEST_NAME, Learner, name_key
from quizapp.storage import rows
from quizapp.storage.checking import check_all
from quizapp.storage.copies import backups_before
from quizapp.storage.database import empty_log
from quizapp.storage.errors import JournalError
from quizapp.storage.events import decode, encode
from quizapp.storage.migrations import MIGRATIONS, Migration
from quizapp.storage.rows import AttemptRow, BankSnapshot
from quizapp.storage.writer import NoWriter, Writer


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

    `file` is made if it is not there; its folder is. `clock` gives seconds since the epoch. `set_aside` is where a
    damaged file was moved to, in whose place this one was begun; or None.

    Raises:
        QuizAppError: it cannot be opened. Nothing was changed.
    """

    def __init__(
        self,
        file: Path,
        clock: Callable[[], float] = time.time,
        migrations: Sequence[Migration] = MIGRATIONS,
        writer: Writer | NoWriter | None = None,
    ) -> None:
        self.file = file
        self._clock = clock
        self._migrations = migrations
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
            kept = rows.learner_in(connection, learner.id)
            if kept is None:
                _check_name(connection, learner)
                rows.insert(connection, "learner", *learner)
            return kept or learner

        return self.writer.write(add)

    def rename_learner(self, learner: str, name: str) -> "Future[None]":
        """Give the learner another name, which has to be free. A guest who is given a name is none any longer."""

        def rename(connection: sqlite3.Connection) -> None:
            renamed = rows.known_learner(connection, learner)._replace(name=name.strip(), is_guest=False)
            _check_name(connection, renamed)
            rows.rename_learner(connection, renamed)

        return self.writer.write(rename)

    def delete_learner(self, learner: str) -> "Future[None]":
        """Delete the learner with all attempts, and the banks that nobody else has taken: all of it or nothing.

        What was there is overwritten, and the copies that were made before the file came to a new version go as well.
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
            rows.delete_unused_banks(connection)

        def leave_nothing(connection: sqlite3.Connection) -> None:
            try:
                empty_log(connection)
                for copy in backups_before(self.file):
                    copy.unlink(missing_ok=True)
            except (sqlite3.Error, OSError) as error:
                raise JournalError(
                    "Deleted, but traces may be left on the disk: {reason}.",
                    "Close other programs that use the journal, and then this one: that clears the traces away.",
                    reason=error,
                ) from error

        return self.writer.write(delete, after=leave_nothing)

    def learners(self) -> tuple[Learner, ...]:
        """All learners, in the order in which they were added."""
        with self.writer.readers.lend() as connection:
            return rows.learners_in(connection)

    # banks

    def keep_bank(
        self, content_hash: str, bank_id: str, title: str, source: bytes, files: Mapping[str, bytes] = {}
    ) -> "Future[None]":
        """Keep a bank as it is now, so that attempts at it can be shown when it has changed or is gone."""
        bank = BankSnapshot(content_hash, bank_id, title, source, dict(files))
        return self.writer.write(lambda connection: rows.insert_bank(connection, bank))

    def bank(self, content_hash: str) -> BankSnapshot:
        """The bank that was kept. Raises JournalError where there is none."""
        with self.writer.readers.lend() as connection:
            return rows.bank_in(connection, content_hash)

    # attempts

    def begin(
        self, attempt: str, learner: str, content_hash: str, started: Started, at: float | None = None
    ) -> "Future[None]":
        """Begin an attempt (its id is a `new_id`) at a bank that was kept; `started` is its event 0.

        It began `at` this time, in seconds since the epoch, which may be before it could be saved; now, if None.
        """
        now = self._clock()

        def write(connection: sqlite3.Connection) -> None:
            row = (attempt, learner, content_hash, started.bank_id)
            kept = connection.execute(
                "SELECT id, learner, content_hash, bank_id FROM attempt WHERE id = ?", (attempt,)
            ).fetchone()
            if kept is None:
                rows.known_learner(connection, learner)
                if connection.execute("SELECT 1 FROM bank WHERE content_hash = ?", (content_hash,)).fetchone() is None:
                    raise JournalError("Not saved: the bank of this attempt was not kept.", "Begin it again.")
                rows.insert(connection, "attempt", *row, now if at is None else at)
            elif kept != row:
                raise JournalError("Not saved: there is another attempt with this id.", "Begin it again.")
            rows.insert_event(connection, attempt, 0, started, encode(started), now)

        return self.writer.write(write)

    def append(self, attempt: str, seq: int, event: Event) -> "Future[None]":
        """Add event number `seq`, counted from 0 without a gap.

        The same event again changes nothing. Where earlier ones failed, they have to be given again before it.
        """
        now = self._clock()
        return self.writer.write(
            lambda connection: rows.insert_event(connection, attempt, seq, event, encode(event), now)
        )

    def attempts(
        self, learner: str, limit: int | None = None, before: AttemptRow | None = None, summary_version: int = 1
    ) -> tuple[AttemptRow, ...]:
        """The learner's attempts, the newest first: those that come after `before` in this order, at most `limit`."""
        where = "learner = ?"
        values: tuple[object, ...] = (learner,)
        if before is not None:
            where, values = f"{where} AND (started, id) < (?, ?)", (learner, before.started, before.id)
        return self._rows(
            f"SELECT * FROM attempt WHERE {where} ORDER BY started DESC, id DESC LIMIT ifnull(?, -1)",
            (*values, limit),
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
        found = self._rows("SELECT * FROM attempt WHERE id = ?", (attempt,), summary_version)
        if not found:
            raise rows.no_attempt()
        return found[0]

    def events(self, attempt: str) -> tuple[Event, ...]:
        """Read the events of an attempt; the place of each is its number.

        Raises:
            JournalError: there is no such attempt, or something in it is damaged.
        """
        return decode(*(data for _, _, data in self._stored(attempt)))

    def moments(self, attempt: str) -> tuple[float, ...]:
        """Tell when each event of an attempt was written, in seconds since the epoch, in their order."""
        return tuple(written for _, written, _ in self._stored(attempt))

    def _stored(self, attempt: str) -> list[tuple[int, float, str]]:
        with self.writer.readers.lend() as connection:
            found = list(rows.events_in(connection, attempt))
        if not found:
            raise rows.no_attempt()
        return found

    def ends(self, learner: str) -> dict[str, float]:
        """Tell when each of the learner's attempts that are over was submitted, in seconds since the epoch."""
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
        return self.writer.write(lambda connection: rows.save_summary(connection, attempt, seq, version, text))

    def check(self) -> None:
        """Look for damage anywhere in the file.

        Raises:
            DamagedError: there is some.
        """
        with self.writer.readers.lend() as connection:
            check_all(connection, self.file, self._migrations)

    def _rows(self, chosen: str, values: Sequence[object], summary_version: int) -> tuple[AttemptRow, ...]:
        with self.writer.readers.lend() as connection:
            return rows.attempt_rows(connection, chosen, values, summary_version)


def _check_name(connection: sqlite3.Connection, learner: Learner) -> None:
    """Raise JournalError where the name is none, or another learner's."""
    if not learner.name or len(learner.name) > LONGEST_NAME or not learner.name.isprintable():
        raise JournalError(
            "This cannot be a name: it is empty, has more than {most} letters, or some that cannot be seen.",
            "Type another one.",
            most=LONGEST_NAME,
        )
    if not learner.is_guest and name_key(learner.name) in {
        name_key(other.name) for other in rows.learners_in(connection) if other.id != learner.id and not other.is_guest
    }:
        raise JournalError(
            "There is a learner named “{name}” already.", "Choose that one, or another name.", name=learner.name
        )
