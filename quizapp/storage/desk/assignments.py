"""Assignments in the desk's tables: added once, and never changed."""

import json
import zlib
from collections.abc import Sequence

import sqlalchemy as sa

from quizapp.domain.classroom import Member
from quizapp.storage.desk.classes import ClassTables
from quizapp.storage.desk.errors import DeskError
from quizapp.storage.desk.records import (
    AssignmentLine,
    StoredAssignment,
    StoredPart,
    as_json,
    checked,
    read_accommodation,
    read_settings,
)
from quizapp.storage.desk.schema import assignment, assignment_member, assignment_part, part_file
from quizapp.storage.migrations import checksum
from quizapp.storage.rows import BankSnapshot

_LINE = (
    assignment.c.id,
    assignment.c.title,
    assignment.c.classroom,
    assignment.c.class_name,
    assignment.c.settings,
    assignment.c.created,
)


class AssignmentTables(ClassTables):
    """The assignments of a desk."""

    def add_assignment(self, stored: StoredAssignment) -> None:
        """Keep an assignment; one of this id that is there already stays as it is. Raises DeskError."""
        line = stored.line
        with self.database.writing(self.desk) as connection:
            self._known_class(connection, line.class_id)
            values = (line.id, line.title, line.class_id, line.class_name, as_json(line.settings), line.created)
            row = dict(zip(("id", "title", "classroom", "class_name", "settings", "created"), values, strict=True))
            row |= {"desk": self.desk, "checksum": checksum(*values)}
            if not self._add(connection, assignment, row):
                return
            key = {"desk": self.desk, "assignment": line.id}
            for number, part in enumerate(stored.parts):
                _write_part(connection, {**key, "number": number}, part)
            members = [
                {
                    **key,
                    "position": position,
                    "learner": each.id,
                    "name": each.name,
                    "accommodation": as_json(each.accommodation),
                }
                for position, each in enumerate(stored.members)
            ]
            if members:
                connection.execute(sa.insert(assignment_member), members)

    def assignments(self, class_id: str = "") -> tuple[AssignmentLine, ...]:
        """Read the assignments of a class, or all of them, the newest first."""
        chosen = sa.select(*_LINE).where(assignment.c.desk == self.desk)
        if class_id:
            chosen = chosen.where(assignment.c.classroom == class_id)
        with self.database.reading() as connection:
            rows = connection.execute(chosen.order_by(assignment.c.created.desc(), assignment.c.id)).all()
        return tuple(_line(row) for row in rows)

    def question_counts(self) -> dict[str, int]:
        """Count the questions of each assignment, by its id."""
        part = assignment_part.c
        counts: dict[str, int] = {}
        with self.database.reading() as connection:
            for of, asked in connection.execute(sa.select(part.assignment, part.asked).where(part.desk == self.desk)):
                counts[of] = counts.get(of, 0) + len(json.loads(asked))
        return counts

    def assignment(self, id_: str) -> StoredAssignment:
        """Read an assignment with its banks.

        Raises:
            DeskError: there is none of this id, or it is damaged.
        """
        with self.database.reading() as connection:
            chosen = sa.select(*_LINE, assignment.c.checksum)
            row = connection.execute(chosen.where(assignment.c.desk == self.desk, assignment.c.id == id_)).first()
            if row is None:
                raise DeskError("There is no such assignment anymore.", "Choose another one.")
            *line, kept = row
            checked(kept, *line)
            columns = assignment_member.c
            found = connection.execute(
                sa.select(columns.learner, columns.name, columns.accommodation)
                .where(columns.desk == self.desk, columns.assignment == id_)
                .order_by(columns.position)
            )
            members = tuple(Member(learner, name, read_accommodation(kept)) for learner, name, kept in found)
            return StoredAssignment(_line(line), self._parts(connection, id_), members)

    def _parts(self, connection: sa.Connection, id_: str) -> tuple[StoredPart, ...]:
        files: dict[int, dict[str, bytes]] = {}
        columns = part_file.c
        of_files = sa.select(columns.number, columns.name, columns.data, columns.checksum)
        for number, name, data, kept in connection.execute(
            of_files.where(columns.desk == self.desk, columns.assignment == id_)
        ):
            checked(kept, name, data)
            files.setdefault(number, {})[name] = data
        part = assignment_part.c
        of_parts = sa.select(
            part.number, part.content_hash, part.bank_id, part.title, part.source, part.asked, part.checksum
        )
        parts = []
        for number, *values, kept in connection.execute(
            of_parts.where(part.desk == self.desk, part.assignment == id_).order_by(part.number)
        ):
            checked(kept, *values)
            content_hash, bank_id, title, source, order = values
            bank = BankSnapshot(content_hash, bank_id, title, zlib.decompress(source), files.get(number, {}))
            parts.append(StoredPart(bank, tuple(json.loads(order))))
        return tuple(parts)


def _write_part(connection: sa.Connection, key: dict[str, str | int], part: StoredPart) -> None:
    bank = part.bank
    values = (bank.content_hash, bank.bank_id, bank.title, zlib.compress(bank.source), json.dumps(part.order))
    row = dict(zip(("content_hash", "bank_id", "title", "source", "asked"), values, strict=True))
    connection.execute(sa.insert(assignment_part), [{**key, **row, "checksum": checksum(*values)}])
    for name, data in bank.files.items():
        file = {**key, "name": name, "data": data, "checksum": checksum(name, data)}
        connection.execute(sa.insert(part_file), [file])


def _line(row: Sequence[object]) -> AssignmentLine:
    id_, title, class_id, class_name, settings, created = row
    return AssignmentLine(
        str(id_),
        str(title),
        str(class_id),
        str(class_name),
        read_settings(str(settings)),
        float(created),  # type: ignore[arg-type]
    )
