"""A text file of untrusted origin, read as what a format can begin with."""

import codecs
import stat
from itertools import islice
from pathlib import Path

from quizapp.errors import Mistake
from quizapp.formats.yaml_events import MAX_BYTES, LineMistake, forbidden, forbidden_in


def read_text_file(path: Path) -> tuple[bytes | None, list[LineMistake]]:
    """What is in the file, as UTF-8 without a byte order mark, or why it cannot be read as text: one of the two."""
    try:
        data, text = _content_of(path)
    except _RefusedError as refused:
        return None, [refused.mistake]
    mistakes = [LineMistake(line_at(text, at), forbidden(text, at)) for at in islice(forbidden_in(text), 10)]
    return None if mistakes else data, mistakes


_DOCUMENTS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How files begin that a word processor writes: .docx and .odt, .pdf, .doc, .rtf."""


class _RefusedError(Exception):
    def __init__(self, code: str, line: int = 0, **values: str) -> None:
        super().__init__(code)
        self.mistake = LineMistake(line, Mistake(code, (), values))


def _content_of(path: Path) -> tuple[bytes, str]:
    """What is in the file, if that is UTF-8 text and not too much of it, without a byte order mark, and as text."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _RefusedError("file_is_folder")
        if not stat.S_ISREG(status.st_mode):
            raise _RefusedError("file_not_regular")
        if status.st_size > MAX_BYTES:
            raise _RefusedError("file_too_large", size=str(status.st_size // 2**20), limit=str(MAX_BYTES // 2**20))
        data = path.read_bytes()
    except FileNotFoundError:
        raise _RefusedError("file_missing") from None
    except PermissionError:
        raise _RefusedError("file_forbidden") from None
    except (OSError, ValueError) as error:
        raise _RefusedError("file_unreadable", reason=getattr(error, "strerror", None) or str(error)) from None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_like_utf16(data[:1000]):
        raise _RefusedError("file_utf16")
    if data.startswith(_DOCUMENTS):
        raise _RefusedError("file_not_text")
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data or data.isspace():
        raise _RefusedError("file_empty")
    try:
        return data, data.decode()
    except UnicodeDecodeError as error:
        raise _RefusedError("file_encoding", line_at(data[: error.start].decode(), error.start)) from None


def _looks_like_utf16(start: bytes) -> bool:
    """Whether every other byte is 0 more often than not, as in UTF-16 without a byte order mark."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    return max(even, odd) > len(start) * 0.3 and min(even, odd) < len(start) * 0.1


def line_at(text: str, offset: int) -> int:
    """The line, counted from 1, of the character at `offset`, whichever way lines end."""
    ends = text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
    return ends + 1
