"""The desk's records: classes, assignments, what was handed in, and what the teacher did with it."""

import os
import time
from pathlib import Path

import sqlalchemy as sa

from quizapp.storage.desk.classes import new_id
from quizapp.storage.desk.database import Database, open_address, open_file
from quizapp.storage.desk.errors import DeskDamagedError, DeskError
from quizapp.storage.desk.own_keys import KEY, public_keys
from quizapp.storage.desk.records import OwnKeys
from quizapp.storage.desk.role import make_role
from quizapp.storage.desk.schema import desk, phrase
from quizapp.storage.desk.submissions import SubmissionTables


class DeskStore(SubmissionTables):
    """All records of one desk. Each method is one transaction, waits for the database, and may run on any thread.

    What writes can be done again when it fails: what is there already is not added twice.

    Attributes:
        where: the place of the database, in words that can be shown.
        is_read_only: True where nothing can be changed.
    """

    def __init__(self, database: Database, desk: str) -> None:
        super().__init__(database, desk)
        self.where = database.where
        self.is_read_only = database.is_read_only

    def close(self) -> None:
        """Close all connections to the database."""
        self.database.close()

    # the desk itself

    def keys(self) -> OwnKeys:
        """Read the keys of the desk.

        Raises:
            DeskError: it has been deleted, or the keys are not as they were written.
        """
        of_keys = (desk.c.id, desk.c.signing_seed, desk.c.box_secret, desk.c.password_hash, desk.c.recovery_hash)
        chosen = sa.select(*of_keys, desk.c.login, desk.c.verify_key, desk.c.box_key)
        with self.database.reading() as connection:
            row = connection.execute(chosen.where(desk.c.id == self.desk)).first()
        if row is None:
            raise DeskError("This desk is no longer there.", "Open it again.")
        *own, verify_key, box_key = row
        keys = OwnKeys(*own)
        if not verify_key or public_keys(keys.signing_seed, keys.box_secret) != (verify_key, box_key):
            raise DeskDamagedError(
                "The desk’s own keys are not as they were made: the disk has damaged them, so nothing was done.",
                "Put a copy of the records in their place, or hand out again from a new desk.",
            )
        return keys

    def set_password(self, password_hash: str, recovery_hash: str) -> None:
        """Keep the hashes of a new password and of the code that takes it off; both empty for no password."""
        values = {"password_hash": password_hash, "recovery_hash": recovery_hash}
        with self.database.writing(self.desk) as connection:
            connection.execute(sa.update(desk).where(desk.c.id == self.desk).values(values))

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
    seed, secret = os.urandom(KEY), os.urandom(KEY)
    verify_key, box_key = public_keys(seed, secret)
    row = {
        "id": new_id(),
        "login": login,
        "signing_seed": seed,
        "box_secret": secret,
        "verify_key": verify_key,
        "box_key": box_key,
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
