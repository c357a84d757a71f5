"""Stems that ask for what is not so."""

import re
from typing import NamedTuple

from quizapp.domain.inline import plain_text
from quizapp.domain.sentence import sentence_spans
from quizapp.lint.wording import without_quotations


class AskedNegation(NamedTuple):
    """The word by which a stem asks for what is not so."""

    word: str
    is_emphasized: bool


_WORD = {
    "en": re.compile(r"\b(not(?! only)|except|(?<!at )least|\w+n['’]t|cannot)\b", re.IGNORECASE),
    "es": re.compile(r"(?<!\w)(no|excepto|salvo|(?<=\bl[aeo] )menos)\b", re.IGNORECASE),
}
_ASKS = {
    "en": re.compile(
        r"\b(?:which|what|who|whom|where|all|each|every|any|choose|select|find|mark|pick|name|identify)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?<!\w)(?:cuál|cuáles|qué|quién|quiénes|dónde|todas?|todos?|elige|escoge|selecciona|señala|marca|indica)\b",
        re.IGNORECASE,
    ),
}
_CHOOSE = frozenset(
    ("choose", "select", "find", "mark", "pick", "name", "identify", "elige", "escoge", "selecciona", "señala", "marca")
)
_CLAUSE = {
    "en": re.compile(r"(?:(?<=\w)\s+|, )(?:who|that|because|if|when|while|although|whose|why|how|so)\b", re.IGNORECASE),
    "es": re.compile(
        r"(?:(?<=\w)\s+|, )(?:que|porque|si|cuando|mientras|por qué|cómo|aunque|quien|cuyo|cuya)\b", re.IGNORECASE
    ),
}
_REASON = {
    "en": re.compile(
        r"^\W*(?:why|how|when|what (?:is|was|are) the (?:reason|cause)|what does it mean)\b", re.IGNORECASE
    ),
    "es": re.compile(r"^\W*(?:por qué|cómo|cuándo)(?!\w)", re.IGNORECASE),
}


def asked_negation(stem: str, language: str) -> AskedNegation | None:
    """The negation in the main clause of what a stem, as its author typed it, asks for; None where it asks for none."""
    plain = without_quotations(plain_text(stem))
    sentences = [plain[start:end] for start, end in sentence_spans(plain)]
    asking = next((sentence for sentence in sentences if "?" in sentence), sentences[-1] if sentences else "")
    if _REASON[language].search(asking):
        return None
    start = _ASKS[language].search(asking)
    if start is None:
        return None
    clauses = _CLAUSE[language].split(asking[start.start() :])
    main = clauses[: 2 if start[0].casefold() in _CHOOSE else 1]  # “Choose what she does not say”
    at_end = re.search(r"\b(?:except|excepto|salvo|menos)\W*$", asking, re.IGNORECASE)
    found = next(filter(None, map(_WORD[language].search, main)), at_end)
    if found is None:
        return None
    word = re.sub(r"\W", "", found[0]) if at_end is found else found[1]
    return AskedNegation(word, word.isupper() or _is_emphasized(stem, word))


def _is_emphasized(stem: str, word: str) -> bool:
    written = re.escape(word).replace("'", "['’]")
    return re.search(rf"([*_])[^*_]*{written}[^*_]*\1", stem, re.IGNORECASE) is not None
