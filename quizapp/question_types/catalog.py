"""The question types, written by hand, in the order in which an author is shown them."""

from quizapp.domain.question import Question
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
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.two_part import TwoPart
from quizapp.question_types.word_bank import WordBank

QUESTION_TYPES: tuple[type[Question], ...] = (
    SingleChoice,
    MultipleChoice,
    TrueFalse,
    Table,
    Categorize,
    Matching,
    Ordering,
    ShortAnswer,
    Numeric,
    GapFill,
    InlineChoice,
    WordBank,
    EvidenceSelection,
    HighlightWords,
    TwoPart,
    OpenResponse,
)

BY_NAME: dict[str, type[Question]] = {question_type.type_name: question_type for question_type in QUESTION_TYPES}
