"""Writing a file whole or not at all, by any number of threads at once."""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Lock

from quizapp.errors import QuizAppError


class _Queue:
    """Lets the writes of one file wait for each other. `written` is the number of the newest that is on the disk."""

    def __init__(self) -> None:
        self.turn = Lock()
        self.written = 0


_queues: dict[str, _Queue] = {}
_numbers = count(1)
_guard = Lock()


def write_whole(file: Path, data: bytes, replace: bool = True) -> None:
    """Write `data` to `file`, or leave what was there: never a part of it.

    Several threads may write one file: what was asked for last is what stays, and what is older than what is on the
    disk is not written any more.

    Raises:
        FileExistsError: there is something already, and it is not to be replaced.
        QuizAppError: it cannot be written.
    """
    beside = file.with_name(f".quizapp-{os.urandom(8).hex()}.new")  # which nobody else has, and no name is too long for
    with _guard:
        number = next(_numbers)
        queue = _queues.setdefault(os.path.abspath(file), _Queue())
    try:
        with queue.turn:
            if replace and number < queue.written:
                return
            file.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if replace:
                os.replace(beside, file)
            else:
                _move_to_new(beside, file)
            queue.written = number
    except OSError as error:
        with suppress(OSError):  # where a file stands in a folder's place, there is not even nothing to delete
            beside.unlink()
        if isinstance(error, FileExistsError) and not replace and os.path.lexists(file):
            raise
        reason = error.strerror or str(error)
        raise QuizAppError(f"{file} cannot be written: {reason}.", "Free some space or check the folder.") from error


def _move_to_new(source: Path, target: Path) -> None:
    """Rename `source`; where `target` is there already, FileExistsError is raised, even if it came this moment."""
    if os.name == "nt":
        os.rename(source, target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second name for a file
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.replace(source, target)
    else:
        source.unlink()
