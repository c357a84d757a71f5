"""Finds who is learning on this computer, and where each of them can go on. All of it waits for the disk."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.attempt import Attempt, replay
from quizapp.domain.bank import Bank
from quizapp.domain.event import ModeName, SetAside
from quizapp.domain.people import Learner, name_key
from quizapp.errors import QuizAppError
from quizapp.services.assignment_places import AssignmentPlaces
from quizapp.services.bank_snapshot import has_changed, read_kept
from quizapp.services.library import Library
from quizapp.services.recording import IDLE
from quizapp.storage.journal import Journal, new_id
from quizapp.storage.merging import Imported
from quizapp.storage.rows import BankSnapshot
from quizapp.storage.transfer import import_learners

GUEST = "Guest"
"""The name in the journal of somebody who goes without one; the screen has its own word."""
_MOST_OFFERED = 9  # each of them is replayed when the program starts


class Unfinished(NamedTuple):
    """An attempt that can go on, at question `number` of how many. `when` it stopped is in seconds since the epoch."""

    attempt_id: str
    title: str
    mode: ModeName
    number: int
    questions: int
    when: float


class Present(NamedTuple):
    """Somebody who is learning now, and those who could be.

    `learners` are those with a name, in the order of their names. `unfinished` are the attempts of `learner` that can
    go on, the newest first, `older` the ids of those beyond the first few, and `finished` how many are over.
    `earlier_guest` is a guest who has not left, and is not `learner`; `left` is the attempt, if any, in whose middle
    they stopped.
    """

    learner: Learner
    learners: tuple[Learner, ...]
    unfinished: tuple[Unfinished, ...]
    finished: int
    earlier_guest: Learner | None = None
    left: Unfinished | None = None
    older: tuple[str, ...] = ()


class Resumable(NamedTuple):
    """An attempt that goes on, with its bank as it was; `started` is in seconds since the epoch.

    `has_changed` tells whether the library has another bank of this id by now.
    """

    attempt_id: str
    attempt: Attempt
    bank: Bank
    kept: BankSnapshot
    has_changed: bool
    started: float


def new_guest() -> Learner:
    """Somebody who is in no journal yet."""
    return Learner(new_id(), GUEST, True, 0.0)


def find_learner(journal: Journal, last: str) -> Learner:
    """Find who is learning when the program starts: the one of the id `last`, or a guest.

    A guest is the one who has not left, if there is one: who stopped in the middle, or whose program was killed.
    """
    learners = journal.learners()
    for learner in learners:
        if learner.id == last and not learner.is_guest:
            return learner
    return _last_guest(journal, learners) or new_guest()


def clear_guests(journal: Journal, learner: Learner, all_others: bool = False) -> None:
    """Delete the guests that are gone: those who have done nothing, and of the others all but the last one.

    With `all_others`, that one too, unless it is `learner`.
    """
    learners = journal.learners()
    last = None if all_others else _last_guest(journal, learners)
    for other in learners:
        if other.is_guest and other.id != learner.id and (last is None or other.id != last.id):
            delete_learner(journal, other.id)


def delete_learner(journal: Journal, learner: str) -> None:
    """Delete a learner with all attempts, and with what they have of assignments.

    Raises:
        QuizAppError: the journal refuses it, and nothing has changed; or files of assignments cannot be deleted.
    """
    journal.delete_learner(learner).result()
    AssignmentPlaces(journal.file.parent).forget(learner)


def learner_overview(journal: Journal, learner: Learner) -> Present:
    """Gather all that is to be known when `learner` is learning."""
    learners = journal.learners()
    learner = next((each for each in learners if each.id == learner.id), learner)
    named = sorted((each for each in learners if not each.is_guest), key=lambda each: each.name.casefold())
    guest = _last_guest(journal, learners)
    if guest is None or guest.id == learner.id:
        guest, left = None, None
    else:
        left = next(iter(unfinished(journal, guest)), None)
    finished = sum(row.submitted for row in journal.attempts(learner.id, limit=None))
    offered, older = _going_on(journal, learner)
    return Present(learner, tuple(named), offered, finished, guest, left, older)


def _last_guest(journal: Journal, learners: Sequence[Learner]) -> Learner | None:
    """The guest who came last and has done something: stopped in the middle, or not left, as the program was killed."""
    for each in reversed(learners):
        if each.is_guest and (any(row.submitted for row in journal.attempts(each.id)) or unfinished(journal, each)):
            return each
    return None


def unfinished(journal: Journal, learner: Learner) -> tuple[Unfinished, ...]:
    """List what `learner` can go on with: the newest first, the first few. What was only looked at is not worth it."""
    return _going_on(journal, learner)[0]


def _going_on(journal: Journal, learner: Learner) -> tuple[tuple[Unfinished, ...], tuple[str, ...]]:
    """List what `unfinished` gives, and the ids of all that there is beyond it."""
    found: list[Unfinished] = []
    ids = journal.going_on(learner.id, IDLE)
    for place, id_ in enumerate(ids):
        if len(found) == _MOST_OFFERED:
            return tuple(found), ids[place:]
        try:
            attempt, row = replay(journal.events(id_)), journal.attempt(id_)
        except QuizAppError:  # of a newer version: it is in the history
            continue
        if not attempt.started.assignment:  # which goes on from there
            found.append(unfinished_of(id_, row.title, attempt, row.last_written))
    return tuple(found), ()


def unfinished_of(attempt_id: str, title: str, attempt: Attempt, when: float) -> Unfinished:
    number = attempt.order.index(attempt.current) + 1
    return Unfinished(attempt_id, title, attempt.mode.name, number, len(attempt.order), when)


def find_attempt(journal: Journal, library: Library, attempt_id: str) -> Resumable:
    """Read all that is needed for going on with an attempt.

    Raises:
        QuizAppError: it, or its bank as it was, cannot be read.
    """
    attempt = replay(journal.events(attempt_id))
    kept = journal.bank(attempt.started.content_hash)
    started = journal.attempt(attempt_id).started
    bank = read_kept(kept).with_places_found()
    return Resumable(attempt_id, attempt, bank, kept, has_changed(library, bank), started)


def set_aside(journal: Journal, attempt_id: str) -> str:
    """Offer an attempt no longer; gives its id."""
    events = journal.events(attempt_id)
    journal.append(attempt_id, len(events), SetAside(at=replay(events).seconds)).result()
    return attempt_id


def count_attempts(journal: Journal, learner: Learner) -> int:
    """Count the attempts that are kept of `learner`, finished or not."""
    return len(journal.attempts(learner.id, limit=None))


def import_learner_file(journal: Journal, source: Path) -> tuple[Imported, ...]:
    """Import the learners in the file `source`, with banks that are what they are said to be.

    A guest is given a name: of a guest nothing would stay.

    Raises:
        QuizAppError: the file is none, or is damaged; nothing has changed.
    """
    return tuple(_with_name(journal, done) for done in import_learners(journal, source, _is_right))


def _with_name(journal: Journal, done: Imported) -> Imported:
    if not done.learner.is_guest:
        return done
    taken = {name_key(learner.name) for learner in journal.learners() if not learner.is_guest}
    names = (f"{GUEST} {number}" for number in count(1))
    name = next(name for name in names if name_key(name) not in taken)
    journal.rename_learner(done.learner.id, name).result()
    return done._replace(learner=done.learner._replace(name=name, is_guest=False))


def _is_right(kept: BankSnapshot) -> bool:
    try:
        return not kept.source or read_kept(kept).id == kept.bank_id
    except QuizAppError:
        return False
