"""The place of a list of keys in a sheet, and its end."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quizapp.interchange.typed_keys import KeyEntry, entries_in, entry_line, letters_only, table_entries
from quizapp.interchange.typed_lines import TypedLine, TypedQuestion
from quizapp.interchange.typed_shapes import count_blanks
from quizapp.interchange.typed_words import folded, keys_heading
from quizapp.texts import Message


class Listed(NamedTuple):
    """Entries of a list of keys, none for its heading, and the place of the line after them."""

    entries: list[KeyEntry]
    after: int


def place_below(lines: Sequence[TypedLine], index: int) -> int | None:
    """The place of the next line that is not empty, if it is near."""
    return next((at for at in range(index + 1, min(index + 4, len(lines))) if not lines[at].is_blank), None)


def keys_at(lines: Sequence[TypedLine], index: int, question: TypedQuestion | None, is_within: bool) -> Listed | None:
    """The keys that stand in a line, or a heading of keys.

    Args:
        question: the one above it.
        is_within: whether the line before it has keys, too.
    """
    line = lines[index]
    below = place_below(lines, index)
    end = None if is_within else keys_heading(line.folded)
    if end is not None and not line.folded[end:].strip():
        return Listed([], index + 1) if below is not None and _are_listed(lines, index, below) else None
    if end is not None:
        entries = entries_in(line.folded[end:], line.number, needs_sign=True)
        is_list = len(entries) > 1 or (entries and letters_only(entries))
        return Listed(entries, index + 1) if is_list and not _is_of_question(entries, question) else None
    if not is_within and (not line.folded[0].isdigit() or question is None or question.is_open):
        return None
    entries = table_entries(line, None if below is None else lines[below])
    after = index + 1
    if entries and below is not None:
        after = below + 1
    else:
        entries = entry_line(line) if is_within else entries_in(line.folded, line.number, needs_sign=True)
    if not entries or (not is_within and not (len(entries) > 1 and letters_only(entries))):
        return None
    return Listed(entries, after)


def _are_listed(lines: Sequence[TypedLine], index: int, below: int) -> bool:
    """Tells whether the lines below a heading are keys, not questions."""
    further = place_below(lines, below)
    if not entry_line(lines[below]) and not table_entries(lines[below], None if further is None else lines[further]):
        return False
    return all(
        line.is_blank or line.folded[0].isdigit() or bool(entry_line(line)) for line in lines[index + 1 : index + 6]
    )


def _is_of_question(entries: Sequence[KeyEntry], question: TypedQuestion | None) -> bool:
    """Tells whether numbers in an answer are those of pairs or blanks of the question above it."""
    if question is None or question.answers or question.options:
        return False
    if question.left:
        return True
    blanks = count_blanks(question)
    return blanks > 1 and blanks == len(entries) and not letters_only(entries)


def _only_the_last_has_answers(questions: Sequence[TypedQuestion]) -> bool:
    return (
        len(questions) > 1
        and len(questions[-1].answers) == 1
        and not (questions[-1].left or questions[-1].pairs or count_blanks(questions[-1]) > 1)
        and not any(each.answers or each.model for each in questions[:-1])
        and not any(option.is_marked for each in questions for option in each.options)
    )


def list_in_the_last(questions: Sequence[TypedQuestion]) -> list[KeyEntry]:
    """Takes from the last question answers that are those of all: a number and an answer for each, and no others."""
    if not _only_the_last_has_answers(questions):
        return []
    entries = entries_in(folded(questions[-1].answers[0].text), questions[-1].line)
    if [entry.number for entry in entries] != [each.number for each in questions]:
        return []
    questions[-1].answers = []
    return entries


def refuse_bare_list(questions: Sequence[TypedQuestion]) -> None:
    """Leave the last question out where its answers may be those of all: as many letters, or all of their numbers."""
    if not _only_the_last_has_answers(questions):
        return
    said = folded(questions[-1].answers[0].text[:1000])
    letters = re.findall(r"(?<![^\W_])[^\W\d_](?![^\W_])", said)
    numbers = re.findall(r"(?<![^\W_])\d{1,4}(?![^\W_])", said)
    entries = entries_in(said, 0)
    is_list = len(entries) > 1 and letters_only(entries)
    if is_list or len(letters) == len(questions) or numbers == [str(each.number) for each in questions]:
        questions[-1].fault = Message("its answers may be those of all questions.")
