"""Options that read the same."""

import re
from collections.abc import Iterator

from quizapp.domain.language import caseless
from quizapp.domain.text import fold
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.texts import N_

_AROUND = re.compile(r"^[\s\"'(«]+|[\s\"').,;:»]+$")


def _check(item: Item) -> Iterator[Fault]:
    for options in item.option_sets:
        seen: dict[str, str] = {}
        for choice in options.choices:
            read = _AROUND.sub("", caseless(fold(choice.text), item.language))
            if read in seen:
                values = {"text": choice.text, "other": seen[read]}
                yield Fault((*choice.path, "text"), N_("The option “{text}” reads the same as “{other}”."), values)
            seen.setdefault(read, choice.text)


RULE = Rule(
    "same_options",
    "error",
    N_("If two options say the same, neither can be the key, and learners who see that need not read on."),
    N_("Write another option, or take one of the two out."),
    "Haladyna, Downing & Rodriguez 2002",
    check_item=_check,
)
