"""A bank in parts: its head, and each of its questions, so that a change of one is read without the others.

What is read in parts is what `native` reads of the whole: each entry of the list of questions stands apart, beginning
with a dash at the indentation of the first, and each is read alone, in its surroundings. A text that does not come
apart like this, or is no YAML in its head, has no parts.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path as FilePath
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.question import Question
from quizapp.formats.authored import Converted
from quizapp.formats.files_beside import Beside
from quizapp.formats.native import BankReading, Surroundings, bank_of, mistakes_around, surroundings_of
from quizapp.formats.outline import Node, outline_of
from quizapp.formats.yaml_events import MOST_MISTAKES, Raw, forbidden_in, read_yaml
from quizapp.formats.yaml_slips import slips_in
from quizapp.problems import LineMistake, Mistake

BANK_FILE = FilePath("bank.yaml")
"""The name under which problems tell of the bank's own file."""
_LIST = "questions"
_NAMED = re.compile(rf"^{_LIST}[ \t]*:[ \t]*(?:#.*)?\n", re.MULTILINE)
_FIRST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*( *)-(?=[ \n])")


def _starts(text: str, dash: str, start: int, end: int) -> Iterator[int]:
    """The places behind an end of line where `dash` stands alone; the first is at `start`. A search for a text takes a
    tenth of the time that one for a pattern takes.
    """
    yield start
    at = text.find(dash, start, end)
    while at >= 0:
        behind = at + len(dash)
        if text[behind : behind + 1] in ("", " ", "\n"):
            yield at + 1
        at = text.find(dash, behind, end)


class Part:
    """An entry of the list of questions, with all lines up to the next one. Lines are counted in it, from 1.

    `raw` is what it says; nothing where it `is_broken`. `is_legible` says whether all its characters may be in a bank.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.count("\n")
        self.is_legible = next(forbidden_in(text), None) is None
        document = read_yaml(f"{_LIST}:\n{text}".encode(), _LIST, lambda raw, index: raw)
        root = document.root
        entries = root.get(_LIST) if isinstance(root, dict) and len(root) == 1 else None
        self.mistakes = tuple(LineMistake(line - 1, mistake) for line, mistake in document.mistakes)
        self.is_broken = document.broken or not isinstance(entries, list) or len(entries) != 1
        self.raw: Raw = "" if self.is_broken or not isinstance(entries, list) else entries[0]

    @cached_property
    def outline(self) -> Node:
        """The places of all values, in characters of the part."""
        outline = outline_of(self.text)
        return outline.entries[0] if outline is not None and outline.entries else Node(0, 0, None)

    @cached_property
    def slips(self) -> tuple[LineMistake, ...]:
        """The places that likely say something else than was meant."""
        found = slips_in(f"{_LIST}:\n{self.text}".encode()) if self.is_legible and not self.is_broken else ()
        return tuple(LineMistake(slip.line - 1, slip.mistake) for slip in found)


class Parts(NamedTuple):
    """A text in parts: `before` and `after` are what stands above and below the entries. Together they are the text."""

    before: str
    entries: tuple[str, ...]
    after: str

    @property
    def head(self) -> str:
        """All but the entries."""
        return self.before + self.after


def parts_of(text: str) -> Parts | None:
    """`text`, whose lines end in ``\\n``, in parts; None where the lines do not show any."""
    named = _NAMED.search(text)
    first = _FIRST.match(text, named.end()) if named else None
    if first is None:
        return None
    column = len(first[1])
    below = re.compile(rf"^ {{0,{column - 1}}}[^ \n#]" if column else r"^(?!-(?: |$)|#)[^ \n]", re.MULTILINE)
    start = first.end() - 1 - column
    ended = below.search(text, start)
    end = ended.start() if ended else len(text)
    starts = list(_starts(text, "\n" + " " * column + "-", start, end))
    pieces = tuple(text[one:other] for one, other in zip(starts, [*starts[1:], end], strict=True))
    return Parts(text[:start], pieces, text[end:])


class Head:
    """The head of a bank, with the files that it names."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_legible = next(forbidden_in(text), None) is None
        self.is_broken = False
        document = read_yaml(text.encode())
        self.mistakes = document.mistakes
        self.raw: dict[str, Raw] = {}
        if document.broken or not isinstance(document.root, dict) or document.root.get(_LIST) != "":
            self.is_broken = True
        else:
            self.raw = document.root

    @cached_property
    def outline(self) -> Node:
        """The places of all values, in characters of the head."""
        return outline_of(self.text) or Node(0, 0, None)

    @cached_property
    def slips(self) -> tuple[LineMistake, ...]:
        """The places that likely say something else than was meant."""
        return tuple(slips_in(self.text.encode())) if self.is_legible and not self.is_broken else ()


class ReadPart(NamedTuple):
    """A question as it was read in its surroundings: None where its form leaves none.

    `mistakes` have paths from the question on; `has_id` says whether the id of `question` was written.
    """

    question: Question | None
    mistakes: tuple[Mistake, ...]
    has_id: bool


class PartReading:
    """Reads questions one by one, in the surroundings that a head and some files make."""

    def __init__(self, head: Head, beside: Beside) -> None:
        self.reading = BankReading(BANK_FILE, beside)
        root = {**head.raw, _LIST: [""]}
        self.around: Surroundings | None = surroundings_of(self.reading, root)
        self.mistakes = tuple(self.reading.mistakes)
        self.problems = tuple(self.reading.problems)

    def read(self, raw: Raw) -> ReadPart:
        """One question, with its mistakes."""
        self.reading.questions.begin_anew(frozenset())
        converted: Converted[Question] = self.reading.questions.converted(raw, ())
        question = converted.record
        mistakes = list(self.reading.mistakes)
        if question is not None:
            mistakes += islice(converted.certain(question.mistakes()), MOST_MISTAKES)
            if self.around is not None:
                doubtful = converted if converted.is_doubtful else None
                mistakes += mistakes_around(self.reading, self.around, question, doubtful)
        return ReadPart(question, tuple(mistakes), question is not None and ("id",) not in converted.doubtful)

    def is_like(self, other: "PartReading") -> bool:
        """Says whether a question reads the same in both: the passage and its levels are the same."""
        one, two = self.around, other.around
        if one is None or two is None or one.header.language != two.header.language:
            return one is two
        return (one.has_passage, one.passage, one.levels) == (two.has_passage, two.passage, two.levels)

    def bank(self, *questions: Question) -> Bank | None:
        """A bank of these questions; None where what is around them has mistakes."""
        if self.around is None or self.around.passage is None or self.mistakes or self.problems:
            return None
        return bank_of(self.around, questions, self.reading)
