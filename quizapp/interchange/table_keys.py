"""The right options that a cell of a table names: by letters, by numbers or by their texts."""

import re
from collections.abc import Sequence
from typing import Literal

from quizapp.domain.text import fold, letters
from quizapp.interchange.typed_choices import options_by_labels

KeyStyle = Literal["letters", "numbers", "texts", "from zero", ""]
"""The way in which all keys of a table are written; empty where that is not clear, so that each has to be.

Where they may be numbers that count from 0, no number is a key.
"""

_ALTERNATIVES = re.compile(r"[ \t]+/[ \t]+|[ \t]*[|\n][ \t]*")
_SEPARATORS = ("\n", "|", ";", ",")


def split_keys(cell: str) -> list[str]:
    """The answers of a cell, each of which is right."""
    return [text for each in _ALTERNATIVES.split(cell) if (text := each.strip())]


def keys_of(cell: str, labels: Sequence[str], texts: Sequence[str], style: KeyStyle) -> frozenset[int] | None:
    """The places of the options that a cell names; None where it names none, or could name others as well."""
    found = _readings(cell, labels, texts)
    if style == "from zero":
        found["numbers"] = None
    elif style:
        return found[style]
    several = {each for each in found.values() if each}
    return several.pop() if len(several) == 1 else None


def order_of(cell: str, texts: Sequence[str]) -> list[int] | None:
    """The places of all options in the order that a cell names, by letters, numbers or texts; None where it is unclear.

    Numbers could also be the place of each option: they are clear where both are the same.
    """
    numbers = [str(number) for number in range(1, len(texts) + 1)]
    names = (letters(len(texts)), numbers, texts)
    for parts in (re.split(r"[\s,;|>]+", cell.strip()), *(cell.split(sign) for sign in _SEPARATORS if sign in cell)):
        said = [fold(part.strip()).casefold() for part in parts]
        for each in names:
            own = [fold(name).casefold() for name in each]
            if sorted(said) == sorted(own) and len(set(own)) == len(own):
                places = [own.index(name) for name in said]
                is_clear = each is not numbers or all(places[at] == place for place, at in enumerate(places))
                return places if is_clear else None
    return None


def key_style(rows: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> KeyStyle:
    """The one way of writing keys that fits all rows of a table, where there is only one.

    Args:
        rows: for each, the cell of the key, the names of the options and their texts.
    """
    fitting: set[KeyStyle] = {"letters", "numbers", "texts"}
    is_tried = counts_from_zero = False
    for cell, labels, texts in rows:
        if any(texts):
            is_tried = True
            counts_from_zero = counts_from_zero or (cell.strip() == "0" and "0" not in texts)
            found = _readings(cell, labels, texts)
            fitting = {style for style in fitting if found[style]}
    if counts_from_zero:
        return "from zero"
    return fitting.pop() if is_tried and len(fitting) == 1 else ""


def _readings(cell: str, labels: Sequence[str], texts: Sequence[str]) -> dict[KeyStyle, frozenset[int] | None]:
    count = len(texts)
    by_letter = options_by_labels(cell.replace("\n", ","), [letter.casefold() for letter in letters(count)])
    by_number = options_by_labels(cell.replace("\n", ","), [str(number) for number in range(1, count + 1)])
    named = options_by_labels(cell, [label if not label.isdecimal() and len(label) > 1 else "" for label in labels])
    return {
        "letters": _of_texts(by_letter or named, texts),
        "numbers": _of_texts(by_number, texts),
        "texts": _by_texts(cell, texts),
    }


def _of_texts(found: frozenset[int] | None, texts: Sequence[str]) -> frozenset[int] | None:
    """`found`, if each of these options has a text."""
    return found if found and all(texts[at] for at in found) else None


def _by_texts(cell: str, texts: Sequence[str]) -> frozenset[int] | None:
    own = [fold(text) if text else None for text in texts]
    for parts in ([cell], *(cell.split(sign) for sign in _SEPARATORS if sign in cell)):
        places = [own.index(fold(part)) if own.count(fold(part)) == 1 else -1 for part in parts if part.strip()]
        if places and -1 not in places:
            return frozenset(places)
    return None
