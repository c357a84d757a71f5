"""Opening the desk's database, and what is said where that fails."""

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from quizapp.domain.classroom import Member
from quizapp.storage.desk import database as opening_it
from quizapp.storage.desk import migrating, schema
from quizapp.storage.desk.database import open_address, open_file
from quizapp.storage.desk.errors import DeskDamagedError, DeskError, in_words
from quizapp.storage.desk.store import make_tables, open_store
from tests.postgresql import OWNER, TEACHERS
from tests.storage.desk.records import ANA, MEMBERS, OWNED, arrival, assignment_for, set_up

STAYING = ("assignment", "assignment_member", "assignment_part", "part_file", "submission", "entry")
"""The tables whose rows are never changed."""


def test_a_newer_desk_is_refused_untouched(store, desk_place, request):
    if isinstance(desk_place, Path):
        change, opening = store.database, open_file
    else:
        server = request.getfixturevalue("postgresql")
        name = desk_place.partition("@/")[2].partition("?")[0]
        change, opening = open_address(server.address(name, OWNER)), open_address
    with change.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    change.close()
    with pytest.raises(DeskError, match=r"newer version of Quizapp\. Update Quizapp\."):
        opening(desk_place)


def test_a_desk_of_the_first_version_is_brought_to_the_newest_with_all_that_is_on_it(
    store, desk_place, tmp_path, request, monkeypatch
):
    _, (made, *_) = set_up(store, 2)
    store.add_submissions([arrival(), arrival(number=2, key="f" * 64), arrival("", name="Bo")], "anna")
    store.add_phrase("Gut!")
    store.set_password("hash", "code")
    whole = _all_rows(store)
    assert all(whole[table.name] for table in OWNED)
    older: Path | str = tmp_path / "older.db"
    server = None
    if not isinstance(desk_place, Path):
        server = request.getfixturevalue("postgresql")
        name = server.new_database("template0")
        older = server.address(name)
    with monkeypatch.context() as patched:
        for module in (migrating, opening_it):
            patched.setattr(module, "NEWEST", "0001")
        if server is not None:
            make_tables(server.address(name, OWNER))
        first = open_file(older) if isinstance(older, Path) else open_address(older)
        with first.writing() as connection:
            for table in schema.metadata.sorted_tables:
                there = {column["name"] for column in sa.inspect(connection).get_columns(table.name)}
                rows = [{key: value for key, value in row.items() if key in there} for row in whole[table.name]]
                if rows:
                    connection.execute(sa.insert(sa.table(table.name, *map(sa.column, there))), rows)
        assert first.version() == "0001"
        first.close()
    if server is not None:
        with pytest.raises(DeskError, match="of an older version"):
            open_store(older)
        make_tables(server.address(name, OWNER))
    migrated = open_store(older)
    assert _all_rows(migrated) == whole
    if isinstance(older, Path):
        copy = sqlite3.connect(older.with_name("older.before-v2.db"))
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert copy.execute("SELECT count(*) FROM entry").fetchone()[0] == len(whole["entry"])
        copy.close()
    assert migrated.keys() == store.keys()
    assert migrated.assignment(made.line.id) == store.assignment(made.line.id)

    def change_anyway(statement):
        """Change rows as nobody but the owner of the file or of the server can."""
        if server is None:
            with migrated.database.engine.begin() as connection:
                connection.execute(sa.text(statement))
        else:
            server.run(name, f"SET search_path TO {opening_it.SCHEMA}", statement)

    for table in STAYING:
        for change in (f"UPDATE {table} SET desk = desk", f"DELETE FROM {table}"):
            with pytest.raises(Exception, match=f"{table}: never changed"):
                change_anyway(change)
    migrated.delete_learner(ANA.id)
    assert migrated.assignment(made.line.id).members == tuple(each for each in MEMBERS if each != ANA)
    assert [each.submission.name for each in migrated.submissions(made.line.id)] == ["Bo"]
    migrated.close()
    if server is not None:
        owner = open_address(server.address(name, OWNER))
        with owner.reading() as connection:
            assert connection.execute(sa.select(schema.desk)).all() == []  # closed to the owner, as before
        owner.close()
        server.drop(name)


def _all_rows(store):
    with store.database.reading() as connection:
        return {
            table.name: sorted((dict(row) for row in connection.execute(sa.select(table)).mappings()), key=repr)
            for table in schema.metadata.sorted_tables
            if table.name != "departing"
        } | {"departing": []}


def test_many_first_starts_at_once_make_one_desk(tmp_path, postgresql):
    database = postgresql.new_database("template0")
    address = postgresql.address(database, OWNER)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: make_tables(address), range(4)))
        for place in (tmp_path / "desk" / "desk.db", postgresql.address(database)):
            stores = list(pool.map(lambda _, place=place: open_store(place), range(4)))
            assert len({store.keys() for store in stores}) == 1
            for store in stores:
                store.close()
    postgresql.drop(database)


@pytest.mark.skipif(os.name != "posix", reason="who may read a file is told otherwise here")
def test_the_file_with_the_keys_is_closed_to_others(tmp_path):
    place = tmp_path / "data" / "desk" / "desk.db"
    open_store(place).close()
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700


def test_keys_that_the_disk_has_damaged_are_told(tmp_path):
    store = open_store(tmp_path / "desk.db")
    keys = store.keys()
    for name in ("signing_seed", "box_secret"):
        whole = getattr(keys, name)
        for broken in (b"short", b"", whole[:5] + bytes([whole[5] ^ 16]) + whole[6:], bytes(32)):
            _change_desk(store, **{name: broken})
            with pytest.raises(DeskDamagedError, match=r"own keys are not as they were made: .* nothing was done\."):
                store.keys()
        _change_desk(store, **{name: whole})
    assert store.keys() == keys
    _change_desk(store, signing_seed=b"", verify_key=b"", box_key=b"")
    with pytest.raises(DeskDamagedError):
        store.keys()
    store.close()


def _change_desk(store, **values):
    with store.database.writing() as connection:
        connection.execute(sa.update(schema.desk).values(values))


def test_a_disk_without_room_is_told_as_full(tmp_path, monkeypatch):
    store = open_store(tmp_path / "desk.db")
    failure = sqlite3.OperationalError("disk I/O error")
    failure.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE  # type: ignore[attr-defined]
    said = []
    for least_free in (0, 2**80):
        monkeypatch.setattr("quizapp.storage.desk.errors._LEAST_FREE", least_free)
        with pytest.raises(DeskError) as told, in_words(store.where, "Not saved"):
            raise OperationalError("BEGIN", {}, failure)
        said.append("the disk is full" in str(told.value))
    assert said == [False, True]
    store.close()


def test_a_desk_on_a_disk_that_cannot_be_written_is_read(tmp_path, monkeypatch):
    place = tmp_path / "a folder" / "desk#1.db"
    store = open_store(place)
    room, _ = set_up(store)
    keys = store.keys()
    store.close()
    before = place.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)  # nothing is closed to root
    empty_log = place.with_name(f"{place.name}-wal")
    for beside in ((), (empty_log,)):
        for path in beside:
            path.write_bytes(b"")
        store = open_store(place)
        assert store.is_read_only
        assert (store.keys(), store.classes()) == (keys, (room,))
        with pytest.raises(DeskError, match=r"^Not saved: .* cannot be written\."):
            store.add_phrase("Gut!")
        store.close()
        assert place.read_bytes() == before
        assert {*place.parent.iterdir()} == {place, *beside}


class Busy:
    """A connection that is refused a number of times before each statement is done."""

    def __init__(self, *codes: int) -> None:
        self.codes, self.done = list(codes), []

    def execute(self, statement):
        if self.codes:
            error = sqlite3.OperationalError("refused")
            error.sqlite_errorcode = self.codes.pop(0)  # type: ignore[attr-defined]
            raise error
        self.done.append(statement)
        return self

    def close(self):
        pass


def test_a_file_that_somebody_else_is_just_opening_is_waited_for_and_nothing_else(monkeypatch):
    waited = []
    monkeypatch.setattr(opening_it.time, "sleep", waited.append)
    opening_it._prepare_sqlite(busy := Busy(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY), None)
    assert (len(waited), tuple(busy.done)) == (2, opening_it._PRAGMAS)
    assert sum(waited) < 1
    with pytest.raises(sqlite3.OperationalError):
        opening_it._prepare_sqlite(Busy(sqlite3.SQLITE_IOERR), None)
    monkeypatch.setattr(opening_it, "_LONGEST_WAIT", -1.0)
    with pytest.raises(sqlite3.OperationalError):
        opening_it._prepare_sqlite(Busy(sqlite3.SQLITE_BUSY), None)
    assert len(waited) == 2


def test_what_is_in_the_log_is_read_on_such_a_disk_too_and_nothing_is_copied(tmp_path, monkeypatch):
    store = open_store(tmp_path / "desk.db")
    room, _ = set_up(store)
    there = tmp_path / "copy"
    there.mkdir()
    for path in tmp_path.glob("desk.db*"):
        shutil.copy(path, there / path.name)
    assert (there / "desk.db-wal").stat().st_size
    store.close()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["desk.db"]  # a new one is not copied
    for closed in (there, there / "desk.db"):
        with monkeypatch.context() as patched:
            patched.setattr(os, "access", lambda path, mode, closed=closed: path != closed)
            store = open_store(there / "desk.db")
        assert store.is_read_only
        assert store.classes() == (room,)
        store.close()
    store = open_store(there / "desk.db")
    assert not store.is_read_only
    store.add_phrase("Gut!")
    store.close()


def test_a_place_where_no_desk_can_be_is_told(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DeskError, match=r"cannot be opened: .*desk\.db: .*Name another folder"):
        open_store(tmp_path / "file" / "desk.db")
    with monkeypatch.context() as patched:
        patched.setattr(
            opening_it, "OLDEST_SQLITE", (*sqlite3.sqlite_version_info[:2], sqlite3.sqlite_version_info[2] + 1)
        )
        with pytest.raises(DeskError, match=r"SQLite of this Python is too old\. Install a newer Python"):
            open_store(tmp_path / "desk.db")
        patched.setattr(opening_it, "OLDEST_SQLITE", sqlite3.sqlite_version_info)
        open_store(tmp_path / "desk.db").close()
        patched.setattr(opening_it, "is_remote", lambda folder: folder == tmp_path)
        with pytest.raises(DeskError, match="is on another computer, where records could be lost"):
            open_store(tmp_path / "desk.db")


def test_one_who_writes_waits_for_the_other_and_whoever_reads_sees_one_state(tmp_path):
    one, other = (open_store(tmp_path / "desk.db") for _ in range(2))
    count = sa.select(sa.func.count()).select_from(schema.phrase)
    with one.database.reading() as reading, ThreadPoolExecutor(1) as pool:
        assert reading.execute(count).scalar() == 0
        with other.database.writing() as writing:
            waiting = pool.submit(one.add_phrase, "Second")
            values = {"desk": other.desk, "text": "First", "created": 0.0}
            writing.execute(sa.insert(schema.phrase).values(values))
            assert not waiting.done()
        waiting.result(timeout=30)
        assert reading.execute(count).scalar() == 0
    assert other.phrases() == ("First", "Second")
    for each in (one, other):
        each.close()


def test_a_file_that_the_disk_has_emptied_is_told_and_set_aside(tmp_path):
    place = tmp_path / "desk.db"
    place.write_bytes(b"")
    os.utime(place, (1_000_000_000, 1_000_000_000))
    with pytest.raises(DeskDamagedError, match=r"desk\.db is empty\. It is now called .*empty.*If there was a desk"):
        open_store(place)
    (aside,) = tmp_path.iterdir()
    assert aside != place
    open_store(place).close()
    place.unlink()
    place.write_bytes(b"")  # as another program that is just making it
    open_store(place).close()


def test_what_is_no_desk_is_told_and_left_alone(tmp_path):
    place = tmp_path / "desk.db"
    place.write_bytes(b"no database at all" * 500)
    with pytest.raises(DeskDamagedError, match="is damaged"):
        open_store(place)
    assert place.read_bytes() == b"no database at all" * 500
    (tmp_path / "folder").mkdir()
    with pytest.raises(DeskError, match="cannot be"):
        open_store(tmp_path / "folder")


def test_no_message_tells_a_password(postgresql):
    database = postgresql.new_database("template0")
    empty = postgresql.address(database).replace("anna@", "anna:s3cret@")
    for address, said in (
        ("postgresql://anna:s3cret@localhost:1/desk", "the connection to the desk's database at localhost/desk failed"),
        (empty.replace(database, "none"), "no such database at this computer/none"),
        (empty, "are not there yet"),
        ("mysql://anna:s3cret@localhost/desk", "address of the desk is not understood"),
        ("postgresql://anna:s3cret@localhost:port/desk", "address of the desk is not understood"),
        ("anna:s3cret", "address of the desk is not understood"),
    ):
        with pytest.raises(DeskError) as caught:
            open_store(address)
        assert said in str(caught.value)
        assert "s3cret" not in str(caught.value)
        assert "\n" not in str(caught.value)
    postgresql.drop(database)


def test_without_psycopg_it_is_said_how_to_install_it(tmp_path):
    (tmp_path / "psycopg.py").write_text("raise ModuleNotFoundError('psycopg', name='psycopg')")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from quizapp.storage.desk.store import open_store\n"
        "try: open_store('postgresql://anna@localhost/desk')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[3])
    assert done.stdout == (
        "DeskError The desk cannot be opened: PostgreSQL needs the package psycopg."
        " Type: pip install 'quizapp[school]'\n"
    )


def test_a_lost_connection_is_told_and_the_work_can_be_done_again(postgresql):
    database = postgresql.new_database()
    store = open_store(postgresql.address(database))
    _, (made,) = set_up(store)
    lose = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"

    def interrupted() -> None:
        with store.database.writing() as connection:
            postgresql.run("postgres", lose)
            connection.execute(sa.text("SELECT 1"))

    with pytest.raises(DeskError, match=r"the connection to the desk's database .* failed\. Nothing was lost"):
        interrupted()
    assert store.add_submissions([arrival()], "anna")[0].is_new
    postgresql.run("postgres", lose)
    assert not store.add_submissions([arrival()], "anna")[0].is_new
    assert len(store.entries(made.line.id)) == 1
    store.close()
    postgresql.drop(database)


def test_a_teacher_sees_nothing_of_another_teacher(postgresql):
    database = postgresql.new_database()
    mine, other = (open_store(postgresql.address(database, login)) for login in TEACHERS)
    room, (made,) = set_up(mine)
    mine.add_submissions([arrival()], "anna")
    mine.add_phrase("Gut!")
    assert mine.keys() != other.keys()
    with other.database.reading() as connection:
        for table in OWNED:
            assert connection.execute(sa.select(table)).all() == [], table.name
        assert len(connection.execute(sa.select(schema.desk)).all()) == 1
    for forbidden in (
        lambda: other.add_submissions([arrival()], "boris"),
        lambda: other.append(made.line.id, mine.entries(made.line.id)[0]),
        lambda: other.add_assignment(assignment_for(room, 3)),
        lambda: other.delete_learner(MEMBERS[0].id),
        lambda: other.change_learner(Member(MEMBERS[0].id, "Somebody else")),
        lambda: other.set_members(room.id, []),
    ):
        with pytest.raises(DeskError):
            forbidden()
    assert mine.classes() == (room,)
    assert len(mine.entries(made.line.id)) == 1
    # not even in another's name
    other.desk = mine.desk
    assert other.classes() == ()
    with pytest.raises(DeskError):
        other.add_phrase("Ha!")
    assert mine.phrases() == ("Gut!",)
    for each in (mine, other):
        each.close()
    postgresql.drop(database)


def test_the_role_may_do_no_more_than_a_desk_needs(postgresql):
    database = postgresql.new_database()
    store = open_store(postgresql.address(database))
    set_up(store)
    store.add_submissions([arrival()], "anna")
    for statement in (
        "CREATE TABLE more (a INTEGER)",
        "ALTER TABLE entry DISABLE TRIGGER ALL",
        "ALTER TABLE entry DISABLE ROW LEVEL SECURITY",
        "DROP TABLE submission",
        "TRUNCATE entry",
        "INSERT INTO departing VALUES ('a')",
        "UPDATE desk SET signing_seed = ''",
        "UPDATE desk SET login = 'boris'",
        "UPDATE alembic_version SET version_num = ''",
        "DELETE FROM desk",
        "DELETE FROM learner",
        "DELETE FROM entry",
        "DELETE FROM submission",
        "UPDATE submission SET name = ''",
    ):
        with pytest.raises(DeskError, match="may not do that"), store.database.writing() as connection:
            connection.execute(sa.text(statement))
    with pytest.raises(DeskError) as told, store.database.writing() as connection:
        connection.execute(sa.text("SELECT :answer FROM nowhere"), {"answer": "what a learner wrote"})
    assert "what a learner wrote" not in str(told.value.__cause__)
    store.close()
    postgresql.drop(database)
