"""A journal becomes of a newer version as a whole or not at all."""

import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from quizapp.domain.people import Learner
from quizapp.errors import QuizAppError
from quizapp.storage.events import encode
from quizapp.storage.journal import Journal
from quizapp.storage.migrations import APPLICATION_ID, MIGRATIONS, checksum
from quizapp.storage.rows import BankSnapshot
from tests.storage import writing
from tests.storage.disk import Disk, calls, has_strace, lay_out, record
from tests.storage.faults import SECOND, run
from tests.storage.looking import found_in
from tests.storage.samples import STARTED
from tests.storage.writing import ATTEMPT, event

pytestmark = pytest.mark.usefixtures("no_ballast")
needs_strace = pytest.mark.skipif(not has_strace(), reason="strace is not there, or may not be used")

EVENTS = 150
NEWER = (*MIGRATIONS, SECOND)
VERSION = len(MIGRATIONS)


@pytest.fixture
def old(memory: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    """A journal of the version that there is, with some events."""
    folder = memory / "old"
    folder.mkdir()
    writing.write(folder, EVENTS)
    capfd.readouterr()
    return folder / "journal.db"


def schema(file: Path) -> tuple[int, list[tuple[str, ...]]]:
    with closing(sqlite3.connect(file)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return version, connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()


def is_whole(file: Path, before: object, after: object) -> int:
    """The version of a journal that a migration was cut short in: the old one whole, or the new one."""
    found = schema(file)
    assert found in (before, after)
    backup = file.with_name(f"journal.before-v{VERSION + 1}.db")
    if found == after:
        assert schema(backup) == before
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("SELECT count(*) FROM long_answer").fetchone()[0] > 0
    else:
        assert found_in(file) == EVENTS
    journal = Journal(file, migrations=NEWER)
    assert journal.events(ATTEMPT) == tuple(map(event, range(EVENTS)))
    journal.close()
    assert schema(file) == after
    assert schema(backup) == before
    assert found_in(backup) == EVENTS
    return found[0]


@pytest.fixture
def before_and_after(old: Path, tmp_path: Path) -> tuple[object, object]:
    shutil.copy(old, tmp_path / "journal.db")
    before = schema(old)
    Journal(tmp_path / "journal.db", migrations=NEWER).close()
    return before, schema(tmp_path / "journal.db")


def test_what_is_in_files_that_were_written_long_ago_stays_right() -> None:
    """Checksums, and the mark of our files, are never computed in another way."""
    assert APPLICATION_ID == 1366649393
    for values, text in (
        (("ana", "Ana é", 0, 5.0), "ana\0Ana é\x000\x005"),
        ((-0.0, 0.1, 1.5, 1_800_000_000.25, True), "0\x000.10000000000000001\x001.5\x001800000000.25\x001"),
        ((), ""),
    ):
        assert checksum(*values) == zlib.crc32(text.encode()), values
    assert checksum(b"\x00\xff", "x") == zlib.crc32(b"\x00\xff\0x")


def test_a_journal_of_the_first_version_gets_its_checksums(memory: Path) -> None:
    journal = Journal(memory / "journal.db", migrations=MIGRATIONS[:1])

    def fill(connection: sqlite3.Connection) -> None:
        started = encode(STARTED)
        connection.execute("INSERT INTO learner VALUES ('ana', 'Ana é', 0, 5)")
        connection.execute("INSERT INTO bank VALUES ('h', 'b', 'T', ?)", (zlib.compress(b"source"),))
        connection.execute("INSERT INTO bank_file VALUES ('h', 'a.png', x'00ff')")
        connection.execute("INSERT INTO attempt VALUES ('x', 'ana', 'h', 'b', 1.5)")
        connection.execute("INSERT INTO event VALUES ('x', 0, 0.1, 'started', ?)", (started,))
        connection.execute("INSERT INTO summary VALUES ('x', 0, 1, '{\"a\":1}')")

    journal.writer.write(fill).result()
    journal.close()

    journal = Journal(memory / "journal.db")

    journal.check()
    assert journal.learners() == (Learner("ana", "Ana é", False, 5.0),)
    assert journal.bank("h") == BankSnapshot("h", "b", "T", b"source", {"a.png": b"\x00\xff"})
    assert journal.events("x") == (STARTED,)
    assert journal.attempt("x").summary == {"a": 1}
    assert journal.writer.write(lambda connection: connection.execute("UPDATE event SET seq = 9")).exception()
    assert journal.writer.write(lambda connection: connection.execute("UPDATE attempt SET id = 'y'")).exception()
    journal.close()
    assert (memory / "journal.before-v2.db").exists()


def test_an_old_journal_is_copied_and_becomes_a_new_one(old: Path, before_and_after: tuple[object, object]) -> None:
    Journal(old, migrations=NEWER).close()

    assert is_whole(old, *before_and_after) == VERSION + 1


@needs_strace
def test_a_migration_that_is_killed_leaves_the_old_one_or_the_new_one(
    old: Path, memory: Path, before_and_after: tuple[object, object]
) -> None:
    """At a few calls: what is there after a kill at any other, the next test looks at."""
    killed, versions = 0, []
    for call, numbers in (("pwrite64", range(1, 150, 14)), ("fdatasync", range(1, 9, 3))):
        folder = memory / call
        for number in numbers:
            (folder / str(number)).mkdir(parents=True)
            shutil.copy(old, folder / str(number) / "journal.db")
        run("migrate", folder, call, numbers, "signal=KILL:when={}")
        for number in numbers:
            killed += (folder / f"{number}.said").read_text() == "-9\n"
            versions.append(is_whole(folder / str(number) / "journal.db", *before_and_after))

    assert killed >= 10
    assert set(versions) == {VERSION, VERSION + 1}


@needs_strace
def test_a_power_cut_in_a_migration_leaves_the_old_one_or_the_new_one(
    old: Path, memory: Path, tmp_path: Path, before_and_after: tuple[object, object]
) -> None:
    before = {"journal.db": old.read_bytes()}
    folder = tmp_path / "traced" / "1"
    folder.mkdir(parents=True)
    lay_out(folder, before)
    record(tmp_path / "trace", "-c", MIGRATE, folder)
    inside = memory / "cut"
    inside.mkdir()
    disk, random, versions, known = Disk(folder, before), Random(3), [], set()

    for step, call in enumerate(filter(disk.do, calls(tmp_path / "trace"))):
        cuts = [disk.kept()]
        if step % 4 == 0 or "sync" in call.name:
            cuts += [disk.lost(), disk.listed(), disk.prefix(random), disk.torn(random)]
        for files in cuts if step % 2 == 0 or "sync" in call.name else ():
            if (digest := hash(frozenset(files.items()))) not in known:
                known.add(digest)
                lay_out(inside, files)
                versions.append(is_whole(inside / "journal.db", *before_and_after))

    assert len(versions) >= 60
    assert set(versions) == {VERSION, VERSION + 1}


MIGRATE = """\
import sys
from pathlib import Path
from tests.storage.faults import migrate
migrate(Path(sys.argv[1]))
"""


def test_a_newer_journal_is_refused_and_not_touched(old: Path) -> None:
    Journal(old, migrations=NEWER).close()
    shutil.copy(old, old.with_name("other.db"))
    journal = Journal(old.with_name("other.db"), migrations=NEWER)  # one that was left with its log
    shutil.copy(f"{journal.file}-wal", f"{old}-wal")
    journal.close()
    files = {path.name: path.read_bytes() for path in old.parent.iterdir() if not path.name.endswith("-shm")}

    with pytest.raises(QuizAppError) as caught:
        Journal(old)

    assert "newer version" in caught.value.message
    assert "Update" in caught.value.remedy
    assert files == {path.name: path.read_bytes() for path in old.parent.iterdir() if not path.name.endswith("-shm")}


def test_a_step_that_fails_leaves_the_old_one(old: Path) -> None:
    before = schema(old)

    with pytest.raises(QuizAppError):
        Journal(old, migrations=(*MIGRATIONS, (*SECOND, "INSERT INTO nowhere VALUES (1)")))

    assert schema(old) == before
    assert found_in(old) == EVENTS
