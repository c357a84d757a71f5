"""Options that read the same."""

import re
from collections.abc import Iterator

from quizapp.domain.alike_letters import latin_look
from quizapp.domain.language import caseless
from quizapp.domain.text import difference, fold
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.texts import N_, Value

_ONE_LOOK = {0xFEE0 + sign: chr(sign) for sign in range(0x21, 0x7F)} | {ord("…"): "..."}
"""The wide letters and signs of Chinese and Japanese keyboards."""
_AROUND = re.compile(r"^[\s\"'(«]+|[\s\"').,;:»]+$")


def _check(item: Item) -> Iterator[Fault]:
    for options in item.option_sets:
        seen: dict[str, str] = {}
        for choice in options.choices:
            read = caseless(latin_look(fold(choice.text).translate(_ONE_LOOK)), item.language)
            read = _AROUND.sub("", read) or read
            if read in seen:
                yield Fault((*choice.path, "text"), *_in_words(choice.text, seen[read]))
            seen.setdefault(read, choice.text)


def _in_words(text: str, other: str) -> tuple[str, dict[str, Value]]:
    values: dict[str, Value] = {"text": text, "other": other}
    if how := difference(text, other):
        return N_("The option “{text}” looks like “{other}”: {difference}."), {**values, "difference": how}
    return N_("The option “{text}” reads the same as “{other}”."), values


RULE = Rule(
    "same_options",
    "error",
    N_("If two options say the same, neither can be the key, and learners who see that need not read on."),
    N_("Write another option, or take one of the two out."),
    "Haladyna, Downing & Rodriguez 2002",
    check_item=_check,
)
