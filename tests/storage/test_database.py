"""Opening the journal: where it can be, and what becomes of a file that is damaged."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.errors import QuizAppError
from quizapp.storage import database
from quizapp.storage.errors import DamagedError
from quizapp.storage.journal import Journal
from quizapp.storage.recovery import open_whole
from tests.storage.samples import EVENTS, add_learner, write

ROOT = Path(__file__).parents[2]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_writing_connection_is_set_so_that_nothing_is_lost(memory: Path) -> None:
    journal = Journal(memory / "journal.db")

    def asked(connection: sqlite3.Connection) -> dict[str, object]:
        wanted = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete", "busy_timeout")
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}

    assert journal.writer.write(asked).result() == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }
    with journal.writer.readers.lend() as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM learner")
    journal.close()


def test_every_table_is_strict(memory: Path) -> None:
    journal = Journal(memory / "journal.db")
    with journal.writer.readers.lend() as connection:
        tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    journal.close()

    assert {name for name, strict in tables if not strict} <= {"sqlite_schema"}
    assert {"learner", "bank", "attempt", "event"} <= {name for name, _ in tables}


# damage


def journal_with(file: Path, attempts: int = 30) -> bytes:
    journal = Journal(file)
    learner = add_learner(journal)
    for _ in range(attempts):
        write(journal, learner)
    journal.close()
    return file.read_bytes()


def set_aside(file: Path) -> Path:
    """Opening `file` begins a new journal, which works, and gives where the old one is."""
    journal, recovered = open_whole(file)
    assert recovered is not None
    assert journal.set_aside is not None
    assert journal.set_aside.parent == file.parent
    write(journal, add_learner(journal, "Zoe"))
    count = len(journal.learners())
    journal.close()
    journal, recovered = open_whole(file)
    assert recovered is None
    assert journal.set_aside is None
    assert len(journal.learners()) == count
    journal.close()
    return next(path for path in file.parent.iterdir() if ".damaged-" in path.name)


@pytest.mark.parametrize(
    "content", [b"Dear diary, " * 1000, b"\x00" * 8192, b"x", b"SQLite format 3\x00" + b"\x55" * 9000]
)
def test_a_file_that_is_no_database_is_set_aside(content: bytes, memory: Path) -> None:
    file = memory / "journal.db"
    file.write_bytes(content)

    assert set_aside(file).read_bytes() == content


def test_the_file_of_another_program_is_set_aside_untouched(memory: Path) -> None:
    file = memory / "journal.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE event (x)")
    content = file.read_bytes()

    assert set_aside(file).read_bytes() == content


@pytest.mark.parametrize("page", [0, 1])
def test_a_journal_whose_first_pages_are_damaged_is_set_aside(page: int, memory: Path) -> None:
    file = memory / "journal.db"
    content = journal_with(file)
    damaged = content[: page * 4096] + b"\x99" * 4096 + content[(page + 1) * 4096 :]
    file.write_bytes(damaged)

    assert set_aside(file).read_bytes() == damaged


def test_a_journal_that_lost_its_end_is_set_aside(memory: Path) -> None:
    file = memory / "journal.db"
    content = journal_with(file)
    file.write_bytes(content[: len(content) // 2])

    assert set_aside(file).read_bytes() == content[: len(content) // 2]


def test_damage_that_is_met_in_use_is_told_and_the_file_set_aside_at_the_next_start(memory: Path) -> None:
    file = memory / "journal.db"
    content = journal_with(file)
    spoiled = bytearray(content)
    for start in range(8 * 4096, len(content), 4096):
        spoiled[start : start + 100] = b"\x99" * 100
    file.write_bytes(spoiled)
    journal = Journal(file)  # what is read at the start is whole

    with pytest.raises(DamagedError) as caught:
        journal.check()
    journal.close()

    assert str(file) in caught.value.message
    set_aside(file)


def test_a_journal_that_was_not_closed_in_order_is_checked_and_its_log_kept_with_it(memory: Path) -> None:
    (memory / "other").mkdir()
    journal = Journal(memory / "other" / "journal.db")
    learner = add_learner(journal)
    ids = [write(journal, learner) for _ in range(30)]
    for ending in ("", "-wal"):
        (memory / f"journal.db{ending}").write_bytes(Path(f"{journal.file}{ending}").read_bytes())
    journal.close()

    journal = Journal(memory / "journal.db")
    assert journal.set_aside is None
    assert [journal.events(id_) for id_ in ids] == [EVENTS] * 30
    journal.close()

    content = (memory / "journal.db").read_bytes()
    log = b"\x37\x7f\x06\x82" + b"\x01" * 5000
    (memory / "journal.db").write_bytes(content[: 5 * 4096] + b"\x99" * 4096 + content[6 * 4096 :])
    (memory / "journal.db-wal").write_bytes(log)
    aside = set_aside(memory / "journal.db")
    found = [path for path in memory.iterdir() if path.name.endswith("-wal")]
    assert [path.read_bytes() for path in found] == [log]
    assert ".damaged-" in aside.name


def test_two_damaged_files_do_not_get_the_same_name(memory: Path) -> None:
    for content in (b"one" * 999, b"two" * 999, b"three" * 999):
        (memory / "journal.db").write_bytes(content)
        Journal(memory / "journal.db").close()

    aside = [path.read_bytes() for path in memory.iterdir() if ".damaged-" in path.name]
    assert sorted(aside) == [b"one" * 999, b"three" * 999, b"two" * 999]


# where it can be


def test_a_python_with_an_old_sqlite_is_told_plainly(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version, is_refused in (((3, 36, 99), True), ((2, 99, 0), True), ((3, 37, 0), False), ((3, 37, 1), False)):
        monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
        if is_refused:
            with pytest.raises(QuizAppError, match="SQLite of this Python is too old"):
                Journal(memory / "journal.db")
            assert names(memory) == []
        else:
            Journal(memory / "journal.db").close()


def test_a_folder_that_is_missing_is_told_plainly(memory: Path) -> None:
    with pytest.raises(QuizAppError) as caught:
        Journal(memory / "nowhere" / "journal.db")
    assert str(memory / "nowhere") in caught.value.message
    assert caught.value.remedy


def test_a_folder_in_its_place_is_told_plainly_and_left_alone(memory: Path) -> None:
    (memory / "journal.db").mkdir()
    with pytest.raises(QuizAppError):
        Journal(memory / "journal.db")
    assert names(memory) == ["journal.db"]


AS_NOBODY = """\
import os, sys
from pathlib import Path
from quizapp.errors import QuizAppError
from quizapp.storage.journal import Journal
if os.getuid() == 0:
    os.setuid(65534)
try:
    Journal(Path(sys.argv[1]))
except QuizAppError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="permissions work otherwise here")
def test_a_journal_that_may_not_be_written_is_told_plainly_and_not_set_aside(memory: Path) -> None:
    content = journal_with(memory / "journal.db")
    (memory / "journal.ballast").unlink(missing_ok=True)
    (memory / "journal.db").chmod(0o444)
    memory.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, memory / "journal.db"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        memory.chmod(0o755)

    assert "no permission to write" in done.stdout
    assert done.stderr == ""
    assert names(memory) == ["journal.db"]
    assert (memory / "journal.db").read_bytes() == content


def test_two_programs_write_in_one_journal(memory: Path) -> None:
    one, two = Journal(memory / "journal.db"), Journal(memory / "journal.db")
    ana = add_learner(one)
    ids = [write(journal, ana) for journal in (one, two) * 5]

    assert len(one.attempts(ana.id)) == len(two.attempts(ana.id)) == 10
    one.close()
    assert all(two.events(id_) == EVENTS for id_ in ids)
    two.close()


def test_another_program_that_does_not_let_go_is_named(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PRAGMAS", ("PRAGMA busy_timeout=1", *database.PRAGMAS[1:]))
    journal = Journal(memory / "journal.db")
    with closing(sqlite3.connect(memory / "journal.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        failure = journal.add_learner("Ana").exception()
        other.execute("ROLLBACK")
    assert isinstance(failure, QuizAppError)
    assert failure.message.startswith("Not saved: another program is using")
    assert add_learner(journal).name == "Ana"
    journal.close()


def test_traces_of_somebody_deleted_that_another_program_keeps_there_are_told(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PRAGMAS", ("PRAGMA busy_timeout=1", *database.PRAGMAS[1:]))
    Journal(memory / "journal.db").close()
    journal = Journal(memory / "journal.db")  # with an empty log
    with closing(sqlite3.connect(memory / "journal.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM learner").fetchall()  # it still sees the journal as it was
        ana = journal.add_learner("Ana Zarathustra").result()
        failure = journal.delete_learner(ana.id).exception()
        other.execute("ROLLBACK")
    assert isinstance(failure, QuizAppError)
    assert failure.message.startswith("Deleted, but traces may be left on the disk")
    assert journal.learners() == ()
    journal.delete_learner(ana.id).result()  # once the other has let go
    journal.close()
    assert b"Zarathustra" not in (memory / "journal.db").read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be moved here")
def test_nothing_is_told_saved_in_a_file_that_was_moved_away(memory: Path) -> None:
    journal = Journal(memory / "journal.db")
    id_ = write(journal, add_learner(journal), EVENTS[:2])
    (memory / "elsewhere").mkdir()
    for path in list(memory.glob("journal.db*")):
        path.rename(memory / "elsewhere" / path.name)

    failure = journal.append(id_, 2, EVENTS[2]).exception()

    assert isinstance(failure, QuizAppError)
    write(journal, add_learner(journal, "Ben"))  # it goes on, in a new one
    journal.close()
    moved = Journal(memory / "elsewhere" / "journal.db")
    assert moved.events(id_)[:2] == EVENTS[:2]
    moved.close()


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be moved here")
def test_nothing_is_written_in_a_damaged_file_that_came_in_its_place(memory: Path) -> None:
    (memory / "elsewhere").mkdir()
    damaged = bytearray(journal_with(memory / "elsewhere" / "journal.db"))
    for start in range(8 * 4096, len(damaged), 4096):
        damaged[start : start + 100] = b"\x99" * 100
    journal = Journal(memory / "journal.db")
    add_learner(journal)
    for path in list(memory.glob("journal.db*")):
        path.rename(memory / "elsewhere" / path.name)
    journal.file.write_bytes(damaged)

    failure = journal.add_learner("Ben").exception()

    assert isinstance(failure, QuizAppError)
    assert "damaged" in failure.message
    assert journal.file.read_bytes() == damaged
    journal.close()


def test_a_journal_on_another_computer_is_refused(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "is_remote", lambda folder: folder == memory)

    with pytest.raises(QuizAppError) as caught:
        Journal(memory / "journal.db")

    assert "another computer" in caught.value.message
    assert "--data-dir" in caught.value.remedy
    assert names(memory) == []
