"""The commands `learners` and `export`, as somebody types them."""

import json
import sqlite3
from contextlib import closing

import msgspec
import pytest

from quizapp.cli import main
from quizapp.domain.attempt import PRACTICE
from quizapp.paths import UserPaths
from quizapp.services.taking import Taking
from tests.journals import Desk
from tests.samples import BANK
from tests.services.test_history import bank_named
from tests.test_imports import imported_by


@pytest.fixture
def folder(tmp_path):
    """A data folder with two learners, one of whom has taken two banks."""
    paths = UserPaths(tmp_path / "data")
    paths.ensure()
    desk = Desk(paths.journal)
    desk.journal.add_learner("Zoë").result()
    desk.take(bank_named("Bees"), {"q1": "true"})
    desk.take(bank_named("Towers"), {"q1": "true"})
    desk.close()
    return paths.data


def run(folder, *arguments):
    return main([*map(str, arguments), "--data-dir", str(folder)])


def test_learners_are_listed_with_their_attempts(folder, capsys):
    assert run(folder, "learners") == 0
    assert capsys.readouterr().out == "Ada  2 attempts\nZoë  0 attempts\n"
    assert run(folder, "learners", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "learners": [{"name": "Ada", "attempts": 2}, {"name": "Zoë", "attempts": 0}]
    }


def test_where_nobody_has_learned_nothing_is_made(tmp_path, capsys):
    assert run(tmp_path / "none", "learners") == 0
    assert capsys.readouterr().out == "Nobody has entered a name yet.\n"
    assert run(tmp_path / "none", "export", "Ada", "--to", tmp_path / "ada.csv") == 1
    assert not (tmp_path / "none").exists()
    assert not (tmp_path / "ada.csv").exists()


@pytest.mark.parametrize(
    ("name", "options", "lines"),
    [("ada.csv", (), 3), ("ada.CSV", ("--questions",), 5), ("ada.csv", ("--search", "bee"), 2)],
)
def test_a_table_is_written(folder, tmp_path, capsys, name, options, lines):
    assert run(folder, "export", "ada", "--to", tmp_path / name, *options) == 0
    assert len((tmp_path / name).read_text("utf-8-sig").splitlines()) == lines
    assert capsys.readouterr().out.endswith(f"of Ada: {tmp_path / name}\n")


def test_data_is_written_and_told(folder, tmp_path, capsys):
    path = tmp_path / "ada.json"
    assert run(folder, "export", "Ada", "--to", path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"learner": "Ada", "file": str(path), "attempts": 2, "unreadable": 0}
    written = json.loads(path.read_text("utf-8"))
    assert [entry["title"] for entry in written["attempts"]] == ["Towers", "Bees"]


def test_statements_are_written(folder, tmp_path):
    path = tmp_path / "ada.json"
    assert run(folder, "export", "Ada", "--to", path, "--xapi") == 0
    told = [
        (each["object"]["definition"]["name"], each["verb"]["display"]["en"])
        for each in json.loads(path.read_text("utf-8"))
    ]
    assert [verb for name, verb in told if "Bees" in name.values()] == ["completed", "scored"]
    assert [verb for _, verb in told] == ["answered", "completed", "scored"] * 2


def test_banks_that_cannot_be_read_are_counted(folder, tmp_path, capsys):
    desk = Desk(UserPaths(folder).journal, "Bob")
    bank = msgspec.structs.replace(BANK, id="torn", title="Torn", content_hash="torn")
    desk.journal.keep_bank("torn", "torn", "Torn", b"no: bank").result()
    desk.journal.begin("d" * 32, desk.learner, "torn", Taking(bank, PRACTICE, None, lambda: 0.0).attempt.started)
    desk.close()
    assert run(folder, "export", "Bob", "--to", tmp_path / "bob.csv") == 0
    out = capsys.readouterr().out
    assert out.startswith("1 attempt of Bob")
    assert "The bank of 1 attempt cannot be read anymore; its marks are left empty." in out


def test_a_learner_who_is_not_there(folder, tmp_path, capsys):
    assert run(folder, "export", "Bob", "--to", tmp_path / "bob.csv") == 1
    assert capsys.readouterr().err == "quizapp: There is no learner named “Bob”. There are: Ada, Zoë.\n"


def test_a_journal_in_use_is_read(folder, tmp_path):
    desk = Desk(UserPaths(folder).journal, "Bob")
    desk.take(bank_named("Bees"), {})
    desk.settle()
    assert run(folder, "export", "Bob", "--to", tmp_path / "bob.csv") == 0
    desk.close()
    assert len((tmp_path / "bob.csv").read_text("utf-8-sig").splitlines()) == 2


def test_a_newer_journal_is_refused(folder, tmp_path, capsys):
    with closing(sqlite3.connect(UserPaths(folder).journal)) as connection:
        connection.execute("CREATE TABLE of_a_newer_version (x)")
        connection.execute("PRAGMA user_version=99")
    assert run(folder, "export", "Ada", "--to", tmp_path / "ada.csv") == 1
    assert "newer version of Quizapp" in capsys.readouterr().err


def test_a_place_that_cannot_be_written(folder, tmp_path, capsys):
    (tmp_path / "file").write_text("kept")
    assert run(folder, "export", "Ada", "--to", tmp_path / "file" / "ada.csv") == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [("--to", "ada.pdf"), ("--to", "ada"), ("--to", "a.json", "--questions"), ("--to", "a.csv", "--xapi"), ()],
)
def test_usage_is_told(folder, capsys, options):
    with pytest.raises(SystemExit) as ended:
        run(folder, "export", "Ada", *options)
    assert ended.value.code == 2
    assert "usage: quizapp export" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["learners"], ["export", "Ada", "--to", "ada.json"]])
def test_qt_is_not_loaded(folder, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    modules = imported_by(*command, "--data-dir", folder)
    assert not {name for name in modules if name.partition(".")[0] in ("PySide6", "shiboken6")}
