"""One program for one data folder: a second start finds the first, and brings its window forward."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from quizapp.errors import QuizAppError

if TYPE_CHECKING:  # QtNetwork is not needed before the first paint
    from PySide6.QtCore import QObject
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 2.0
"""Seconds in which a running program has to answer."""
_STARTING = 10.0
"""Seconds that a program may take to start and to listen."""
_LONGEST_MESSAGE = 1_000_000
_LONGEST_SOCKET = 100
"""Characters; systems allow slightly longer paths for a socket."""
_ANSWER = b"shown\n"
_OTHER_ROOM = b"other room\n"


class FolderLock:
    """Shows that a program uses the data folder. The system itself locks the file, and frees it with the process."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "running.lock"
        self._stream: IO[bytes] | None = None

    def take(self) -> bool:
        """Take the lock; False where another process has it.

        On a disk without locks, or in a folder that may not be written, no lock is taken and True is given: the
        journal reports what is wrong with the folder.
        """
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            stream = self.file.open("ab")
        except OSError:
            return True
        try:
            _lock(stream)
        except (BlockingIOError, PermissionError):
            stream.close()
            return False
        except OSError:
            stream.close()
            return True
        self._stream = stream
        with suppress(OSError):
            os.utime(self.file)
        return True

    @property
    def seconds(self) -> float:
        """The seconds since the lock was taken, according to the file."""
        try:
            return max(0.0, time.time() - self.file.stat().st_mtime)
        except OSError:
            return _STARTING

    def release(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None


if sys.platform == "win32":

    def _lock(stream: IO[bytes]) -> None:
        import msvcrt

        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:

    def _lock(stream: IO[bytes]) -> None:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def server_name(folder: Path) -> str:
    """The name under which the program that uses `folder` listens; each folder and each user has its own."""
    from hashlib import sha256

    user = os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
    key = sha256(f"{user}\0{os.path.realpath(folder)}".encode(errors="surrogateescape")).hexdigest()[:24]
    place = os.environ.get("XDG_RUNTIME_DIR", "")  # nobody else can put something of the same name there
    path = os.path.join(place, f"quizapp-{key}")
    return path if os.path.isdir(place) and len(path) < _LONGEST_SOCKET else f"quizapp-{key}"


def show_first(lock: FolderLock, files: Sequence[Path], room: Path | None = None) -> int:
    """Have the program that holds `lock` show its window and open `files`; return the exit code, 0.

    Args:
        room: the file with the settings for a room that this start asks for.

    Raises:
        QuizAppError: that program does not answer, or does not run with these settings.
    """
    import json

    from PySide6.QtCore import QCoreApplication
    from PySide6.QtNetwork import QLocalSocket

    app = QCoreApplication.instance() or QCoreApplication([])
    paths = [str(file.expanduser().absolute()) for file in files]
    token = os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID", "")
    message = json.dumps({"files": paths, "token": token, "room": str(room or "")}).encode(errors="replace") + b"\n"
    deadline = time.monotonic() + max(_PATIENCE, _STARTING - lock.seconds)
    name = server_name(lock.file.parent)
    _let_come_forward()
    while time.monotonic() < deadline:
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(200):
            answer = _send(socket, message)
            if answer == _OTHER_ROOM:
                raise QuizAppError(
                    "Quizapp is open already, without the settings in {file}.",
                    "Close its window, and start it again.",
                    file=room,
                )
            if answer == _ANSWER:
                return 0
            break
        if lock.take():  # it has ended meanwhile
            lock.release()
            break
        time.sleep(0.05)
    del app
    raise QuizAppError(
        "Quizapp is already running with the folder {folder}, but does not answer.",
        "Wait a moment, or close it, and start again. You can also name another folder with --data-dir.",
        folder=lock.file.parent,
    )


def _send(socket: "QLocalSocket", message: bytes) -> bytes:
    """Send a message; gives the answer, empty where there is none."""
    socket.write(message)
    milliseconds = round(_PATIENCE * 1000)
    if not socket.waitForBytesWritten(milliseconds) or not socket.waitForReadyRead(milliseconds):
        return b""
    return bytes(socket.readAll().data())


def _let_come_forward() -> None:
    """Let another program put its window in front: on Windows, only the one that the user has just used may do so."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # ASFW_ANY


def listen(
    folder: Path, show: Callable[[list[Path], str], object], parent: "QObject", room: Path | None = None
) -> "QLocalServer":
    """Call `show` for each later start, with its files and the token that lets the window come forward.

    A start that asks for other settings than those in the file `room` is told so, and nothing is shown.

    Only the program that holds the lock of `folder` may listen: leftovers of a killed program are cleared away.
    """
    from PySide6.QtNetwork import QLocalServer

    name = server_name(folder)
    server = QLocalServer(parent)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    QLocalServer.removeServer(name)

    def hear() -> None:
        socket = server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda: _take_in(socket, show, room))
            if socket.bytesAvailable():
                _take_in(socket, show, room)

    server.newConnection.connect(hear)
    server.listen(name)
    return server


def _take_in(socket: "QLocalSocket", show: Callable[[list[Path], str], object], room: Path | None) -> None:
    import json

    if socket.bytesAvailable() > _LONGEST_MESSAGE:
        socket.abort()
        return
    if not socket.canReadLine():
        return
    try:
        message = json.loads(bytes(socket.readLine().data()))
        files = [Path(name) for name in message["files"] if isinstance(name, str)]
        token, wanted = str(message["token"]), str(message.get("room", ""))
    except (ValueError, KeyError, TypeError):
        socket.abort()
        return
    if wanted and wanted != str(room or ""):
        socket.write(_OTHER_ROOM)
        socket.flush()
        return
    socket.write(_ANSWER)
    socket.flush()
    show(files, token)
