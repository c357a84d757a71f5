"""The program is killed in its window, again and again: answers that were shown as saved, and are not there."""

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from random import Random

from tests.benchmarks.figures import Figure

KILLS = int(os.environ.get("KILLS", "200"))


def run() -> list[Figure]:
    from tests.window.conftest import Screen, missing, python_with_atspi

    python = python_with_atspi()
    if missing("Xvfb", "xdotool", "dbus-daemon") or not python:
        return [Figure("killing the program: not measured, a screen or AT-SPI is missing", 0, "")]
    random = Random(5)
    lost = resumed_otherwise = 0
    with tempfile.TemporaryDirectory() as runtime:
        screen = Screen(Path(runtime))
        try:
            with tempfile.TemporaryDirectory() as folder:
                known: Mapping[str, object] = {}
                for number in range(KILLS):
                    known, was_lost, was_otherwise = _kill(screen, python, Path(folder), number, random, known)
                    lost += was_lost
                    resumed_otherwise += was_otherwise
        finally:
            screen.close()
    return [
        Figure(f"answers shown as saved and not there, {KILLS} kills", lost, "", 0),
        Figure("attempts that went on otherwise than they stopped", resumed_otherwise, "", 0),
    ]


def _kill(screen, python, folder, number, random, before):  # type: ignore[no-untyped-def]
    """Go on, answer, kill: what is there after it, whether something is lost, and whether it went on otherwise."""
    from tests.window.conftest import Window

    bank = Path(__file__).parents[1] / "data" / "every-type.yaml"
    window = Window(screen, python, "--data-dir", folder, *([] if number else [bank]))
    try:
        window.focus()
        if number:
            window.wait_for(lambda: any(name.startswith("Go on where") for name in window.names()), "the offer")
            window.press("ctrl+r")
        else:
            window.wait_for_name("One question of each type.")
            window.press("Return")
        window.wait_for_name("Question 1 of 6")
        otherwise = bool(before) and before["chosen"] != _chosen(window)
        options = [name for name in window.names("radio button") if name[1:3] == ". "]
        chosen = random.choice([name for name in options if name != before.get("chosen")])
        window.press(chosen[0].lower())
        window.wait_for(lambda: _chosen(window) == chosen, "the choice")
        window.wait_for_name("Saved", "label")
        saved = _events(folder)
        window.press("f")  # whether this one is saved is open
        time.sleep(random.random() * 0.03)
        window.process.kill()
        window.process.wait()
        after = _events(folder)
        is_lost = after[: len(saved)] != saved or not any("why-pounds" in event for event in saved)
        return {"chosen": chosen}, is_lost, otherwise
    finally:
        window.close()


def _chosen(window):  # type: ignore[no-untyped-def]
    return next(
        (thing.name for thing in window.things() if "checked" in thing.states and thing.name[1:3] == ". "), None
    )


def _events(folder: Path) -> list[str]:
    """All events of the journal, as a reader beside the program sees them."""
    with closing(sqlite3.connect(f"file:{folder / 'journal.db'}?mode=ro", uri=True)) as found:
        return [data for (data,) in found.execute("SELECT data FROM event ORDER BY attempt, seq")]


if __name__ == "__main__":
    sys.exit("Run: python -m tests.benchmarks --only killing")
