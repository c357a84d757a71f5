"""Words such as “always” and “never” in wrong options alone."""

import re
from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Choice, Item
from quizapp.lint.wording import without_quotations
from quizapp.texts import N_

ABSOLUTE = {
    "en": re.compile(
        r"\b(?:always|never|all|every|everyone|everybody|everything|everywhere|none|nobody|no one|nothing|completely|"
        r"totally|entirely|absolutely|only|impossible)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:siempre|nunca|jamás|tod[oa]s?|nadie|nada|ningun[oa]|ningún|completamente|totalmente|enteramente|solo|sólo|"
        r"solamente|únicamente|imposible)\b",
        re.IGNORECASE,
    ),
}


_OF_A_SET = frozenset(("both", "neither", "either", "also", "two", "ambos", "ambas", "ni", "también", "dos"))
"""Words of a key beside which “only” and “nobody” in distractors are its opposites: only one, both, neither."""


def _plain(choice: Choice) -> str:
    return without_quotations(choice.text)


def _check(item: Item) -> Iterator[Fault]:
    absolute = ABSOLUTE[item.language]
    for options in item.option_sets:
        words = {word for choice in options.keys for word in choice.words}
        if not _OF_A_SET.isdisjoint(words) or any(map(absolute.search, map(_plain, options.keys))):
            continue
        found = [hit[0] for choice in options.distractors if (hit := absolute.search(_plain(choice)))]
        if len(found) >= 2 and 2 * len(found) >= len(options.distractors):
            text = N_("Only wrong options have words such as “{one}” and “{other}”.")
            other = next((word for word in found if word.casefold() != found[0].casefold()), found[1])
            yield Fault(options.path, text, {"one": found[0], "other": other})


RULE = Rule(
    "absolute_distractors",
    "warning",
    N_("Few things are always or never so. Learners cross such options out without reading the passage."),
    N_("Say the wrong options without these words, or use one in the key, too."),
    "Millman, Bishop & Ebel 1965; NBME item-writing guide",
    ("en", "es"),
    _check,
)
