"""The program is killed while a bank is kept and saved: each file is whole, and the draft is there."""

import pytest

from tests.services.editing_killed import run
from tests.storage.disk import has_strace

KILLS = {"write": (2, 9, 16), "rename": (1, 2, 3, 5, 7), "fsync": (2, 4), "unlink": (1, 2)}


@pytest.mark.skipif(not has_strace(), reason="strace is not here, or may not be used")
def test_a_kill_at_any_write_leaves_files_whole_and_the_draft_to_be_recovered() -> None:
    died = 0
    for call, numbers in KILLS.items():
        found = run(call, numbers)
        assert found.wrong == ()
        died += found.died
    assert died == sum(map(len, KILLS.values()))
