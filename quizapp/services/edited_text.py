"""The text of a file that is being edited: lines end in one way while it is, and in the file's own when it is saved."""

import codecs
import re
from typing import NamedTuple

_LINE_END = re.compile("\r\n?|\n")


class Change(NamedTuple):
    """A place of a text where `old` was replaced by `new`. The ends are those of the lines in it, where they differ."""

    start: int
    old: str
    new: str
    old_ends: tuple[str, ...] = ()
    new_ends: tuple[str, ...] = ()

    @property
    def undone(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.start, self.new, self.old, self.new_ends, self.old_ends)


class EditedText:
    """A text whose lines end in ``\\n``, and what else its file has: a byte order mark, and other ends of lines."""

    def __init__(self, data: bytes = b"") -> None:
        """Read `data`, which is UTF-8.

        Raises:
            UnicodeDecodeError: it is not.
        """
        self._mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        written = data.removeprefix(self._mark).decode()
        ends = _LINE_END.findall(written)
        kinds = dict.fromkeys(ends)
        self._end = max(kinds, key=ends.count, default="\n")
        self._ends = ends if kinds.keys() - {self._end} else None  # of each line, where they differ
        self.text = _LINE_END.sub("\n", written) if self._end != "\n" or self._ends else written

    def to_bytes(self) -> bytes:
        """The content of the file."""
        text = self.text
        if self._ends is not None:
            lines = text.split("\n")
            text = "".join(line + end for line, end in zip(lines, [*self._ends, ""], strict=True))
        elif self._end != "\n":
            text = text.replace("\n", self._end)
        return self._mark + text.encode()

    def change_to(self, new: str) -> Change | None:
        """The smallest change that makes `new` of the text; None where it is the same already."""
        if new == self.text:
            return None
        start, old, new = difference(self.text, new)
        if self._ends is None:
            return Change(start, old, new)
        first = self.text[:start].count("\n")
        old_ends = tuple(self._ends[first : first + old.count("\n")])
        return Change(start, old, new, old_ends, (self._end,) * new.count("\n"))

    def apply(self, change: Change) -> None:
        """Make the change."""
        if self._ends is not None:
            first = self.text[: change.start].count("\n")
            self._ends[first : first + len(change.old_ends)] = change.new_ends
        self.text = self.text[: change.start] + change.new + self.text[change.start + len(change.old) :]


def difference(old: str, new: str) -> tuple[int, str, str]:
    """The first place where two texts differ, and all that stands there in each of them, to the last difference."""
    shorter = min(len(old), len(new))
    start = _common(old, new, shorter)
    behind = _common_end(old, new, shorter - start)
    return start, old[start : len(old) - behind], new[start : len(new) - behind]


def _common(one: str, other: str, most: int) -> int:
    """The number of characters, at most `most`, with which both texts begin."""
    low, high = 0, most
    while low < high:  # comparing slices is far quicker than comparing character by character
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str, most: int) -> int:
    """The number of characters, at most `most`, with which both texts end; turning long ones around takes too long."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
