"""What all tests need."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.examples import register
from tests.postgresql import SHARED, Databases, Server, folder_of_programs

register()

_IN_MEMORY, _ENOUGH = "/dev/shm", 4 * 1024**3

os.environ["LANGUAGE"] = "en"  # what the tests read, whatever the system's language


def pytest_configure() -> None:
    """Have what tests write kept in memory where there is room: desks and journals wait for a disk each time."""
    if sys.platform == "linux" and os.access(_IN_MEMORY, os.W_OK):
        room = os.statvfs(_IN_MEMORY)
        if room.f_bavail * room.f_frsize >= _ENOUGH and not room.f_flag & os.ST_NOEXEC:
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", _IN_MEMORY)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the real windows, which take longest, so that no process is left alone with them at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/window/"))


def pytest_collection_finish() -> None:
    """Leave what was made until now out of every later collection of garbage: the tests themselves, and all modules.

    What comes after is looked through less often than usual; where a test needs it, it collects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


@pytest.fixture(scope="session")
def known_banks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of a program that has read the bundled banks, for those who do not test how they are read; to copy."""
    from quizapp.paths import UserPaths
    from quizapp.services.library import library_of

    paths = UserPaths(tmp_path_factory.mktemp("known"))
    paths.ensure()
    library = library_of(paths, ())
    library.read_all()
    library.close()
    return paths.cache


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Databases]:
    """A PostgreSQL that runs as long as the tests do: one for each process of tests that asks, or one for all."""
    if SHARED in os.environ:
        yield Databases(Path(os.environ[SHARED]))
        return
    if os.name != "posix" or folder_of_programs() is None:
        pytest.skip("there is no PostgreSQL here (Debian and Ubuntu: apt-get install postgresql)")
    server = Server()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def desk_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | str]:
    """The place of a desk without any records: a file that is not there yet, or the address of a database."""
    if request.param == "sqlite":
        yield tmp_path / "desk" / "desk.db"
        return
    server: Databases = request.getfixturevalue("postgresql")
    database = server.new_database()
    yield server.address(database)
    server.drop(database)
