"""Which view answers which question type, written by hand."""

from quizapp.domain.question import Question
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.categorize import CategorizeView
from quizapp.gui.answers.multiple_choice import MultipleChoiceView
from quizapp.gui.answers.ordering import OrderingView
from quizapp.gui.answers.short_answer import ShortAnswerView
from quizapp.gui.answers.single_choice import SingleChoiceView
from quizapp.gui.answers.true_false import TrueFalseView
from quizapp.gui.theme import Theme
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse

VIEWS: dict[type[Question], type[AnswerView]] = {
    SingleChoice: SingleChoiceView,
    MultipleChoice: MultipleChoiceView,
    TrueFalse: TrueFalseView,
    Categorize: CategorizeView,
    Ordering: OrderingView,
    ShortAnswer: ShortAnswerView,
}


def new_view(question_type: type[Question], theme: Theme) -> AnswerView:
    """A view for questions of this type."""
    return VIEWS[question_type](theme)
