"""The formats of other tools that are converted into banks."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.formats import article_bank, onestopqa
from quizapp.problems import Problem


class Format(NamedTuple):
    """A format that another tool writes.

    `name` is what a user types. `recognizes` tells of a text whether it is meant to be of this format. `read` gives a
    bank, of the reading levels that are named alone, or everything that is wrong with the text, which is that of the
    file at the path; it never raises for what is in it.
    """

    name: str
    recognizes: Callable[[str], bool]
    read: Callable[[str, Path, Collection[str]], tuple[Bank | None, tuple[Problem, ...]]]


FORMATS = (Format("onestopqa", onestopqa.recognizes, article_bank.read_bank_of),)

BY_NAME = {each.name: each for each in FORMATS}

LEVELS: tuple[str, ...] = (*onestopqa.LEVELS,)
"""The reading levels that a format can have, from the easiest on."""
