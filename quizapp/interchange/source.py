"""The source of an import: files in a folder, in a zip archive or in memory, within bounds."""

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from quizapp.archive import Archive, ArchiveBounds, ArchiveError, is_archive
from quizapp.errors import reason_of
from quizapp.problems import Problem
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.texts import Value

MOST_BYTES = 50 * 2**20
"""The limit for one file, and for all files of a source that are read."""
MOST_FILES = 2000
_DEEPEST = 8
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LARGEST_ARCHIVE = 2**30
"""The limit for an archive as it is; of what is in it, only the files that are read count."""
_LARGEST_IN_ARCHIVE = 2**40


class RefusedSourceError(Exception):
    """Refuses to read a source; `problem` says why."""

    def __init__(self, code: str, file: str, line: int = 0, **values: Value) -> None:
        super().__init__(code)
        self.problem = Problem(code, file, line, "", values)


Read = Callable[[int | None], bytes]
"""Gives the first bytes of a file, as many as it is asked for; all where that is None."""


class Source:
    """Files by their names, each read when it is asked for.

    Attributes:
        name: that of the file or folder, as people know it.
        used: the names of files that were read because others name them, such as images.
        progress: told of each file that is read; it may end the reading.
        levels: the reading levels that are wanted, by their names; all if it is empty.
    """

    def __init__(self, name: str, contents: Mapping[str, Read], whole: "Source | None" = None) -> None:
        self.name = name
        self.used: set[str] = set()
        self.progress: ProgressCallback = nobody_waits
        self.levels: Collection[str] = whole.levels if whole is not None else ()
        self._contents = contents
        self._whole = whole or self
        self._read = self._files_read = 0
        self._read_before: dict[str, bytes] = {}

    @classmethod
    def of_bytes(cls, name: str, data: bytes) -> "Source":
        """The source that holds one file; a zip archive is opened, but not a document of Word's or a workbook."""
        if is_archive(data) and not is_document(data) and not is_workbook(data):
            return _of_zip(name, data)
        return cls(name, {name: lambda most: data[:most]})

    @classmethod
    def of_text(cls, name: str, text: str) -> "Source":
        """The source that holds a text in memory, such as one that was pasted."""
        clean = text.replace("\u2029", "\n\n").replace("\u2028", "\n").replace("\0", "")
        data = clean.encode(errors="replace")
        return cls(name, {name: lambda most: data[:most]})

    @classmethod
    def of_path(cls, path: Path) -> "Source":
        """The source at `path`: a folder, an archive or one file.

        Raises:
            RefusedSourceError: it cannot be read, or is beyond our bounds.
        """
        name = str(path)
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                return _of_folder(path)
            if not stat.S_ISREG(status.st_mode):
                raise RefusedSourceError("file_not_regular", name)
            with path.open("rb") as file:
                start = file.read(_LOOK)
                if not is_archive(start) or is_document(start) or is_workbook(start):
                    return cls(name, {name: partial(_bytes_of, path)})
            if status.st_size > _LARGEST_ARCHIVE:
                raise _too_large(name, status.st_size, _LARGEST_ARCHIVE)
            return _of_zip(name, path.open("rb"))
        except FileNotFoundError:
            raise RefusedSourceError("file_missing", name) from None
        except PermissionError:
            raise RefusedSourceError("file_forbidden", name) from None
        except (OSError, ValueError) as error:
            reason = reason_of(error)
            raise RefusedSourceError("file_unreadable", name, reason=reason) from None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._contents)

    def only(self, name: str) -> "Source":
        """The source that holds only one of the files."""
        return Source(name, {name: partial(self._part, name)}, self)

    def some(self, names: Iterable[str]) -> "Source":
        """The source that holds some of the files, and is called as this one."""
        return Source(self.name, {name: partial(self._part, name) for name in names}, self)

    def _part(self, name: str, most: int | None) -> bytes:
        return self.content(name) if most is None else self.start(name, most)

    def beside(self, file: str, path: str) -> bytes | None:
        """The content of the file that `file` calls `path`, if it is in the source; nothing else is opened.

        It stands beside `file`, or below a folder such as ``web_resources``.
        """
        parts = [part for part in unquote(path).replace("\\", "/").split("/") if part not in ("", ".")]
        if not parts or ".." in parts or ":" in parts[0]:
            return None
        whole = self._whole
        wanted = "/".join(parts)
        near = f"{file.rpartition('/')[0]}/{wanted}"
        for name in (near, *whole._by_last_name.get(parts[-1].casefold(), ())):
            if name in whole._contents and f"/{name}".casefold().endswith(f"/{wanted}".casefold()):
                whole.used.add(name)
                try:
                    return whole._kept(name)
                except RefusedSourceError:  # too large for an image
                    return None
        return None

    @cached_property
    def _by_last_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._contents:
            found.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
        return found

    def _kept(self, name: str) -> bytes:
        """The content of a file that many others may name."""
        if name not in self._read_before:
            self._read_before[name] = self.content(name)
        return self._read_before[name]

    def content(self, name: str) -> bytes:
        """The content of a file.

        Raises:
            RefusedSourceError: it cannot be read, or is beyond our bounds.
        """
        self._tell()
        return self._within_bounds(name, self._contents[name](None))

    def start(self, name: str, most: int) -> bytes:
        """The first `most` bytes of a file; the others are not unpacked.

        Raises:
            RefusedSourceError: it cannot be read, or more was read of all files than our bounds allow.
        """
        self._tell()
        return self._within_bounds(name, self._contents[name](most))

    def _tell(self) -> None:
        if self._whole is self and len(self._contents) > 1:
            self._files_read += 1
            self.progress(min(self._files_read // 2, len(self._contents)), len(self._contents))  # each is read twice

    def _within_bounds(self, name: str, data: bytes) -> bytes:
        self._read += len(data)
        if len(data) > MOST_BYTES or self._read > 4 * MOST_BYTES:
            raise _too_large(name, max(len(data), self._read))
        return data

    def text(self, name: str) -> str:
        """The text of a file: UTF-8, or UTF-16 with its mark at the start; lines end with a line feed.

        Raises:
            RefusedSourceError: it is not such a text.
        """
        data = self.content(name)
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1 if encoding == "utf-8-sig" else 0
            raise RefusedSourceError("file_encoding", name, line) from None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if (at := text.find("\0")) >= 0:  # no text at all; other signs that no bank may hold are dropped, and told
            raise RefusedSourceError("character_forbidden", name, text.count("\n", 0, at) + 1, character="U+0000")
        return text


_LOOK = 2**20
_PART = rb"PK\x03\x04[\0-\xff]{26}(?:%b)"
_DOCUMENT = re.compile(_PART % rb"word/document[0-9]{0,3}\.xml")
_WORKBOOK = re.compile(_PART % rb"xl/(?:workbook[0-9]{0,3}\.xml|worksheets/)")


def is_document(data: bytes) -> bool:
    """Tells whether an archive is a document of Word's."""
    return is_archive(data) and _DOCUMENT.search(data[:_LOOK]) is not None


def is_workbook(data: bytes) -> bool:
    """Tells whether an archive is a workbook of Excel's."""
    return is_archive(data) and _WORKBOOK.search(data[:_LOOK]) is not None


def without_control(text: str) -> str:
    """`text` without characters that cannot be in a text, its lines divided by line feeds."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def character_problem(text: str, name: str) -> RefusedSourceError | None:
    """The refusal of a text that has a character which cannot be in one."""
    found = _CONTROL.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1
    return RefusedSourceError("character_forbidden", name, line, character=f"U+{ord(found[0]):04X}")


def _too_large(name: str, size: int, limit: int = MOST_BYTES) -> RefusedSourceError:
    return RefusedSourceError("file_too_large", name, size=str(size // 2**20), limit=str(limit // 2**20))


def _bytes_of(path: Path, most: int | None) -> bytes:
    size = path.stat().st_size
    if most is None and size > MOST_BYTES:
        raise _too_large(str(path), size)
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1 if most is None else most)


def _of_folder(folder: Path) -> Source:
    """The files in a folder and the folders in it; links are not followed."""
    found: dict[str, Read] = {}
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(folders) if len(Path(at).relative_to(folder).parts) < _DEEPEST else []
        for file in sorted(files):
            path = Path(at, file)
            if file.startswith(".") or path.is_symlink() or not path.is_file():
                continue
            if len(found) >= MOST_FILES:
                raise RefusedSourceError("source_too_many_files", str(folder), limit=str(MOST_FILES))
            found[str(path)] = partial(_bytes_of, path)
    return Source(str(folder), found)


def _of_zip(name: str, data: bytes | BinaryIO) -> Source:
    """The files in an archive, which is checked before anything is unpacked; archives in it stay packed."""
    try:
        archive = Archive(data, ArchiveBounds(MOST_FILES, _LARGEST_IN_ARCHIVE, _LARGEST_IN_ARCHIVE))
    except ArchiveError as refused:
        raise archive_refusal(name, refused) from None
    return Source(name, {f"{name}/{each}": partial(_unpacked, name, archive, each) for each in archive.names})


def _unpacked(name: str, archive: Archive, file: str, most: int | None) -> bytes:
    if most is None and archive.size(file) > MOST_BYTES:
        raise _too_large(f"{name}/{file}", archive.size(file))
    try:
        return archive.content(file) if most is None else archive.start(file, most)
    except ArchiveError as refused:
        raise archive_refusal(name, refused) from None


def archive_refusal(name: str, refused: ArchiveError) -> RefusedSourceError:
    """The reason why the archive `name` was refused, as a problem of a source."""
    match refused.fault:
        case "too_many_files":
            return RefusedSourceError("source_too_many_files", name, limit=str(MOST_FILES))
        case "too_large":
            return _too_large(name, refused.size)
        case "leads_out" | "link":
            return RefusedSourceError("source_leads_out", name, name=refused.file[:100])
        case _:
            return RefusedSourceError("source_damaged", name)
