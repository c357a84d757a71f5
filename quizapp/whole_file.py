"""Writing a file whole or not at all, by any number of threads."""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Lock

from quizapp.errors import QuizAppError, reason_of


class _Queue:
    """Lets writes of one file wait for each other; `written` is the number of the newest one on the disk."""

    def __init__(self) -> None:
        self.turn = Lock()
        self.written = 0


_queues: dict[str, _Queue] = {}
_numbers = count(1)
_guard = Lock()


def write_whole(file: Path, data: bytes, replace: bool = True) -> None:
    """Write `data` to `file`, or leave the file as it was: never write only a part.

    Several threads may write one file: the newest write stays, and older ones are skipped.

    Raises:
        FileExistsError: the file exists, and it is not to be replaced.
        QuizAppError: the file cannot be written.
    """
    beside = file.with_name(f".quizapp-{os.urandom(8).hex()}.new")  # unique, and never too long for a name
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
        with suppress(OSError):  # fails where a file stands in the place of the folder
            beside.unlink()
        if isinstance(error, FileExistsError) and not replace and os.path.lexists(file):
            raise
        reason = reason_of(error)
        raise QuizAppError(
            "{file} cannot be written: {reason}.", "Free some space or check the folder.", file=file, reason=reason
        ) from error


def _move_to_new(source: Path, target: Path) -> None:
    """Rename `source`; FileExistsError is raised if `target` exists, even since this very moment."""
    if os.name == "nt":
        os.rename(source, target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.replace(source, target)
    else:
        source.unlink()
