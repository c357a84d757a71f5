"""The part of a passage that questions rest on."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.level import STANDARD
from quizapp.domain.passage import Passage, Sentence
from quizapp.domain.question import Question
from quizapp.lint.item import Item
from quizapp.lint.item_bank import sentences_under
from quizapp.question_types.evidence import EvidenceSelection


class Coverage(NamedTuple):
    """The sentences of a passage, without its headings: all of them, and those that no question rests on, in order."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    free: tuple[Sentence, ...]

    @property
    def share(self) -> float:
        """The share of the sentences that a question rests on, from 0 to 1; 1 where there are none."""
        return 1 - len(self.free) / len(self.sentences) if self.sentences else 1.0


def coverage_of(banks: Iterable[Bank]) -> Coverage | None:
    """The coverage of the passage that all of `banks` ask about, at its standard level; None where there is none."""
    standard = [bank.at_level(STANDARD) for bank in banks]
    if not standard or not standard[0].has_passage:
        return None
    passage = standard[0].passage
    used = {
        sentence for bank in standard for question in bank.questions
        for sentence in (*sentences_under(Item(question, passage)), *_to_select(question, passage))
    }  # fmt: skip
    sentences = tuple(sentence for sentence in passage.sentences if not sentence.is_heading)
    return Coverage(passage, sentences, tuple(sentence for sentence in sentences if sentence not in used))


def _to_select(question: Question, passage: Passage) -> Iterator[Sentence]:
    """The sentences of the passage that are to be selected in a question, or in a part of it."""
    for part in (question, *(getattr(question, name) for name in question.nested)):
        if isinstance(part, EvidenceSelection):
            yield from filter(None, (part.key_sentence(quote, passage) for quote in part.quotes))
