"""Shapes of lines in a sheet: pairs, blanks, the way in which questions are numbered."""

# ruff: noqa: E501 (expressions)

import re
from collections.abc import Sequence

from quizapp.interchange.typed_keys import entries_in
from quizapp.interchange.typed_labels import OptionLabel, option_label, question_label, roman_label
from quizapp.interchange.typed_lines import TypedLine, TypedQuestion

_ARROW = re.compile(r"[ \t]{0,20}(?:-{1,2}>|→|⇒|=>|➔)[ \t]{0,20}")
_PAIR = re.compile(
    r"_{0,20}[ \t]?(\d{1,2})[.)][ \t]{1,10}(\S.{0,300}?)(?:\t[ \t]{0,20}|[ \t]{2,40})\(?([^\W\d_])[.)][ \t]{1,10}(\S.{0,600})$"
)
_LOOK = 1000
_MOST_STEM_LINES = 50


def arrow_in(line: str) -> tuple[int, int] | None:
    """The place of an arrow between two texts in a folded line, from its start to its end."""
    found = _ARROW.search(line[:_LOOK])
    return found.span() if found and found.start() and found.end() < len(line) else None


def pair_in(line: str, question: TypedQuestion) -> re.Match[str] | None:
    """The next row of two columns with numbers and letters, whose texts are to be matched."""
    found = _PAIR.match(line[:_LOOK])
    if found is None or int(found[1]) != len(question.left) + 1:
        return None
    return found if OptionLabel("letter", found[3], "", 0).is_at(len(question.right)) else None


def is_pair(line: str) -> bool:
    return _PAIR.match(line[:_LOOK]) is not None


def count_words(lines: Sequence[TypedLine | None]) -> int:
    return sum(len(line.folded.split()) for line in lines if line)


def count_blanks(question: TypedQuestion) -> int:
    return len(blanks_in(question.stem_words.text)) if len(question.stem) <= _MOST_STEM_LINES else 0


def option_is_next(line: TypedLine, question: TypedQuestion) -> bool:
    """Tells whether a line is the next option of a question whose options are numbered."""
    label = option_label(line.folded, len(question.options))
    first = question.options[0].label
    return label is not None and first is not None and label.kind == first.kind and label.is_at(len(question.options))


_BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}")


def blanks_in(text: str) -> list[tuple[int, int]]:
    """The places of blanks to be filled in."""
    return [found.span() for found in _BLANK.finditer(text)]


def style_of(lines: Sequence[TypedLine]) -> str:
    """The way in which questions are numbered: that of the first number; words such as *Question 1* first of all."""
    first = ""
    romans: list[int] = []
    for line in lines:
        label = question_label(line.folded) if line.folded else None
        if label is None:
            roman = roman_label(line.folded) if line.folded[:1] in "IVX" and line.folded else None
            if roman is not None and len(romans) < 3:
                romans.append(roman.number)
        elif label.style == "word":
            return "word"
        elif label.style != "q" and not first:
            first = label.style
            if entries_in(line.folded, 0):  # a list of keys
                first = ""
    return first or ("roman" if romans[:2] == [1, 2] else "")
