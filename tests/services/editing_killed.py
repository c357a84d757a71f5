"""A teacher who writes and saves, in a process that is killed at one of its calls, again and again.

Usage: python -m tests.services.editing_killed FOLDER CALL NUMBER …

For each NUMBER a bank is made, and a process that changes, keeps and saves it a few times; strace kills it at its CALL
number NUMBER. Prints, for each, what was told kept or saved before that, and whether it was killed.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from quizapp.formats.native import read_bank
from quizapp.paths import UserPaths
from quizapp.services.draft_recovery import recoveries
from quizapp.services.editing import open_for_editing, recovered

DIES = 300
VERSIONS = 21
CALLS = {"write": 90, "rename": 45, "fsync": 45, "unlink": 40}
"""The calls by which a file is written, and about as many of each as a process makes."""

_BANK = """\
# Version 0
id: bees
title: Version 0
passage:
  file: bees.md
questions:
  - id: sting
    type: true_false
    stem: Bees sting.
    key: true
"""


class Killed(NamedTuple):
    """The outcome of a number of kills: the processes that died, and what is wrong now."""

    died: int
    wrong: tuple[str, ...]


def run(call: str, numbers: Sequence[int]) -> Killed:
    """Let a process be killed at each of `numbers`, and look what is there."""
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            own = Path(folder) / str(number) / "own"
            own.mkdir(parents=True)
            (own / "bees.yaml").write_text(_BANK)
            (own / "bees.md").write_text(_passage(0))
        strace = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}"]
        strace += ["-e", f"inject={call}:signal=KILL:when={DIES}"]
        program = [sys.executable, "-m", "tests.services.editing_killed", folder, call, *map(str, numbers)]
        done = subprocess.run([*strace, *program], cwd=Path(__file__).parents[2], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        said = [json.loads(line) for line in done.stdout.splitlines()]
        wrong = [
            f"killed at {call} {number}: {what}"
            for number, (_, told) in zip(numbers, said, strict=True)
            for what in _wrong(Path(folder) / str(number), told)
        ]
    return Killed(sum(died for died, _ in said), tuple(wrong))


def _passage(version: int) -> str:
    return f"# Version {version}\n\nBees sting. " + "They fly home, too. " * 400 + "\n"


def _act(folder: Path, tell: Callable[[str], None]) -> None:
    paths = UserPaths(folder / "data")
    editing = open_for_editing(paths, folder / "own" / "bees.yaml")
    for version in range(1, VERSIONS):
        text = editing.draft.text
        editing.draft.set_text(re.sub(r"# Version \d+", f"# Version {version}", text))
        editing.draft.set_value(("title",), f"Version {version}")
        editing.draft.set_file_text("bees.md", _passage(version))
        editing.autosave()
        tell(f"kept {version}")
        if version % 3:  # of the others there is only the draft
            editing.save()
            tell(f"saved {version}")


def _wrong(folder: Path, told: Sequence[str]) -> list[str]:
    """Tell what is wrong after the process has ended: a torn file, or something told that is not there."""
    kept = max((int(line.split()[1]) for line in told if line.startswith("kept")), default=0)
    saved = max((int(line.split()[1]) for line in told if line.startswith("saved")), default=0)
    bank, passage = (folder / "own" / name for name in ("bees.yaml", "bees.md"))
    texts = {name: file.read_text() for name, file in (("bank", bank), ("passage", passage))}
    versions = {name: int(text.split()[2]) for name, text in texts.items()}
    wrong = []
    if texts["passage"] != _passage(versions["passage"]):
        wrong.append("the passage is torn")
    if texts["bank"] != _BANK.replace("Version 0", f"Version {versions['bank']}"):
        wrong.append("the bank is torn")
    if min(versions.values()) < saved:
        wrong.append("what was told saved is not there")
    left = recoveries(UserPaths(folder / "data"))
    if left:
        editing = recovered(UserPaths(folder / "data"), left[0])
        if editing.changed_outside():
            wrong.append("its own saving is taken for somebody else's")
        editing.save()
    result = read_bank(bank)
    if result.bank is None or result.bank.title != result.bank.passage.title:
        wrong.append("the bank and its passage are not of one version")
    elif int(result.bank.title.split()[1]) < kept:
        wrong.append("what was told kept is lost")
    return wrong


def _tell(saying: int, text: str) -> None:
    os.write(saying, f"{text}\n".encode())


def _harmless(call: str) -> Callable[[], object]:
    nothing = os.open("/dev/null", os.O_WRONLY)

    def act() -> None:
        with suppress(OSError):
            match call:
                case "write":
                    os.write(nothing, b"x")
                case "rename":
                    os.rename("/nowhere", "/nowhere-else")
                case "fsync":
                    os.fsync(nothing)
                case "unlink":
                    os.unlink("/nowhere")

    return act


def _main(folder: Path, call: str, numbers: Sequence[int]) -> None:
    for number in numbers:
        said, saying = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                harmless = _harmless(call)
                for _ in range(DIES - number):
                    harmless()
                _act(folder / str(number), partial(_tell, saying))
                code = 0
            finally:
                os._exit(code)
        os.close(saying)
        with open(said, encoding="utf-8") as lines:
            told = [line.strip() for line in lines if line.endswith("\n")]
        _, status = os.waitpid(child, 0)
        ended = os.waitstatus_to_exitcode(status)
        assert ended in (0, -9), ended
        print(json.dumps([ended == -9, told]), flush=True)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2], [int(number) for number in sys.argv[3:]])
