"""Use a built program as a teacher and a learner do: on a screen of its own, by keys, and by commands.

    python -m tests.packaging.smoke PROGRAM…             such as dist/linux/quizapp-0.1.0-linux-x86_64/quizapp
    python -m tests.packaging.smoke --folder /mnt/x chroot /mnt /usr/bin/quizapp

PROGRAM… is the command that starts it; `--folder` is where its files go, which a program in another root has to see by
the same path. It needs what the tests of real windows need (`python3 start.py test` installs it).
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from xlsxwriter import Workbook

from quizapp.version import VERSION
from tests.window.conftest import PATIENCE, Screen, Window, missing, python_with_atspi
from tests.window.teacher import TeacherWindow

BANK = """\
id: hive
title: A hive in June
language: en
passage:
  text: |
    # Bees

    A hive hums in June. The keeper counts the bees each spring.
    In winter the bees stay in the hive, and eat what they have kept.
questions:
  - id: counts
    type: single_choice
    stem: When does the keeper count the bees?
    options:
      - text: In June
      - text: Each spring
        key: true
      - text: Each winter
  - id: eats
    type: short_answer
    stem: In which season do the bees eat what they have kept?
    accepted: [winter]
"""
GIFT = "::Bees:: In which season do bees swarm? {=spring ~winter ~never}\n"
_RELATIVE = ("LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")


class Built(NamedTuple):
    """A built program: the command that starts it, the folder of its files, and a screen for it."""

    command: tuple[str, ...]
    folder: Path
    screen: Screen
    reader_python: str

    def told(self, *arguments: object, data: str = "teacher", code: int = 0) -> str:
        """Run a command, and return what it prints."""
        command = [*self.command, "--data-dir", str(self.folder / data), *map(str, arguments)]
        environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", *_RELATIVE)}
        environment |= {"LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=PATIENCE)
        assert done.returncode == code, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def window(self, data: str, *files: Path) -> Window:
        """Open the window with `files`."""
        Window.command = self.command
        window = Window(self.screen, self.reader_python, "--data-dir", self.folder / data, *files)
        window.focus()
        return window


def check_commands(built: Built) -> None:
    """Banks are listed, checked, packed, brought in and taken out, in each language."""
    versions = json.loads(built.told("--version", "--json"))
    assert versions["quizapp"] == VERSION
    assert all(versions.values()), versions  # no part that is not found
    units = json.loads(built.told("list", "--json"))["units"]
    assert "worcester-what-happened" in [bank["id"] for unit in units for bank in unit["banks"]]
    bank, bad = built.folder / "hive.yaml", built.folder / "bad.yaml"
    bank.write_text(BANK, encoding="utf-8")
    bad.write_text(BANK.replace("accepted:", "acepted:"), encoding="utf-8")
    built.told("check", bank)
    assert "bad.yaml:22" in built.told("check", bad, code=1)
    assert "banco" in built.told("--help", "--language", "es")
    built.told("export-bank", bank, "--to", built.folder / "hive.xml")
    ElementTree.parse(built.folder / "hive.xml")
    gift = built.folder / "bees.gift.txt"
    gift.write_text(GIFT, encoding="utf-8")
    built.told("import", gift, "--to", built.folder / "brought")
    assert "spring" in "".join(file.read_text("utf-8") for file in (built.folder / "brought").rglob("*.yaml"))
    sheet = built.folder / "birds.xlsx"
    with Workbook(sheet) as book:
        page = book.add_worksheet()
        for row, cells in enumerate(
            (["question", "A", "B", "answer"], ["When do birds sing?", "At dawn", "Never", "A"])
        ):
            page.write_row(row, 0, cells)
    built.told("import", sheet, "--to", built.folder / "table")
    assert "At dawn" in "".join(file.read_text("utf-8") for file in (built.folder / "table").rglob("*.yaml"))
    built.told("pack", bank, "--to", built.folder / "hive.quizpack")
    built.told("check", built.folder / "hive.quizpack")
    answers = built.folder / "answers.yaml"
    answers.write_text("counts: b\neats: wniter\n", encoding="utf-8")  # a slip, for which dictionaries are loaded
    assert "1" in built.told("take", bank, "--answers", answers, "--json")
    thai = built.folder / "thai.yaml"
    thai.write_text(BANK.replace("language: en", "language: th").replace("[winter]", "[ฤดูหนาว]"), encoding="utf-8")
    built.told("check", thai, "--readability")  # words without spaces, by ICU


def check_practice(built: Built) -> None:
    """A bank is taken by keys, its result saved as a PDF, and kept in the history; a second start is the first."""
    window = built.window("alone", built.folder / "hive.yaml")
    keys = TeacherWindow(window, built.folder)  # finds its way by Tab
    window.wait_for(lambda: any("A hive in June" in name for name in window.names("list item")), "the bank")
    second = [*built.command, "--data-dir", str(built.folder / "alone")]
    assert subprocess.run(second, env=window.environment, timeout=PATIENCE).returncode == 0  # brings the window forward
    window.focus()
    window.press("Return")
    window.wait_for_name("Question 1 of 2")
    _choose(window, "Each spring")
    window.press("Return")
    keys.says("Correct")
    window.press("Return")
    window.wait_for_name("Question 2 of 2")
    window.type("winter")
    window.press("Return")
    keys.says("Correct")
    window.press("Return")
    window.wait_for_name("Back to the library")
    keys.says("Correct: 2")
    pdf = built.folder / "result.pdf"
    keys.press("Save…")
    keys.choose_place(pdf)
    keys.says("Saved as")
    assert pdf.read_bytes().startswith(b"%PDF-")
    window.press("ctrl+q")
    window.wait_for_name("Keep it under a name…")
    window.press("Tab", "Return")
    _ended(window)


def check_desk(built: Built) -> None:
    """A teacher hands out, a learner takes and hands in by keys, the teacher collects, prints and grades."""
    shared = built.folder / "shared"
    shared.mkdir(exist_ok=True)
    built.told("class", "7b", "--learner", "Ada")
    built.told("assign", "7b", built.folder / "hive.yaml", "--title", "Bees", "--to", shared)
    built.told("print", "Bees", "--to", built.folder / "sheets.pdf", "--versions", "A-B")
    built.told("print", "Bees", "--to", built.folder / "key.pdf", "--key")
    for name in ("sheets.pdf", "key.pdf"):
        assert (built.folder / name).read_bytes().startswith(b"%PDF-")
    window = built.window("Ada", shared / "Bees.quizassign")
    _has_focus(window, "Your name")
    window.type("Ada")
    window.wait_for(lambda: any(name.startswith("Go on as Ada") for name in window.names("push button")), "the name")
    window.press("Return")
    _has_focus(window, "Begin: A hive in June")
    window.press("Return")
    window.wait_for_name("Question 1 of 2")
    _choose(window, "Each spring")
    window.press("Return")
    window.wait_for_name("Question 2 of 2")
    window.type("winter")
    window.press("Return")
    window.wait_for_name("Hand in your work?")
    _has_focus(window, "Hand it in")
    window.press("Return")
    window.wait_for_name("Handed in")
    window.press("ctrl+q")
    _ended(window)
    answers = sorted(path.name for path in shared.iterdir())
    assert answers == ["Bees - Ada.quizanswers", "Bees.quizassign"] or "Bees.quizassign" in answers, answers
    assert "1 new" in built.told("collect", shared)
    built.told("grades", "7b", "--to", built.folder / "grades.xlsx")
    assert (built.folder / "grades.xlsx").read_bytes().startswith(b"PK")
    built.told("analyze", "Bees")


def check_speech(built: Built) -> None:
    """The process that reads aloud starts, and says whether there is a voice; a program from a folder has it inside."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    told = subprocess.run(
        [*built.command, "--speech-process"],
        input="",
        capture_output=True,
        text=True,
        env=environment,
        timeout=PATIENCE,
    )
    event = json.loads(told.stdout.splitlines()[0])
    assert event["event"] == "ready" or event["reason"] == "no_engine", told


CHECKS: dict[str, Callable[[Built], None]] = {
    "commands": check_commands,
    "practice": check_practice,
    "desk": check_desk,
    "speech": check_speech,
}


def _choose(window: Window, text: str) -> None:
    option = next(name for name in window.names("radio button") if name[2:].strip() == text)
    window.press(option[0].lower())
    window.wait_for(
        lambda: any("checked" in thing.states and thing.name == option for thing in window.things()), "the choice"
    )


def _has_focus(window: Window, words: str) -> None:
    window.wait_for(
        lambda: any("focused" in thing.states and thing.name.startswith(words) for thing in window.things()),
        f"the focus on “{words}”",
    )


def _ended(window: Window) -> None:
    code, said = window.end()
    assert code == 0, said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, help="where its files go; a new one if not given")
    parser.add_argument("--only", action="append", choices=CHECKS, help="one of the checks")
    parser.add_argument("program", nargs=argparse.REMAINDER, help="the command that starts the program")
    options = parser.parse_args()
    if told := missing("Xvfb", "xdotool", "dbus-daemon"):
        parser.error(told)
    folder = (options.folder and options.folder.absolute()) or Path(tempfile.mkdtemp(prefix="quizapp-smoke-"))
    folder.mkdir(parents=True, exist_ok=True)
    runtime = folder / "runtime"
    runtime.mkdir(exist_ok=True)
    screen = Screen(runtime)
    for name in _RELATIVE:
        screen.environment.pop(name, None)
    built = Built(tuple(options.program), folder, screen, python_with_atspi())
    try:
        for name in options.only or CHECKS:
            begun = time.monotonic()
            CHECKS[name](built)
            print(f"{name}: good ({time.monotonic() - begun:.1f} s)", flush=True)
    finally:
        screen.close()
        if options.folder is None:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
