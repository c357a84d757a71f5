"""The program is killed at any of its writes while it collects: nothing is lost, doubled or half done."""

import pytest

from tests.storage.desk.killed import run, wrong_in
from tests.storage.disk import has_strace

NUMBERS = (1, 4, 9, 13, 17, 22, 28, 35, 41, 50)


@pytest.mark.skipif(not has_strace(), reason="strace is not here, or may not be used")
def test_what_was_told_saved_outlives_a_kill_at_any_write(desk_place):
    found = run(desk_place, NUMBERS)
    assert found.died >= 8
    assert any(found.told)
    assert not all(found.told)
    assert wrong_in(desk_place, found.told) == []
