"""Copies of a journal or a desk: made whole or not at all, with a seal that shows whether they still are."""

import hashlib
import os
import sqlite3
import time
from contextlib import closing, suppress
from io import BufferedRandom, BufferedReader
from pathlib import Path

from quizapp.errors import QuizAppError, reason_of

ENDINGS = ("-wal", "-journal", "-shm", "")
"""SQLite's files beside a database, and the database itself, last."""

_SEAL = b"quizapp-copy "
_SEAL_LENGTH = len(_SEAL) + 32
"""A copy ends with `_SEAL` and the BLAKE2b hash, 16 bytes in hexadecimal, of all that is before it."""
_SEALED_SINCE = 2  # the first version whose copies have a seal


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the whole database to one file, `target`, which is written whole or not at all; an old one is replaced.

    Raises:
        QuizAppError: it cannot be written.
    """
    beside = target.with_name(f"{target.name}.new")
    try:
        for ending in ENDINGS:  # what is left of one that was cut short
            Path(f"{beside}{ending}").unlink(missing_ok=True)
        os.close(os.open(beside, os.O_CREAT | os.O_RDWR, 0o600))  # closed to others, as what it copies is
        with closing(sqlite3.connect(beside)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, that needs none beside it
        with beside.open("rb") as stream:
            seal = _seal_of(stream)
        with beside.open("ab") as stream:
            stream.write(seal)
        sync(beside)
        os.replace(beside, target)
        sync(target.parent)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            beside.unlink()
        reason = reason_of(error)
        raise QuizAppError(
            "{file} cannot be written: {reason}.", "Free some space or check the folder.", file=target, reason=reason
        ) from error


def take_off_seal(copy: Path) -> bool:
    """Take the seal off what `copy_to` made; False where it does not fit the rest, which is of no use then.

    What has no seal because it is of an earlier version, or is a journal itself, is left as it is.
    """
    with copy.open("r+b") as stream:
        head = stream.read(64)
        rest = max(0, stream.seek(0, os.SEEK_END) - _SEAL_LENGTH)
        stream.seek(rest)
        seal = stream.read()
        if not seal.startswith(_SEAL):
            is_copy = head[18:19] == b"\x01"  # in the mode DELETE; a journal is in the mode WAL
            return not is_copy or int.from_bytes(head[60:64], "big") < _SEALED_SINCE
        stream.truncate(rest)
        return seal == _seal_of(stream)


def _seal_of(stream: BufferedRandom | BufferedReader) -> bytes:
    """Make the seal of all that is in `stream`, which is read to its end."""
    stream.seek(0)
    return _SEAL + hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest().encode()


def backup_before(file: Path, version: int) -> Path:
    """Name the copy that is made before `file` becomes of `version`."""
    return file.with_name(f"{file.stem}.before-v{version}{file.suffix}")


def backups_before(file: Path) -> list[Path]:
    """List the copies of `file` that migrations have left, those that were not completed among them."""
    return sorted(file.parent.glob(f"{file.stem}.before-v*"))


def set_aside(file: Path, why: str) -> Path:
    """Give `file`, and what is beside it, a name that tells `why` and when. Nothing is deleted. Gives the new path.

    Raises:
        QuizAppError: it cannot be renamed.
    """
    aside = free_name(file, why)
    try:
        for ending in ENDINGS:  # the file last: until then, it is still found, and set aside
            with suppress(FileNotFoundError):
                os.rename(f"{file}{ending}", f"{aside}{ending}")
        sync(file.parent)
    except OSError as error:
        raise QuizAppError(
            "{file} is damaged, and cannot be set aside: {reason}.",
            "Move it to another folder.",
            file=file,
            reason=reason_of(error),
        ) from error
    return aside


def free_name(file: Path, why: str) -> Path:
    """Find a path beside `file` that tells `why` and when it was given, and that nothing has yet."""
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    number = 1
    while True:
        path = file.with_name(f"{file.stem}.{why}-{stamp}{f'-{number}' if number > 1 else ''}{file.suffix}")
        if not os.path.lexists(path):
            return path
        number += 1


def sync(path: Path) -> None:
    """See to it that a file, or what is listed in a folder, is on the disk. Windows has no such thing for folders."""
    if os.name == "nt" and path.is_dir():
        return
    number = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
