"""A zip archive of untrusted origin: its files by name, unpacked in memory and within bounds, never on a disk."""

import io
import re
import stat
import struct
import weakref
import zipfile
import zlib
from collections.abc import Mapping
from typing import BinaryIO, Literal, NamedTuple

ArchiveFault = Literal["damaged", "locked", "too_many_files", "too_large", "leads_out", "link", "twice"]

_BEGINNING = (b"PK\x03\x04", b"PK\x05\x06")
_END = struct.Struct("<4s4H2LH")
_END_SIGN, _END64_SIGN, _ENTRY_SIGN = b"PK\x05\x06", b"PK\x06\x07", b"PK\x01\x02"
_END64_LENGTH = 20
_LONGEST_COMMENT = 0xFFFF
_LONGEST_LIST = 4096
"""Bytes of a file's entry in the list of contents, on average."""
_LOCKED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\0")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    ValueError,  # a name that is not in its encoding, too
    NotImplementedError,
    RuntimeError,
    EOFError,
)


class ArchiveBounds(NamedTuple):
    """The most that an archive may hold: files, bytes of one of them, and bytes of all of them, unpacked."""

    files: int
    bytes_of_one: int
    bytes_of_all: int


class ArchiveError(Exception):
    """Refuses an archive. `file` is the name in it that this is about; `size` and `limit` are those of a bound."""

    def __init__(self, fault: ArchiveFault, file: str = "", size: int = 0, limit: int = 0) -> None:
        super().__init__(fault)
        self.fault: ArchiveFault = fault
        self.file = file
        self.size = size
        self.limit = limit


def is_archive(data: bytes) -> bool:
    """Tells whether `data` begins as a zip archive does."""
    return data.startswith(_BEGINNING)


class Archive:
    """The files of an archive, which is checked before anything is unpacked; archives in it stay packed.

    Raises:
        ArchiveError: it is damaged, beyond `bounds`, names a place outside or a link, or has a name twice.
    """

    def __init__(self, data: bytes | BinaryIO, bounds: ArchiveBounds) -> None:
        """Look at an archive in memory, or in a file, which is closed in the end; it may change or vanish before."""
        self._bounds = bounds
        file = io.BytesIO(data) if isinstance(data, bytes) else data
        weakref.finalize(self, file.close)
        try:
            length = file.seek(0, io.SEEK_END)
            count = _count_of_entries(file, length, bounds.files)
            self._zip = zipfile.ZipFile(file)
        except _BROKEN:
            raise ArchiveError("damaged") from None
        entries = self._zip.infolist()
        if len(entries) != count:
            raise ArchiveError("damaged")
        self._entries: Mapping[str, zipfile.ZipInfo] = _checked(
            [entry for entry in entries if not entry.is_dir()], bounds
        )
        if sum(entry.compress_size for entry in entries) > length:  # they would share what is packed
            raise ArchiveError("damaged")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, in the archive's order."""
        return tuple(self._entries)

    def size(self, name: str) -> int:
        """The size that the archive tells of a file, in bytes; no more than this is ever unpacked."""
        return self._entries[name].file_size

    def ratio(self, name: str) -> float:
        """The number of times by which a file is larger than what is packed of it."""
        entry = self._entries[name]
        return entry.file_size / max(1, entry.compress_size)

    def content(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            ArchiveError: it is locked, damaged, or has another size than the archive tells.
        """
        size = self.size(name)
        data = self.start(name, size + 1)
        if len(data) != size:
            raise ArchiveError("damaged", name)
        return data

    def start(self, name: str, most: int) -> bytes:
        """The first `most` bytes of a file; no more is unpacked.

        Raises:
            ArchiveError: it is locked or damaged.
        """
        entry = self._entries[name]
        if entry.flag_bits & _LOCKED:
            raise ArchiveError("locked", name)
        if entry.compress_type not in _METHODS:
            raise ArchiveError("damaged", name)
        try:
            with self._zip.open(entry) as file:
                return file.read(most)
        except _BROKEN:
            raise ArchiveError("damaged", name) from None


def _count_of_entries(file: BinaryIO, length: int, most: int) -> int:
    """The number of files that the archive's last record tells; looked at before any of them is."""
    start = max(0, length - _END.size - _LONGEST_COMMENT - _END64_LENGTH)
    file.seek(start)
    tail = file.read(length - start)
    found = tail.rfind(_END_SIGN)
    if found < 0 or found + _END.size > len(tail):
        raise ArchiveError("damaged")
    _, _, _, here, count, size, offset, _ = _END.unpack_from(tail, found)
    has_end64 = tail[max(0, found - _END64_LENGTH) : found].startswith(_END64_SIGN)
    # the large form is for more files, or more bytes, than we read
    if (
        has_end64
        or 0xFFFF in (here, count)
        or 0xFFFFFFFF in (size, offset)
        or count > most
        or size > _LONGEST_LIST * most
    ):
        raise ArchiveError("too_many_files", limit=most)
    if here != count or offset + size != start + found:
        raise ArchiveError("damaged")
    file.seek(offset)
    if file.read(size).count(_ENTRY_SIGN) > most:
        raise ArchiveError("too_many_files", limit=most)
    return int(count)


def _checked(entries: list[zipfile.ZipInfo], bounds: ArchiveBounds) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    size = 0
    for entry in entries:
        name = entry.filename
        if _OUTSIDE.search(entry.orig_filename):
            raise ArchiveError("leads_out", entry.orig_filename)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise ArchiveError("link", name)
        if name in found:
            raise ArchiveError("twice", name)
        size += entry.file_size
        if entry.file_size > bounds.bytes_of_one or size > bounds.bytes_of_all:
            limit = bounds.bytes_of_one if entry.file_size > bounds.bytes_of_one else bounds.bytes_of_all
            raise ArchiveError("too_large", name, size, limit)
        found[name] = entry
    return found
