"""A learner in a file, and the whole journal in one: what comes back is what went out, and nothing bad gets in."""

import gzip
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempt import Answered, Submitted
from quizapp.errors import QuizAppError
from quizapp.storage import transfer
from quizapp.storage.journal import Journal
from quizapp.storage.transfer import back_up, export_learner, import_learner, restore
from tests.storage.samples import EVENTS, STARTED, add_learner, bytes_in, write

pytestmark = pytest.mark.usefixtures("no_ballast")


@pytest.fixture
def here(memory: Path) -> Iterator[Journal]:
    (memory / "here").mkdir()
    journal = Journal(memory / "here" / "journal.db")
    yield journal
    journal.close()


@pytest.fixture
def there(memory: Path) -> Iterator[Journal]:
    (memory / "there").mkdir()
    journal = Journal(memory / "there" / "journal.db")
    yield journal
    journal.close()


@pytest.fixture
def file(memory: Path) -> Path:
    return memory / "Ana.quizapp"


def content(journal: Journal) -> list[object]:
    """All that a journal has, but for the names of learners."""
    with journal.writer.readers.lend() as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("bank", "bank_file", "attempt", "event", "unfinished")
        ] + [connection.execute("SELECT id, is_guest, created FROM learner").fetchall()]


# a learner


def test_a_learner_is_taken_along(here: Journal, there: Journal, file: Path) -> None:
    ana, ben = add_learner(here), add_learner(here, "Ben")
    write(here, ana)
    unfinished = write(here, ana, EVENTS[:3])
    write(here, ben)

    export_learner(here, ana.id, file)
    done = import_learner(there, file)

    assert done.learner == ana
    assert (done.new_attempts, done.known_attempts, done.new_events) == (2, 0, len(EVENTS) + 3)
    assert there.learners() == (ana,)
    assert there.attempts(ana.id) == here.attempts(ana.id)
    assert [row.id for row in there.unfinished(ana.id)] == [unfinished]
    assert there.events(unfinished) == EVENTS[:3]
    assert there.bank(STARTED.content_hash) == here.bank(STARTED.content_hash)


def test_importing_twice_is_importing_once(here: Journal, there: Journal, file: Path) -> None:
    ana = add_learner(here)
    write(here, ana)
    export_learner(here, ana.id, file)
    import_learner(there, file)
    before = content(there)

    again = import_learner(there, file)

    assert (again.new_attempts, again.known_attempts, again.new_events) == (0, 1, 0)
    assert content(there) == before


def test_what_is_new_is_added_in_both_directions(here: Journal, there: Journal, file: Path) -> None:
    ana = add_learner(here)
    attempt = write(here, ana, EVENTS[:3])
    export_learner(here, ana.id, file)
    import_learner(there, file)
    for seq in range(3, len(EVENTS)):
        there.append(attempt, seq, EVENTS[seq]).result()
    write(there, ana)

    assert import_learner(there, file).new_events == 0  # an older one takes nothing back
    export_learner(there, ana.id, file)
    done = import_learner(here, file)

    assert (done.new_attempts, done.known_attempts, done.new_events) == (1, 0, 2 * len(EVENTS) - 3)
    assert here.events(attempt) == EVENTS
    assert not here.unfinished(ana.id)


def test_an_attempt_that_went_on_in_two_ways_is_there_twice(here: Journal, there: Journal, file: Path) -> None:
    ana = add_learner(here)
    attempt = write(here, ana, EVENTS[:3])
    export_learner(here, ana.id, file)
    import_learner(there, file)
    here.append(attempt, 3, Submitted(at=7)).result()
    there.append(attempt, 3, Answered(at=7, question="one", response="a")).result()
    export_learner(there, ana.id, file)

    done = import_learner(here, file)
    again = import_learner(here, file)

    assert (done.new_attempts, again.new_attempts, again.known_attempts) == (1, 0, 1)
    assert here.events(attempt) == (*EVENTS[:3], Submitted(at=7))
    (other,) = (row.id for row in here.attempts(ana.id) if row.id != attempt)
    assert here.events(other) == there.events(attempt)


def test_another_learner_of_the_same_name_gets_another_one(here: Journal, there: Journal, file: Path) -> None:
    ana = add_learner(here)
    export_learner(here, ana.id, file)
    add_learner(there, "ANA")
    add_learner(there, "Ana (2)")

    assert import_learner(there, file).learner.name == "Ana (3)"


def test_a_renamed_learner_keeps_the_name_that_is_here(here: Journal, there: Journal, file: Path) -> None:
    ana = add_learner(here)
    export_learner(here, ana.id, file)
    import_learner(there, file)
    there.rename_learner(ana.id, "Anna").result()

    assert import_learner(there, file).learner.name == "Anna"


def test_the_file_is_lines_of_json_that_other_programs_can_read(here: Journal, file: Path) -> None:
    ana = add_learner(here)
    write(here, ana)
    export_learner(here, ana.id, file)

    lines = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]

    assert [line["line"] for line in lines] == ["quizapp-learner", "bank", "attempt", *["event"] * len(EVENTS), "end"]
    assert lines[0]["name"] == "Ana"


def test_an_export_that_cannot_be_written_is_told_and_leaves_the_old_one(here: Journal, file: Path) -> None:
    ana = add_learner(here)
    file.write_text("old")

    with pytest.raises(QuizAppError):
        export_learner(here, "f" * 32, file)
    with pytest.raises(QuizAppError):
        export_learner(here, ana.id, file / "inside")
    with pytest.raises(QuizAppError):
        export_learner(here, ana.id, here.file)

    assert file.read_text() == "old"
    assert here.learners() == (ana,)


# files that are not right


@pytest.fixture
def lines(here: Journal, file: Path) -> list[dict[str, Any]]:
    """The lines of a good file."""
    ana = add_learner(here)
    write(here, ana)
    write(here, ana, EVENTS[:2])
    export_learner(here, ana.id, file)
    return [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]


def pack(lines: list[dict[str, Any]]) -> bytes:
    return gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode())


def changed(index: int, **fields: object) -> Callable[[list[dict[str, Any]]], None]:
    return lambda lines: lines[index].update(fields)


SPOILED: dict[str, Callable[[list[dict[str, Any]]], object]] = {
    "no head": lambda lines: lines.pop(0),
    "no end": lambda lines: lines.pop(),
    "an event less": lambda lines: lines.pop(5),
    "two heads": lambda lines: lines.insert(1, lines[0]),
    "an attempt without events": lambda lines: lines.insert(2, {**lines[2], "id": "0" * 32}),
    "an attempt twice": lambda lines: lines.extend([lines.pop(), *lines[2:10]]),
    "no bank": lambda lines: lines.pop(1),
    "a bank too late": lambda lines: lines.insert(-1, lines[1]),
    "an event before any attempt": lambda lines: lines.insert(2, lines[3]),
    "begun twice": lambda lines: lines.insert(4, lines[3]),
    "not begun": lambda lines: lines.pop(3),
    "more after the end": lambda lines: lines.append(lines[0]),
    "a name that is none": changed(0, name="\n"),
    "a long name": changed(0, name="x" * 5000),
    "a name with half a character": changed(0, name="\ud800"),
    "a title with half a character": changed(1, title="\ud800"),
    "an id that is none": changed(0, id="'; DROP TABLE event; --"),
    "an attempt's id that is none": changed(2, id="../../etc/passwd"),
    "a guest that is a number": changed(0, is_guest=1),
    "a time that is a text": changed(0, created="now"),
    "a time that cannot be": changed(2, started=1e300),
    "a negative time": changed(3, written=-1),
    "a source that is a number": changed(1, source=5),
    "a source that is no Base64": changed(1, source="***"),
    "files that are a list": changed(1, files=[]),
    "an unknown event": changed(4, event={"type": "teleported", "at": 1}),
    "an event that is a number": changed(4, event=4),
    "an event without its fields": changed(4, event={"type": "visited"}),
    "an event of nested lists": changed(4, event=json.loads("[" * 900 + "]" * 900)),
    "a response of a wrong type": changed(5, event={"type": "answered", "at": 1, "question": "one", "response": 5}),
    "an unknown line": changed(4, line="script"),
}


def refused(journal: Journal, file: Path) -> str:
    """What importing is refused with; nothing was changed."""
    before, known = content(journal), journal.learners()
    with pytest.raises(QuizAppError) as caught:
        import_learner(journal, file)
    assert content(journal) == before
    assert journal.learners() == known
    assert caught.value.remedy
    assert len(str(caught.value).splitlines()) == 1
    return caught.value.message


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_file_with_a_wrong_line_is_refused(
    spoil: Callable[[list[dict[str, Any]]], object], lines: list[dict[str, Any]], there: Journal, file: Path
) -> None:
    add_learner(there, "Ben")
    spoil(lines)
    file.write_bytes(pack(lines))

    assert str(file) in refused(there, file)


def test_a_file_of_a_newer_version_is_told_as_one(lines: list[dict[str, Any]], there: Journal, file: Path) -> None:
    lines[0].update(version=2, color="blue")
    file.write_bytes(pack(lines))

    assert "newer version" in refused(there, file)


def test_a_file_that_is_cut_off_or_changed_anywhere_is_refused(
    lines: list[dict[str, Any]], there: Journal, file: Path
) -> None:
    whole = file.read_bytes()
    for place in range(0, len(whole), 17):
        file.write_bytes(whole[:place])
        refused(there, file)
        if 10 <= place < len(whole) - 8:  # what is before tells of the packing alone
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
            refused(there, file)


def foreign(kind: str, file: Path) -> None:
    match kind:
        case "a text":
            file.write_text("Dear Ana,\n")
        case "nothing":
            file.write_bytes(b"")
        case "a zip":
            with zipfile.ZipFile(file, "w") as packed:
                packed.writestr("a.json", "{}")
        case "a database":
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("CREATE VIEW learner AS SELECT load_extension('evil')")
        case "a folder":
            file.mkdir()
        case "missing":
            pass
        case "a link that leads nowhere":
            file.symlink_to(file.with_name("nowhere"))
        case "a pipe":
            os.mkfifo(file)
        case "noise":
            file.write_bytes(b"\x1f\x8b" + bytes(range(256)) * 9)


FOREIGN = ("a text", "nothing", "a zip", "a database", "a folder", "missing", "a link that leads nowhere", "noise")


@pytest.mark.parametrize("kind", [*FOREIGN, *(["a pipe"] if hasattr(os, "mkfifo") else [])])
def test_another_kind_of_file_is_refused(kind: str, there: Journal, file: Path) -> None:
    foreign(kind, file)

    assert str(file) in refused(there, file)


def test_a_bomb_is_refused_before_it_goes_off(
    lines: list[dict[str, Any]], there: Journal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gzip.open(file, "wb", 1) as packed:
        for _ in range(80):
            packed.write(b" " * 1_000_000)  # one line without an end
    assert file.stat().st_size < 1_000_000
    assert "too much" in refused(there, file)

    monkeypatch.setattr(transfer, "MOST_BYTES", 3_000_000)  # of good lines
    lines[5:5] = [lines[4]] * 60_000
    lines[-1]["lines"] = len(lines)
    file.write_bytes(pack(lines))
    assert "too much" in refused(there, file)


def test_a_bank_that_is_not_the_one_that_it_says_is_refused(
    lines: list[dict[str, Any]], there: Journal, file: Path
) -> None:
    with pytest.raises(QuizAppError):
        import_learner(there, file, is_right=lambda bank: bank.source == b"something else")
    assert there.learners() == ()

    import_learner(there, file, is_right=lambda bank: bank.source == "bank: é".encode())
    assert len(there.learners()) == 1


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_do_harm(tmp_path_factory: pytest.TempPathFactory, data: bytes, packed: bool) -> None:
    file = tmp_path_factory.getbasetemp() / "any.quizapp"
    file.write_bytes(gzip.compress(data) if packed else data)
    with pytest.raises(QuizAppError), transfer._told_of(file), transfer._regular(file) as stream:
        list(transfer._read(stream))


# the whole journal


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
    "an attempt without a learner": "INSERT INTO attempt VALUES ('x', 'nobody', 'nothing', 'x', 0)",
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


@pytest.mark.parametrize("kind", [*FOREIGN, *(["a pipe"] if hasattr(os, "mkfifo") else [])])
def test_a_file_that_is_no_backup_is_refused(kind: str, here: Journal, memory: Path) -> None:
    write(here, add_learner(here))
    foreign(kind, memory / "backup.db")
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


def not_restored(journal: Journal, backup: Path) -> None:
    before, files = content(journal), sorted(path.name for path in journal.file.parent.iterdir())
    with pytest.raises(QuizAppError) as caught:
        restore(journal, backup)
    assert caught.value.remedy
    assert content(journal) == before
    assert sorted(path.name for path in journal.file.parent.iterdir()) == files
    add_learner(journal, f"Learner {len(journal.learners())}")  # it goes on


def test_a_deleted_learner_is_in_none_of_our_files(here: Journal, memory: Path) -> None:
    ana, ben = add_learner(here, "Zephyrine"), add_learner(here, "Ben")
    secret = Answered(at=3, question="one", response="ultramarine " * 500)
    write(here, ana, (*EVENTS[:3], secret))
    attempt = write(here, ben)
    shutil.copy(here.file, here.file.with_name("journal.before-v1.db"))
    assert b"ultramarine" in bytes_in(here.file.parent)

    here.delete_learner(ana.id).result()

    found = bytes_in(here.file.parent)
    assert b"ultramarine" not in found
    assert b"Zephyrine" not in found
    assert ana.id.encode() not in found
    assert here.learners() == (ben,)
    assert here.events(attempt) == EVENTS
