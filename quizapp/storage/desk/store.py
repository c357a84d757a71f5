"""The desk's records: classes, assignments, what was handed in, and what the teacher did with it."""

import os
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import sqlalchemy as sa

from quizapp.domain.assignment import Received, Submission
from quizapp.domain.desk_entry import Collected, Entry
from quizapp.storage.desk.assignments import AssignmentTables
from quizapp.storage.desk.classes import new_id
from quizapp.storage.desk.database import Database, open_address, open_file
from quizapp.storage.desk.errors import DeskChangedError, DeskError, damaged
from quizapp.storage.desk.records import (
    Arrival,
    Arrived,
    KnownFile,
    OwnKeys,
    Signer,
    SignerState,
    as_json,
    checked,
    entry_columns,
    read_entry,
    read_parts,
    submission_data,
)
from quizapp.storage.desk.role import make_role
from quizapp.storage.desk.schema import assignment, desk, entry, learner, phrase, signer, submission
from quizapp.storage.migrations import checksum

_KEY = 32
_COLUMNS = (
    submission.c.digest,
    submission.c.assignment,
    submission.c.learner,
    submission.c.name,
    submission.c.number,
    submission.c.handed_in,
    submission.c.received,
    submission.c.signer,
    submission.c.data,
)


class DeskStore(AssignmentTables):
    """All records of one desk. Each method is one transaction, waits for the database, and may run on any thread.

    What writes can be done again when it fails: what is there already is not added twice.

    Attributes:
        where: the place of the database, in words that can be shown.
    """

    def __init__(self, database: Database, desk: str) -> None:
        super().__init__(database, desk)
        self.where = database.where

    def close(self) -> None:
        """Close all connections to the database."""
        self.database.close()

    # the desk itself

    def keys(self) -> OwnKeys:
        """Read the keys of the desk. Raises DeskError where it has been deleted."""
        of_keys = (desk.c.id, desk.c.signing_seed, desk.c.box_secret, desk.c.password_hash, desk.c.recovery_hash)
        chosen = sa.select(*of_keys, desk.c.login)
        with self.database.reading() as connection:
            row = connection.execute(chosen.where(desk.c.id == self.desk)).first()
        if row is None:
            raise DeskError("There is no such desk (any more).", "Open it again.")
        keys = OwnKeys(*row)
        if not len(keys.signing_seed) == len(keys.box_secret) == _KEY:
            raise damaged()
        return keys

    def set_password(self, password_hash: str, recovery_hash: str) -> None:
        """Keep the hashes of a new password and of the code that takes it off; both empty for no password."""
        values = {"password_hash": password_hash, "recovery_hash": recovery_hash}
        with self.database.writing(self.desk) as connection:
            connection.execute(sa.update(desk).where(desk.c.id == self.desk).values(values))

    # what was handed in

    def known(self, digests: Iterable[str]) -> dict[str, KnownFile]:
        """Find those of `digests` whose files are here, with what a list shows of them."""
        wanted = list(digests)
        columns = submission.c
        chosen = sa.select(columns.digest, columns.assignment, columns.learner, columns.name, columns.handed_in).where(
            columns.desk == self.desk, columns.digest.in_(wanted)
        )
        with self.database.reading() as connection:
            rows = connection.execute(chosen).all() if wanted else []
        return {row.digest: KnownFile(*row) for row in rows}

    def add_submissions(self, arrivals: Sequence[Arrival], who: str) -> tuple[Arrived, ...]:
        """Keep what has come in, and enter as collected what is new and signed by a key that is accepted.

        The first key of a learner is accepted; whatever is signed by another one is kept and waits for the teacher.
        All of `arrivals` are kept or none; one that is here already changes nothing, whichever desk brought it.

        Raises:
            DeskError: an assignment is not of this desk, or it fails; nothing was changed.
        """
        with self.database.writing(self.desk) as connection:
            new = self._write_submissions(connection, arrivals)
            named = {received.submission.learner for received, _ in arrivals}
            signers = _Signers(self._signers(connection, named).values())
            learners = self._learner_ids(connection, named)
            outcome: list[Arrived] = []
            entries: list[tuple[str, Entry]] = []
            for received, _ in arrivals:
                is_new = received.digest in new
                new.discard(received.digest)
                given = received.submission.learner
                state = signers.state(given, received) if given in learners else None
                outcome.append(Arrived(is_new, state or ""))
                if is_new and state == "accepted":
                    collected = Collected(at=received.received, who=who, learner=given, submission=received.digest)
                    entries.append((received.submission.assignment, collected))
            if signers.new:
                self._write_signers(connection, signers.new)
            self._append(connection, entries, all_new=True)
        return tuple(outcome)

    def add_submission(self, arrival: Arrival, who: str) -> Arrived:
        """Keep one submission, as `add_submissions` does."""
        return self.add_submissions([arrival], who)[0]

    def add_own_submission(self, arrival: Arrival, who: str, why: str) -> None:
        """Keep a submission that the desk itself made for a learner, and enter it as collected, for this reason.

        The desk's key is none of the learner's: it is not remembered as one.

        Raises:
            DeskError: there is no such assignment or learner, or it fails; nothing was changed.
        """
        received = arrival.received
        given = received.submission.learner
        with self.database.writing(self.desk) as connection:
            if given not in self._learner_ids(connection, {given}):
                raise DeskError("Not saved: there is no such learner (any more).", "Choose another one.")
            if self._write_submissions(connection, [arrival]):
                found = Collected(at=received.received, who=who, why=why, learner=given, submission=received.digest)
                self._append(connection, [(received.submission.assignment, found)])

    def submissions(self, assignment_id: str, *, with_parts: bool = True) -> tuple[Received, ...]:
        """Read all that was handed in for an assignment, in the order in which it came in.

        Without `with_parts` the answers are left out, which is much quicker with many.

        Raises:
            DeskError: one is not as it was written, or of a newer version.
        """
        chosen = sa.select(*_COLUMNS, submission.c.checksum).where(
            submission.c.desk == self.desk, submission.c.assignment == assignment_id
        )
        with self.database.reading() as connection:
            rows = connection.execute(chosen.order_by(submission.c.received, submission.c.digest)).all()
        found = []
        for *values, kept in rows:
            checked(kept, *values)
            digest, of, given, name, number, handed_in, received, key, data = values
            handed = Submission(of, given, name, number, handed_in, read_parts(data) if with_parts else {})
            found.append(Received(handed, digest, key, received))
        return tuple(found)

    def handed_in(self, assignment_id: str) -> tuple[tuple[str, int, float], ...]:
        """Read which learner has handed in, as which number and when: of all submissions that were entered."""
        chosen = (
            sa.select(entry.c.learner, submission.c.number, submission.c.handed_in)
            .join(submission, sa.and_(submission.c.desk == entry.c.desk, submission.c.digest == entry.c.submission))
            .where(entry.c.desk == self.desk, entry.c.assignment == assignment_id, entry.c.learner != "")
        )
        with self.database.reading() as connection:
            return tuple((learner, number, at) for learner, number, at in connection.execute(chosen))

    def submitted_file(self, digest: str) -> bytes:
        """Read the bytes of a file as they were handed in. Raises DeskError where it is not here."""
        chosen = sa.select(submission.c.file).where(submission.c.desk == self.desk, submission.c.digest == digest)
        with self.database.reading() as connection:
            file = connection.execute(chosen).scalar()
        if file is None:
            raise DeskError("This submission is not on the desk (any more).", "Collect it again.")
        return bytes(file)

    def match(self, assignment_id: str, digest: str, learner_id: str, at: float, who: str, why: str = "") -> None:
        """Count a submission, handed in under a name that is not on the list, as that of a learner.

        Raises:
            DeskError: there is no such submission or learner; nothing was changed.
        """
        with self.database.writing(self.desk) as connection:
            chosen = sa.select(submission.c.signer).where(
                submission.c.desk == self.desk,
                submission.c.digest == digest,
                submission.c.assignment == assignment_id,
            )
            key = connection.execute(chosen).scalar()
            if key is None or not self._learner_ids(connection, {learner_id}):
                raise DeskError("There is no such submission or learner (any more).", "Choose another one.")
            self._write_signers(connection, [Signer(learner_id, key, at, "accepted")])
            found = Collected(at=at, who=who, why=why, learner=learner_id, submission=digest)
            self._append(connection, [(assignment_id, found)])

    # who signs

    def signers(self) -> tuple[Signer, ...]:
        """Read the keys that learners' files were signed with, in the order in which they were first seen."""
        with self.database.reading() as connection:
            return tuple(self._signers(connection).values())

    def signed_by(self, learner_id: str, key: str) -> tuple[tuple[str, str], ...]:
        """Find the submissions of a learner that `key` signed: the assignment and the digest of each, as they came."""
        chosen = sa.select(submission.c.assignment, submission.c.digest).where(
            submission.c.desk == self.desk, submission.c.learner == learner_id, submission.c.signer == key
        )
        with self.database.reading() as connection:
            rows = connection.execute(chosen.order_by(submission.c.received, submission.c.digest))
            return tuple((of, digest) for of, digest in rows)

    def decide_signer(
        self, learner_id: str, key: str, state: SignerState, at: float, added: Sequence[tuple[str, Entry]]
    ) -> None:
        """Remember what the teacher thinks of a key, with the entries that follow from it, by assignment."""
        with self.database.writing(self.desk) as connection:
            self._write_signers(connection, [Signer(learner_id, key, at, state)])
            self._append(connection, added)

    # the audit

    def entries(self, assignment_id: str, since: int = 0) -> tuple[Entry, ...]:
        """Read the entries of an assignment from number `since` on; the first has number 0, and there are no gaps.

        Raises:
            DeskError: one is not as it was written, or of a newer version.
        """
        chosen = sa.select(entry.c.number, entry.c.learner, entry.c.submission, entry.c.data, entry.c.checksum).where(
            entry.c.desk == self.desk, entry.c.assignment == assignment_id, entry.c.number >= since
        )
        with self.database.reading() as connection:
            rows = connection.execute(chosen.order_by(entry.c.number)).all()
        found = []
        for due, (number, given, digest, data, kept) in enumerate(rows, since):
            if data:
                checked(kept, assignment_id, number, given, digest, data)
            if number != due:
                raise damaged()
            found.append(read_entry(data))
        return tuple(found)

    def version_of(self, assignment_id: str) -> tuple[int, int]:
        """Count the entries and the submissions of an assignment: nothing about it changes but these."""
        with self.database.reading() as connection:
            counts = [
                connection.execute(
                    sa.select(sa.func.count())
                    .select_from(table)
                    .where(table.c.desk == self.desk, table.c.assignment == assignment_id)
                ).scalar()
                for table in (entry, submission)
            ]
        return int(counts[0] or 0), int(counts[1] or 0)

    def append(self, assignment_id: str, added: Entry, expected: int | None = None) -> int:
        """Add an entry to the audit of an assignment; gives its number.

        `expected` is how many entries the caller knows, where what it adds rests on these. The same entry again is the
        same entry.

        Raises:
            DeskChangedError: there are more entries than `expected`; nothing was changed.
            DeskError: there is no such assignment, or it fails; nothing was changed.
        """
        with self.database.writing(self.desk) as connection:
            return self._append(connection, [(assignment_id, added)], expected)[0]

    def append_all(self, assignment_id: str, added: Sequence[Entry], expected: int | None = None) -> tuple[int, ...]:
        """Add several entries as one: all of them or none, as `append` does; gives their numbers."""
        with self.database.writing(self.desk) as connection:
            return tuple(self._append(connection, [(assignment_id, each) for each in added], expected))

    # remarks that are used again

    def phrases(self) -> tuple[str, ...]:
        """Read the remarks that are kept to be used again, in the order in which they were added."""
        chosen = sa.select(phrase.c.text).where(phrase.c.desk == self.desk)
        with self.database.reading() as connection:
            return tuple(connection.execute(chosen.order_by(phrase.c.created, phrase.c.text)).scalars())

    def add_phrase(self, text: str) -> None:
        """Keep a remark to be used again; one that is kept already stays where it is."""
        row = {"desk": self.desk, "text": text, "created": time.time()}
        with self.database.writing(self.desk) as connection:
            connection.execute(self._insert(phrase).values(row).on_conflict_do_nothing())

    def delete_phrase(self, text: str) -> None:
        """Keep this remark no longer; answers that it was given to have it still."""
        with self.database.writing(self.desk) as connection:
            connection.execute(sa.delete(phrase).where(phrase.c.desk == self.desk, phrase.c.text == text))

    # within a transaction

    def _write_submissions(self, connection: sa.Connection, arrivals: Sequence[Arrival]) -> set[str]:
        """Write what is not here yet; gives the digests of that."""
        wanted = sorted({received.submission.assignment for received, _ in arrivals})
        mine = sa.select(assignment.c.id).where(assignment.c.desk == self.desk, assignment.c.id.in_(wanted))
        if len(connection.execute(mine).all()) != len(wanted):
            raise DeskError("Not saved: there is no such assignment on this desk.", "Open the desk that handed it out.")
        rows = []
        for received, file in arrivals:
            handed = received.submission
            values = (
                *(received.digest, handed.assignment, handed.learner, handed.name, handed.number),
                *(handed.handed_in, received.received, received.signer, submission_data(handed)),
            )
            row = {column.name: value for column, value in zip(_COLUMNS, values, strict=True)}
            rows.append({**row, "desk": self.desk, "file": file, "checksum": checksum(*values)})
        if not rows:
            return set()
        adding = self._insert(submission).on_conflict_do_nothing().returning(submission.c.digest)
        return set(connection.execute(adding, rows).scalars())

    def _learner_ids(self, connection: sa.Connection, wanted: Collection[str]) -> set[str]:
        """Find those of `wanted` that are learners of this desk."""
        here = sa.select(learner.c.id).where(learner.c.desk == self.desk, learner.c.id.in_(wanted))
        return set(connection.execute(here).scalars())

    def _signers(
        self, connection: sa.Connection, learners: Collection[str] | None = None
    ) -> dict[tuple[str, str], Signer]:
        """Read the keys of `learners`, or of all."""
        chosen = sa.select(signer.c.learner, signer.c.verify_key, signer.c.first_seen, signer.c.state).where(
            signer.c.desk == self.desk
        )
        if learners is not None:
            chosen = chosen.where(signer.c.learner.in_(learners))
        rows = connection.execute(chosen.order_by(signer.c.first_seen, signer.c.verify_key))
        return {(given, key): Signer(given, key, first_seen, state) for given, key, first_seen, state in rows}

    def _write_signers(self, connection: sa.Connection, found: Sequence[Signer]) -> None:
        rows = [
            {
                "desk": self.desk,
                "learner": each.learner,
                "verify_key": each.key,
                "first_seen": each.first_seen,
                "state": each.state,
            }
            for each in found
        ]
        adding = self._insert(signer)
        keys = [signer.c.learner, signer.c.verify_key]
        of_desk = signer.c.desk == self.desk
        changed = {"state": adding.excluded.state}
        connection.execute(adding.on_conflict_do_update(index_elements=keys, set_=changed, where=of_desk), rows)

    def _append(
        self,
        connection: sa.Connection,
        added: Sequence[tuple[str, Entry]],
        expected: int | None = None,
        all_new: bool = False,
    ) -> list[int]:
        """Add entries to the audits of their assignments; gives their numbers. `all_new`: none can be there already."""
        counts: dict[str, int] = {}
        rows, numbers = [], []
        for of, each in added:
            given, digest = entry_columns(each)
            data = as_json(each)
            if not all_new and (number := self._number_of(connection, of, given, data)) is not None:
                numbers.append(number)
                continue
            if of not in counts:
                counts[of] = self._count(connection, of)
                if expected is not None and counts[of] != expected:
                    raise DeskChangedError(
                        "Not saved: something else was done to this assignment in the meantime.",
                        "Look at it again, and do it once more.",
                    )
            values = (of, counts[of], given, digest, data)
            row: Mapping[str, object] = dict(
                zip(("assignment", "number", "learner", "submission", "data"), values, strict=True)
            )
            rows.append({**row, "desk": self.desk, "checksum": checksum(*values)})
            numbers.append(counts[of])
            counts[of] += 1
        if rows:
            connection.execute(sa.insert(entry), rows)
        return numbers

    def _number_of(self, connection: sa.Connection, of: str, given: str, data: str) -> int | None:
        """Find the number of an entry that is there already."""
        here = sa.and_(entry.c.desk == self.desk, entry.c.assignment == of)
        same = sa.select(entry.c.number).where(here, entry.c.learner == given, entry.c.data == data)
        number = connection.execute(same).scalar()
        return None if number is None else int(number)

    def _count(self, connection: sa.Connection, of: str) -> int:
        mine = sa.select(assignment.c.id).where(assignment.c.desk == self.desk, assignment.c.id == of)
        if not connection.execute(mine).first():
            raise DeskError("There is no such assignment (any more).", "Choose another one.")
        highest = sa.select(sa.func.max(entry.c.number)).where(entry.c.desk == self.desk, entry.c.assignment == of)
        last = connection.execute(highest).scalar()
        return 0 if last is None else int(last) + 1


class _Signers:
    """The keys that learners' files were signed with, and those that are `new` with the files that come in."""

    def __init__(self, known: Iterable[Signer]) -> None:
        self._states = {(each.learner, each.key): each.state for each in known}
        self._learners = {learner for learner, _ in self._states}
        self.new: list[Signer] = []

    def state(self, given: str, received: Received) -> SignerState:
        """Tell what is thought of the signer of `received`, who is accepted where it is the learner's first."""
        key = (given, received.signer)
        if key not in self._states:
            self._states[key] = "waiting" if given in self._learners else "accepted"
            self._learners.add(given)
            self.new.append(Signer(*key, received.received, self._states[key]))
        return self._states[key]


def open_store(place: Path | str) -> DeskStore:
    """Open the desk in the file `place`, made where there is none, or at the address `place` of a database.

    Raises:
        QuizAppError: it cannot be opened; nothing was changed.
    """
    database = open_file(place) if isinstance(place, Path) else open_address(place)
    try:
        return DeskStore(database, _own_desk(database))
    except BaseException:
        database.close()
        raise


def make_tables(address: str) -> str:
    """Make the tables and the role in PostgreSQL at `address`, as their owner; gives its place in words.

    Raises:
        QuizAppError: it fails; nothing was changed.
    """
    database = open_address(address, may_migrate=True)
    try:
        make_role(database)
    finally:
        database.close()
    return database.where


def _own_desk(database: Database) -> str:
    """Find the id of the desk of this login, made where there is none, with keys of its own."""
    with database.reading() as connection:
        login = _login(database, connection)
        found = connection.execute(sa.select(desk.c.id).where(desk.c.login == login)).scalar()
    if found is not None:
        return str(found)
    row = {
        "id": new_id(),
        "login": login,
        "signing_seed": os.urandom(_KEY),
        "box_secret": os.urandom(_KEY),
        "password_hash": "",
        "recovery_hash": "",
        "created": time.time(),
    }
    with database.writing(login) as connection:
        tables = DeskStore(database, "")
        connection.execute(tables._insert(desk).values(row).on_conflict_do_nothing())
        return str(connection.execute(sa.select(desk.c.id).where(desk.c.login == login)).scalar_one())


def _login(database: Database, connection: sa.Connection) -> str:
    if not database.is_postgresql:
        return ""
    return str(connection.execute(sa.text("SELECT session_user")).scalar_one())
