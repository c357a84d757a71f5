"""The keys that learners' files are signed with, and what the teacher thinks of them."""

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from quizapp.domain.assignment import Received
from quizapp.domain.desk_entry import Entry
from quizapp.storage.desk.audit import AuditTables
from quizapp.storage.desk.records import Signer, SignerState
from quizapp.storage.desk.schema import signer, submission


class SignerTables(AuditTables):
    """The keys that sign for each learner."""

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

    # within a transaction

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


class KnownSigners:
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
