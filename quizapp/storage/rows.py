"""Rows of the journal, as they are written and read: each with its checksum."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from quizapp.domain.event import Event, Started
from quizapp.domain.people import Learner
from quizapp.storage.errors import START_AGAIN, DamagedError, JournalError
from quizapp.storage.events import is_same, kind_of
from quizapp.storage.migrations import CHECKSUMS, checksum


class AttemptRow(NamedTuple):
    """An attempt as a list shows it, without its events.

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
    """A bank as it was when it was taken: its YAML, and the files that it shows, by name.

    `source` is empty where damage has destroyed it.
    """

    content_hash: str
    bank_id: str
    title: str
    source: bytes
    files: Mapping[str, bytes]


_NO_SOURCE = zlib.compress(b"")


def whole(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Give `rows` without their checksums, which come last.

    Raises:
        DamagedError: one does not fit.
    """
    for *values, kept in rows:
        if checksum(*values) != kept:
            raise damaged()
        yield tuple(values)


def select(
    connection: sqlite3.Connection, table: str, ending: str = "", values: Sequence[object] = ()
) -> Iterator[tuple[Any, ...]]:
    """Read rows of `table`, by the rest of a query with `values`: what `CHECKSUMS` names of each.

    Raises:
        DamagedError: one does not fit its checksum.
    """
    return whole(connection.execute(f"SELECT {CHECKSUMS[table]}, checksum FROM {table} {ending}", values))


def insert(connection: sqlite3.Connection, table: str, *values: Any) -> None:
    """Add a row with these values, and its checksum, to `table`."""
    marks = ", ".join("?" * (len(values) + 1))
    connection.execute(f"INSERT INTO {table} VALUES ({marks})", (*values, checksum(*values)))


# learners


def learners_in(connection: sqlite3.Connection) -> tuple[Learner, ...]:
    """Read all learners, in the order in which they were added."""
    return tuple(map(_learner, select(connection, "learner", "ORDER BY created, rowid")))


def learner_in(connection: sqlite3.Connection, id_: str) -> Learner | None:
    """Read one learner; None where there is none of this id."""
    return next(map(_learner, select(connection, "learner", "WHERE id = ?", (id_,))), None)


def _learner(values: tuple[Any, ...]) -> Learner:
    id_, name, is_guest, created = values
    return Learner(id_, name, bool(is_guest), created)


def known_learner(connection: sqlite3.Connection, id_: str) -> Learner:
    """Read one learner. Raises JournalError where there is none of this id."""
    learner = learner_in(connection, id_)
    if learner is None:
        raise JournalError("There is no such learner anymore.", "Choose another one.")
    return learner


def rename_learner(connection: sqlite3.Connection, learner: Learner) -> None:
    """Give the learner of this id the name of `learner`, who may be a guest no longer."""
    values = (learner.name, learner.is_guest, checksum(*learner), learner.id)
    connection.execute("UPDATE learner SET name = ?, is_guest = ?, checksum = ? WHERE id = ?", values)


# banks


def bank_in(connection: sqlite3.Connection, content_hash: str) -> BankSnapshot:
    """Read a bank.

    Raises:
        JournalError: there is none of this hash, or it is damaged.
    """
    found, files = (
        list(select(connection, table, "WHERE content_hash = ?", (content_hash,))) for table in ("bank", "bank_file")
    )
    if not found:
        raise JournalError("This bank is not in the journal.", "Open the bank's file.")
    _, bank_id, title, source, _ = found[0]
    return BankSnapshot(content_hash, bank_id, title, zlib.decompress(source), {name: data for _, name, data in files})


def insert_bank(connection: sqlite3.Connection, bank: BankSnapshot) -> None:
    """Keep `bank`; one of this hash that is there already stays as it is, unless its source was lost."""
    values = (bank.content_hash, bank.bank_id, bank.title, zlib.compress(bank.source))
    done = connection.execute(
        "INSERT INTO bank VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET title = excluded.title,"
        " bank_id = excluded.bank_id, source = excluded.source, checksum = excluded.checksum WHERE source = ?",
        (*values, checksum(*values, len(bank.files)), _NO_SOURCE),
    )
    if done.rowcount:
        for name, data in bank.files.items():
            insert(connection, "bank_file", bank.content_hash, name, data)


def delete_unused_banks(connection: sqlite3.Connection) -> None:
    """Delete the banks that no attempt refers to."""
    for table in ("bank_file", "bank"):
        connection.execute(f"DELETE FROM {table} WHERE content_hash NOT IN (SELECT content_hash FROM attempt)")


# attempts


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
            "Not saved: something else was saved in this place (number {seq}).",
            "Leave this attempt, and resume it from the list: what was saved is there.",
            seq=seq,
        )
    if (seq == 0) != isinstance(event, Started):
        raise JournalError("Not saved: an attempt begins once.", "Begin it again.")
    (last,) = connection.execute("SELECT max(seq) FROM event WHERE attempt = ?", (attempt,)).fetchone()
    if last is None and seq:
        raise no_attempt()
    if seq != (0 if last is None else last + 1):
        raise JournalError("Not saved: what was done before it is not saved yet.", "Try again.")
    insert(connection, "event", attempt, seq, written, kind_of(event), data)


def events_in(connection: sqlite3.Connection, attempt: str) -> Iterator[tuple[int, float, str]]:
    """Read the number of each event of an attempt, when it was written, and the event as JSON.

    Raises:
        DamagedError: one is not as it was written, or those after it are lost.
    """
    found = select(connection, "event", "WHERE attempt = ? ORDER BY seq", (attempt,))
    for number, (_, seq, written, _, data) in enumerate(found):
        if seq != number:
            raise damaged()
        yield seq, written, data


def save_summary(connection: sqlite3.Connection, attempt: str, seq: int, version: int, data: str) -> None:
    """Keep a summary, unless there is a later one of this version, or no such attempt."""
    values = (attempt, seq, version, data)
    connection.execute(
        "INSERT INTO summary SELECT id, ?, ?, ?, ? FROM attempt WHERE id = ? ON CONFLICT (attempt) DO UPDATE"
        " SET seq = excluded.seq, version = excluded.version, data = excluded.data, checksum = excluded.checksum"
        " WHERE excluded.seq >= summary.seq OR excluded.version <> summary.version",
        (seq, version, data, checksum(*values), attempt),
    )


def attempt_rows(
    connection: sqlite3.Connection, chosen: str, values: Iterable[object], summary_version: int
) -> tuple[AttemptRow, ...]:
    """Read the attempts that the query `chosen` of all columns finds with `values`, the newest first.

    Raises:
        DamagedError: one is not as it was written, or what belongs to it is lost.
    """
    found = connection.execute(
        "SELECT a.*, bank.title, event.seq, event.written,"
        " NOT EXISTS (SELECT 1 FROM unfinished WHERE learner = a.learner AND attempt = a.id),"
        " summary.seq, summary.version, CAST(summary.data AS BLOB), summary.checksum"
        f" FROM ({chosen}) AS a LEFT JOIN bank USING (content_hash)"
        " LEFT JOIN event ON event.attempt = a.id AND event.seq = (SELECT max(seq) FROM event WHERE attempt = a.id)"
        " LEFT JOIN summary ON summary.attempt = a.id AND summary.seq = event.seq AND summary.version = ?"
        " ORDER BY a.started DESC, a.id DESC",
        (*values, summary_version),
    )
    rows = []
    for id_, learner, content_hash, bank_id, started, kept, title, seq, written, submitted, *summary in found:
        if checksum(id_, learner, content_hash, bank_id, started) != kept or title is None or seq is None:
            raise damaged()
        known = (id_, learner, bank_id, title, content_hash, started, seq, written, bool(submitted))
        rows.append(AttemptRow(*known, _summary(id_, *summary)))
    return tuple(rows)


def _summary(attempt: str, seq: int | None, version: int, data: bytes, kept: int) -> dict[str, Any] | None:
    """Read a summary; None where there is none, or it is damaged."""
    if seq is None or checksum(attempt, seq, version, data) != kept:
        return None
    try:
        return dict(msgspec.json.decode(data))
    except (ValueError, TypeError):
        return None


def damaged() -> DamagedError:
    """Make the error that tells of a row that is not as it was written."""
    return DamagedError("Something in the journal is not as it was written: the disk has damaged it.", START_AGAIN)


def no_attempt() -> JournalError:
    """Make the error that tells of an attempt that is not there."""
    return JournalError("There is no such attempt anymore.", "Choose another one from the list.")
