"""A question that asks nearly the same as another one."""

from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.wording import content, is_content
from quizapp.texts import N_

SHARE = 0.8
"""Two stems are nearly the same that share so many of the words that they have together; so with options."""
FEWEST = 3


def _check(bank: ItemBank) -> Iterator[Fault]:
    language = bank.language
    stems = [content(item.stem_words, language) for item in bank.items]
    exact = [frozenset(filter(lambda word: is_content(word, language), item.stem_words)) for item in bank.items]
    rest = [_options(bank, index) for index in range(len(bank.items))]
    having: dict[str, list[int]] = {}
    bare: list[int] = []
    for index, stem in enumerate(stems):
        near = bare if len(stem) < FEWEST else sorted({at for word in stem for at in having.get(word, ())})
        for at in near:
            is_same = (
                _alike(rest[at], rest[index])
                if len(stem) < FEWEST
                else (
                    _alike(exact[at], exact[index]) and (not rest[index] or _shared(rest[at], rest[index]) >= SHARE / 2)
                )
            )
            if (is_same and len(stems[at]) >= FEWEST) or (is_same and len(stem) < FEWEST and stems[at] == stem):
                other = bank.items[at].question.id
                yield Fault(("questions", index, "stem"), N_("“{other}” asks nearly the same."), {"other": other})
                break
        if len(stem) < FEWEST:
            bare.append(index)
        for word in stem:
            having.setdefault(word, []).append(index)


def _options(bank: ItemBank, index: int) -> frozenset[str]:
    """The words of what stands below the stem."""
    item = bank.items[index]
    below = [words for text, words in zip(item.shown, item.shown_words, strict=True) if text.path[-1] != "stem"]
    return content(tuple(word for words in below for word in words), bank.language)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return _shared(one, other) >= SHARE


RULE = Rule(
    "near_duplicate",
    "warning",
    N_("What is asked twice counts twice, and the second time it is answered from memory."),
    N_("Leave one of the two out, or ask it about something else."),
    "Haladyna, Downing & Rodriguez 2002",
    ("en", "es"),
    check_bank=_check,
)
