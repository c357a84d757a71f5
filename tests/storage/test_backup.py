"""The whole journal in a file: what comes back is what went out, and nothing bad gets in."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.domain.event import Answered
from quizapp.errors import QuizAppError
from quizapp.storage.backup import back_up, restore
from quizapp.storage.copies import copy_to
from quizapp.storage.journal import Journal
from quizapp.storage.migrations import MIGRATIONS
from quizapp.storage.recovery import open_whole
from tests.storage.samples import EVENTS, FOREIGN, add_learner, bytes_in, content, write, write_foreign

pytestmark = pytest.mark.usefixtures("no_ballast")


def test_what_was_backed_up_is_restored_and_the_present_one_kept(here: Journal, memory: Path) -> None:
    backup = memory / "backup.db"
    ana = add_learner(here)
    write(here, ana)
    before = content(here)
    back_up(here, backup)
    assert [path.name for path in memory.iterdir() if "backup" in path.name] == ["backup.db"]
    ben = add_learner(here, "Ben")
    attempt = write(here, ben)
    after = content(here)

    aside = restore(here, backup)

    assert content(here) == before
    assert here.learners() == (ana,)
    add_learner(here, "Cleo")  # it goes on
    other = Journal(aside)
    assert content(other) == after
    assert other.events(attempt) == EVENTS
    other.close()
    assert restore(here, aside) != aside  # and back again
    assert content(here) == after
    assert {path.suffix for path in here.file.parent.iterdir()} <= {".db", ".db-wal", ".db-shm"}


def test_a_backup_replaces_an_old_one_but_never_the_journal(here: Journal, memory: Path) -> None:
    backup = memory / "backup.db"
    backup.write_text("old")
    ana = add_learner(here)

    with pytest.raises(QuizAppError):
        back_up(here, here.file)
    with pytest.raises(QuizAppError):
        restore(here, here.file)
    with pytest.raises(QuizAppError):
        back_up(here, memory / "nowhere" / "backup.db")
    back_up(here, backup)

    assert here.learners() == (ana,)
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT name FROM learner").fetchall() == [("Ana",)]


BAD_BACKUPS: dict[str, str] = {
    "a trigger": "CREATE TRIGGER evil AFTER INSERT ON event BEGIN DELETE FROM learner; END",
    "a view": "CREATE VIEW evil AS SELECT * FROM learner",
    "no guard": "DROP TRIGGER event_stays",
    "a guard that is open": "INSERT INTO departing VALUES ('x')",
    "a table less": "DROP TABLE summary",
    "a newer version": "PRAGMA user_version=99",
    "another program's": "PRAGMA application_id=7",
    "an attempt without a learner": "INSERT INTO attempt VALUES ('x', 'nobody', 'nothing', 'x', 0, 0)",
    "a type that is wrong": "PRAGMA writable_schema=ON",
}


@pytest.mark.parametrize("statement", BAD_BACKUPS.values(), ids=BAD_BACKUPS)
def test_a_backup_with_something_else_in_it_is_refused(statement: str, here: Journal, memory: Path) -> None:
    write(here, add_learner(here))
    back_up(here, memory / "backup.db")
    with closing(sqlite3.connect(memory / "backup.db", isolation_level=None)) as connection:
        connection.execute(statement)
        if "writable_schema" in statement:
            connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'REAL', 'TEXT') WHERE name = 'learner'")
    not_restored(here, memory / "backup.db")


def test_a_journal_itself_which_has_no_seal_is_held_against_our_own_schema(
    here: Journal, there: Journal, memory: Path
) -> None:
    write(here, add_learner(here))
    here.close()
    for name, statement in BAD_BACKUPS.items():
        bad = memory / f"{name}.db"
        bad.write_bytes(here.file.read_bytes())
        with closing(sqlite3.connect(bad, isolation_level=None)) as connection:
            connection.execute(statement)
            if "writable_schema" in statement:
                connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'REAL', 'TEXT') WHERE name = 'learner'")
        told = not_restored(there, bad)
        assert ("newer version" in told) == (name == "a newer version"), name
    restore(there, here.file)
    assert [learner.name for learner in there.learners()] == ["Ana"]


def test_on_a_disk_that_knows_no_second_name_the_present_journal_is_copied(
    here: Journal, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    back_up(here, memory / "backup.db")
    ana = add_learner(here)
    with monkeypatch.context() as disk:
        disk.setattr(os, "link", fail)
        aside = restore(here, memory / "backup.db")
    assert here.learners() == ()
    other = Journal(aside)
    assert other.learners() == (ana,)
    other.close()


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_that_is_no_backup_is_refused(kind: str, here: Journal, memory: Path) -> None:
    write(here, add_learner(here))
    write_foreign(kind, memory / "backup.db")
    not_restored(here, memory / "backup.db")


def test_a_damaged_backup_is_refused(here: Journal, memory: Path) -> None:
    ana = add_learner(here)
    for _ in range(40):
        write(here, ana)
    back_up(here, memory / "good.db")
    whole = (memory / "good.db").read_bytes()
    for start in range(0, len(whole) - 4096, 12_288):
        (memory / "backup.db").write_bytes(whole[:start] + b"\x17" * 4096 + whole[start + 4096 :])
        not_restored(here, memory / "backup.db")
    (memory / "backup.db").write_bytes(whole[: len(whole) // 2])
    not_restored(here, memory / "backup.db")


def test_a_backup_with_any_part_changed_is_refused_and_an_old_one_has_no_seal(here: Journal, memory: Path) -> None:
    write(here, add_learner(here))
    back_up(here, memory / "good.db")
    whole = (memory / "good.db").read_bytes()
    seal = whole.index(b"quizapp-copy ")
    for changed in (
        whole[:20] + b"\x01" + whole[21:],  # bytes that SQLite does not use
        whole[: seal - 1] + b"\x01" + whole[seal:],
        whole[:seal],
        whole[: seal + 3],
        whole[:-1] + bytes([whole[-1] ^ 1]),
        whole[:seal] + b"Q" + whole[seal + 1 :],
        whole + b"\n",
    ):
        assert changed != whole
        (memory / "backup.db").write_bytes(changed)
        not_restored(here, memory / "backup.db")

    (memory / "old").mkdir()
    old = Journal(memory / "old" / "journal.db", migrations=MIGRATIONS[:1])
    with old.writer.readers.lend() as connection:
        copy_to(connection, memory / "old.db")
    old.close()
    data = (memory / "old.db").read_bytes()
    (memory / "old.db").write_bytes(data[: data.index(b"quizapp-copy ")])
    restore(here, memory / "old.db")
    assert here.learners() == ()


def test_a_backup_that_is_put_in_the_journal_s_place_by_hand_is_one(here: Journal, memory: Path) -> None:
    ana = add_learner(here)
    write(here, ana)
    back_up(here, memory / "journal.db")

    journal, recovered = open_whole(memory / "journal.db")
    assert recovered is None
    attempts = [write(journal, ana) for _ in range(20)]
    journal.close()

    journal, recovered = open_whole(memory / "journal.db")
    assert recovered is None
    assert {row.id for row in journal.attempts(ana.id)} >= set(attempts)
    journal.close()


def test_a_damaged_journal_is_not_backed_up(here: Journal, memory: Path) -> None:
    write(here, add_learner(here))
    with closing(sqlite3.connect(here.file)) as connection, connection:
        connection.execute("UPDATE learner SET name = 'Ena'")

    with pytest.raises(QuizAppError, match="not as it was written"):
        back_up(here, memory / "backup.db")
    assert not (memory / "backup.db").exists()


def test_a_journal_that_cannot_be_replaced_stays_and_goes_on(
    here: Journal, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(here, memory / "backup.db")
    ana = add_learner(here)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", fail)
        with pytest.raises(QuizAppError, match="cannot be replaced: No space left"):
            restore(here, memory / "backup.db")

    assert here.learners() == (ana,)
    write(here, ana)


def test_nothing_is_restored_while_another_program_has_the_journal_open(here: Journal, memory: Path) -> None:
    ana = add_learner(here)
    back_up(here, memory / "backup.db")
    other = Journal(here.file)
    add_learner(other, "Ben")

    with pytest.raises(QuizAppError, match="Another program is using"):
        restore(here, memory / "backup.db")

    assert (
        [learner.name for learner in here.learners()]
        == [learner.name for learner in other.learners()]
        == ["Ana", "Ben"]
    )
    other.close()
    restore(here, memory / "backup.db")
    assert here.learners() == (ana,)


def not_restored(journal: Journal, backup: Path) -> str:
    """What restoring is refused with; nothing was changed."""
    before, files = content(journal), sorted(path.name for path in journal.file.parent.iterdir())
    with pytest.raises(QuizAppError) as caught:
        restore(journal, backup)
    assert caught.value.remedy
    assert content(journal) == before
    assert sorted(path.name for path in journal.file.parent.iterdir()) == files
    add_learner(journal, f"Learner {len(journal.learners())}")  # it goes on
    return caught.value.message


def test_a_deleted_learner_is_in_none_of_our_files(here: Journal, memory: Path) -> None:
    ana, ben = add_learner(here, "Zephyrine"), add_learner(here, "Ben")
    secret = Answered(at=3, question="one", response="ultramarine " * 500)
    write(here, ana, (*EVENTS[:3], secret))
    attempt = write(here, ben)
    for name in ("journal.before-v1.db", "journal.before-v2.db.new"):  # the second was cut short
        back_up(here, here.file.with_name(name))
        assert b"ultramarine" in here.file.with_name(name).read_bytes()

    here.delete_learner(ana.id).result()

    found = bytes_in(here.file.parent)
    assert b"ultramarine" not in found
    assert b"Zephyrine" not in found
    assert ana.id.encode() not in found
    assert here.learners() == (ben,)
    assert here.events(attempt) == EVENTS


@pytest.mark.parametrize("pragma", ["application_id=7", "user_version=0"])
def test_a_database_of_another_program_is_told_as_none_of_ours(
    pragma: str, here: Journal, there: Journal, memory: Path
) -> None:
    write(here, add_learner(here))
    here.close()
    with closing(sqlite3.connect(here.file, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(f"PRAGMA {pragma}")
    (memory / "backup.db").write_bytes(here.file.read_bytes())
    with pytest.raises(QuizAppError, match="is not a backup made by Quizapp"):
        restore(there, memory / "backup.db")
