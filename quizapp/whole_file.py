"""Writing a file whole or not at all, by any number of threads."""

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import ExitStack, suppress
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
            _refuse_device(file)
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
        raise _not_written(file, error) from error


def write_all_whole(files: Mapping[Path, bytes]) -> None:
    """Write each of `files`, or leave all of them as they were, as far as the disk lets.

    All are on the disk under other names before the first takes its place, in the order of `files`; if one cannot,
    those before it are put back. A program that is killed between two leaves each of them whole, old or new.

    Raises:
        QuizAppError: one cannot be written.
    """
    staged: dict[Path, Path] = {}
    done: dict[Path, bytes | None] = {}
    with _guard:
        queues = {os.path.abspath(file): _queues.setdefault(os.path.abspath(file), _Queue()) for file in files}
        number = next(_numbers)
    file = Path()
    with ExitStack() as turns:
        for name in sorted(queues):
            turns.enter_context(queues[name].turn)
        try:
            for file, data in files.items():
                staged[file] = _staged(file, data)
            for file, beside in staged.items():
                before = file.read_bytes() if len(staged) > 1 and file.exists() else None
                os.replace(beside, file)
                done[file] = before
                queues[os.path.abspath(file)].written = number
        except BaseException as error:  # Ctrl+C, too
            for each, before in done.items():
                with suppress(OSError):
                    _put_back(each, before)
            if isinstance(error, OSError):
                raise _not_written(file, error) from error
            raise
        finally:
            for beside in staged.values():
                with suppress(OSError):
                    beside.unlink()


def _staged(file: Path, data: bytes) -> Path:
    """Write `data` to the disk under another name beside `file`, with the rights that `file` has."""
    beside = file.with_name(f".quizapp-{os.urandom(8).hex()}.new")  # unique, and never too long for a name
    file.parent.mkdir(parents=True, exist_ok=True)
    _refuse_device(file)
    try:
        with beside.open("xb") as stream:
            with suppress(OSError):
                os.chmod(beside, stat.S_IMODE(file.stat().st_mode))
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    return beside


def _refuse_device(file: Path) -> None:
    """Raise PermissionError for a device or a pipe: a file in its place would take it away, and it may have no end."""
    if file.exists() and not (file.is_file() or file.is_dir()):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))


def _put_back(file: Path, data: bytes | None) -> None:
    if data is None:
        file.unlink()
    else:
        os.replace(_staged(file, data), file)


def _not_written(file: Path, error: OSError) -> QuizAppError:
    reason = reason_of(error)
    return QuizAppError(
        "{file} cannot be written: {reason}.", "Free some space or check the folder.", file=file, reason=reason
    )


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
