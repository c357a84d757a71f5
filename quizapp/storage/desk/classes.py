"""Classes and their learners in the desk's tables."""

import time
from collections.abc import Iterable, Mapping, Sequence
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from quizapp.domain.classroom import Classroom, Member
from quizapp.domain.people import name_key
from quizapp.storage.desk.database import Database
from quizapp.storage.desk.deleting import delete_from
from quizapp.storage.desk.errors import DeskError
from quizapp.storage.desk.records import as_json, read_accommodation
from quizapp.storage.desk.schema import assignment, classroom, learner, member
from quizapp.texts import N_


def new_id() -> str:
    """An id that nothing else has: 32 hexadecimal digits."""
    return uuid4().hex


class DeskTables:
    """The rows of one desk in a database. Each method is one transaction, and may be called on any thread."""

    def __init__(self, database: Database, desk: str) -> None:
        self.database = database
        self.desk = desk

    def _insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        """An INSERT that knows what to do where a row is there already."""
        return postgresql.insert(table) if self.database.is_postgresql else sqlite.insert(table)

    def _add(self, connection: sa.Connection, table: sa.Table, row: Mapping[str, object]) -> bool:
        """Add a row; False where one like it is there, which stays as it is."""
        adding = self._insert(table).values(row).on_conflict_do_nothing().returning(table.c.desk)
        return connection.execute(adding).first() is not None


class ClassTables(DeskTables):
    """Classes, their members and all learners of a desk."""

    def classes(self) -> tuple[Classroom, ...]:
        """Read all classes with their members, by name."""
        chosen = (
            sa.select(classroom.c.id, classroom.c.name)
            .where(classroom.c.desk == self.desk)
            .order_by(classroom.c.created, classroom.c.id)
        )
        of_members = (
            sa.select(member.c.classroom, learner.c.id, learner.c.name, learner.c.accommodation)
            .join(learner, learner.c.id == member.c.learner)
            .where(member.c.desk == self.desk)
            .order_by(member.c.classroom, member.c.position)
        )
        with self.database.reading() as connection:
            found: dict[str, list[Member]] = {}
            for class_id, id_, name, accommodation in connection.execute(of_members):
                found.setdefault(class_id, []).append(Member(id_, name, read_accommodation(accommodation)))
            rows = connection.execute(chosen).all()
        classes = (Classroom(id_, name, tuple(found.get(id_, ()))) for id_, name in rows)
        return tuple(sorted(classes, key=lambda each: name_key(each.name)))

    def classroom(self, id_: str) -> Classroom:
        """Read one class. Raises DeskError where there is none of this id."""
        for each in self.classes():
            if each.id == id_:
                return each
        raise DeskError("There is no such class anymore.", "Choose another one.")

    def members_of(self, assignment_id: str) -> tuple[Member, ...]:
        """Read who is now in the class that an assignment was handed to, in the order of the class."""
        chosen = (
            sa.select(learner.c.id, learner.c.name, learner.c.accommodation)
            .join(member, learner.c.id == member.c.learner)
            .join(assignment, assignment.c.classroom == member.c.classroom)
            .where(assignment.c.desk == self.desk, assignment.c.id == assignment_id)
            .order_by(member.c.position)
        )
        with self.database.reading() as connection:
            return tuple(Member(id_, name, read_accommodation(kept)) for id_, name, kept in connection.execute(chosen))

    def learners(self) -> tuple[Member, ...]:
        """Read all learners of the desk, by name, whether in a class or not."""
        chosen = sa.select(learner.c.id, learner.c.name, learner.c.accommodation).where(learner.c.desk == self.desk)
        with self.database.reading() as connection:
            found = [Member(id_, name, read_accommodation(kept)) for id_, name, kept in connection.execute(chosen)]
        return tuple(sorted(found, key=lambda each: (name_key(each.name), each.id)))

    def add_class(self, name: str, members: Sequence[Member]) -> Classroom:
        """Add a class; learners who are new become learners of the desk.

        Raises:
            DeskError: there is a class of this name, whatever its capitals, or it fails; nothing was changed.
        """
        id_ = new_id()
        with self.database.writing(self.desk) as connection:
            self._check_free(connection, name)
            row = {"desk": self.desk, "id": id_, "name": name, "created": time.time()}
            connection.execute(sa.insert(classroom).values(row))
            self._write_members(connection, id_, members)
        return Classroom(id_, name, tuple(members))

    def set_members(self, class_id: str, members: Sequence[Member]) -> None:
        """Make `members` those of the class, in this order, with their names and accommodations as they are given.

        Whoever is in the class no longer stays a learner of the desk.
        """
        with self.database.writing(self.desk) as connection:
            self._known_class(connection, class_id)
            here = sa.and_(member.c.desk == self.desk, member.c.classroom == class_id)
            connection.execute(sa.delete(member).where(here))
            self._write_members(connection, class_id, members)

    def rename_class(self, class_id: str, name: str) -> None:
        """Give a class another name. Raises DeskError where another class has it."""
        with self.database.writing(self.desk) as connection:
            self._known_class(connection, class_id)
            self._check_free(connection, name, class_id)
            here = sa.and_(classroom.c.desk == self.desk, classroom.c.id == class_id)
            connection.execute(sa.update(classroom).where(here).values(name=name))

    def change_learner(self, changed: Member) -> None:
        """Give a learner the name and the accommodation of `changed`, in every class. The id stays.

        Raises:
            DeskError: there is no such learner, or it fails; nothing was changed.
        """
        values = {"name": changed.name, "accommodation": as_json(changed.accommodation)}
        here = sa.and_(learner.c.desk == self.desk, learner.c.id == changed.id)
        with self.database.writing(self.desk) as connection:
            if not connection.execute(sa.update(learner).where(here).values(values)).rowcount:
                raise DeskError("There is no such learner anymore.", "Choose another one.")

    def delete_class(self, class_id: str) -> None:
        """Delete a class that was handed nothing; its learners stay. Raises DeskError for one that was."""
        with self.database.writing(self.desk) as connection:
            self._known_class(connection, class_id)
            of_class = sa.and_(assignment.c.desk == self.desk, assignment.c.classroom == class_id)
            if connection.execute(sa.select(assignment.c.id).where(of_class)).first():
                raise DeskError(
                    "This class has assignments, so it is kept with them.", "Take learners out of it one by one."
                )
            connection.execute(sa.delete(member).where(member.c.desk == self.desk, member.c.classroom == class_id))
            connection.execute(sa.delete(classroom).where(classroom.c.desk == self.desk, classroom.c.id == class_id))

    def delete_learner(self, learner_id: str) -> None:
        """Delete a learner with all that is kept of them, everywhere on this desk.

        What the teacher did with their answers stays in the audit as a number without words.
        """
        with self.database.writing(self.desk, N_("Not deleted")) as connection:
            known = sa.select(learner.c.id).where(learner.c.desk == self.desk, learner.c.id == learner_id)
            if not connection.execute(known).first():
                raise DeskError("There is no such learner anymore.", "Choose another one.")
            delete_from(connection, self.desk, learner_id)
        if not self.database.is_postgresql:
            self._empty_log()

    def _empty_log(self) -> None:
        """Take what was deleted out of the log of SQLite, too."""
        with self.database.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def _known_class(self, connection: sa.Connection, class_id: str) -> None:
        known = sa.select(classroom.c.id).where(classroom.c.desk == self.desk, classroom.c.id == class_id)
        if not connection.execute(known).first():
            raise DeskError("There is no such class anymore.", "Choose another one.")

    def _check_free(self, connection: sa.Connection, name: str, own: str = "") -> None:
        """Raise a DeskError where a class other than `own` has this name, whatever its capitals."""
        taken = sa.select(classroom.c.name).where(classroom.c.desk == self.desk, classroom.c.id != own)
        if any(name_key(each) == name_key(name) for each in connection.execute(taken).scalars()):
            raise DeskError(
                "There is a class “{name}” already.", "Choose another name, or change that class.", name=name
            )

    def _write_members(self, connection: sa.Connection, class_id: str, members: Sequence[Member]) -> None:
        self._write_learners(connection, members)
        rows = [
            {"desk": self.desk, "classroom": class_id, "learner": each.id, "position": position}
            for position, each in enumerate(members)
        ]
        if rows:
            connection.execute(sa.insert(member), rows)

    def _write_learners(self, connection: sa.Connection, members: Iterable[Member]) -> None:
        now = time.time()
        rows = [
            {
                "desk": self.desk,
                "id": each.id,
                "name": each.name,
                "accommodation": as_json(each.accommodation),
                "created": now,
            }
            for each in members
        ]
        if not rows:
            return
        adding = self._insert(learner)
        changed = {"name": adding.excluded.name, "accommodation": adding.excluded.accommodation}
        of_desk = learner.c.desk == self.desk
        writing = adding.on_conflict_do_update(index_elements=[learner.c.id], set_=changed, where=of_desk)
        written = connection.execute(writing.returning(learner.c.id), rows).scalars()
        if {*written} != {each["id"] for each in rows}:
            raise DeskError("Not saved: one of these learners is on another desk.", "Type the name again.")
