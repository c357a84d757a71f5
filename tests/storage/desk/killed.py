"""A program that collects again and again, each time in a process of its own that is killed at one of its writes.

Usage: python -m tests.storage.desk.killed PLACE CALL NUMBER …

strace kills a process at its call number `DIES` of CALL. For each NUMBER a process is made that collects for an
assignment of its own, and has made so many harmless calls before that it dies at its CALL number NUMBER. Prints, for
each, what was told saved before that.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from quizapp.storage.desk.records import Arrival
from quizapp.storage.desk.store import DeskStore, open_store
from tests.storage.desk.records import MEMBERS, arrival, set_up

DIES = 400
BATCHES = 4
CALLS = {"sqlite": "pwrite64", "postgresql": "sendto"}
"""How each database's client writes: to its log, or to the server."""


class Killed(NamedTuple):
    """The outcome of a number of kills: how many processes died, and what each had told saved."""

    died: int
    told: tuple[set[str], ...]


def arrivals_of(assignment: int) -> list[list[Arrival]]:
    """Collects three files a batch, one of each learner."""
    return [
        [arrival(each.id, batch, assignment=assignment, key=each.id * 2, name=each.name) for each in MEMBERS]
        for batch in range(1, BATCHES + 1)
    ]


def run(place: Path | str, numbers: Sequence[int]) -> Killed:
    """Set a desk up at `place`, and have it collected for by a process for each of `numbers`."""
    store = open_store(place)
    set_up(store, assignments=len(numbers))
    store.close()
    call = CALLS["postgresql" if isinstance(place, str) else "sqlite"]
    strace = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={DIES}"]
    program = [sys.executable, "-m", "tests.storage.desk.killed", place, call, *map(str, numbers)]
    done = subprocess.run(
        [*strace, *program], cwd=Path(__file__).parents[3], check=True, capture_output=True, text=True
    )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    return Killed(sum(died for died, _ in said), tuple(set(told) for _, told in said))


def wrong_in(place: Path | str, told: Sequence[set[str]]) -> list[str]:
    """Tell what is lost, doubled or half done, before and after everything is collected once more."""
    store = open_store(place)
    wrong = []
    try:
        for assignment, saved in enumerate(told, 1):
            wrong += [f"{assignment}: {what}" for what in _wrong(store, assignment, saved)]
    finally:
        store.close()
    return wrong


def _wrong(store: DeskStore, assignment: int, saved: set[str]) -> list[str]:
    id_ = f"{assignment:032x}"
    every = arrivals_of(assignment)
    whole = {frozenset(each.received.digest for each in batch) for batch in every}
    here = {each.digest for each in store.submissions(id_)}
    entered = [each.submission for each in store.entries(id_)]  # type: ignore[attr-defined]
    wrong = []
    if not saved <= here:
        wrong.append("lost")
    if sorted(entered) != sorted(here):
        wrong.append("half done")
    if any(0 < len(batch & here) < len(batch) for batch in whole):
        wrong.append("half a batch")
    for batch in every:
        store.add_submissions(batch, "anna")
    entered = [each.submission for each in store.entries(id_)]  # type: ignore[attr-defined]
    if sorted(entered) != sorted(digest for batch in whole for digest in batch):
        wrong.append("not right after collecting again")
    return wrong


def _harmless(call: str) -> Callable[[], object]:
    if call == "pwrite64":
        nothing = os.open("/dev/null", os.O_WRONLY)
        return lambda: os.pwrite(nothing, b"x", 0)
    one, _other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    one.setblocking(False)

    def send() -> None:
        one.send(b"")
        _other.recv(1)

    return send


def _collect(place: Path | str, assignment: int, call: str, number: int) -> None:
    harmless = _harmless(call)
    for _ in range(DIES - number):
        harmless()
    store = open_store(place)
    for batch in arrivals_of(assignment):
        store.add_submissions(batch, "anna")
        for each in batch:
            os.write(1, f"{each.received.digest}\n".encode())
    store.close()


def _main(place: Path | str, call: str, numbers: Sequence[int]) -> None:
    for assignment, number in enumerate(numbers, 1):
        said, saying = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.dup2(saying, 1)
                os.close(said)
                os.close(saying)
                _collect(place, assignment, call, number)
                code = 0
            finally:
                os._exit(code)
        os.close(saying)
        with open(said, encoding="utf-8") as lines:
            told = [line.strip() for line in lines if line.endswith("\n")]
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, -9), code
        print(json.dumps([code == -9, told]), flush=True)


if __name__ == "__main__":
    where: Path | str = sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])
    _main(where, sys.argv[2], [int(number) for number in sys.argv[3:]])
