"""“All of the above” and the like, in options that are shuffled."""

import re
from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.texts import N_

_OTHERS = {
    "en": re.compile(
        r"\b(?:(?:all|none|neither|both|any|some|two|each) of (?:the|these) (?:above|below|preceding|options above|"
        r"answers above)|(?:all|none|both) (?:of )?(?:the )?above|the (?:first|last|two|options?|answers?) above)\b"
        r"|^(?:both |neither |only )?\(?[a-e1-5]\)? (?:and|or|nor|&) \(?[a-e1-5]\)?(?: only)?\.?$",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:tod[ao]s|ningun[ao]|ambas|las dos) (?:las |los |de las |de los )?(?:opciones |respuestas )?"
        r"(?:anteriores|de arriba)\b|^(?:tanto |ni |solo )?\(?[a-e1-5]\)? (?:y|o|ni|como) \(?[a-e1-5]\)?\.?$",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:tod[ao]s|nenhum[ao]?|ambas) (?:as |os |das |dos )?(?:opções |alternativas |respostas )?"
        r"(?:anteriores|acima)\b|^(?:nem )?\(?[a-e1-5]\)? (?:e|ou|nem) \(?[a-e1-5]\)?\.?$",
        re.IGNORECASE,
    ),
}


def _check(item: Item) -> Iterator[Fault]:
    for options in item.option_sets:
        for choice in options.choices:
            if options.is_shuffled and not choice.is_pinned and _OTHERS[item.language].search(choice.text):
                text = N_("“{text}” speaks of other options, and they are shuffled.")
                yield Fault((*choice.path, "text"), text, {"text": choice.text})


RULE = Rule(
    "unpinned_catch_all",
    "error",
    N_("When options change places, “all of the above” can stand first, and “A and B” can mean other options."),
    N_("Add “pinned: true” to this option, or better, write an option of its own."),
    "Haladyna, Downing & Rodriguez 2002",
    ("en", "es", "pt"),
    _check,
)
