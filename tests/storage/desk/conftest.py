"""What the tests of the desk's records need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.storage.desk.store import DeskStore, open_store


@pytest.fixture
def store(desk_place: Path | str) -> Iterator[DeskStore]:
    """A desk without records, in each of the databases."""
    opened = open_store(desk_place)
    yield opened
    opened.close()


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[DeskStore]:
    """A desk without records in a file, for what is no other in PostgreSQL."""
    opened = open_store(tmp_path / "desk.db")
    yield opened
    opened.close()
