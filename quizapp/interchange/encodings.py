"""Guesses how the letters of a file are written that does not say so: Unicode, or what Windows and old Macs write."""

import re
from typing import NamedTuple

from quizapp.interchange.source import RefusedSourceError, character_problem

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LOOK = 4000
NAMES = {
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
    "mac-roman": "Mac Roman",
}
"""Names of encodings that were guessed."""

_LETTERS = "a-zA-ZÀ-ÖØ-öø-ÿŒœŠšŽžŸ"
_USUAL = re.compile(
    "[áéíóúüñçãõâêôàèìòùäöüßîûëïåæøÁÉÍÓÚÜÑÇÃÕÂÊÔÀÈÄÖÅÆØœ¿¡«»“”„…ºª°€²³]|(?<=\\w)’(?=\\w)|‘(?=\\w)|(?<= )[–—](?= )"
)
_ODD = re.compile(
    f"[‡†Ž‹›Ÿ¤¦§¨¬¯¶·¸×÷ƒˆ˜‰∂∑∏π∫Ω√∆◊ˇ˘˙˚˝˛ﬁﬂıŠš]|(?<=[{_LETTERS}])[–—“”„](?=[a-z])|(?<=[a-z])[À-ÖØ-Þ](?=[a-z])"
)


class Decoded(NamedTuple):
    """A text, and the encoding where it was guessed, else empty."""

    text: str
    guessed: str = ""


def decode(data: bytes) -> Decoded | None:
    """The text of a file; None where it is none, or in an encoding that cannot be told."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, "")
    if b"\0" in data[:_LOOK]:
        even, odd = data[:_LOOK:2].count(0), data[1:_LOOK:2].count(0)
        if max(even, odd) < min(len(data), _LOOK) // 8:
            return None
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        return _decoded(data, encoding, encoding)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _western(data)


def _decoded(data: bytes, encoding: str, guessed: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), guessed)
    except UnicodeDecodeError:
        return None


def _western(data: bytes) -> Decoded | None:
    """The text in one of two encodings of one byte each: the one in which its signs are more usual."""
    high = sum(byte > 127 for byte in data[:200_000])
    letters = sum(byte > 64 for byte in data[:200_000])
    if high * 3 > letters or re.search(b"[\x80-\xff]{5}", data[:200_000]):
        return None  # another script
    best: tuple[int, Decoded] | None = None
    for encoding in ("cp1252", "mac-roman"):
        decoded = _decoded(data, encoding, encoding)
        if decoded is not None:
            sample = decoded.text[:200_000]
            score = len(_USUAL.findall(sample)) - 2 * len(_ODD.findall(sample))
            if best is None or score > best[0]:
                best = (score, decoded)
    return best[1] if best and best[0] >= 0 else None


_LINE_ENDS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x1a": "", "\u2028": "\n", "\u2029": "\n"})
"""Ends of lines and pages in typed texts, and the sign that ended files under DOS."""


def read_decoded(data: bytes, name: str, *, is_typed: bool = False) -> Decoded:
    """The text of a file, its lines divided by line feeds; where it `is_typed`, all that ends a line does.

    Raises:
        RefusedSourceError: it is no text, or its encoding cannot be told.
    """
    found = decode(data)
    if found is None:
        raise RefusedSourceError("file_encoding", name)
    text = found.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if is_typed:
        text = text.translate(_LINE_ENDS)
    problem = character_problem(text, name) if found.guessed or "\0" in text else None  # others are dropped, and told
    if problem is not None:
        raise problem
    return Decoded(text, found.guessed)
