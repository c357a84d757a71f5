"""Lines of a sheet of questions, with the looks of their letters, and a question as it is typed."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizapp.domain.runs import Run
from quizapp.interchange.losses import Item, NotCarriedError
from quizapp.interchange.texts import LONGEST_TEXT, text_of_runs
from quizapp.interchange.typed_labels import OptionLabel
from quizapp.interchange.typed_words import folded
from quizapp.texts import Message


class Look(NamedTuple):
    """The looks of letters in a row."""

    emphasis: bool = False
    strong: bool = False
    underlined: bool = False
    color: str = ""
    shifted: bool = False


PLAIN = Look()


class Words(NamedTuple):
    """A text; `looks` are the places where the looks change, each with its place and the look from there on."""

    text: str
    looks: tuple[tuple[int, Look], ...] = ()

    def cut(self, start: int, end: int | None = None) -> "Words":
        """The part from `start` to `end`, without spaces around it."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        inner = part.strip()
        if not self.looks:
            return Words(inner)
        start += len(part) - len(part.lstrip())
        end = start + len(inner)
        looks: list[tuple[int, Look]] = []
        for at, look in self.looks:
            if at <= start:
                looks = [(0, look)]
            elif at < end:
                looks.append((at - start, look))
        return Words(inner, tuple(looks))

    def look_of_all(self, name: str) -> bool:
        """Tells whether all letters and digits have a look: `strong`, `underlined` or `color`."""
        has_any = False
        for start, end, look in self.spans():
            if any(map(str.isalnum, self.text[start:end])):
                if not getattr(look, name):
                    return False
                has_any = True
        return has_any

    def spans(self) -> Iterable[tuple[int, int, Look]]:
        if not self.looks or self.looks[0][0] > 0:
            yield 0, self.looks[0][0] if self.looks else len(self.text), PLAIN
        for index, (at, look) in enumerate(self.looks):
            yield at, self.looks[index + 1][0] if index + 1 < len(self.looks) else len(self.text), look


NO_WORDS = Words("")


def joined_words(parts: Sequence[Words], between: str = " ") -> Words:
    return words_in_order([(between if index else "", part) for index, part in enumerate(parts)])


def words_in_order(parts: Sequence[tuple[str, Words]]) -> Words:
    """Words in one text, each with what stands before it."""
    looks: list[tuple[int, Look]] = []
    at = 0
    for before, part in parts:
        at += len(before)
        if looks or part.looks:
            looks += [(at + place, look) for place, look in (part.looks or ((0, PLAIN),))]
        at += len(part.text)
    if looks and looks[0][0] > 0:
        looks.insert(0, (0, PLAIN))
    return Words("".join(before + part.text for before, part in parts), tuple(looks))


def authored(words: Words, item: Item, *, keeps_strong: bool = True) -> str:
    """A text as our author types it; looks that have no sign are told.

    Raises:
        NotCarriedError: it is longer than a text of a bank may be.
    """
    runs = []
    for start, end, look in words.spans():
        if look.underlined or look.color:
            item.lose("looks")
        if look.shifted:
            item.lose("raised")
        runs.append(Run(words.text[start:end], look.emphasis, look.strong and keeps_strong))
    text = text_of_runs(runs, item)
    if len(text) > LONGEST_TEXT:
        raise NotCarriedError("too_long", limit=f"{LONGEST_TEXT:,}")
    return text


class TypedLine(NamedTuple):
    """A line; `number` is that of the line or paragraph, `follows` tells that it is one with the line before it."""

    number: int
    words: Words
    folded: str
    follows: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.folded


def line_of(number: int, words: Words, follows: bool = False) -> TypedLine:
    text = folded(words.text)
    inner = text.strip(" \t\r\n")
    if len(inner) == len(text):
        return TypedLine(number, words, text, follows)
    start = len(text) - len(text.lstrip(" \t\r\n"))
    if words.looks:
        return TypedLine(number, words.cut(start, start + len(inner)), inner, follows)
    return TypedLine(number, Words(words.text[start : start + len(inner)]), inner, follows)


def lines_of(text: str) -> list[TypedLine]:
    """The lines of a plain text; Markdown's headings and what is strong in it are read as such."""
    return [line_of(number, _without_markdown(line)) for number, line in enumerate(text.split("\n"), 1)]


_STRONG = re.compile(r"\*\*(?=[^\s*])([^*]{1,2000}(?<=[^\s*]))\*\*")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?=\S)")


def _without_markdown(line: str) -> Words:
    heading = _HEADING.match(line) if line.lstrip(" \t").startswith("#") else None
    line = line[heading.end() :] if heading else line
    if "**" not in line:
        return Words(line)
    texts: list[str] = []
    looks: list[tuple[int, Look]] = [(0, PLAIN)]
    at = size = 0
    for found in _STRONG.finditer(line):
        size += found.start() - at
        looks += [(size, Look(strong=True)), (size + len(found[1]), PLAIN)]
        texts += [line[at : found.start()], found[1]]
        size += len(found[1])
        at = found.end()
    return Words("".join([*texts, line[at:]]), tuple(looks) if texts else ())


class TypedOption:
    """An option as it is typed."""

    def __init__(self, label: OptionLabel | None, words: Words) -> None:
        self.label = label
        self.lines = [words]
        self.is_marked = label is not None and label.is_right
        self.feedback: list[Words] = []

    @property
    def words(self) -> Words:
        return joined_words(self.lines) if len(self.lines) > 1 else self.lines[0]

    @property
    def value(self) -> str:
        return self.label.value.casefold() if self.label is not None else ""


class TypedQuestion:
    """A question as it is typed; `line` is where it begins, `number` the one before it, 0 where there is none."""

    def __init__(self, line: int, number: int = 0) -> None:
        self.line = line
        self.number = number
        self.stem: list[tuple[str, Words]] = []
        self.options: list[TypedOption] = []
        self.answers: list[Words] = []
        self.model: list[Words] = []
        self.explanation: list[Words] = []
        self.hints: list[list[Words]] = []
        self.pairs: list[tuple[Words, Words]] = []
        self.left: dict[int, Words] = {}
        self.right: dict[str, Words] = {}
        self.points = ""
        self.listed_key: str | None = None
        self.has_short_label = False
        self.in_columns = False
        self.in_true_false = False
        self.fault: Message | None = None

    @property
    def is_open(self) -> bool:
        """Tells whether all that it has so far is a stem."""
        return not (self.options or self.answers or self.model or self.explanation or self.pairs or self.left)

    def add_to_stem(self, words: Words, before: str = " ") -> None:
        self.stem.append((before if self.stem else "", words))

    @property
    def stem_words(self) -> Words:
        return words_in_order(self.stem)


class TypedText:
    """A text to be read before questions: its lines, None for an empty one, and the questions that it is for."""

    def __init__(self, line: int, last: int = 0) -> None:
        self.line = line
        self.last = last
        self.heading = ""
        self.lines: list[TypedLine | None] = []


class Stray(NamedTuple):
    """Words that belong to no question."""

    line: int
    text: str


class EndOfText(NamedTuple):
    """The place after which questions are about no text any more."""

    line: int


TypedEntry = TypedQuestion | TypedText | Stray | EndOfText
