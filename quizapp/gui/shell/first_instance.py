"""One program for one data folder: a second start finds the first, and brings its window forward."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from quizapp.errors import QuizAppError

if TYPE_CHECKING:  # QtNetwork is not needed before the first paint
    from PySide6.QtCore import QObject
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 2.0
"""Seconds in which a program that is there has to answer."""
_STARTING = 10.0
"""Seconds that a program may take to start, and to listen."""
_LONGEST_MESSAGE = 1_000_000
_LONGEST_SOCKET = 100
"""Characters; what a system takes as the path of a socket is a little more."""
_ANSWER = b"shown\n"


class FolderLock:
    """Says that a program uses the data folder. It is the system's own lock on a file: it ends with its process, in
    whatever way, and is never left behind.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / "running.lock"
        self._stream: IO[bytes] | None = None

    def take(self) -> bool:
        """Take it, unless another process has it: False then.

        Where the disk knows no locks, or the folder may not be written, there is none to be had, and none is needed:
        the journal tells what is wrong with the folder.
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
        _touch(self.file)
        return True

    @property
    def seconds(self) -> float:
        """The time since it was taken, as far as the file tells."""
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


def _touch(file: Path) -> None:
    try:
        os.utime(file)
    except OSError:
        return


def server_name(folder: Path) -> str:
    """The name at which the program that uses `folder` listens: another one for each folder and each user."""
    from hashlib import sha256

    user = os.environ.get("USERNAME", "") if sys.platform == "win32" else str(os.getuid())
    key = sha256(f"{user}\0{os.path.realpath(folder)}".encode(errors="surrogateescape")).hexdigest()[:24]
    place = os.environ.get("XDG_RUNTIME_DIR", "")  # nobody else can put something of the same name there
    path = os.path.join(place, f"quizapp-{key}")
    return path if os.path.isdir(place) and len(path) < _LONGEST_SOCKET else f"quizapp-{key}"


def show_first(lock: FolderLock, files: Sequence[Path]) -> int:
    """Have the program that has `lock` show its window, and open `files`; gives the exit code, 0.

    Raises:
        QuizAppError: it does not answer.
    """
    import json

    from PySide6.QtCore import QCoreApplication
    from PySide6.QtNetwork import QLocalSocket

    app = QCoreApplication.instance() or QCoreApplication([])
    paths = [str(file.expanduser().absolute()) for file in files]
    token = os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID", "")
    message = json.dumps({"files": paths, "token": token}).encode(errors="replace") + b"\n"
    deadline = time.monotonic() + max(_PATIENCE, _STARTING - lock.seconds)
    name = server_name(lock.file.parent)
    _let_come_forward()
    while time.monotonic() < deadline:
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(200):
            if _send(socket, message):
                return 0
            break
        if lock.take():  # it has ended meanwhile
            lock.release()
            break
        time.sleep(0.05)
    del app
    raise QuizAppError(
        f"Quizapp is running with the folder {lock.file.parent} already, and does not answer.",
        "Wait a moment, or end it, and start again; --data-dir names another folder.",
    )


def _send(socket: "QLocalSocket", message: bytes) -> bool:
    socket.write(message)
    milliseconds = round(_PATIENCE * 1000)
    if not socket.waitForBytesWritten(milliseconds):
        return False
    return socket.waitForReadyRead(milliseconds) and socket.readAll().data() == _ANSWER


def _let_come_forward() -> None:
    """Let another program put its window in front: on Windows, only the one that the user has just used may do so."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # ASFW_ANY


def listen(folder: Path, show: Callable[[list[Path], str], object], parent: "QObject") -> "QLocalServer":
    """Call `show` with the files that a later start was given, and the token by which it may come forward.

    To be called by whoever has the lock of `folder`: what is left there of a killed program is cleared away.
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
            socket.readyRead.connect(lambda: _take_in(socket, show))
            if socket.bytesAvailable():
                _take_in(socket, show)

    server.newConnection.connect(hear)
    server.listen(name)
    return server


def _take_in(socket: "QLocalSocket", show: Callable[[list[Path], str], object]) -> None:
    import json

    if socket.bytesAvailable() > _LONGEST_MESSAGE:
        socket.abort()
        return
    if not socket.canReadLine():
        return
    try:
        message = json.loads(bytes(socket.readLine().data()))
        files = [Path(name) for name in message["files"] if isinstance(name, str)]
        token = str(message["token"])
    except (ValueError, KeyError, TypeError):
        socket.abort()
        return
    socket.write(_ANSWER)
    socket.flush()
    show(files, token)
