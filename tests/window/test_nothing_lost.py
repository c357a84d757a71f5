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


@pytest.mark.parametrize("killed_after", [1, 2, 3])
def test_a_killed_program_goes_on_where_saved_was_shown(open_window, reader_python, tmp_path, killed_after):
    window = open_window("--data-dir", tmp_path, EVERY_TYPE, reader_python=reader_python)
    begin(window)
    chosen = []
    for number in range(killed_after):
        options = [name for name in window.names("radio button") if name[1:3] == ". "]
        window.press(options[number][0].lower())
        chosen = [options[number]]
        window.wait_for(
            lambda chosen=chosen: any("checked" in thing.states and thing.name in chosen for thing in window.things()),
            "the choice",
        )
        wait_until_saved(window)
    window.press("f")
    window.wait_for(lambda: any("flagged" in name for name in window.names("list item")), "the flag")
    wait_until_saved(window)
    window.end(signal.SIGKILL)

    again = open_window("--data-dir", tmp_path, reader_python=reader_python)
    again.focus()
    again.wait_for(lambda: any(name.startswith("Go on where you stopped") for name in again.names()), "the offer")
    again.press("ctrl+r")
    again.wait_for_name("Question 1 of 6")
    again.wait_for(
        lambda: any("checked" in thing.states and thing.name in chosen for thing in again.things()), "the answer"
    )
    assert any("flagged" in name for name in again.names("list item"))
    wait_until_saved(again)
    again.press("ctrl+q")
    assert again.end() == (0, "")
    assert attempt_in(tmp_path).flagged == {"why-pounds"}


def test_a_second_start_shows_the_first_window_and_opens_the_file_there(open_window, reader_python, tmp_path):
    window = open_window("--data-dir", tmp_path, reader_python=reader_python)
    window.focus()
    window.wait_for(lambda: any("Who is learning" in name for name in window.names()), "who is learning")
    second = start_again(window, tmp_path, EVERY_TYPE)
    assert second == (0, "")
    window.wait_for_name("One question of each type.")


def test_the_lock_of_a_killed_program_holds_nobody_up(open_window, reader_python, tmp_path):
    window = open_window("--data-dir", tmp_path, reader_python=reader_python)
    window.wait_for(lambda: any("Who is learning" in name for name in window.names()), "who is learning")
    window.end(signal.SIGKILL)
    again = open_window("--data-dir", tmp_path, reader_python=reader_python)
    again.wait_for(lambda: any("Who is learning" in name for name in again.names()), "who is learning")
    assert start_again(again, tmp_path) == (0, "")


def test_a_program_that_does_not_answer_is_told_in_one_line(open_window, reader_python, tmp_path):
    window = open_window("--data-dir", tmp_path, reader_python=reader_python)
    window.wait_for(lambda: any("Who is learning" in name for name in window.names()), "who is learning")
    os.utime(tmp_path / "running.lock", (1, 1))  # it has been there for long
    window.process.send_signal(signal.SIGSTOP)
    code, complaints = start_again(window, tmp_path)
    window.process.send_signal(signal.SIGCONT)
    assert code == 1
    assert "does not answer" in complaints
    assert len(complaints.strip().splitlines()) == 1


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


def test_a_full_disk_is_told_and_nothing_is_lost(open_window, reader_python, tmp_path):
    # The system refuses to let this process write into a file, as on a disk without room, until the limit is lifted.
    window = open_window("--data-dir", tmp_path, EVERY_TYPE, reader_python=reader_python)
    begin(window)
    wait_until_saved(window)
    limit(window, 0)
    window.press("a")
    window.wait_for_name("Not saved", "label")
    window.wait_for_name("Try again")
    window.press("b")  # the program runs
    limit(window, None)
    window.press("f")
    wait_until_saved(window)
    window.end(signal.SIGKILL)
    attempt = attempt_in(tmp_path)
    assert attempt.flagged == {"why-pounds"}
    assert "why-pounds" in attempt.responses


def limit(window: Window, size: int | None) -> None:
    """Let the program write its files up to `size` bytes and no further; as far as it likes, if None."""
    resource = pytest.importorskip("resource")
    pid = window.process.pid
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard if size is None else size, hard))


def test_the_journal_is_closed_in_order(open_window, reader_python, tmp_path):
    window = open_window("--data-dir", tmp_path, EVERY_TYPE, reader_python=reader_python)
    begin(window)
    window.press("a")
    wait_until_saved(window)
    window.press("ctrl+q")
    assert window.end() == (0, "")
    assert not (tmp_path / "journal.db-wal").exists()
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
        kinds = [kind for (kind,) in connection.execute("SELECT kind FROM event ORDER BY seq")]
    assert kinds[0] == "started"
    assert kinds[-1] == "paused"
