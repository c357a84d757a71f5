"""Submissions, as they came: kept once, and never changed."""

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from quizapp.domain.assignment import Received, Submission
from quizapp.domain.desk_entry import Collected, Entry
from quizapp.storage.desk.errors import DeskError
from quizapp.storage.desk.records import Arrival, Arrived, KnownFile, Signer, checked, read_parts, submission_data
from quizapp.storage.desk.schema import assignment, entry, learner, submission
from quizapp.storage.desk.signers import KnownSigners, SignerTables
from quizapp.storage.migrations import checksum

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


class SubmissionTables(SignerTables):
    """The submissions for the assignments of a desk."""

    def known(self, digests: Iterable[str]) -> dict[str, KnownFile]:
        """Find those of `digests` whose files are here, with what a list shows of them."""
        wanted = list(digests)
        columns = submission.c
        shown = (columns.digest, columns.assignment, columns.learner, columns.name, columns.handed_in, columns.received)
        chosen = sa.select(*shown).where(columns.desk == self.desk, columns.digest.in_(wanted))
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
            signers = KnownSigners(self._signers(connection, named).values())
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
                raise DeskError("Not saved: there is no such learner anymore.", "Choose another one.")
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
                raise DeskError("There is no such submission or learner anymore.", "Choose another one.")
            self._write_signers(connection, [Signer(learner_id, key, at, "accepted")])
            found = Collected(at=at, who=who, why=why, learner=learner_id, submission=digest)
            self._append(connection, [(assignment_id, found)])

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
