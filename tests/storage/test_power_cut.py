"""The power is cut at each step of writing: what was told saved is there, and the journal opens."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from tests.storage.disk import Disk, Files, calls, has_strace, lay_out, record
from tests.storage.looking import found_in

pytestmark = [
    pytest.mark.skipif(not has_strace(), reason="strace is not there, or may not be used"),
    pytest.mark.usefixtures("no_ballast"),
]

EVENTS = 160
STATES = 3000
"""So many different ones at least are opened."""
SMALL_LOG = "PRAGMA wal_autocheckpoint=12"  # pages: so that it is moved into the file often


class State(NamedTuple):
    files: Files
    saved: int
    """How many events were told saved before the cut."""


def states(trace: Path, folder: Path, torn: int) -> Iterator[State]:
    """What may be on the disk at each step; no state twice for the same number of saved events."""
    disk, random, saved = Disk(folder), Random(7), 0
    seen: set[tuple[int, bytes]] = set()
    for call in calls(trace):
        if call.name == "write" and call.arguments.startswith("1, "):
            text = bytes.fromhex(call.arguments.split('"')[1].replace("\\x", "")).decode()
            saved = int(text.split()[1]) + 1 if text.startswith("saved ") else saved
        elif not disk.do(call):
            continue
        cuts = [disk.lost(), disk.listed(), disk.kept(), disk.prefix(random)]
        for files in [*cuts, *(disk.torn(random) for _ in range(torn))]:
            key = (saved, _digest(files))
            if key not in seen:
                seen.add(key)
                yield State(files, saved)


def _digest(files: Files) -> bytes:
    digest = hashlib.blake2b()
    for name, content in sorted(files.items()):
        digest.update(f"{name} {len(content)} ".encode())
        digest.update(content)
    return digest.digest()


def trace_of(tmp_path: Path, *pragmas: str) -> tuple[Path, Path]:
    folder = tmp_path / "journal"
    folder.mkdir()
    said = record(tmp_path / "trace", "-m", "tests.storage.writing", folder, EVENTS, SMALL_LOG, *pragmas)
    assert said.endswith(f"saved {EVENTS - 1}\nclosed\n")
    return tmp_path / "trace", folder


def test_nothing_that_was_told_saved_is_lost(tmp_path: Path, memory: Path) -> None:
    count = 0
    for state in states(*trace_of(tmp_path), torn=6):
        lay_out(memory, state.files)

        assert found_in(memory / "journal.db") >= state.saved
        count += 1

    assert count >= STATES


def test_the_same_cuts_find_what_a_journal_that_waits_less_would_lose(tmp_path: Path, memory: Path) -> None:
    lost = 0
    for index, state in enumerate(states(*trace_of(tmp_path, "PRAGMA synchronous=NORMAL"), torn=0)):
        if index % 10 == 0:
            lay_out(memory, state.files)
            lost += found_in(memory / "journal.db") < state.saved

    assert lost > 10
