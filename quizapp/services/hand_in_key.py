"""The key with which a learner's program signs what it hands in: made once, for each learner of a computer.

So a file that somebody else wrote under the same name has another signature, and the desk notices.
"""

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

from quizapp.errors import QuizAppError, reason_of

_SEED = 32
_CHECK = 16


def signing_seed(file: Path) -> bytes:
    """The 32 bytes of the key in `file`, which is made where there is none; nobody else on the computer can read it.

    One that is damaged is set aside, and a new one takes its place: the teacher is asked about the second key.

    Raises:
        QuizAppError: it can be neither read nor made.
    """
    try:
        found = _read(file)
        if found is None:
            if file.exists():
                os.replace(file, file.with_suffix(".damaged"))
            _make(file)
            found = _read(file)
    except OSError as error:
        raise QuizAppError(
            "The key for handing in cannot be kept: {reason}.",
            "Free some space or check the folder.",
            reason=reason_of(error),
        ) from error
    if found is None:
        raise QuizAppError("The key for handing in cannot be read back.", "Check the disk, and try again.")
    return found


def _read(file: Path) -> bytes | None:
    """The seed in `file`; None where there is none, or it is damaged."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    seed = data[:_SEED]
    return seed if data == seed + _check(seed) and len(seed) == _SEED else None


def _make(file: Path) -> None:
    """Make a key, whole or not at all; one that somebody else makes at the same moment stays."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    seed = os.urandom(_SEED)
    beside = file.with_name(f".{token_hex()}.new")
    try:
        with open(beside, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as stream:
            stream.write(seed + _check(seed))
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(beside, file)
        except FileExistsError:
            return
        except OSError:  # a disk without hard links
            if not file.exists():
                os.replace(beside, file)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def _check(seed: bytes) -> bytes:
    return blake2b(seed, digest_size=_CHECK).digest()
