"""A stem that does not say what is to be done."""

import re
from collections.abc import Iterator

from quizapp.domain.inline import plain_text
from quizapp.domain.sentence import sentence_spans
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.wording import tokens, word_set
from quizapp.texts import N_

FEWEST_WORDS = 3
_IMPERATIVE = {
    "en": word_set(
        "add answer arrange assign associate build calculate check choose circle classify click combine "
        "compare complete connect consider count cross decide describe determine drag draw estimate evaluate "
        "explain fill find finish give group highlight identify imagine indicate interpret judge label list "
        "locate look mark match name order pair pick place point predict prove put rank read recall replace "
        "say select show sort state suppose tell tick translate underline use work write"
    ),
    "es": word_set(
        "agrega agrupa añade arrastra asigna busca calcula clasifica coloca combina compara completa conecta "
        "considera cuenta decide describe di elige empareja encuentra escoge escribe explica halla identifica "
        "imagina indica lee llena marca muestra nombra ordena pon predice relaciona resalta responde "
        "selecciona señala subraya supón tacha traduce une usa"
    ),
}
_UNFINISHED = re.compile(r"(?:___|…|\.\.\.|:|[^\s.!?”\"'’)])\s*$")
_ASKS = re.compile("[?؟？]|___|…|\\[\\d+\\]")


def _check(item: Item) -> Iterator[Fault]:
    known = _IMPERATIVE[item.language]
    if item.question.nested and _asks(plain_text(item.question.stem), item.language, known):
        return
    for path, question in item.parts:
        if question.type_name in ("single_choice", "multiple_choice"):
            stem = plain_text(question.stem)
            if not _asks(stem, item.language, known):
                yield Fault((*path, "stem"), N_("This stem asks nothing."))


def _asks(stem: str, language: str, known: frozenset[str]) -> bool:
    if _ASKS.search(stem):
        return True
    sentences = [stem[start:end] for start, end in sentence_spans(stem)]
    openings = [word for sentence in sentences for word in tokens(sentence, language)[:3]]
    if not known.isdisjoint(openings):
        return True
    return _UNFINISHED.search(stem) is not None and len(tokens(stem, language)) > FEWEST_WORDS


RULE = Rule(
    "stem_asks_nothing",
    "warning",
    N_("If the stem asks nothing, learners have to guess from the options what is meant."),
    N_("Ask a whole question, or begin a sentence that each option ends."),
    "Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    ("en", "es"),
    _check,
)
