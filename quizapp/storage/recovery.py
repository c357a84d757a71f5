"""What can still be read in a damaged journal, brought into the present one."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from quizapp.domain.attempt import Started
from quizapp.storage.database import JournalError
from quizapp.storage.events import decode, encode
from quizapp.storage.journal import BankSnapshot, Journal, Learner, bank_in
from quizapp.storage.merging import StoredEvent, WholeAttempt, merge


class Recovered(NamedTuple):
    """How many learners, attempts and events were brought over, and how many attempts are not there to their end."""

    learners: int
    attempts: int
    events: int
    cut_short: int


def recover(journal: Journal, damaged: Path) -> Recovered:
    """Add to `journal` what can be read in `damaged`, which stays as it is: an attempt up to the first lost event.

    Doing it again adds nothing. What is in it counts as little as what is in any file: an event that cannot have
    been written by this program is lost, and so are those after it.

    Raises:
        QuizAppError: it could not be saved.
    """
    learners = attempts = events = cut_short = 0
    with closing(sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
            with suppress(sqlite3.Error):
                connection.execute(f"PRAGMA {pragma}")
        for learner in _learners(connection):
            parts: list[Learner | BankSnapshot | WholeAttempt] = [learner]
            hashes: set[str] = set()
            for whole, is_cut in _attempts(connection, learner.id):
                if whole.content_hash not in hashes:
                    bank = _bank(connection, whole.content_hash)
                    if bank is None:
                        cut_short += 1
                        continue
                    hashes.add(whole.content_hash)
                    parts.append(bank)
                parts.append(whole)
                cut_short += is_cut
            done = journal.writer.write(lambda writing, parts=parts: merge(writing, parts)).result()  # type: ignore[misc]
            learners += 1
            attempts += done.new_attempts
            events += done.new_events
    return Recovered(learners, attempts, events, cut_short)


def _rows(connection: sqlite3.Connection, *queries: tuple[str, tuple[object, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows that each of the queries gives before it meets damage; each row once."""
    seen: set[tuple[Any, ...]] = set()
    for query, values in queries:
        with suppress(sqlite3.Error):
            for row in connection.execute(query, values):
                if row not in seen:
                    seen.add(row)
                    yield row


def _learners(connection: sqlite3.Connection) -> Iterator[Learner]:
    table = "SELECT id, name, is_guest, created FROM learner NOT INDEXED ORDER BY rowid"
    for id_, name, is_guest, created in _rows(connection, (table, ()), (f"{table} DESC", ())):
        if _is_id(id_) and isinstance(name, str) and name and name.isprintable() and isinstance(created, float):
            yield Learner(id_, name, bool(is_guest), created)


def _attempts(connection: sqlite3.Connection, learner: str) -> Iterator[tuple[WholeAttempt, bool]]:
    """The learner's attempts, and of each whether there were more events."""
    found = "SELECT id, content_hash, bank_id, started FROM attempt"
    # from both ends of the table, and by its index: damage in one of them does not hide what the others reach
    for id_, content_hash, bank_id, started in _rows(
        connection,
        (f"{found} NOT INDEXED WHERE learner = ? ORDER BY rowid", (learner,)),
        (f"{found} NOT INDEXED WHERE learner = ? ORDER BY rowid DESC", (learner,)),
        (f"{found} WHERE learner = ? ORDER BY started", (learner,)),
        (f"{found} WHERE learner = ? ORDER BY started DESC", (learner,)),
    ):
        texts = all(isinstance(value, str) for value in (content_hash, bank_id))
        if not _is_id(id_) or not texts or not isinstance(started, float):
            continue
        events: list[StoredEvent] = []
        is_cut = True
        try:
            for seq, written, data in connection.execute(
                "SELECT seq, written, data FROM event WHERE attempt = ? ORDER BY seq", (id_,)
            ):
                (event,) = decode(data)
                if seq != len(events) or isinstance(event, Started) == bool(events):
                    break
                events.append(StoredEvent(event, encode(event), float(written)))
            else:
                is_cut = False
        except (sqlite3.Error, JournalError, TypeError, ValueError):
            pass
        if events:
            yield WholeAttempt(id_, content_hash, bank_id, started, tuple(events)), is_cut


def _bank(connection: sqlite3.Connection, content_hash: str) -> BankSnapshot | None:
    try:
        return bank_in(connection, content_hash)
    except (sqlite3.Error, JournalError, TypeError, zlib.error):
        return None


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef")
