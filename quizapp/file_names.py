"""Names of files that any system can have, in any script."""

import unicodedata
from itertools import count
from pathlib import Path

from quizapp.whole_file import write_whole

_MOST_BYTES = 180
"""Of a name without its ending; file systems take 255 for all of it, and a number may come to it."""
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset(
    [
        "CON",
        "PRN",
        "AUX",
        "NUL",
        "CONIN$",
        "CONOUT$",
        *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"),
    ]
)


def safe_name(title: str) -> str:
    """A name without ending for a file about `title`, which Windows, macOS and Linux all take; never empty."""
    plain = "".join(" " if sign in _FORBIDDEN else sign for sign in legible(title))
    name = " ".join(plain.split()).strip(". ")
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1].rstrip(". ")
    if name.partition(".")[0].rstrip().upper() in _RESERVED:
        name = f"_{name}"
    return name or "untitled"


def legible(text: str, *, joiners: bool = False) -> str:
    """`text` composed (NFC), on one line, without control characters and halves of characters.

    With `joiners`, those that some scripts need within a word stay.
    """
    kept = "\u200c\u200d" if joiners else ""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        " " if sign.isspace() else sign
        for sign in composed
        if sign.isspace() or sign in kept or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def write_new(folder: Path, title: str, suffix: str, data: bytes) -> Path:
    """Write `data` into `folder` under a name made of `title`, with a number where there is one already.

    Raises:
        QuizAppError: it cannot be written.
    """
    name = safe_name(title)
    for number in count(1):
        path = folder / (f"{name}{suffix}" if number == 1 else f"{name} ({number}){suffix}")
        try:
            write_whole(path, data, replace=False)
        except FileExistsError:
            continue
        return path
    raise AssertionError("there is always a next number")
