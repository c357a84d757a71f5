"""Evidence for an answer that says that the passage does not tell.

Rows are left alone: the words that come nearest are shown beside each of them, together with its feedback.
"""

from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.not_stated import says_not_stated
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse
from quizapp.texts import N_

_TEXT = N_("Evidence is quoted for the answer that the passage does not say.")


def _check(item: Item) -> Iterator[Fault]:
    for path, question in item.parts:
        match question:
            case TrueFalse() if question.key == "not_stated":
                if question.evidence:
                    yield Fault((*path, "evidence"), _TEXT)
            case SingleChoice():
                key = question.option(question.key)
                if question.evidence and says_not_stated(key.text, item.language):
                    yield Fault((*path, "evidence"), _TEXT)


RULE = Rule(
    "evidence_of_nothing",
    "error",
    N_("No words can show that something is not in the passage. Learners would wonder what the quotation has to say."),
    N_("Leave the evidence out, and say in the explanation what the passage says instead."),
    "STARC: Berzak, Malmaud & Levy 2020",
    check_item=_check,
)
