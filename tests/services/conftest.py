"""What several tests of services need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.laptops import Laptop


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path)
    yield laptop
    laptop.journal.close()
