"""Copies of a journal: whole, closed to others, and each with a name of its own."""

import os
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.errors import QuizAppError
from quizapp.storage.copies import copy_to, free_name, set_aside, take_off_seal


@pytest.fixture
def small(memory: Path) -> Path:
    with closing(sqlite3.connect(memory / "small.db")) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA user_version=2")
        connection.execute("CREATE TABLE said (word)")
        connection.execute("INSERT INTO said VALUES ('bee')")
    return memory / "small.db"


def copied(small: Path, target: Path) -> bytes:
    with closing(sqlite3.connect(small)) as connection:
        copy_to(connection, target)
    return target.read_bytes()


def test_a_copy_is_one_file_that_nobody_else_may_read_with_a_seal(small: Path, memory: Path) -> None:
    target = memory / "copies" / "copy.db"
    target.parent.mkdir()
    for left in ("copy.db.new", "copy.db.new-wal", "copy.db.new-journal", "copy.db"):  # of one that was cut short
        (target.parent / left).write_text("left over")
    whole = copied(small, target)

    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]
    assert os.name == "nt" or stat.S_IMODE(target.stat().st_mode) == 0o600
    assert take_off_seal(target)
    assert whole[:-45] == target.read_bytes()
    assert whole[-45:].startswith(b"quizapp-copy ")
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("SELECT word FROM said").fetchall() == [("bee",)]
        assert connection.execute("PRAGMA journal_mode").fetchall() == [("delete",)]


def test_a_seal_that_does_not_fit_is_told_and_one_that_is_missing_only_where_copies_have_one(
    small: Path, memory: Path
) -> None:
    file = memory / "copy.db"
    whole = copied(small, file)
    unsealed = whole[:-45]

    def with_head(place: int, value: bytes) -> bytes:
        return unsealed[:place] + value + unsealed[place + len(value) :]

    for content, fits, left in (
        (whole, True, unsealed),
        (whole[:-1] + b"x", False, unsealed),
        (b"x" + whole[1:], False, b"x" + unsealed[1:]),
        (unsealed, False, unsealed),  # of version 2, in the mode of a copy
        (with_head(60, (1).to_bytes(4, "big")), True, None),
        (with_head(60, (3).to_bytes(4, "big")), False, None),
        (with_head(60, (2**24).to_bytes(4, "big")), False, None),
        (with_head(18, b"\2\2"), True, None),  # a journal itself
        (b"short", True, b"short"),
        (b"", True, b""),
    ):
        file.write_bytes(content)
        assert take_off_seal(file) == fits, content[:70]
        assert file.read_bytes() == (content if left is None else left)


def test_a_copy_that_cannot_be_written_leaves_nothing(small: Path, memory: Path) -> None:
    (memory / "copy.db").mkdir()
    (memory / "copy.db" / "inside").touch()
    for target in (memory / "nowhere" / "copy.db", memory / "copy.db"):
        with closing(sqlite3.connect(small)) as connection, pytest.raises(QuizAppError, match="cannot be written"):
            copy_to(connection, target)
    assert sorted(path.name for path in memory.iterdir()) == ["copy.db", "small.db"]


def test_what_is_set_aside_has_a_name_of_its_own_and_takes_along_what_is_beside_it(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "strftime", lambda pattern: "2026-11-30-120000")
    file, aside = memory / "journal.db", "journal.damaged-2026-11-30-120000"
    assert free_name(file, "damaged").name == f"{aside}.db"
    for number in ("", "-2", "-3", "-4"):
        for ending in ("", "-wal", "-shm"):
            Path(f"{file}{ending}").write_text(f"{number}{ending}")
        assert set_aside(file, "damaged") == memory / f"{aside}{number}.db"
        assert (memory / f"{aside}{number}.db").read_text() == number
        assert (memory / f"{aside}{number}.db-wal").read_text() == f"{number}-wal"
    if os.name == "posix":
        (memory / f"{aside}-5.db").symlink_to("nowhere")
        assert free_name(file, "damaged").name == f"{aside}-6.db"
    assert len(list(memory.glob("journal.db*"))) == 0
    file.write_text("damaged")

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(QuizAppError, match="is damaged, and cannot be set aside: Permission denied"):
        set_aside(file, "damaged")
    assert file.read_text() == "damaged"
