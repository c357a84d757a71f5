"""A damaged file is read as it was written, or told in words: a sample of tests/benchmarks/damage.py."""

from collections.abc import Iterator

import pytest

from tests.benchmarks.damage import KINDS, Original, look_at
from tests.examples import by_hand
from tests.storage.disk import in_memory

COUNT = 24 if by_hand() else 12


@pytest.fixture(scope="module")
def original() -> Iterator[Original]:
    with in_memory() as folder:
        yield Original(folder, attempts=5)


@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_is_read_as_if_it_were_right(kind: str, original: Original) -> None:
    told: list[str] = []
    ends = look_at(original, kind, COUNT, seed=7, tell=told.append)

    assert told == []
    assert ends["told"] >= COUNT // 4
    if not kind.startswith("journal"):  # these have a checksum over the whole
        assert ends["harmless"] == 0
