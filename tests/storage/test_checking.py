"""Looking for damage: a sound journal has none, and each kind that SQLite itself would not tell is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.storage.errors import DamagedError
from quizapp.storage.journal import Journal
from quizapp.storage.migrations import CHECKSUMS, MIGRATIONS, checksum
from quizapp.storage.reading import open_to_read
from quizapp.storage.recovery import open_whole
from tests.storage.samples import EVENTS, add_learner, write

pytestmark = pytest.mark.usefixtures("no_ballast")

CONTENT: dict[str, str] = {
    "a trigger that is not ours": "CREATE TRIGGER evil AFTER INSERT ON event BEGIN SELECT 1; END",
    "a trigger that is missing": "DROP TRIGGER event_stays",
    "a trigger that does something else": "UPDATE sqlite_schema SET sql = replace(sql, 'ABORT', 'ABORX')",
    "a guard that is open": "INSERT INTO departing VALUES ('x')",
    "an event of no attempt": "INSERT INTO event VALUES ('none', 0, 0, 'x', '{}', {checksum})",
    "an attempt that is not over, and is said to be": "DELETE FROM unfinished",
    "an attempt that is over, and is said not to be": "INSERT INTO unfinished SELECT learner, id FROM attempt"
    " WHERE id IN (SELECT attempt FROM event WHERE kind = 'submitted')",
    "another program's": "PRAGMA application_id=7",
    "an earlier version that it is not": "PRAGMA user_version=1",
    "no version": "PRAGMA user_version=0",
    "a newer version that it is not": f"PRAGMA user_version={len(MIGRATIONS) + 1}",
}


@pytest.fixture
def file(memory: Path) -> Path:
    journal = Journal(memory / "journal.db")
    ana = add_learner(journal)
    write(journal, ana)
    write(journal, ana, EVENTS[:3])
    journal.check()
    journal.close()
    return memory / "journal.db"


def spoil(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        for statement in statements:
            connection.execute(statement.replace("{checksum}", str(checksum("none", 0, 0, "x", "{}"))))


def assert_found(file: Path) -> None:
    with pytest.raises(DamagedError, match="Open the window once"):
        open_to_read(file)
    journal, recovered = open_whole(file)
    assert recovered is not None
    assert (recovered.learners, recovered.attempts) == (1, 2)
    assert journal.set_aside is not None
    journal.check()
    journal.close()


@pytest.mark.parametrize("statement", CONTENT.values(), ids=CONTENT)
def test_what_a_journal_never_has_is_found_and_the_rest_brought_over(file: Path, statement: str) -> None:
    spoil(file, statement)

    assert_found(file)


@pytest.mark.parametrize("table", [table for table in CHECKSUMS if table != "summary"])
def test_a_row_that_does_not_fit_its_checksum_is_found(file: Path, table: str) -> None:
    spoil(file, "DROP TRIGGER event_stays", "DROP TRIGGER attempt_stays", f"UPDATE {table} SET checksum = checksum + 1")

    spoil(file, *MIGRATIONS[1][-2:])  # the triggers again, so that nothing else is wrong

    with pytest.raises(DamagedError, match="Open the window once"):
        open_to_read(file)


@pytest.mark.parametrize(("kinds", "is_over"), [(["reopened"], False), (["reopened", "submitted"], True)])
def test_an_attempt_that_was_reopened_is_not_over(memory: Path, kinds: list[str], is_over: bool) -> None:
    journal = Journal(memory / "journal.db")
    ana = add_learner(journal)
    id_ = write(journal, ana)
    journal.close()
    for seq, kind in enumerate(kinds, len(EVENTS)):
        row = (id_, seq, 1.0, kind, "{}")
        spoil(journal.file, f"INSERT INTO event VALUES {(*row, checksum(*row))}")
    spoil(
        journal.file,
        "DELETE FROM unfinished",
        *(["INSERT INTO unfinished SELECT learner, id FROM attempt"] * (not is_over)),
    )

    journal = Journal(memory / "journal.db")
    journal.check()
    journal.close()


@pytest.mark.parametrize("place", [31, -1])  # in an attempt's id, and in the time before it
def test_an_index_that_does_not_fit_its_table_is_found(file: Path, place: int) -> None:
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'attempt_newest'").fetchone()
        (id_,) = connection.execute("SELECT min(id) FROM attempt").fetchone()
    data = bytearray(file.read_bytes())
    data[data.index(id_.encode(), (page - 1) * 4096) + place] ^= 1
    file.write_bytes(data)

    assert_found(file)


@pytest.mark.parametrize("length", [0, 10, 100, 4096, 20_000])
def test_a_file_that_was_cut_off_is_found(file: Path, length: int) -> None:
    file.with_suffix(".ballast").touch()  # as beside every journal
    file.write_bytes(file.read_bytes()[:length])

    with pytest.raises(DamagedError):
        open_to_read(file)
    journal, recovered = open_whole(file)
    assert recovered is not None
    journal.close()


def test_a_file_that_was_just_being_made_is_no_damage(memory: Path) -> None:
    (memory / "journal.db").touch()

    assert open_to_read(memory / "journal.db") is None
    journal, recovered = open_whole(memory / "journal.db")
    assert recovered is None
    journal.close()
