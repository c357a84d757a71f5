"""What somebody would answer who gets everything wrong: a response to a question of any type."""

from quizapp.domain.passage import Passage
from quizapp.domain.question import Question, Response
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank


def wrong_response(question: Question, passage: Passage) -> Response:
    """A response that is answered, and in which nothing is right."""
    right = question.correct_response()
    match question:
        case SingleChoice() | TrueFalse():
            return next(id_ for id_ in question.ids if id_ != question.key)
        case MultipleChoice():
            return tuple(id_ for id_ in question.ids if id_ not in question.keys)
        case Categorize(categories=categories):
            return {id_: categories[categories.index(category) - 1] for id_, category in right.items()}
        case Table(columns=columns):
            return {id_: columns[columns.index(column) - 1] for id_, column in right.items()}
        case Matching():
            left_over = next(id_ for id_ in question.value_texts if id_ not in right.values())
            return {next(iter(right)): left_over}
        case Ordering(marking="position"):
            return question.ids[1:] + question.ids[:1]
        case Ordering():
            return tuple(reversed(question.ids))
        case GapFill():
            return dict.fromkeys(question.ids, "nothing of the kind")
        case InlineChoice():
            return {gap: next(o for o in question.options_of(gap) if o != right[gap]) for gap in question.gap_ids}
        case WordBank():
            return {"1": next(id_ for id_ in question.ids if id_ not in right.values())}
        case Numeric():
            return "1 January 2001"
        case HighlightWords():
            return tuple(id_ for id_ in question.word_ids if id_ not in question.key_ids)
        case EvidenceSelection():
            keys = [question.key_sentence(quote, passage) for quote in question.quotes]
            return tuple(sentence.name for sentence in question.selectable(passage) if sentence not in keys)
        case TwoPart():
            return {at: wrong_response(part, passage) for at, part in question.questions.items()}
        case OpenResponse():
            return right | dict.fromkeys(question.criteria, "0")
        case _:
            return "nothing of the kind"
