"""Drafts that outlive the program: what is being written is kept in the data folder until it is saved or discarded."""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from math import inf
from pathlib import Path
from threading import Lock

import msgspec
from msgspec.structs import replace

from quizapp.paths import UserPaths
from quizapp.storage.copies import free_name
from quizapp.whole_file import write_whole

_FOLDER = "drafts"
_MOST_BYTES = 200 * 2**20


class Recovery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A draft as it was last kept. `path` is the bank's file, `source` the one that it is a copy of, if it is one.

    `texts` are what the files hold in the draft, by their names (`bank_draft.BANK` for the bank), `images` the names of
    those that came into it and their digests. `base` has the digests of what was in the files when the draft began.
    `kept_at` is in seconds since the epoch.
    """

    path: str
    source: str
    title: str
    kept_at: float
    texts: Mapping[str, bytes]
    base: Mapping[str, str]
    images: Mapping[str, str] = {}
    version: int = 1


def digest_of(data: bytes) -> str:
    """The digest by which a file is known again."""
    return hashlib.sha256(data).hexdigest()


class RecoveryFile:
    """The place where one draft is kept. Any thread may write; what is older than what is there is not written."""

    def __init__(self, paths: UserPaths, bank: Path) -> None:
        self._folder = paths.data / _FOLDER
        self.file = self._folder / f"{digest_of(os.fsencode(bank))[:32]}.draft"
        self._lock = Lock()
        self._newest = -inf
        self._is_ours = False

    def take_up(self) -> None:
        """Go on with the draft that is kept there: from now on it may be written over, and removed."""
        self._is_ours = True

    def write(self, number: int, recovery: Recovery, images: Mapping[str, bytes]) -> None:
        """Keep a draft with its `images`, by name, whole or not at all. `number` tells its age: higher ones are newer.

        Raises:
            QuizAppError: it cannot be written.
        """
        with self._lock:
            if number <= self._newest:
                return
            digests = {name: digest_of(data) for name, data in images.items()}
            for name, digest in digests.items():
                image = self._folder / f"{digest}.image"
                if not image.exists():
                    write_whole(image, images[name])
            if not self._is_ours:
                _set_aside_unread(self.file)
            write_whole(self.file, msgspec.json.encode(replace(recovery, images=digests)))
            self._newest, self._is_ours = number, True

    def remove(self, number: int) -> None:
        """Keep the draft no longer: all up to `number` is saved or not wanted.

        What another program left here stays, unless it was taken up.
        """
        with self._lock:
            if number < self._newest:
                return
            self._newest = number
            if self._is_ours:
                self._delete()

    def discard(self) -> None:
        """Keep the draft no longer, whoever left it here."""
        with self._lock:
            self._delete()

    def _delete(self) -> None:
        with suppress(OSError):
            self.file.unlink()
        with suppress(OSError):
            if not any(self._folder.glob("*.draft")):
                for image in self._folder.glob("*.image"):
                    image.unlink()


def recoveries(paths: UserPaths) -> tuple[Recovery, ...]:
    """The drafts that a program left which ended before they were saved, the newest first; others are removed."""
    found = []
    with suppress(OSError):
        for file in (paths.data / _FOLDER).glob("*.draft"):
            recovery = _read(file)
            if recovery is not None and _is_saved(recovery):
                file.unlink()
            elif recovery is not None:
                found.append(recovery)
    return tuple(sorted(found, key=lambda each: -each.kept_at))


def kept_draft(paths: UserPaths, bank: Path) -> Recovery | None:
    """The draft that is kept of the bank in the file `bank`; None where there is none."""
    return _read(RecoveryFile(paths, bank).file)


def discard_draft(paths: UserPaths, recovery: Recovery) -> None:
    """Keep a draft no longer that an earlier program left."""
    RecoveryFile(paths, Path(recovery.path)).discard()


def _is_saved(recovery: Recovery) -> bool:
    """Says whether the files hold what the draft says: the program ended right after it was saved."""
    path = Path(recovery.path)
    with suppress(OSError):
        return not recovery.images and all(
            (path.parent / name if name else path).read_bytes() == data for name, data in recovery.texts.items()
        )
    return False


def kept_images(paths: UserPaths, recovery: Recovery) -> dict[str, bytes]:
    """The images of a draft, by name, as far as they are there."""
    images = {}
    for name, digest in recovery.images.items():
        with suppress(OSError):
            data = (paths.data / _FOLDER / f"{digest}.image").read_bytes()
            if digest_of(data) == digest:
                images[name] = data
    return images


def _set_aside_unread(file: Path) -> None:
    """Give a draft that cannot be read another name, under which the newer program that wrote it finds it again."""
    with suppress(OSError):
        if _read(file) is None:
            os.replace(file, free_name(file, "unread"))


def _read(file: Path) -> Recovery | None:
    try:
        if file.stat().st_size > _MOST_BYTES:
            return None
        return msgspec.json.decode(file.read_bytes(), type=Recovery)
    except (OSError, msgspec.DecodeError, ValueError):  # damaged: it stays, for whoever looks for it
        return None
