"""The desk's audit: entries are added one after the other, and never changed."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from quizapp.domain.desk_entry import Entry
from quizapp.storage.desk.assignments import AssignmentTables
from quizapp.storage.desk.errors import DeskChangedError, DeskError, damaged
from quizapp.storage.desk.records import as_json, checked, entry_columns, read_entry
from quizapp.storage.desk.schema import assignment, entry, submission
from quizapp.storage.migrations import checksum


class AuditTables(AssignmentTables):
    """The teacher's actions on each assignment."""

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
            if data and kept:  # without, where somebody was deleted
                checked(kept, assignment_id, number, given, digest, data)
            if number != due:
                raise damaged()
            found.append(read_entry(data))
        return tuple(found)

    def version_of(self, assignment_id: str) -> tuple[int, int]:
        """Count the entries and the submissions of an assignment: nothing about it changes but these."""
        with self.database.reading() as connection:
            entries, submissions = (
                connection.execute(
                    sa.select(sa.func.count())
                    .select_from(table)
                    .where(table.c.desk == self.desk, table.c.assignment == assignment_id)
                ).scalar_one()
                for table in (entry, submission)
            )
        return entries, submissions

    def append(self, assignment_id: str, added: Entry, expected: int | None = None) -> int:
        """Add an entry to the audit of an assignment; gives its number.

        `expected` is how many entries the caller knows, where what it adds rests on these. The same entry again is the
        same entry.

        Raises:
            DeskChangedError: there are more entries than `expected`; nothing was changed.
            DeskError: there is no such assignment, or it fails; nothing was changed.
        """
        with self.database.writing(self.desk) as connection:
            (number,) = self._append(connection, [(assignment_id, added)], expected)
        return number

    def append_all(self, assignment_id: str, added: Sequence[Entry], expected: int | None = None) -> tuple[int, ...]:
        """Add several entries as one: all of them or none, as `append` does; gives their numbers."""
        with self.database.writing(self.desk) as connection:
            return tuple(self._append(connection, [(assignment_id, each) for each in added], expected))

    # within a transaction

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
        return connection.execute(same).scalar()

    def _count(self, connection: sa.Connection, of: str) -> int:
        mine = sa.select(assignment.c.id).where(assignment.c.desk == self.desk, assignment.c.id == of)
        if not connection.execute(mine).first():
            raise DeskError("There is no such assignment anymore.", "Choose another one.")
        highest = sa.select(sa.func.max(entry.c.number)).where(entry.c.desk == self.desk, entry.c.assignment == of)
        last = connection.execute(highest).scalar()
        return 0 if last is None else last + 1
