"""A damaged journal was set aside: what can still be read in it comes back."""

import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.domain.event import Answered
from quizapp.storage.errors import JournalError
from quizapp.storage.events import encode
from quizapp.storage.journal import Journal
from quizapp.storage.migrations import MIGRATIONS
from quizapp.storage.recovery import LOST_LEARNER, LOST_NAME, Recovered, open_whole, recover
from tests.storage.samples import EVENTS, STARTED, add_learner, write

pytestmark = pytest.mark.usefixtures("no_ballast")

ATTEMPTS = 120
PAGE = 4096


@pytest.fixture
def content(memory: Path) -> tuple[bytes, dict[str, str]]:
    """A journal of two learners, as bytes, and the learner of each attempt."""
    (memory / "old").mkdir()
    journal = Journal(memory / "old" / "journal.db")
    learners = [add_learner(journal), add_learner(journal, "Ben")]
    owners = {}
    for index in range(ATTEMPTS):
        learner = learners[index % 2]
        owners[write(journal, learner)] = learner.id
    journal.close()
    return (memory / "old" / "journal.db").read_bytes(), owners


def recovered(folder: Path, damaged: bytes) -> tuple[Journal, Recovered]:
    folder.mkdir()
    aside = folder / "damaged.db"
    aside.write_bytes(damaged)
    journal = Journal(folder / "journal.db")
    done = recover(journal, aside)
    assert aside.read_bytes() == damaged
    assert recover(journal, aside)[1:3] == (0, 0)  # once more adds nothing
    return journal, done


def test_all_of_a_sound_journal_comes_back(memory: Path, content: tuple[bytes, dict[str, str]]) -> None:
    data, owners = content

    journal, done = recovered(memory / "new", data)

    assert done == Recovered(2, ATTEMPTS, ATTEMPTS * len(EVENTS), 0)
    assert all(journal.events(id_) == EVENTS for id_ in owners)
    assert all(journal.attempt(id_).learner == learner for id_, learner in owners.items())
    journal.close()


def test_a_damaged_page_costs_no_more_than_what_was_on_it(memory: Path, content: tuple[bytes, dict[str, str]]) -> None:
    data, owners = content
    pages, whole = len(data) // PAGE, []

    for page in range(1, pages, 2):
        spoiled = data[: page * PAGE] + b"\xa5" * PAGE + data[(page + 1) * PAGE :]
        journal, done = recovered(memory / f"page {page}", spoiled)
        for learner in journal.learners():
            for row in journal.attempts(learner.id, limit=None):
                events = journal.events(row.id)
                assert events == EVENTS[: len(events)]
                assert learner.id in (owners[row.id], LOST_LEARNER)
        whole.append(sum(len(journal.attempts(learner.id, limit=None)) for learner in journal.learners()))
        assert whole[-1] == done.attempts
        journal.close()

    assert sum(count >= ATTEMPTS * 0.8 for count in whole) >= 0.7 * len(whole)


@pytest.mark.parametrize("damage", [b"\x00" * PAGE, b"\xa5" * 3000])
def test_a_damaged_first_page_costs_nothing(memory: Path, content: tuple[bytes, dict[str, str]], damage: bytes) -> None:
    data, owners = content
    place = 100 if len(damage) < PAGE else 0  # behind the header

    journal, done = recovered(memory / "new", data[:place] + damage + data[place + len(damage) :])

    assert done == Recovered(2, ATTEMPTS, ATTEMPTS * len(EVENTS), 0)
    assert all(journal.attempt(id_).learner == learner for id_, learner in owners.items())
    journal.close()


def test_of_a_file_that_was_cut_off_the_rest_comes_back(memory: Path, content: tuple[bytes, dict[str, str]]) -> None:
    data, owners = content

    journal, done = recovered(memory / "new", data[:-PAGE])

    learners = journal.learners()
    assert {"Ana", "Ben"} <= {each.name for each in learners} <= {"Ana", "Ben", LOST_NAME}
    assert ATTEMPTS * 0.8 <= done.attempts - done.cut_short < ATTEMPTS
    attempts = {row.id: each.id for each in learners for row in journal.attempts(each.id, limit=None)}
    assert all(learner in (owners[id_], LOST_LEARNER) for id_, learner in attempts.items())
    assert sum(learner == owners[id_] for id_, learner in attempts.items()) >= ATTEMPTS * 0.8
    journal.close()


@pytest.mark.parametrize("data", [b"", b"no database" * 1000, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_where_nothing_can_be_read_nothing_comes_back(data: bytes, memory: Path) -> None:
    journal, done = recovered(memory / "new", data)

    assert done == Recovered(0, 0, 0, 0)
    assert journal.learners() == ()
    journal.close()


ID, OTHER = "a" * 32, "b" * 32


@pytest.mark.parametrize(
    ("spoil", "learners", "attempts", "cut_short"),
    [
        ("UPDATE learner SET name = 'Ena'", ["Ena (?)"], {ID: 7}, 0),
        ("UPDATE learner SET name = printf('%.*c', 100, 'x')", ["x" * 80 + " (?)"], {ID: 7}, 0),
        ("UPDATE learner SET name = char(10)", [LOST_NAME], {ID: 7}, 0),
        ("UPDATE learner SET name = 'A' || char(10) || 'B'", [LOST_NAME], {ID: 7}, 0),
        ("UPDATE learner SET is_guest = 1", ["Ana (?)"], {ID: 7}, 0),
        ("DELETE FROM learner", [LOST_NAME], {ID: 7}, 0),
        ("UPDATE attempt SET started = 99", ["Ana"], {ID: 7}, 0),
        ("UPDATE attempt SET content_hash = 'another'", ["Ana"], {ID: 7}, 0),
        ("UPDATE attempt SET learner = 'nobody'", ["Ana", LOST_NAME], {ID: 7}, 0),
        ("DELETE FROM attempt", ["Ana", LOST_NAME], {ID: 7}, 1),
        (f"UPDATE attempt SET id = '{OTHER}'", ["Ana", LOST_NAME], {ID: 7}, 1),
        ("UPDATE event SET written = 0 WHERE seq = 4", ["Ana"], {ID: 4}, 1),
        ("UPDATE event SET checksum = 0 WHERE seq = 6", ["Ana"], {ID: 6}, 1),
        ("DELETE FROM event WHERE seq = 3", ["Ana"], {ID: 3}, 1),
        ("UPDATE event SET checksum = 0 WHERE seq = 0", ["Ana"], {}, 1),
        ("UPDATE bank SET title = 'Wasps'", ["Ana"], {ID: 7}, 1),
        ("DELETE FROM bank", ["Ana"], {ID: 7}, 1),
        ("UPDATE bank_file SET data = x'00'", ["Ana"], {ID: 7}, 1),
        ("DELETE FROM bank_file", ["Ana"], {ID: 7}, 1),
        ("UPDATE summary SET checksum = 0", ["Ana"], {ID: 7}, None),
    ],
)
def test_damage_costs_no_more_than_what_was_damaged(
    memory: Path, spoil: str, learners: list[str], attempts: dict[str, int], cut_short: int | None
) -> None:
    journal = Journal(memory / "journal.db")
    write(journal, add_learner(journal), attempt=ID)
    journal.save_summary(ID, 6, 1, {"points": 1})
    journal.close()
    with closing(sqlite3.connect(journal.file)) as connection, connection:
        for trigger in ("event_stays", "event_is_kept", "attempt_stays", "attempt_is_kept"):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(spoil)
        connection.execute("PRAGMA writable_schema=ON")
    with closing(sqlite3.connect(journal.file)) as connection, connection:
        for statement in MIGRATIONS[0]:
            if "TRIGGER event_is_kept" in statement or "TRIGGER attempt_is_kept" in statement:
                connection.execute(statement)
        for statement in MIGRATIONS[1][-2:]:
            connection.execute(statement)

    journal, done = open_whole(memory / "journal.db")

    found = {row.id: row for learner in journal.learners() for row in journal.attempts(learner.id)}
    assert (done and done.cut_short) == cut_short
    assert sorted(learner.name for learner in journal.learners()) == learners
    assert not any(learner.is_guest for learner in journal.learners())
    assert all(len(learner.id) == 32 for learner in journal.learners())
    assert {id_: len(journal.events(id_)) for id_ in found} == attempts
    assert all(journal.events(id_) == EVENTS[:count] for id_, count in attempts.items())
    marked = [learner for learner in journal.learners() if learner.name.endswith("(?)") or learner.name == LOST_NAME]
    assert all((learner.created, learner.is_guest) == (0.0, False) for learner in marked)
    if ID in found:
        assert (found[ID].content_hash, found[ID].bank_id) == (STARTED.content_hash, STARTED.bank_id)
        assert found[ID].started < 1e9 or "attempt" not in spoil or found[ID].started != 99
        source = b"" if "bank" in spoil else "bank: é".encode()
        assert journal.bank(STARTED.content_hash).source == source
        files = {} if "bank" in spoil else {"hive.png": b"\x89PNG"}
        assert journal.bank(STARTED.content_hash).files == files
        titles = {"UPDATE bank SET title = 'Wasps'": "Wasps", "DELETE FROM bank": STARTED.bank_id}
        assert journal.bank(STARTED.content_hash).title == titles.get(spoil, "The Bees")
    journal.check()
    journal.close()


def test_an_event_that_stands_among_those_of_another_attempt_is_not_taken_for_theirs(memory: Path) -> None:
    journal = Journal(memory / "journal.db")
    ana = add_learner(journal)
    write(journal, ana, attempt=ID)
    other = (*EVENTS[:2], Answered(at=2, question="one", response="a"), *EVENTS[3:])
    write(journal, ana, other, attempt=OTHER)
    with journal.writer.readers.lend() as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'event'"
        page = (connection.execute(query).fetchone()[0] - 1) * PAGE
    journal.close()
    data = bytearray(journal.file.read_bytes())
    assert data[page] == 10  # a leaf, in which all events are: two of them change places
    one, two = (slice(page + 8 + 2 * place, page + 10 + 2 * place) for place in (2, len(EVENTS) + 2))
    data[one], data[two] = data[two], data[one]
    journal.file.write_bytes(data)

    journal, done = open_whole(journal.file)

    assert done == Recovered(1, 2, 4, 1)
    assert (journal.events(ID), journal.events(OTHER)) == (EVENTS[:2], other[:2])
    journal.close()


def test_what_is_left_of_a_damaged_journal_of_the_first_version_comes_back(memory: Path) -> None:
    old = Journal(memory / "old.db", migrations=MIGRATIONS[:1])

    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO learner VALUES (?, 'Ana', 0, 5)", (OTHER,))
        connection.execute("INSERT INTO bank VALUES ('h', 'b', 'T', ?)", (zlib.compress(b"source"),))
        connection.execute("INSERT INTO attempt VALUES (?, ?, 'h', 'b', 1.5)", (ID, OTHER))
        connection.execute("INSERT INTO event VALUES (?, 0, 0.1, 'started', ?)", (ID, encode(STARTED)))
        connection.execute("INSERT INTO departing VALUES ('x')")

    old.writer.write(fill).result()
    old.close()

    journal, done = recovered(memory / "new", (memory / "old.db").read_bytes())

    assert done == Recovered(1, 1, 1, 0)
    assert journal.bank("h").source == b"source"
    assert journal.attempt(ID).started == 1.5
    journal.close()


def test_where_there_is_no_room_for_a_copy_the_file_itself_is_read_and_left_as_it_is(
    memory: Path, content: tuple[bytes, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (memory / "open").mkdir()
    unfinished = Journal(memory / "open" / "journal.db")  # with all of it in its log
    write(unfinished, add_learner(unfinished), attempt=ID)
    in_log = {end: Path(f"{unfinished.file}{end}").read_bytes() for end in ("", "-wal")}
    unfinished.close()
    for name, files, expected in (
        ("whole", {"": content[0]}, Recovered(2, ATTEMPTS, ATTEMPTS * len(EVENTS), 0)),
        ("log", in_log, Recovered(1, 1, len(EVENTS), 0)),
    ):
        (memory / name).mkdir()
        for end, data in files.items():
            (memory / name / f"damaged.db{end}").write_bytes(data)
        journal = Journal(memory / name / "journal.db")
        with monkeypatch.context() as disk:
            disk.setattr(shutil, "copyfile", fail)
            assert recover(journal, memory / name / "damaged.db") == expected
        journal.close()
        assert (memory / name / "damaged.db").read_bytes() == files[""]
        beside = {path.name for path in (memory / name).glob("damaged.db*")}
        assert name == "log" or beside == {"damaged.db"}


def test_where_nothing_can_be_saved_the_damaged_file_waits_beside_an_empty_one(
    memory: Path, content: tuple[bytes, dict[str, str]]
) -> None:
    file = memory / "journal.db"
    file.write_bytes(content[0])
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE learner SET name = 'Ena' WHERE name = 'Ana'")
    opened: list[Journal] = []

    def second_is_closed(path: Path) -> Journal:
        opened.append(Journal(path))
        if len(opened) > 1:
            opened[-1].close()
        return opened[-1]

    journal, done = open_whole(file, second_is_closed)

    assert done == Recovered(0, 0, 0, 0)
    assert journal is opened[1]
    assert journal.set_aside is not None
    assert b"Ena" in journal.set_aside.read_bytes()


def test_a_disk_that_cannot_be_read_everywhere_does_not_keep_from_going_on(memory: Path) -> None:
    class Unreadable(Journal):
        def check(self) -> None:
            raise JournalError("The journal cannot be read: the disk reports a fault.", "Check the disk.")

    journal, done = open_whole(memory / "journal.db", Unreadable)

    assert done is None
    assert add_learner(journal).name == "Ana"
    journal.close()
