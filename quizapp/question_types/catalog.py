"""The question types, written by hand, in the order in which an author is shown them."""

from quizapp.domain.question import Question
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse

QUESTION_TYPES: tuple[type[Question], ...] = (
    SingleChoice,
    MultipleChoice,
    TrueFalse,
    Categorize,
    Ordering,
    ShortAnswer,
)

BY_NAME: dict[str, type[Question]] = {question_type.type_name: question_type for question_type in QUESTION_TYPES}
