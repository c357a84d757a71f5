"""A data folder goes from one version of the program to another.

On the way up nothing is lost, and what is changed is copied first; on the way down nothing is touched.
"""

import json
import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from quizapp.cli import main
from quizapp.paths import UserPaths
from quizapp.services.desk.desk import desk_file
from quizapp.services.draft_recovery import Recovery, RecoveryFile, kept_draft, recoveries
from quizapp.settings import Settings
from quizapp.storage.desk import database, migrating, schema
from quizapp.storage.desk.store import open_store
from quizapp.storage.events import encode
from quizapp.storage.journal import Journal
from quizapp.storage.migrations import MIGRATIONS
from tests.storage.desk.records import arrival, set_up
from tests.storage.samples import STARTED

BANK = Path("/elsewhere/bees.yaml")
DRAFT = Recovery(str(BANK), "", "Bees", 1.0, {"": b"id: bees\n"}, {})


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UserPaths:
    for name in ("QUIZAPP_DESK_URL", "QUIZAPP_DESK_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    paths = UserPaths(tmp_path / "data")
    paths.ensure()
    return paths


def rows_of(file: Path) -> dict[str, list[Any]]:
    """All rows of a SQLite file, by table."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        connection.row_factory = lambda cursor, row: dict(
            zip([name for name, *_ in cursor.description], row, strict=True)
        )
        names = [each["name"] for each in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def kept_of(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> Iterator[bool]:
    """Says of each row whether it is still there, with all that it had."""
    for name in before.keys() - {"alembic_version"}:
        for row in before[name]:
            yield any(row.items() <= each.items() for each in after[name])


def write_first_journal(file: Path) -> None:
    journal = Journal(file, migrations=MIGRATIONS[:1])

    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO learner VALUES ('ada', 'Ada', 0, 5)")
        connection.execute("INSERT INTO bank VALUES ('h', 'b', 'T', ?)", (zlib.compress(b"source"),))
        connection.execute("INSERT INTO bank_file VALUES ('h', 'a.png', x'00ff')")
        connection.execute("INSERT INTO attempt VALUES ('x', 'ada', 'h', 'b', 1.5)")
        connection.execute("INSERT INTO event VALUES ('x', 0, 0.1, 'started', ?)", (encode(STARTED),))

    journal.writer.write(fill).result()
    journal.close()


def write_first_desk(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(file.with_name("newest.db"))
    set_up(store)
    store.add_submissions([arrival()], "ada")
    store.add_phrase("Good!")
    store.close()
    whole = rows_of(file.with_name("newest.db"))
    with monkeypatch.context() as patched:
        for module in (migrating, database):
            patched.setattr(module, "NEWEST", "0001")
        first = database.open_file(file)
    with first.writing() as connection:
        for table in schema.metadata.sorted_tables:
            there = {column["name"] for column in sa.inspect(connection).get_columns(table.name)}
            rows = [{key: value for key, value in row.items() if key in there} for row in whole[table.name]]
            if rows:
                connection.execute(sa.insert(sa.table(table.name, *map(sa.column, there))), rows)
    first.close()
    for left in file.parent.glob("newest.db*"):
        left.unlink()


def test_a_folder_of_the_first_formats_is_copied_and_brought_up_with_all_that_is_in_it(
    paths: UserPaths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = desk_file(paths.data)
    write_first_journal(paths.journal)
    write_first_desk(desk, monkeypatch)
    paths.config_file.write_text('{"practice_way": "tries", "theme": "cream"}')
    RecoveryFile(paths, BANK).write(1, DRAFT, {})
    (paths.cache / "library.json").write_text('{"version": 1, "banks": {"/a.yaml": []}}')
    with closing(sqlite3.connect(paths.cache / "library.db")) as index:
        index.execute("PRAGMA user_version = 1")
    before = {file: rows_of(file) for file in (paths.journal, desk)}
    assert before[desk]["submission"]
    assert before[desk]["phrase"]

    Journal(paths.journal).close()
    assert main(["class", "--json", "--data-dir", str(paths.data)]) == 0

    assert json.loads(capsys.readouterr().out)["classes"] == [{"name": "7b", "learners": 3}]
    for file, number in ((paths.journal, len(MIGRATIONS)), (desk, int(migrating.NEWEST))):
        copy = file.with_name(f"{file.stem}.before-v{number}.db")
        assert rows_of(copy) == before[file]
        assert copy.stat().st_mode & 0o077 == 0 or os.name == "nt"
        assert all(kept_of(before[file], rows_of(file))), file
    assert main(["learners", "--json", "--data-dir", str(paths.data)]) == 0
    assert json.loads(capsys.readouterr().out)["learners"] == [{"name": "Ada", "attempts": 1}]
    settings = Settings(paths.config_file)
    assert (settings.practice_rules, settings.theme) == ("tries", "cream")
    assert recoveries(paths) == (DRAFT,)
    assert main(["list", "--json", "--data-dir", str(paths.data)]) == 0


def test_a_folder_of_a_newer_version_is_refused_in_words_and_left_as_it_is(
    paths: UserPaths, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data-dir", str(paths.data))
    assert main(["class", "7b", "--learner", "Ada", *data]) == 0
    Journal(paths.journal).close()
    with closing(sqlite3.connect(paths.journal)) as journal:
        journal.execute("CREATE TABLE from_the_future (x)")
        journal.execute("PRAGMA user_version = 99")
    with closing(sqlite3.connect(desk_file(paths.data))) as desk:
        desk.execute("UPDATE alembic_version SET version_num = '9999'")
        desk.commit()
        desk.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    paths.config_file.write_text('{"theme": "cream", "wallpaper": "bees", "save": 1}')
    newer = msgspec.to_builtins(DRAFT) | {"voice": "Ada's"}
    RecoveryFile(paths, BANK).write(1, DRAFT, {})
    draft = RecoveryFile(paths, BANK).file
    draft.write_text(json.dumps(newer))
    (paths.cache / "library.json").write_text('{"version": 99, "banks": [1]}')
    with closing(sqlite3.connect(paths.cache / "library.db")) as index:
        index.execute("PRAGMA user_version = 99")
    kept = [paths.journal, desk_file(paths.data), paths.config_file, draft]
    before = [file.read_bytes() for file in kept]
    capsys.readouterr()

    for command in (
        ["learners"],
        ["export", "Ada", "--to", str(paths.data / "ada.csv")],
        ["class"],
        ["class", "8a", "--learner", "Bo"],
        ["assign", "7b", "tour-every-type"],
        ["collect", str(paths.data)],
        ["grades", "7b"],
        ["desk", "init"],
    ):
        assert main([*command, *data]) == 1, command
        told = capsys.readouterr().err
        assert "newer version of Quizapp" in told, command
        assert "Update Quizapp" in told
        assert len(told.splitlines()) == 1
    assert main(["list", *data]) == 0  # what is only a cache is made anew
    assert [file.read_bytes() for file in kept] == before

    settings = Settings(paths.config_file)
    settings.theme = "dark"
    settings.save()
    assert (
        json.loads(paths.config_file.read_bytes()).items() >= {"theme": "dark", "wallpaper": "bees", "save": 1}.items()
    )
    assert kept_draft(paths, BANK) is None
    RecoveryFile(paths, BANK).write(1, DRAFT, {})  # the same bank is written on, by this version
    assert kept_draft(paths, BANK) == DRAFT
    assert newer in [json.loads(file.read_bytes()) for file in draft.parent.glob("*.draft")]
