"""A text file of untrusted origin, read as what a format can begin with."""

import codecs
import stat
from itertools import islice
from pathlib import Path

from quizapp.errors import reason_of
from quizapp.formats.yaml_events import MAX_BYTES, forbidden, forbidden_in, may_hold_forbidden
from quizapp.problems import LineMistake, Mistake
from quizapp.texts import Value


def read_text_file(path: Path) -> tuple[bytes | None, list[LineMistake]]:
    """Reads a file as UTF-8 without a byte order mark, or tells why it cannot be read as text: one of the two."""
    try:
        return read_text(bytes_of(path, MAX_BYTES))
    except RefusedError as refused:
        return None, [refused.mistake]


def read_text(data: bytes) -> tuple[bytes | None, list[LineMistake]]:
    """Does what `read_text_file` does, with the content of a file."""
    try:
        data, text = _text_of(data)
    except RefusedError as refused:
        return None, [refused.mistake]
    if not may_hold_forbidden(data):
        return data, []
    mistakes = [LineMistake(line_at(text, at), forbidden(text, at)) for at in islice(forbidden_in(text), 10)]
    return None if mistakes else data, mistakes


_DOCUMENTS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""The first bytes of files of word processors: .docx and .odt, .pdf, .doc, .rtf."""

_LONGEST_START = 1000
"""Bytes that tell whether every other one is 0."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


class RefusedError(Exception):
    """Refuses to read a file."""

    def __init__(self, code: str, line: int = 0, **values: Value) -> None:
        super().__init__(code)
        self.mistake = LineMistake(line, Mistake(code, (), values))


def bytes_of(path: Path, most: int) -> bytes:
    """The content of the file at `path`, of which there may be `most` bytes.

    Raises:
        RefusedError: it is not an ordinary file, too large, or cannot be read.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise RefusedError("file_is_folder")
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError("file_not_regular")
        refuse_more_than(most, status.st_size)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise RefusedError("file_missing") from None
    except PermissionError:
        raise RefusedError("file_forbidden") from None
    except (OSError, ValueError) as error:
        raise RefusedError("file_unreadable", reason=reason_of(error)) from None
    refuse_more_than(most, len(data))  # it may have grown since
    return data


def refuse_more_than(most: int, size: int) -> None:
    """Raise RefusedError where `size`, in bytes, is over `most`."""
    if size > most:
        raise RefusedError("file_too_large", size=str(size // 2**20), limit=str(most // 2**20))


def _text_of(data: bytes) -> tuple[bytes, str]:
    """`data` without a byte order mark, and as text, if it is UTF-8 text and not too much of it."""
    refuse_more_than(MAX_BYTES, len(data))
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise RefusedError("file_is_picture")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_like_utf16(data[:_LONGEST_START]):
        raise RefusedError("file_utf16")
    if data.startswith(_DOCUMENTS):
        raise RefusedError("file_not_text")
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data or data.isspace():
        raise RefusedError("file_empty")
    try:
        return data, data.decode()
    except UnicodeDecodeError as error:
        raise RefusedError("file_encoding", line_at(data[: error.start].decode(), error.start)) from None


def _looks_like_utf16(start: bytes) -> bool:
    """Says whether every other byte is 0 more often than not, as in UTF-16 without a byte order mark."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    return max(even, odd) > len(start) * 0.3 and min(even, odd) < len(start) * 0.1


def line_at(text: str, offset: int) -> int:
    """The line, counted from 1, of the character at `offset`, whichever way lines end."""
    ends = text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
    return ends + 1
