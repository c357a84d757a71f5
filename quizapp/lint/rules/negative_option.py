"""A negative option below a stem that asks for what is not so."""

import re
from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.negation import asked_negation
from quizapp.lint.wording import without_quotations
from quizapp.texts import N_

_NEGATION = {
    "en": re.compile(r"\b(?:not|cannot|never|no|none|nobody|nothing|neither|\w+n['’]t)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:no|nunca|nadie|nada|ningun[oa]?|ningún|tampoco|jamás)\b", re.IGNORECASE),
}


def _check(item: Item) -> Iterator[Fault]:
    questions = dict(item.parts)
    for options in item.option_sets:
        question = questions.get(options.path[:-1])
        if question is None or asked_negation(question.stem, item.language) is None:
            continue
        for choice in options.choices:
            found = _NEGATION[item.language].search(without_quotations(choice.text))
            if found:
                text = N_("The stem asks for what is not so, and this option says “{word}”.")
                yield Fault((*choice.path, "text"), text, {"word": found[0]})


RULE = Rule(
    "negative_option",
    "warning",
    N_("“Which did *not* happen? – He did not go.” has to be turned around twice."),
    N_("Ask for what is so, or say the option without the negation."),
    "Haladyna, Downing & Rodriguez 2002",
    ("en", "es"),
    _check,
)
