"""Imported texts without the signs that no bank may hold: control characters, and those that turn writing around."""

from typing import Any
from unicodedata import combining

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.passage import read_passage
from quizapp.domain.question import Question
from quizapp.formats.yaml_events import FORBIDDEN, MOST_MARKS, forbidden_in
from quizapp.interchange.losses import Loss

_LINES = ("title", "description", "author", "license")


def legible_question(question: Question) -> tuple[Question, Loss | None]:
    """`question` without such signs, and the loss that names them; None where it has none."""
    written = msgspec.json.encode(question)
    if written.isascii() and b"\\u00" not in written and b"\x7f" not in written:
        return question, None
    signs: dict[str, None] = {}
    legible = _legible(question, signs)
    return (legible, _loss(signs)) if signs else (question, None)


def legible_bank(bank: Bank) -> tuple[Bank, Loss | None]:
    """`bank` without such signs in its passage and in what it says of itself; its questions stay as they are."""
    signs: dict[str, None] = {}
    fields = {name: _text(getattr(bank, name), signs) for name in _LINES}
    passage = bank.passage
    title, markdown = (_text(text, signs) for text in (passage.title, passage.markdown))
    if not signs:
        return bank, None
    if passage.blocks:
        passage = read_passage(markdown, title)
    return msgspec.structs.replace(bank, passage=passage, **fields), _loss(signs)


def _loss(signs: dict[str, None]) -> Loss:
    return Loss("signs", {"signs": ", ".join(list(signs)[:5])})


def _legible(value: Any, signs: dict[str, None]) -> Any:
    if isinstance(value, str):
        return _text(value, signs)
    if isinstance(value, tuple):
        return tuple(_legible(each, signs) for each in value)
    if isinstance(value, dict):
        return {name: _legible(each, signs) for name, each in value.items()}
    if not isinstance(value, msgspec.Struct):
        return value
    return msgspec.structs.replace(
        value, **{name: _legible(getattr(value, name), signs) for name in value.__struct_fields__}
    )


def _text(text: str, signs: dict[str, None]) -> str:
    """`text` without such signs, and without more marks on a letter than a bank may have; adds them to `signs`."""
    if next(forbidden_in(text), None) is None:
        return text
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if combining(sign) else 0
        if marks > MOST_MARKS or FORBIDDEN.match(sign):
            signs[f"U+{ord(sign):04X}"] = None
        else:
            kept.append(sign)
    return "".join(kept)
