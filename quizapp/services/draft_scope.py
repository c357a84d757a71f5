"""The part of a bank's text that a change touches, so that a change of one question reads no other."""

from collections.abc import Callable
from typing import Any, NamedTuple

from quizapp.formats import native_patch
from quizapp.problems import Path

INDEXES: dict[Callable[..., str], int] = {
    native_patch.insert: 1,
    native_patch.insert_written: 1,
    native_patch.move: 2,
}
"""Changes of a list, and how many of their values are places in it."""


def touched(change: Callable[..., str], path: Path, values: tuple[Any, ...], count: int) -> tuple[int, int]:
    """The first and the last question that a change touches, with those whose lines it has to know; -1 for none."""
    everything = 0, count
    match path:
        case ("questions",) if change is native_patch.move:
            return max(0, min(values) - 1), max(values)
        case ("questions",) if change in INDEXES:
            place = max(0, min(values[0], count))
            return max(0, place - 2), min(place, count - 1)
        case ("questions", int(index)) if change is native_patch.remove:
            return everything if count == 1 else (max(0, index - 1), min(index + 1, count - 1))
        case ("questions", int(index)):
            return max(0, index - 1), index
        case ("questions", int(index), *_):
            return index, index
        case ("questions", *_) | ():
            return everything
    return -1, -1


class Scope(NamedTuple):
    """A part of a text that is a document by itself, with the questions from `first` on. `cut` is a text in it, and
    what stands there in truth.
    """

    text: str
    before: str = ""
    after: str = ""
    first: int = 0
    cut: tuple[str, str] | None = None

    def within(self, path: Path) -> Path:
        """The way in the part to what is at `path` in the whole."""
        match path:
            case ("questions", int(index), *rest):
                return ("questions", index - self.first, *rest)
        return path

    def whole(self, changed: str) -> str | None:
        """The whole text after its part was `changed`; None where the part has not stayed one."""
        if self.cut is not None:
            shown, there = self.cut
            return changed.replace(shown, there) if changed.count(shown) == 1 else None
        start = self.text[: self.text.find("\n") + 1]
        if (self.after or self.first) and not changed.startswith(start):  # no question is left in the part
            return None
        return self.before + (changed.removeprefix(start) if self.first else changed) + self.after
