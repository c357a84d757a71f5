"""A question that is harder to read than its passage."""

from collections.abc import Iterator, Sequence

from quizapp.domain.passage import Passage
from quizapp.domain.sentence import sentence_spans
from quizapp.domain.words import words_of
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.wording import without_quotations
from quizapp.readability.counts import Counts
from quizapp.readability.english import grade
from quizapp.readability.measuring import measure, syllables
from quizapp.texts import N_

_FEWEST_WORDS = 30
"""Shorter questions are not compared with their passage."""
GRADES = 2.0
"""The number of school years by which a question may be harder than its passage."""


_GRADE = "_grade_of_passage"
"""The name under which a passage keeps its grade: it is asked for with each question."""


def _passage_grade(passage: Passage) -> float | None:
    if _GRADE not in passage.__dict__:
        measured = measure(passage)
        passage.__dict__[_GRADE] = None if measured is None else measured.grade
    found: float | None = passage.__dict__[_GRADE]
    return found


def _check(item: Item) -> Iterator[Fault]:
    expected = _passage_grade(item.passage)
    if expected is None:
        return
    found = _grade([text for _, text in item.shown])
    if found is not None and found > expected + GRADES:
        text = N_(
            "The question is as hard to read as a text for school year {grade}, its passage as one for year {expected}."
        )
        yield Fault(("stem",), text, {"grade": f"{found:.1f}", "expected": f"{expected:.1f}"})


def _grade(texts: Sequence[str]) -> float | None:
    """The Flesch–Kincaid grade of texts that are read one after the other; None where they are too short."""
    plain = [without_quotations(text) for text in texts]
    sentences = [text[start:end] for text in plain for start, end in sentence_spans(text)]
    words = [word.text for sentence in sentences for word in words_of(sentence)]
    if len(words) < _FEWEST_WORDS:
        return None
    return grade(Counts(len(sentences), len(words), sum(syllables(word, "en") for word in words)))


RULE = Rule(
    "harder_than_passage",
    "warning",
    N_("A learner who understood the passage should not fail at the words of the question."),
    N_("Use shorter sentences, and words that the passage uses."),
    "Kincaid and others 1975; Haladyna, Downing & Rodriguez 2002",
    ("en",),
    _check,
)
