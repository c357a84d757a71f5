"""A program that has many journals written, each in a process of its own, while strace makes a call of each one fail.

Usage: python -m tests.storage.faults TASK FOLDER CALL NUMBER …

strace lets the same call of every thread fail, number `fails_at`. For each NUMBER a process is made that writes in a
folder of this name in FOLDER, and whose thread of the journal has made so many harmless calls before that it is CALL
number NUMBER which fails. With CALL `length`, no file can be longer than NUMBER bytes instead; with `kill`, the process
is ended by force once it has said NUMBER lines.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from quizapp.errors import QuizAppError
from quizapp.storage import database
from quizapp.storage.journal import Journal
from quizapp.storage.migrations import MIGRATIONS, Migration, schema_of
from tests.storage import writing
from tests.storage.writing import ATTEMPT, LEARNER, SMALL_LOG, event, say

EVENTS = 16

SECOND: Migration = (
    "ALTER TABLE attempt ADD COLUMN place TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE long_answer (attempt TEXT NOT NULL, seq INTEGER NOT NULL, data TEXT NOT NULL) STRICT",
    "INSERT INTO long_answer SELECT attempt, seq, data FROM event WHERE length(data) > 1000",
    "CREATE INDEX event_kind ON event (kind)",
)
"""A step to a version that is not there yet, for the tests of migrations."""

HARMLESS: dict[str, Callable[[int], object]] = {
    "pwrite64": lambda number: os.pwrite(number, b"x", 0),
    "fdatasync": os.fdatasync,
    "fsync": os.fsync,
    "ftruncate": lambda number: os.ftruncate(number, 0),
    "unlink": lambda number: os.unlink("/dev/null/nothing"),
}
"""How each call is made without an effect."""


def write(folder: Path) -> None:
    """Write a journal, one event after the other; what is not saved is given again with the next one, in order.

    Once two have failed, those after them wait for the next turn: they have the same fate.
    """
    journal = _opened(folder) or _opened(folder)
    if journal is None:
        return
    if failure := journal.add_learner("Ana", id_=LEARNER).exception():
        say(f"failed learner: {failure}")
    unsaved: list[int] = []
    for seq in [*range(EVENTS), None, None]:
        if seq is not None:
            unsaved.append(seq)
        failures = 0
        for number in list(unsaved):
            if failures == 2:
                break
            journal.add_learner("Ana", id_=LEARNER)
            journal.keep_bank("h", "b", "Title", b"a bank", {"a.png": b"\x00" * 3000})
            begun = journal.begin(ATTEMPT, LEARNER, "h", event(0))  # type: ignore[arg-type]
            future = begun if number == 0 else journal.append(ATTEMPT, number, event(number))
            failure = future.exception()
            if failure is None:
                unsaved.remove(number)
                say(f"saved {number}")
            else:
                assert isinstance(failure, QuizAppError), repr(failure)
                failures += 1
                say(f"failed {number}: {failure}")
    journal.close()


def _opened(folder: Path) -> Journal | None:
    try:
        return Journal(folder / "journal.db")
    except QuizAppError as failure:
        say(f"not opened: {failure}")
        return None


def migrate(folder: Path) -> None:
    Journal(folder / "journal.db", migrations=(*MIGRATIONS, SECOND)).close()


def write_and_move(folder: Path) -> None:
    """Write with a log that is often moved into the file."""
    database.PRAGMAS += (SMALL_LOG,)
    writing.write(folder, 30)


TASKS: dict[str, Callable[[Path], None]] = {
    "write": write,
    "migrate": migrate,
    "write many": lambda folder: writing.write(folder, 1_000_000),
    "write and move": write_and_move,
}


def fails_at(numbers: Sequence[int]) -> int:
    """The number of the call that strace makes fail: more than are made where none is to fail."""
    return max(20, *numbers) + 1


def prepare(call: str, number: int, fails: int) -> None:
    """See to it that call number `number` of the thread that is started next is the one that fails."""
    if call == "kill":
        return
    if call == "length":
        import resource  # here, as Windows has none, and has need of the rest

        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
        return
    nothing = os.memfd_create("nothing")

    def begin(*_: object) -> None:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]
        for _ in range(fails - number):
            with suppress(OSError):
                HARMLESS[call](nothing)

    threading.setprofile(begin)


def run(task: str, folder: Path, call: str, numbers: Sequence[int], how: str = "") -> str:
    """Have this program run, under strace where `how` a call fails is told (as in ``error=EIO:when={}``).

    What each process printed is in the file `said` in its folder, with the code that it ended with as the last line.
    Gives the calls that strace made fail.
    """
    trace = folder / "trace"
    quick = [] if "signal" in how else ["--seccomp-bpf"]  # with which no signal is sent
    strace = ["strace", "-f", *quick, "-o", trace, "-s", "0", "-e", f"trace={call}"]
    strace += ["-e", f"inject={call}:{how.format(fails_at(numbers))}"]
    subprocess.run(
        [*(strace if how else []), sys.executable, "-m", "tests.storage.faults", task, folder, call]
        + [str(number) for number in numbers],
        cwd=Path(__file__).parents[2],
        check=True,
    )
    return trace.read_text() if how else ""


def _main(task: str, folder: Path, call: str, numbers: Sequence[int]) -> None:
    schema_of(MIGRATIONS)  # once for all
    for number in numbers:
        inside = folder / str(number)
        inside.mkdir(exist_ok=True)
        said, saying = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.dup2(saying, 1)
                os.close(said)
                os.close(saying)
                prepare(call, number, fails_at(numbers))
                TASKS[task](inside)
                code = 0
            finally:
                os._exit(code)
        os.close(saying)
        with open(said, encoding="utf-8") as lines, (folder / f"{number}.said").open("w", encoding="utf-8") as kept:
            for count, line in enumerate(lines, 1):
                kept.write(line)
                if call == "kill" and count == number:
                    os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            kept.write(f"{os.waitstatus_to_exitcode(status)}\n")


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], [int(number) for number in sys.argv[4:]])
