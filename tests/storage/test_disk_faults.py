"""The disk fails at each write and each sync: nothing is told saved that is not, and the program goes on."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.examples import by_hand
from tests.storage.disk import has_strace
from tests.storage.faults import EVENTS, run
from tests.storage.looking import found_in, saved_in

pytestmark = pytest.mark.usefixtures("no_ballast")

needs_strace = pytest.mark.skipif(not has_strace(), reason="strace is not there, or may not be used")

EVERY = 1 if by_hand() else 3
FIRST_WRITES = range(1, 101, EVERY)
FIRST_SYNCS = range(1, 27, EVERY)


def held(folder: Path, number: int) -> tuple[int, str]:
    """How many events were told saved, and all that was said, once it is checked that they are there."""
    said = (folder / f"{number}.said").read_text()
    *lines, code = said.splitlines()
    assert code == "0", f"{number}: it did not end in order"
    assert all(line.startswith(("saved ", "failed ", "not opened: ")) for line in lines)
    saved = saved_in(said)
    assert found_in(folder / str(number) / "journal.db") >= saved, number
    return saved, said


@needs_strace
@pytest.mark.parametrize(
    ("call", "numbers", "error"),
    [
        ("pwrite64", FIRST_WRITES, "EIO"),
        ("pwrite64", range(2, 101, 3 * EVERY), "ENOSPC"),
        ("fdatasync", FIRST_SYNCS, "EIO"),
        ("ftruncate", range(1, 4), "EIO"),
        ("unlink", range(1, 4), "EIO"),
    ],
)
def test_a_call_that_fails_once_costs_nothing(call: str, numbers: Sequence[int], error: str, memory: Path) -> None:
    failed = run("write", memory, call, numbers, f"error={error}:when={{}}").count("(INJECTED)")

    for number in numbers:
        saved, said = held(memory, number)
        assert saved == EVENTS
        assert "failed" not in said  # at most the opening had to be asked for twice

    if call in ("pwrite64", "fdatasync"):
        assert failed >= 0.6 * len(numbers)


@needs_strace
@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        ("pwrite64", "ENOSPC", "the disk is full"),
        ("pwrite64", "EIO", "the disk reports a fault"),
        ("fdatasync", "EIO", "the disk reports a fault"),
    ],
)
def test_a_disk_that_stays_bad_is_told_and_what_was_saved_stays(
    call: str, error: str, words: str, memory: Path
) -> None:
    numbers = range(1, 100, 14) if call == "pwrite64" else range(1, 26, 4)
    run("write", memory, call, numbers, f"error={error}:when={{}}+")

    outcomes = [held(memory, number) for number in numbers]

    failed = [(saved, said) for saved, said in outcomes if "failed" in said]  # it went bad after the opening
    assert len(failed) >= 4
    assert all(words in said and saved < EVENTS for saved, said in failed)
    assert len({saved for saved, _ in failed}) >= 4  # at different times
    if call == "pwrite64":
        assert not list((memory / str(numbers[-1])).glob("*.ballast"))  # it was given up


@pytest.mark.skipif(sys.platform != "linux", reason="the limit does not work alike here")
def test_a_write_of_which_only_a_part_has_room_is_no_save(memory: Path) -> None:
    lengths = [*range(3_007, 30_000, 6_007), *range(30_011, 120_000, 3_001)]
    run("write", memory, "length", lengths)

    outcomes = [held(memory, length) for length in lengths]

    assert outcomes[0][0] == 0
    assert outcomes[-1][0] == EVENTS
    assert any(0 < saved < EVENTS for saved, _ in outcomes)
