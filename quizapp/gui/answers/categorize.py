"""Answering `categorize`."""

from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.answers.row_view import RowView
from quizapp.question_types.categorize import Categorize


class CategorizeView(RowView):
    """Statements below one another, each with its categories side by side."""

    _categories: tuple[str, ...] = ()

    def show_question(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        assert isinstance(question, Categorize)
        self._categories = question.categories
        count = len(question.categories)
        place = self.tr("Category {number} of {count}")
        self.show_rows(
            [(id_, question.part_text(id_)) for id_ in arrangement],
            question.categories,
            [place.format(number=number, count=count) for number in range(1, count + 1)],
            {id_: question.statement(id_).category for id_ in arrangement},
            response,
        )

    def key_hint(self) -> str:
        return self.tr("Press 1–{last} to sort one after another, Enter to go on").format(last=len(self._categories))
