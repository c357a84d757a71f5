"""A key that no words of the passage are quoted for."""

from collections.abc import Iterator

from quizapp.domain.question import Question
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.not_stated import says_not_stated
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.true_false import TrueFalse
from quizapp.texts import N_


def _check(item: Item) -> Iterator[Fault]:
    if not item.passage.blocks or item.question.key_evidence:
        return
    if not all(_rests_elsewhere(item, part.question) for part in item.parts):
        yield Fault((), N_("No words of the passage are quoted that show why the key is right."))


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


RULE = Rule(
    "evidence_missing",
    "error",
    N_("Learners are shown in the passage why an answer is right; here, nothing can be shown to them."),
    N_("Add “evidence” with the words of the passage that the key rests on."),
    "STARC: Berzak, Malmaud & Levy 2020",
    check_item=_check,
)
