"""The power is cut at each step of writing: what was told saved is there, and the journal opens."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.examples import by_hand
from tests.storage.disk import Call, Disk, Files, calls, calls_of_each, has_strace, lay_out, record
from tests.storage.faults import fails_at
from tests.storage.looking import found_in
from tests.storage.writing import SMALL_LOG

pytestmark = [
    pytest.mark.skipif(not has_strace(), reason="strace is not there, or may not be used"),
    pytest.mark.usefixtures("no_ballast"),
]

EVENTS = 140
STATES = 3000
"""So many different ones at least there are."""
EVERY = 1 if by_hand() else 9
"""One in so many of them is opened: it is no divisor of the number of ways to cut, so all of these have their turn."""
FAILED = range(6, 30, 2)
"""Of the syncs of a program, in one after the other, this one fails."""


class State(NamedTuple):
    files: Files
    saved: int
    """How many events were told saved before the cut."""


def states(trace: Path, folder: Path, torn: int) -> Iterator[State]:
    """What may be on the disk at each step; no state twice for the same number of saved events."""
    disk, random, saved = Disk(folder), Random(7), 0
    seen: set[tuple[int, int]] = set()
    for call in calls(trace):
        if call.name == "write" and call.arguments.startswith("1, "):
            saved = max(saved, saved_in(call))
        elif not disk.do(call):
            continue
        cuts = [disk.lost(), disk.listed(), disk.kept(), disk.prefix(random)]
        for files in [*cuts, *(disk.torn(random) for _ in range(torn))]:
            state = (saved, digest(files))
            if state not in seen:
                seen.add(state)
                yield State(files, saved)


def digest(files: Files) -> int:
    """A number that tells these files from others."""
    return hash(frozenset(files.items()))


def looked(files: Files, memory: Path, known: dict[int, int]) -> int:
    """How many events are found in these files; each is looked at once."""
    if (number := digest(files)) not in known:
        lay_out(memory, files)
        known[number] = found_in(memory / "journal.db")
    return known[number]


def saved_in(call: Call) -> int:
    """How many events are saved by what the program says in this call."""
    text = bytes.fromhex(call.arguments.split('"')[1].replace("\\x", "")).decode()
    return int(text.split()[1]) + 1 if text.startswith("saved ") else 0


def trace_of(tmp_path: Path, *pragmas: str) -> tuple[Path, Path]:
    folder = tmp_path / "journal"
    folder.mkdir()
    said = record(tmp_path / "trace", "-m", "tests.storage.writing", folder, EVENTS, SMALL_LOG, *pragmas)
    assert said.endswith(f"saved {EVENTS - 1}\nclosed\n")
    return tmp_path / "trace", folder


def test_nothing_that_was_told_saved_is_lost(tmp_path: Path, memory: Path) -> None:
    count = 0
    known: dict[int, int] = {}
    while count < STATES:  # how many there are depends a little on how the threads take turns
        (tmp_path / str(count)).mkdir()
        for state in states(*trace_of(tmp_path / str(count)), torn=6):
            count += 1
            assert count % EVERY or looked(state.files, memory, known) >= state.saved


def test_what_a_failed_sync_gave_up_is_written_anew(tmp_path: Path, memory: Path) -> None:
    """A system that could not write something takes it for written: a sync that succeeds later proves nothing."""
    folders = [tmp_path / str(number) for number in FAILED]
    fail = f"fdatasync:error=EIO:when={fails_at(FAILED)}"
    trace = tmp_path / "trace"
    record(trace, "-m", "tests.storage.faults", "write and move", tmp_path, "fdatasync", *FAILED, inject=fail)
    known: dict[int, int] = {}
    for folder, made in calls_of_each(trace, folders).items():
        assert folder.with_suffix(".said").read_text().endswith("saved 29\nclosed\n0\n")
        disk, failed, told = Disk(folder), 0, 0
        for call in made:
            if call.name == "write" and call.arguments.startswith("1, "):
                told = max(told, saved_in(call))
                for files in (disk.lost(), disk.kept()) if failed else ():
                    assert looked(files, memory, known) >= told
            else:
                disk.do(call)
                failed += call.name == "fdatasync" and call.result == -1

        assert failed == 1


def test_the_same_cuts_find_what_a_journal_that_waits_less_would_lose(tmp_path: Path, memory: Path) -> None:
    lost = 0
    for index, state in enumerate(states(*trace_of(tmp_path, "PRAGMA synchronous=NORMAL"), torn=0)):
        lost += index % 10 == 0 and looked(state.files, memory, {}) < state.saved

    assert lost > 10
