"""Lists of keys at the end of a sheet: `1. B 2. C`, `1-B, 2-C`, one number and letter per line, two rows of a table."""

# ruff: noqa: E501 (expressions)

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizapp.interchange.typed_labels import question_label
from quizapp.interchange.typed_lines import TypedLine
from quizapp.interchange.typed_words import true_or_false

_LETTERS = r"[^\W\d_](?:[ \t]{0,2}(?:[,&+/]|[ \t](?:and|y|e|und|et)[ \t])[ \t]{0,2}[^\W\d_](?![^\W_]))*(?![^\W_])"


def _entry(between: str) -> re.Pattern[str]:
    return re.compile(
        rf"[ \t]{{0,40}}(?:question|frage|pregunta|questão|q|nr|no)?[ \t.]{{0,3}}\(?(\d{{1,4}})\)?[ \t]{{0,20}}(?:{between})"
        rf"[ \t]{{0,20}}[(\[]?({_LETTERS}|[^\W\d_]{{2,12}}(?![^\W_]))[)\]]?[.]?[ \t]{{0,40}}[,;|/]?",
        re.IGNORECASE,
    )


_SIGN = r"[.):=-]{1,2}|->|→"
_ENTRY, _ENTRY_WITH_SIGN = _entry(rf"{_SIGN}|(?<=[ \t])"), _entry(_SIGN)
_LONGEST_LIST = 40_000
_DIGITS = re.compile(r"\d{1,4}[.)]?")
_LETTER = re.compile(r"[(\[]?([^\W\d_]{1,12})[)\].]?")


class KeyEntry(NamedTuple):
    """The key of the question with this number."""

    number: int
    value: str
    line: int


def entries_in(text: str, line: int, *, needs_sign: bool = False) -> list[KeyEntry]:
    """The entries of which all of a folded text is made; none where it has anything else.

    With `needs_sign`, a sign such as a dot stands after each number.
    """
    expression = _ENTRY_WITH_SIGN if needs_sign else _ENTRY
    found: list[KeyEntry] = []
    at = 0
    text = text.rstrip()
    if len(text) > _LONGEST_LIST:
        return []
    while at < len(text):
        entry = expression.match(text, at)
        if entry is None or entry.end() == at:
            return []
        found.append(KeyEntry(int(entry[1]), entry[2], line))
        at = entry.end()
    return found


def letters_only(entries: Sequence[KeyEntry]) -> bool:
    """Tells whether each entry is one or more letters, or a word for true or false."""
    return all(
        len(entry.value) == 1
        or not entry.value.replace(" ", "").isalpha()
        or true_or_false(entry.value, letters=False) is not None
        for entry in entries
    )


def entry_line(line: TypedLine) -> list[KeyEntry]:
    """The entries of a line below a heading of keys: several, or one with any answer."""
    found = entries_in(line.folded, line.number)
    if found:
        return found
    label = question_label(line.folded)
    if label is not None and label.number and label.end < len(line.folded):
        return [KeyEntry(label.number, line.words.text[label.end :].strip(), line.number)]
    return []


def table_entries(line: TypedLine, below: TypedLine | None) -> list[KeyEntry]:
    """The entries of a line of numbers with a line of letters below it."""
    if below is None or not line.folded[:1].isdigit():
        return []
    numbers, letters = line.folded.split(), below.folded.split()
    if len(numbers) != len(letters) or len(numbers) < 2 or len(numbers) > 500:
        return []
    if not all(map(_DIGITS.fullmatch, numbers)) or not all(map(_LETTER.fullmatch, letters)):
        return []
    return [
        KeyEntry(int(number.rstrip(".)")), letter.strip("()[]."), below.number)
        for number, letter in zip(numbers, letters, strict=True)
    ]


def numbered_parts(text: str) -> Iterator[tuple[int, str]]:
    """The text after each number of one such as ``1. dog 2. cat``."""
    found = list(re.finditer(r"(?:^|(?<=[ \t,;]))\(?(\d{1,2})[.)][ \t]{1,4}", text[:4000]))
    for index, at in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        yield int(at[1]), text[at.end() : end].strip(" \t,;")
