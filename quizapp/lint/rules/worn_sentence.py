"""A sentence of the passage on which a large share of a bank's questions rest."""

from collections import Counter
from collections.abc import Iterator

from quizapp.domain.text import shortened
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.texts import N_

_FEWEST_QUESTIONS = 8
"""In a smaller bank, no sentence is worn."""
_WORN_SHARE = 0.25
"""The share of a bank's questions that rest on a worn sentence, at least."""


def _check(bank: ItemBank) -> Iterator[Fault]:
    if len(bank.items) < _FEWEST_QUESTIONS:
        return
    counts = Counter(sentence for sentences in bank.sentences for sentence in sentences)
    for sentence, count in sorted(counts.items()):
        if count >= _WORN_SHARE * len(bank.items):
            text = N_("{count} of {total} questions rest on one sentence: “{text}”")
            values = {"count": str(count), "total": str(len(bank.items)), "text": shortened(sentence.name, 80)}
            yield Fault(("questions",), text, values)


RULE = Rule(
    "worn_sentence",
    "warning",
    N_("A learner who has found this sentence once has found a fourth of the bank, and need not read the rest."),
    N_("Ask about other places of the passage; the coverage shows which are still free."),
    N_("review of the bundled banks"),
    check_bank=_check,
)
