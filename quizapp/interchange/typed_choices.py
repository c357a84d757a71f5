"""The options that an answer names: by letters, by numbers, by the text of one; nothing where that is not clear."""

import re
from collections.abc import Sequence

from quizapp.domain.text import fold
from quizapp.interchange.typed_words import folded

_LONGEST_LIST = 300
_BETWEEN = re.compile(
    r"[ \t]*[,;/&+][ \t]*(?:(?:and|und|et|y|e|и)[ \t]+)?|[ \t]+(?:and|und|et|y|и)[ \t]+", re.IGNORECASE
)
_AND_OF_PORTUGUESE = re.compile(r"[ \t]+e[ \t]+")
_LABEL = re.compile(r"[(\[]?([^\W\d_]|\d{1,2}|[ivx]{1,5})[)\].]{0,2}", re.IGNORECASE)
_LABEL_AND_TEXT = re.compile(
    r"[(\[]?([^\W\d_]|\d{1,2}|[ivx]{1,5})(?:[)\].:]{1,2}|[ \t]*-(?=[ \t]))[ \t]*(\S.*)", re.IGNORECASE | re.DOTALL
)
_OPTION = re.compile(r"(?:option|opción|opcion|opção|alternativa|choice|antwort)[ \t]+", re.IGNORECASE)


def named_options(value: str, labels: Sequence[str], texts: Sequence[str]) -> frozenset[int] | None:
    """The places of the options that `value` names; None where it names none, or may name others as well.

    Args:
        labels: the letter or number of each option, folded; empty for one without.
        texts: the words of each option, as they are typed.
    """
    said = folded(value).strip(" \t\"'“”«»").rstrip(".")
    said = _OPTION.sub("", said, count=1) if _OPTION.match(said) else said
    by_text = _by_text(value, texts)
    by_label = _by_labels(said, labels, texts) if len(said) <= _LONGEST_LIST else None
    if by_text and by_label and by_text != by_label:
        return None
    return by_label or by_text


def _by_text(value: str, texts: Sequence[str]) -> frozenset[int] | None:
    wanted = {fold(value), fold(value.strip().rstrip("."))}
    found = [at for at, text in enumerate(texts) if fold(text) in wanted or fold(text.strip().rstrip(".")) in wanted]
    return frozenset(found) if len(found) == 1 else None


def options_by_labels(value: str, labels: Sequence[str]) -> frozenset[int] | None:
    """The places of the options whose folded letters or numbers are all that `value` has."""
    said = folded(value).strip(" \t\"'“”«»").rstrip(".")
    said = _OPTION.sub("", said, count=1) if _OPTION.match(said) else said
    return _by_labels(said, labels, ()) if said and len(said) <= _LONGEST_LIST else None


def _by_labels(said: str, labels: Sequence[str], texts: Sequence[str]) -> frozenset[int] | None:
    parts = _BETWEEN.split(said)
    if len(parts) == 1 and _AND_OF_PORTUGUESE.search(said):
        letters = [part for part in re.split(r"[ \t]+", said) if part != "e"]
        if "e" not in labels or all(letter.isupper() for letter in letters):
            parts = _AND_OF_PORTUGUESE.split(said)
    elif len(parts) > 1:
        parts = [each for part in parts for each in _AND_OF_PORTUGUESE.split(part)]
    if len(parts) == 1 and " " in said and all(len(part) == 1 for part in said.split()):
        parts = said.split()
    found: list[int] = []
    for part in parts:
        label = _LABEL.fullmatch(part.strip())
        if label is None:
            break
        place = _place(label[1], labels)
        if place is None:
            break
        found.append(place)
    else:
        return frozenset(found) or None
    if said.isalpha() and said.isupper() and 1 < len(said) <= len(labels):
        places = [_place(letter, labels) for letter in said]
        if None not in places and len(set(places)) == len(places):
            return frozenset(place for place in places if place is not None)
    return _by_label_and_text(said, labels, texts) if texts else None


_BOTH = re.compile(r"[(\[]?([^\W\d_]|\d{1,2})[ \t]{1,3}[(\[]?(.{1,300}?)[)\]]?")


def _by_label_and_text(said: str, labels: Sequence[str], texts: Sequence[str]) -> frozenset[int] | None:
    """The option of ``B) Paris``, if that is not the text of another one."""
    both = _BOTH.fullmatch(said)
    place = _place(both[1], labels) if both else None
    if both is not None and place is not None and fold(both[2]) == fold(folded(texts[place])):
        return frozenset((place,))
    found = _LABEL_AND_TEXT.fullmatch(said)
    place = _place(found[1], labels) if found else None
    if found is None or place is None:
        return None
    by_text = _by_text(found[2], [folded(text) for text in texts])
    return frozenset((place,)) if by_text in (None, frozenset((place,))) else None


def _place(label: str, labels: Sequence[str]) -> int | None:
    wanted = label.casefold()
    return labels.index(wanted) if wanted and labels.count(wanted) == 1 else None
