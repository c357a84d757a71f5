"""Measures how hard a text is to read, by the formulas of its language."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from quizapp.domain.language import spelled_out
from quizapp.domain.language_tag import base
from quizapp.domain.passage import Passage
from quizapp.domain.words import words_of
from quizapp.readability import english, portuguese, spanish
from quizapp.readability.counts import Counts

FEWEST_WORDS = 100
"""The fewest words of a text that is measured: the samples behind the formulas are that long."""

Formula = Literal["flesch_kincaid", "flesch", "szigriszt_pazos", "fernandez_huerta", "martins"]


class Score(NamedTuple):
    """A formula's score of a text; `band` is what its authors call it, empty where they give no bands."""

    formula: Formula
    value: float
    band: str = ""


class Readability(NamedTuple):
    """Estimates for a text, by each formula of its language, the one that is told first first.

    `grade` is a US school year, where a formula gives one; `ease` is higher for an easier text, mostly from 0 to 100.
    Compare it only within a language.
    """

    counts: Counts
    scores: tuple[Score, ...]
    grade: float | None
    ease: float


def measure(passage: Passage) -> Readability | None:
    """Estimates for `passage`, without its headings; None below `FEWEST_WORDS`, or in a language without a formula."""
    language = base(passage.language)
    if language not in _SYLLABLES:
        return None
    sentences = [passage.words_of(sentence.span) for sentence in passage.sentences if not sentence.is_heading]
    return measure_sentences(sentences, language)


def measure_sentences(sentences: list[str], language: str) -> Readability | None:
    """As `measure`, for the sentences of a text in `language`: en, es or pt."""
    words = [word.text for sentence in sentences for word in words_of(sentence)]
    if len(words) < FEWEST_WORDS:
        return None
    counts = Counts(len(sentences), len(words), sum(syllables(word, language) for word in words))
    scores = tuple(_scores(counts, language))
    grade = scores[0].value if language == "en" else None
    return Readability(counts, scores, grade, scores[1 if language == "en" else 0].value)


def _scores(counts: Counts, language: str) -> Iterator[Score]:
    match language:
        case "en":
            yield Score("flesch_kincaid", english.grade(counts))
            yield Score("flesch", english.reading_ease(counts))
        case "es":
            perspicuity = spanish.perspicuity(counts)
            yield Score("szigriszt_pazos", perspicuity, spanish.inflesz_band(perspicuity))
            yield Score("fernandez_huerta", spanish.fernandez_huerta(counts))
        case "pt":
            index = portuguese.flesch_index(counts)
            yield Score("martins", index, portuguese.band(index))


_SYLLABLES: dict[str, Callable[[str], int]] = {
    "en": english.syllables,
    "es": spanish.syllables,
    "pt": portuguese.syllables,
}
_PARTS = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWEL = re.compile("[AEIOUYÁÉÍÓÚÂÊÔÃÕÜ]")


@cache
def syllables(word: str, language: str) -> int:
    """The syllables of a word of a text, numbers and initials as they are read aloud, as Flesch counts them."""
    return sum(_syllables_of_part(part, language) for part in _PARTS.findall(word)) or 1


def _syllables_of_part(part: str, language: str) -> int:
    if part.isdigit():
        return sum(_SYLLABLES[language](word) for word in re.split(r"[\s-]+", spelled_out(int(part), language)))
    if part.isupper() and len(part) < 6 and (len(part) == 2 or not _VOWEL.search(part)):  # W, UK, BBC
        return len(part) + (2 * part.count("W") if language == "en" else 0)
    return _SYLLABLES[language](part)
