"""Adding to the journal what another one has of a learner: nothing that is here is changed or overwritten."""

import hashlib
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID, uuid5

from quizapp.domain.accommodation import LearnerProfile
from quizapp.domain.event import Event
from quizapp.domain.people import LONGEST_NAME, Learner, name_key
from quizapp.storage.events import is_same
from quizapp.storage.rows import (
    BankSnapshot,
    insert,
    insert_bank,
    insert_event,
    learner_in,
    learners_in,
)


class StoredEvent(NamedTuple):
    """An event, the same as JSON, and when it was written, in seconds since the epoch."""

    event: Event
    data: str
    written: float


class WholeAttempt(NamedTuple):
    """An attempt with all its events, in order."""

    id: str
    content_hash: str
    bank_id: str
    started: float
    events: tuple[StoredEvent, ...]


class Imported(NamedTuple):
    """Counts what was added of a learner: new attempts and events, and attempts that were all here before.

    `profile` is the one that came along; who keeps settings keeps it.
    """

    learner: Learner
    new_attempts: int = 0
    known_attempts: int = 0
    new_events: int = 0
    profile: LearnerProfile = LearnerProfile()


Part = Learner | LearnerProfile | BankSnapshot | WholeAttempt


def merge(connection: sqlite3.Connection, parts: Iterable[Part]) -> tuple[Imported, ...]:
    """Add `parts`: each learner, followed by their attempts; a bank comes before the attempts at it.

    A learner who is here already gets what is new; one who is not gets another name where theirs is taken. An attempt
    that went on in two ways is added as a second one.
    """
    done: list[Imported] = []
    for part in parts:
        if isinstance(part, Learner):
            done.append(Imported(_add_learner(connection, part)))
        elif isinstance(part, LearnerProfile):
            done[-1] = done[-1]._replace(profile=part)
        elif isinstance(part, BankSnapshot):
            insert_bank(connection, part)
        else:
            learner, new_attempts, known_attempts, new_events, profile = done[-1]
            is_new, added = _add_attempt(connection, learner.id, part)
            known_attempts += not added
            done[-1] = Imported(learner, new_attempts + is_new, known_attempts, new_events + added, profile)
    return tuple(done)


def _add_learner(connection: sqlite3.Connection, learner: Learner) -> Learner:
    kept = learner_in(connection, learner.id)
    if kept is not None:
        return kept
    taken = {name_key(other.name) for other in learners_in(connection)}
    name, number = learner.name, 2
    while not learner.is_guest and name_key(name) in taken:
        name, number = f"{learner.name[: LONGEST_NAME - 8]} ({number})", number + 1
    added = learner._replace(name=name)
    insert(connection, "learner", *added)
    return added


def _add_attempt(connection: sqlite3.Connection, learner: str, attempt: WholeAttempt) -> tuple[bool, int]:
    """Add an attempt; tells whether it was not here, and how many of its events were not."""
    id_, events = attempt.id, attempt.events
    row = (learner, attempt.content_hash, attempt.bank_id)
    kept = connection.execute("SELECT learner, content_hash, bank_id FROM attempt WHERE id = ?", (id_,)).fetchone()
    if kept is not None and not (kept == row and _goes_on(connection, attempt)):
        # Not a new one, so that it is the same if it is read again.
        digest = hashlib.blake2b("\n".join((learner, *(event.data for event in events))).encode()).hexdigest()
        id_ = uuid5(UUID(id_), digest).hex
        kept = connection.execute("SELECT 1 FROM attempt WHERE id = ?", (id_,)).fetchone()
    if kept is None:
        insert(connection, "attempt", id_, *row, attempt.started)
    (first,) = connection.execute("SELECT count(*) FROM event WHERE attempt = ?", (id_,)).fetchone()
    for seq, (event, data, written) in enumerate(events[first:], first):
        insert_event(connection, id_, seq, event, data, written)
    return kept is None, max(0, len(events) - first)


def _goes_on(connection: sqlite3.Connection, attempt: WholeAttempt) -> bool:
    """Tell whether what is here of the attempt is the beginning of `attempt`, or the other way round."""
    here = connection.execute("SELECT data FROM event WHERE attempt = ? ORDER BY seq", (attempt.id,))
    return all(is_same(kept.event, kept.data, data) for kept, (data,) in zip(attempt.events, here, strict=False))
