"""Keys that no words of the passage are quoted for: some that were forgotten, or those of most of a bank."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizapp.domain.question import Question
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.not_stated import says_not_stated
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.true_false import TrueFalse
from quizapp.texts import N_


class _Unquoted(NamedTuple):
    """The indexes of questions without evidence, of `total` that need some."""

    indexes: Sequence[int]
    total: int

    @property
    def is_most(self) -> bool:
        """Tells whether the bank was written without evidence, as one of another tool is: nothing was forgotten."""
        return 2 * len(self.indexes) > self.total


def _unquoted(bank: ItemBank) -> _Unquoted:
    needing = [index for index, item in enumerate(bank.items) if _needs_evidence(item)]
    missing = [index for index in needing if not bank.items[index].question.key_evidence]
    return _Unquoted(missing, len(needing))


def _needs_evidence(item: Item) -> bool:
    return bool(item.passage.blocks) and not all(_rests_elsewhere(item, part.question) for part in item.parts)


def _rests_elsewhere(item: Item, question: Question) -> bool:
    """Tells whether the passage has no words that the key rests on, or the question names them in another way."""
    match question:
        case EvidenceSelection() | HighlightWords() | OpenResponse():
            return True
        case TrueFalse():
            return question.key == "not_stated"
    keys = [choice.text for options in item.option_sets for choice in options.keys]
    keys += [row.key for rows in item.rows for row in rows.rows]
    return bool(keys) and all(says_not_stated(key, item.language) for key in keys)


def _check(bank: ItemBank) -> Iterator[Fault]:
    found = _unquoted(bank)
    if not found.is_most:
        for index in found.indexes:
            text = N_("No words of the passage are quoted that show why the key is right.")
            yield Fault(("questions", index), text)


def _check_most(bank: ItemBank) -> Iterator[Fault]:
    found = _unquoted(bank)
    if found.is_most:
        text = N_("In {count} of {total} questions, no words of the passage are quoted that show why the key is right.")
        yield Fault(("questions",), text, {"count": str(len(found.indexes)), "total": str(found.total)})


RULE = Rule(
    "evidence_missing",
    "error",
    N_("Learners are shown in the passage why an answer is right; here, nothing can be shown to them."),
    N_("Add “evidence” with the words of the passage that the key rests on."),
    "STARC: Berzak, Malmaud & Levy 2020",
    check_bank=_check,
)
OF_MOST = Rule(
    "little_evidence",
    "warning",
    N_("Learners are shown in the passage why an answer is right; in most of this bank, nothing can be shown to them."),
    N_("Add “evidence” to each question, with the words of the passage that its key rests on."),
    "STARC: Berzak, Malmaud & Levy 2020",
    check_bank=_check_most,
)
