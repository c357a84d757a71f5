"""The places of keys where options keep the order of the file."""

from typing import NamedTuple

from quizapp.lint.item_bank import ItemBank
from quizapp.problems import Path
from quizapp.question_types.true_false import TrueFalse


class FixedKey(NamedTuple):
    """A key that is always at the same `place`, counted from 0, among `options` of them; `question` is an index."""

    question: int
    path: Path
    place: int
    options: int


def fixed_keys(bank: ItemBank) -> list[FixedKey]:
    """The keys of single choices whose options are not shuffled."""
    found = []
    for path, options in bank.single_choices():
        if not options.is_shuffled and options.keys:
            place = next(at for at, choice in enumerate(options.choices) if choice.is_key)
            found.append(FixedKey(int(path[1]), path, place, len(options.choices)))
    return found


def true_false_keys(bank: ItemBank) -> list[FixedKey]:
    """The answers to statements, by the order in which they are offered."""
    return [
        FixedKey(index, ("questions", index, *part.path, "key"), question.ids.index(question.key), len(question.ids))
        for index, item in enumerate(bank.items)
        for part in item.parts
        if isinstance(question := part.question, TrueFalse)
    ]
