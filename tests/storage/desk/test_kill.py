"""The program is killed at any of its writes while a teacher works: nothing is lost, doubled or half done."""

import pytest

from tests.storage.desk.killed import run
from tests.storage.disk import has_strace

KILLS = {
    "sqlite": {
        "collecting": (1, 13, 28, 50),
        "rating": (9, 24, 33),
        "re-marking": (20, 27, 31),
        "releasing": (8, 26),
        "migrating": (9, 60),
    },
    "postgresql": {
        "collecting": (17, 38, 50),
        "rating": (45, 70),
        "re-marking": (43, 58),
        "releasing": (58, 80),
        "migrating": (45, 90),
    },
}


@pytest.mark.skipif(not has_strace(), reason="strace is not here, or may not be used")
def test_what_was_told_saved_outlives_a_kill_at_any_write(desk_place):
    kills = KILLS["postgresql" if isinstance(desk_place, str) else "sqlite"]
    found = run(desk_place, kills)
    assert found.wrong == ()
    assert found.died >= sum(map(len, kills.values())) - 2
    assert any(found.told)
    assert not all(found.told)
