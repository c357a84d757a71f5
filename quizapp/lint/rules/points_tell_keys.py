"""Points that tell how many keys there are."""

from collections.abc import Iterator

from quizapp.domain.language import spelled_out
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.texts import N_


def _check(item: Item) -> Iterator[Fault]:
    for path, question in item.parts:
        match question:
            case MultipleChoice():
                count = len(question.keys)
            case EvidenceSelection() if not question.select:
                count = len(question.quotes)
            case HighlightWords():
                count = len(question.keys)
            case _:
                continue
        if count > 1 and question.points == count and not _says(item, count):
            text = N_("The question has as many points as keys ({count}), and the points are shown.")
            yield Fault((*path, "points"), text, {"count": str(count)})


def _says(item: Item, count: int) -> bool:
    """Tells whether the stem says how many are to be chosen."""
    return not {str(count), spelled_out(count, item.language)}.isdisjoint(item.stem_words)


RULE = Rule(
    "points_tell_keys",
    "warning",
    N_("Learners see the points before they answer. If they match the keys, they give away how many to choose."),
    N_("Give all such questions of a bank the same points, or say in the stem how many are right."),
    "Millman, Bishop & Ebel 1965",
    check_item=_check,
)
