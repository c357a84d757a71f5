"""Tells whether a file is still the one that was read, mostly without reading it.

Time and size decide where they can. Where they can't, the content's hash does: a file whose times have changed may hold
what it did, and one that was read right after it was written may have been written again within the same tick of its
disk's clock, which is two seconds on some (FAT).
"""

import os
import time
from collections.abc import Sequence
from typing import Any, NamedTuple, Self

from quizapp.formats.pack_places import on_disk

_GRAIN = 2 * 10**9
"""Nanoseconds within which a disk may give two writes one time."""


class FileStamp(NamedTuple):
    """The stamp of a file: its size in bytes (-1: it was not there), both times of its last change, its hash.

    `is_young`: it was read so soon after its last change that the times do not tell the next one. `digest` is empty
    where the file changed while it was read.
    """

    file: str
    size: int
    modified: int
    changed: int
    is_young: bool
    digest: str = ""

    @classmethod
    def of(cls, file: str) -> Self:
        """The stamp of `file` as it is now, without its hash."""
        try:
            status = os.stat(on_disk(file))
        except (OSError, ValueError):
            return cls(file, -1, 0, 0, False)
        last = max(status.st_mtime_ns, status.st_ctime_ns)
        return cls(file, status.st_size, status.st_mtime_ns, status.st_ctime_ns, last > time.time_ns() - _GRAIN)

    def with_digest(self) -> Self:
        """The stamp with the hash of the file's content, if the file is still the one of the stamp."""
        digest = _digest_of(self.file)
        now = type(self).of(self.file)
        return self._replace(digest=digest) if now[:4] == self[:4] else self

    def renewed(self, most: int | None = None) -> Self | None:
        """The stamp of the same content now; None where the content is, or may be, another.

        A file of more than `most` bytes is not read for that.
        """
        now = type(self).of(self.file)
        if now.size != self.size:
            return None
        if now[:4] == self[:4] and not self.is_young:
            return self
        if most is not None and now.size > most:
            return None
        again = now.with_digest()
        return again if again.digest and again.digest == self.digest else None


Stamps = tuple[FileStamp, ...]


def renewed(stamps: Stamps, most: int | None = None) -> Stamps | None:
    """The stamps of files that all hold what they did; None where one does not, or see `FileStamp.renewed`."""
    found = []
    for stamp in stamps:
        now = stamp.renewed(most)
        if now is None:
            return None
        found.append(now)
    return tuple(found)


def stamps_from(plain: Sequence[Sequence[Any]]) -> Stamps:
    """The stamps that were kept as `plain` lists.

    Raises:
        TypeError, ValueError: they are none.
    """
    stamps = tuple(FileStamp(*each) for each in plain)
    for stamp in stamps:
        for value, kind in zip(stamp, (str, int, int, int, bool, str), strict=True):
            if not isinstance(value, kind):
                raise TypeError(value)
    if not stamps:
        raise ValueError("no stamps")
    return stamps


def _digest_of(file: str) -> str:
    from hashlib import blake2b, file_digest  # no start with known files needs them

    try:
        with open(on_disk(file), "rb") as stream:
            return file_digest(stream, lambda: blake2b(digest_size=16)).hexdigest()
    except (OSError, ValueError):
        return ""
