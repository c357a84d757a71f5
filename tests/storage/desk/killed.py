"""A program that works at a desk again and again, each time in a process of its own that is killed at one of its calls.

Usage: python -m tests.storage.desk.killed PLACE FOLDER CALL STORY:AT:NUMBER …

strace kills a process at its call number `DIES` of CALL. For each NUMBER a process is made that does STORY, at its
records number AT, and has made so many harmless calls before that it dies at its CALL number NUMBER. Prints, for each,
what was told saved before that.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from quizapp.storage.desk.store import open_store
from tests.storage.desk.stories import STORIES, Where

DIES = 100
"""More than a process that is not made to makes of it; so many are traced of each that is made to."""
WRITES = {"sqlite": "pwrite64", "postgresql": "sendto"}
"""How each database's client writes: to its log, or to the server."""


class Killed(NamedTuple):
    """The outcome of a number of kills: the processes that died, what each had told saved, and what is wrong now."""

    died: int
    told: tuple[set[str], ...]
    wrong: tuple[str, ...]


def run(place: Path | str, kills: Mapping[str, Sequence[int]], call: str = "") -> Killed:
    """Let each story of `kills` be killed at each of its numbers, at a desk at `place`, and look what is there."""
    with tempfile.TemporaryDirectory() as folder:
        where = Where(place, Path(folder))
        for story, numbers in kills.items():
            STORIES[story].set_up(where, len(numbers))
        acts = [(story, at, number) for story, numbers in kills.items() for at, number in enumerate(numbers, 1)]
        call = call or WRITES["postgresql" if isinstance(place, str) else "sqlite"]
        strace = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}"]
        strace += ["-e", f"inject={call}:signal=KILL:when={DIES}"]
        program = [sys.executable, "-m", "tests.storage.desk.killed", place, folder, call]
        program += [f"{story}:{at}:{number}" for story, at, number in acts]
        done = subprocess.run([*strace, *program], cwd=Path(__file__).parents[3], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        said = [json.loads(line) for line in done.stdout.splitlines()]
        told = tuple(set(lines) for _, lines in said)
        wrong = [
            f"{story} {at}, killed at {number}: {what}"
            for (story, at, number), saved in zip(acts, told, strict=True)
            for what in STORIES[story].wrong(where, at, saved)
        ]
    return Killed(sum(died for died, _ in said), told, tuple(wrong))


def _harmless(call: str) -> Callable[[], object]:
    if call == "sendto":
        one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)

        def send() -> None:
            one.send(b"")
            other.recv(1)

        return send
    nothing = os.open("/dev/null", os.O_WRONLY)
    return (lambda: os.pwrite(nothing, b"x", 0)) if call == "pwrite64" else (lambda: os.write(nothing, b"x"))


def _tell(saying: int, text: str) -> None:
    os.write(saying, f"{text}\n".encode())


def _main(where: Where, call: str, acts: Sequence[str]) -> None:
    open_store(where.place).close()  # so that what this needs is loaded once for all
    for act in acts:
        story, at, number = act.split(":")
        said, saying = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                harmless = _harmless(call)
                for _ in range(DIES - int(number)):
                    harmless()
                STORIES[story].act(where, int(at), partial(_tell, saying))
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
    _place: Path | str = sys.argv[1] if "://" in sys.argv[1] else Path(sys.argv[1])
    _main(Where(_place, Path(sys.argv[2])), sys.argv[3], sys.argv[4:])
