"""Work that was shown as saved is there, however the program ends; and one folder has one window."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.domain.attempt import replay
from quizapp.storage.journal import Journal
from tests.journals import unfinished_in
from tests.window.conftest import PATIENCE, Window

pytestmark = pytest.mark.window

EVERY_TYPE = Path(__file__).parents[1] / "data" / "every-type.yaml"


def begin(window: Window) -> None:
    """Begin to practice the bank of every type."""
    window.focus()
    window.wait_for_name("One question of each type.")
    window.press("Return")
    window.wait_for_name("Question 1 of 6")


def wait_until_saved(window: Window) -> None:
    window.wait_for_name("Saved", "label")


def attempt_in(folder: Path) -> object:
    journal = Journal(folder / "journal.db")
    try:
        (learner,) = journal.learners()
        (row,) = unfinished_in(journal, learner.id)
        return replay(journal.events(row.id))
    finally:
        journal.close()


def test_a_killed_program_goes_on_where_saved_was_shown(open_window, reader_python, tmp_path):
    """It is killed after one answer, and after three more and a flag; the last answer has no room on the disk at
    first. At the end it is closed in order.
    """
    window = open_window(tmp_path, EVERY_TYPE, reader_python=reader_python)
    begin(window)
    for count in (1, 3):
        for number in range(count):
            options = [name for name in window.names("radio button") if name[1:3] == ". "]
            chosen = options[number]
            if number == 2:
                limit(window, 0)
            window.press(chosen[0].lower())
            is_chosen(window, chosen)
            if number < 2:
                wait_until_saved(window)
        if count == 3:
            window.wait_for_name("Not saved", "label")
            window.wait_for_name("Try again")
            limit(window, None)
            window.press("f")
            window.wait_for(lambda window=window: window.shows("flagged", "list item", "has"), "the flag")
            wait_until_saved(window)
        window.end(signal.SIGKILL)

        window = open_window(tmp_path, reader_python=reader_python)
        window.focus()
        window.wait_for(lambda window=window: window.shows("Go on where you stopped", how="begins"), "the offer")
        window.press("ctrl+r")
        window.wait_for_name("Question 1 of 6")
        is_chosen(window, chosen)
    assert window.shows("flagged", "list item", "has")
    wait_until_saved(window)
    window.press("ctrl+q")
    assert window.end() == (0, "")
    assert not (tmp_path / "journal.db-wal").exists()
    assert attempt_in(tmp_path).flagged == {"why-pounds"}
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
        kinds = [kind for (kind,) in connection.execute("SELECT kind FROM event ORDER BY seq")]
    assert kinds[0] == "started"
    assert kinds[-1] == "paused"


def is_chosen(window: Window, name: str) -> None:
    window.wait_for(
        lambda: any("checked" in each.states and each.name == name for each in window.things("radio button")), name
    )


def comes_up(window: Window) -> None:
    window.wait_for(lambda: window.shows("Who is learning", how="has"), "who is learning")


def test_a_folder_has_one_window_which_may_hang_or_be_killed(open_window, reader_python, tmp_path):
    """A second start shows the first window and opens the file there, is told in one line if that does not answer, and
    is not held up by the lock of one that was killed.
    """
    window = open_window(tmp_path, reader_python=reader_python)
    window.focus()
    comes_up(window)
    assert start_again(window, tmp_path, EVERY_TYPE) == (0, "")
    window.wait_for_name("One question of each type.")
    os.utime(tmp_path / "running.lock", (1, 1))  # it has been there for long
    window.process.send_signal(signal.SIGSTOP)
    code, complaints = start_again(window, tmp_path)
    window.process.send_signal(signal.SIGCONT)
    assert code == 1
    assert "does not answer" in complaints
    assert len(complaints.strip().splitlines()) == 1
    window.end(signal.SIGKILL)
    again = open_window(tmp_path, reader_python=reader_python)
    comes_up(again)
    assert start_again(again, tmp_path) == (0, "")


def start_again(window: Window, folder: Path, *files: Path) -> tuple[int, str]:
    """Start the program a second time; gives its exit code, and what it complained of."""
    done = subprocess.run(
        [sys.executable, "-m", "quizapp", "--data-dir", folder, *files],
        env=window.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return done.returncode, done.stderr


def limit(window: Window, size: int | None) -> None:
    """Let the program write its files up to `size` bytes and no further, as on a full disk; or on, if None."""
    resource = pytest.importorskip("resource")
    pid = window.process.pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard if size is None else size, hard))
