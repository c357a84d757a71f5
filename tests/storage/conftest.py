"""What the tests of the journal need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.storage import ballast
from quizapp.storage.journal import Journal
from tests.storage.disk import in_memory


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder that is quick to write in."""
    with in_memory() as folder:
        yield folder


@pytest.fixture
def no_ballast(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is never room enough for a ballast: many journals are opened here."""
    monkeypatch.setattr(ballast, "PLENTY", 1 << 62)


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
