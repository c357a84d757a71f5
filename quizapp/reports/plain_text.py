"""Text for a terminal: made safe to print, and broken into lines that fit.

Nothing here needs more than the standard library, so that a command that prints one line starts at once.
"""

import re
import unicodedata

# What a terminal takes for a command, and what turns the direction of writing; line ends and tabs are seen to.
_UNSAFE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)|"  # whole color, cursor and title sequences
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85]")


def visible(text: str) -> str:
    """`text` without anything that would make a terminal do other than print it; lines stay lines."""
    return _UNSAFE.sub("", _BREAKS.sub("\n", text)).replace("\t", "    ")


def columns(text: str) -> int:
    """The number of columns of `text`: two for a wide character of East Asia, none for a mark put on another."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def padded(text: str, width: int) -> str:
    """`text` with spaces up to `width` columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """`text` in lines of at most `width` columns: the first begins with `first`, the others with `rest`.

    Without `rest`, the others are indented as far as `first` reaches. Line ends in `text` stay.
    """
    indent = " " * columns(first) if rest is None else rest
    room = max(8, width - max(columns(first), columns(indent)))
    lines: list[str] = []
    for line in visible(text).split("\n"):
        row = ""
        for word in _words(line, room):
            if row and columns(row) + 1 + columns(word) > room:
                lines.append(row)
                row = word
            else:
                row = f"{row} {word}" if row else word
        lines.append(row)
    return [f"{indent if index else first}{line}".rstrip() for index, line in enumerate(lines)]


def _words(line: str, room: int) -> list[str]:
    """The words of `line`; one that is wider than `room` (an address, or a text without spaces) in pieces."""
    words = []
    for word in line.split(" "):
        while columns(word) > room:
            cut = len(word)
            while columns(word[:cut]) > room:
                cut -= 1
            words.append(word[:cut])
            word = word[cut:]
        if word:
            words.append(word)
    return words
