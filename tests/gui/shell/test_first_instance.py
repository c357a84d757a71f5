"""A second start finds the first one; the lock of a program that was killed is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from quizapp.errors import QuizAppError
from quizapp.gui.shell import first_instance
from quizapp.gui.shell.first_instance import FolderLock, listen, server_name, show_first
from tests.gui.conftest import flush

_HOLD = """
import sys
from pathlib import Path
from quizapp.gui.shell.first_instance import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""

_START = """
import sys
from pathlib import Path
from quizapp.errors import QuizAppError
from quizapp.gui.shell.first_instance import FolderLock, show_first
folder, room = sys.argv[1:]
try:
    print(show_first(FolderLock(Path(folder)), [Path("bank.yaml")], Path(room) if room else None))
except QuizAppError as error:
    print(error)
"""


def hold(folder):
    """Another process that has the lock of `folder`."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def test_one_process_has_the_lock_until_it_ends(tmp_path):
    holder = hold(tmp_path)
    lock = FolderLock(tmp_path)
    assert not lock.take()
    other = FolderLock(tmp_path / "other")
    assert other.take()
    other.release()
    holder.kill()
    holder.communicate()
    assert lock.take()
    lock.release()


def test_a_folder_that_cannot_be_made_has_no_lock_and_needs_none(tmp_path):
    (tmp_path / "file").touch()
    assert FolderLock(tmp_path / "file" / "folder").take()


def test_each_folder_has_a_name_of_its_own(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert server_name(tmp_path / "a") == server_name(tmp_path / "link")
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")


@pytest.fixture
def parent(qapp):
    parent = QObject()
    yield parent
    parent.deleteLater()
    flush()


def test_what_a_second_start_was_given_arrives(parent, tmp_path, qtbot):
    shown = []
    server = listen(tmp_path, lambda files, token: shown.append((files, token)), parent)
    assert server.isListening()
    socket = QLocalSocket(parent)
    socket.connectToServer(server_name(tmp_path))
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.ConnectedState)
    socket.write(b'{"files": ["/b/bank.yaml"], ')
    socket.flush()
    flush()
    assert shown == []
    socket.write(b'"token": "t"}\n')
    qtbot.waitUntil(lambda: shown == [([Path("/b/bank.yaml")], "t")])
    qtbot.waitUntil(lambda: socket.bytesAvailable() > 0)


@pytest.mark.parametrize("message", [b"[]\n", b"\xff\n", b'{"files": 3, "token": ""}\n', b'{"files": []}\n'])
def test_a_message_that_is_none_shows_nothing(parent, tmp_path, qtbot, message):
    shown = []
    listen(tmp_path, lambda files, token: shown.append(files), parent)
    socket = QLocalSocket(parent)
    socket.connectToServer(server_name(tmp_path))
    socket.write(message)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert shown == []


def test_a_start_with_settings_for_a_room_that_the_first_does_not_have_is_refused(parent, tmp_path, qtbot):
    room, other = tmp_path / "room.yaml", tmp_path / "other.yaml"
    shown = []
    listen(tmp_path, lambda files, token: shown.append(files), parent, room)
    lock = FolderLock(tmp_path)
    assert lock.take()
    told = []
    for wanted in (other, room, ""):  # the room goes on, whoever starts it again
        process = QProcess(parent)
        process.setWorkingDirectory(str(Path(__file__).parents[3]))
        process.start(sys.executable, ["-c", _START, str(tmp_path), str(wanted)])
        qtbot.waitUntil(lambda process=process: process.state() == QProcess.ProcessState.NotRunning)
        told.append(bytes(process.readAllStandardOutput().data()).decode().strip())
    refused = f"Quizapp is open already, without the settings in {other}. Close its window, and start it again."
    assert told == [refused, "0", "0"]
    assert shown == [[Path(__file__).parents[3] / "bank.yaml"]] * 2  # where that start looked for it
    lock.release()


def test_a_program_that_does_not_answer_is_told(parent, tmp_path, monkeypatch):
    monkeypatch.setattr(first_instance, "_PATIENCE", 0.1)
    monkeypatch.setattr(first_instance, "_STARTING", 0.1)
    holder = hold(tmp_path)
    deaf = QLocalServer(parent)
    deaf.listen(server_name(tmp_path))
    with pytest.raises(QuizAppError, match="does not answer"):
        show_first(FolderLock(tmp_path), [])
    deaf.close()
    with pytest.raises(QuizAppError, match="does not answer"):
        show_first(FolderLock(tmp_path), [])
    holder.kill()
    holder.communicate()
