"""Room on the disk that is held for the moment when there is none left."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from quizapp.storage.ballast import BALLAST, PLENTY, Ballast
from quizapp.storage.journal import Journal


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_ballast_is_given_up_and_made_again(memory: Path) -> None:
    ballast = Ballast(memory / "journal.db")

    ballast.fill()
    assert (memory / "journal.ballast").stat().st_size == BALLAST
    assert names(memory) == ["journal.ballast"]
    assert ballast.is_there()
    kept = (memory / "journal.ballast").read_bytes()
    ballast.fill()
    assert (memory / "journal.ballast").read_bytes() == kept
    assert ballast.free()
    assert names(memory) == []
    assert not ballast.is_there()
    assert not ballast.free()
    Ballast(memory / "nowhere" / "journal.db").fill()  # no fault


def test_it_is_made_where_there_is_plenty_of_room(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ballast = Ballast(memory / "journal.db")
    for free, is_made in ((0, False), (PLENTY - 1, False), (PLENTY, True), (PLENTY + 1, True)):
        with monkeypatch.context() as disk:
            disk.setattr(shutil, "disk_usage", lambda folder, free=free: SimpleNamespace(free=free))
            ballast.fill()
        assert ballast.free() == is_made, free


def test_there_is_a_ballast_beside_the_journal(memory: Path) -> None:
    Journal(memory / "journal.db").close()

    assert names(memory) == ["journal.ballast", "journal.db"]
