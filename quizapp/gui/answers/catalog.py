"""The view of each question type, written by hand."""

from quizapp.domain.question import Question
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.categorize import CategorizeView
from quizapp.gui.answers.evidence import EvidenceView
from quizapp.gui.answers.gap_fill import GapFillView
from quizapp.gui.answers.highlight_words import HighlightWordsView
from quizapp.gui.answers.inline_choice import InlineChoiceView
from quizapp.gui.answers.matching import MatchingView
from quizapp.gui.answers.multiple_choice import MultipleChoiceView
from quizapp.gui.answers.numeric import NumericView
from quizapp.gui.answers.open_response import OpenResponseView
from quizapp.gui.answers.ordering import OrderingView
from quizapp.gui.answers.short_answer import ShortAnswerView
from quizapp.gui.answers.single_choice import SingleChoiceView
from quizapp.gui.answers.table import TableView
from quizapp.gui.answers.true_false import TrueFalseView
from quizapp.gui.answers.two_part import TwoPartView
from quizapp.gui.answers.word_bank import WordBankView
from quizapp.gui.kit.theme import Theme
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

VIEWS: dict[type[Question], type[AnswerView]] = {
    SingleChoice: SingleChoiceView,
    MultipleChoice: MultipleChoiceView,
    TrueFalse: TrueFalseView,
    Table: TableView,
    Categorize: CategorizeView,
    Matching: MatchingView,
    Ordering: OrderingView,
    ShortAnswer: ShortAnswerView,
    Numeric: NumericView,
    GapFill: GapFillView,
    InlineChoice: InlineChoiceView,
    WordBank: WordBankView,
    EvidenceSelection: EvidenceView,
    HighlightWords: HighlightWordsView,
    TwoPart: TwoPartView,
    OpenResponse: OpenResponseView,
}


def new_view(question_type: type[Question], theme: Theme) -> AnswerView:
    """Make a view for questions of this type."""
    view_type = VIEWS[question_type]
    return TwoPartView(theme, new_view) if view_type is TwoPartView else view_type(theme)
