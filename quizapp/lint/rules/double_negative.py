"""Two negations in one clause of a stem or a statement."""

import re
from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.wording import without_quotations
from quizapp.texts import N_

_IDIOMS = re.compile(
    r"\b(?:not only|no longer|no sooner|no matter|whether or not|if not|nothing but|not at all|no doubt|nor)\b"
)
_NEGATION = re.compile(
    r"\b(?:not|cannot|never|no|none|nobody|nothing|nowhere|neither|without|except|unlikely|untrue|incorrect|impossible|"
    r"unable|unclear|unnecessary|\w+n't)\b"
)
_CLAUSE = re.compile(r"[,;:.?!()–—]|\b(?:and|but|or|because|so|although|while|yet)\b")


def _check(item: Item) -> Iterator[Fault]:
    statements = [row for rows in item.rows for row in rows.rows]
    texts = [*item.stems, *(((*row.path, "text"), row.text) for row in statements)]
    for path, text in texts:
        plain = _IDIOMS.sub(" ", without_quotations(text).casefold().replace("’", "'"))
        for clause in _CLAUSE.split(plain):
            found = [word[0] for word in _NEGATION.finditer(clause)]
            if len(found) > 1:
                values = {"one": found[0], "other": found[1]}
                yield Fault(path, N_("“{one}” and “{other}” are in one clause: a double negative."), values)
                break


RULE = Rule(
    "double_negative",
    "error",
    N_("A double negative tests if learners can untangle it, not if they understood the text."),
    N_("Say it without one of the two negations."),
    "Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    ("en",),
    _check,
)
