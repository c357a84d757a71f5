"""What the tests of the desk's services need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.services.desk.desk import Desk
from tests.desks import new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk in a folder of data, where nothing is on it yet."""
    opened = new_desk(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def any_desk(desk_place: Path | str) -> Iterator[Desk]:
    """A desk in each of the databases, where nothing is on it yet."""
    opened = new_desk(desk_place)
    yield opened
    opened.close()
