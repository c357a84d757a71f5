"""The power is cut at each step of writing: what was told saved is there, and the journal opens."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.examples import by_hand
from tests.storage.disk import Call, Disk, Files, calls, has_strace, lay_out, record
from tests.storage.looking import found_in

pytestmark = [
    pytest.mark.skipif(not has_strace(), reason="strace is not there, or may not be used"),
    pytest.mark.usefixtures("no_ballast"),
]

EVENTS = 140
STATES = 3000
"""So many different ones at least there are."""
EVERY = 1 if by_hand() else 7
"""One in so many of them is opened: it is no divisor of the number of ways to cut, so all of these have their turn."""
SMALL_LOG = "PRAGMA wal_autocheckpoint=12"  # pages: so that it is moved into the file often


class State(NamedTuple):
    files: Files
    saved: int
    """How many events were told saved before the cut."""
    digest: int
    """Tells these files from others."""


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
            state = State(files, saved, hash(frozenset(files.items())))
            if (saved, state.digest) not in seen:
                seen.add((saved, state.digest))
                yield state


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
            if count % EVERY:
                continue
            if state.digest not in known:
                lay_out(memory, state.files)
                known[state.digest] = found_in(memory / "journal.db")

            assert known[state.digest] >= state.saved


@pytest.mark.parametrize("number", range(6, 30, 2))
def test_what_a_failed_sync_gave_up_is_written_anew(number: int, tmp_path: Path, memory: Path) -> None:
    """A system that could not write something takes it for written: a sync that succeeds later proves nothing."""
    folder = tmp_path / "journal"
    folder.mkdir()
    fail = f"fdatasync:error=EIO:when={number}"
    said = record(tmp_path / "trace", "-m", "tests.storage.writing", folder, 30, SMALL_LOG, inject=fail)
    assert said.endswith("saved 29\nclosed\n")
    disk, failed, told = Disk(folder), 0, 0
    for call in calls(tmp_path / "trace"):
        failed += call.name == "fdatasync" and call.result == -1
        if call.name == "write" and call.arguments.startswith("1, "):
            told = max(told, saved_in(call))
            if failed:
                for files in (disk.lost(), disk.kept()):
                    lay_out(memory, files)
                    assert found_in(memory / "journal.db") >= told
        else:
            disk.do(call)

    assert failed == 1


def test_the_same_cuts_find_what_a_journal_that_waits_less_would_lose(tmp_path: Path, memory: Path) -> None:
    lost = 0
    for index, state in enumerate(states(*trace_of(tmp_path, "PRAGMA synchronous=NORMAL"), torn=0)):
        if index % 10 == 0:
            lay_out(memory, state.files)
            lost += found_in(memory / "journal.db") < state.saved

    assert lost > 10
