"""Texts with emphasis, as they are shown: runs, each of which is written in one way.

Nothing here reads what an author typed (see `inline`): the first screen needs these, and no parser.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, Self

_SPACES = re.compile(r"\s+")


class Run(NamedTuple):
    """A piece of text that is written in one way."""

    text: str
    emphasis: bool = False
    strong: bool = False
    code: bool = False

    @property
    def is_plain(self) -> bool:
        """Tells whether it is neither emphasis nor strong nor code."""
        return not (self.emphasis or self.strong or self.code)


class InlineText(str):
    """A text as it is read, without the signs that were typed for emphasis.

    It is a plain text to all who compare, say or print it; who can show emphasis finds it in `runs`, whose texts,
    joined, are this text. What is made from it by a method of `str`, or in an f-string, is plain: see `joined`.
    """

    runs: tuple[Run, ...]

    def __new__(cls, runs: Iterable[Run]) -> Self:
        written = tuple(runs)
        text = super().__new__(cls, "".join(run.text for run in written))
        text.runs = written
        return text

    def __getnewargs__(self) -> tuple[tuple[Run, ...]]:  # type: ignore[override]
        return (self.runs,)


def runs_of(text: str) -> tuple[Run, ...]:
    """The runs of a text that was read; one where it is plain, none where it is empty."""
    if isinstance(text, InlineText):
        return text.runs
    return (Run(text),) if text else ()


def joined(texts: Iterable[str], between: str = "") -> str:
    """Like ``between.join(texts)``, with the emphasis of those that have been read."""
    parts = tuple(texts)
    if not any(isinstance(part, InlineText) for part in parts):
        return between.join(parts)
    runs = [run for part in parts for run in (Run(between), *runs_of(part))][1:]
    return InlineText(merged([run for run in runs if run.text]))


def sliced(text: str, start: int, end: int) -> str:
    """``text[start:end]``, with its emphasis."""
    if not isinstance(text, InlineText):
        return text[start:end]
    runs: list[Run] = []
    at = 0
    for run in text.runs:
        piece = run.text[max(0, start - at) : max(0, end - at)]
        if piece:
            runs.append(run._replace(text=piece))
        at += len(run.text)
    return InlineText(runs)


def on_one_line(text: str) -> str:
    """`text` without more white space than it needs, with its emphasis."""
    if not isinstance(text, InlineText):
        return " ".join(text.split())
    runs: list[Run] = []
    for run in text.runs:
        words = _SPACES.sub(" ", run.text)
        if not runs or runs[-1].text.endswith(" "):
            words = words.removeprefix(" ")
        if words:
            runs.append(run._replace(text=words))
    if runs:
        runs[-1] = runs[-1]._replace(text=runs[-1].text.removesuffix(" "))
    return InlineText(merged([run for run in runs if run.text]))


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of `text` that have something on them, each without more white space than it needs."""
    lines: list[str] = []
    at = 0
    for line in text.splitlines(keepends=True):
        lines.append(on_one_line(sliced(text, at, at + len(line))))
        at += len(line)
    return tuple(line for line in lines if line)


def merged(runs: list[Run]) -> tuple[Run, ...]:
    """`runs` with neighbors that are written in the same way made one."""
    if all(one[1:] != other[1:] for one, other in pairwise(runs)):
        return tuple(runs)
    out: list[Run] = []
    for run in runs:
        if out and out[-1][1:] == run[1:]:
            out[-1] = out[-1]._replace(text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)
