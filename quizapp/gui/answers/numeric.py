"""Answering `numeric`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.quantity import LONGEST
from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.answer_line import AnswerLine
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.question_types.numeric import Numeric


class NumericView(AnswerView):
    """A line to type in. Below it stand the form of an answer and how the typed text is read."""

    _question: Numeric

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._line = AnswerLine(theme, LONGEST)
        self._line.answer_changed.connect(self._take)
        self.field = self._line.field
        self.expected = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.reading = Caution(theme)
        self._right = Label(theme, FontRole.PLAIN, color="right", wraps=True)
        rows = (self._line, self.expected, self.reading, self._right)
        fill(QVBoxLayout(self), *rows, margins=(3, 0, 3, 0), spacing=6)

    def fill(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        assert isinstance(question, Numeric)
        self._question = question
        placeholder = self.tr("Type a date") if question.kind == "date" else self.tr("Type a number")
        self.expected.setText(self._expected())
        self._line.show_answer(response, placeholder, self.expected.text())
        self._show_reading()
        self._right.hide()

    def show_outcomes(self, mark: Mark) -> None:
        self._line.show_mark(mark)
        self._right.setText(self.tr("Right answer: {answer}").format(answer=self._answer()))
        self._right.show()

    def illegible_text(self) -> str:
        return self.reading.text() if self.reading.warns else ""

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self.field.setFocus(reason)

    def key_hint(self) -> str:
        if self._question.kind == "date":
            return self.tr("Type a date, Enter to go on")
        return self.tr("Type a number, Enter to go on")

    def _expected(self) -> str:
        question = self._question
        if question.kind == "date":
            return {
                "": self.tr("A date: the day, the name of the month, and the year"),
                "day_first": self.tr("A date: the day, the month, and the year"),
                "month_first": self.tr("A date: the month, the day, and the year"),
            }[question.date_order]
        if question.decimal_sign == "comma":
            form = self.tr("A number, with a comma before any decimals")
        else:
            form = self.tr("A number, with a point before any decimals")
        units = [unit.text for unit in question.units]
        if not units:
            return form
        named = units[0]
        if len(units) > 1:
            named = self.tr("{units} or {last}").format(units=", ".join(units[:-1]), last=units[-1])
        if question.unit_required:
            return self.tr("{form}, with its unit: {units}").format(form=form, units=named)
        return self.tr("{form}, in {units}").format(form=form, units=named)

    def _show_reading(self) -> None:
        """Show how the text is read, so that a misread comma or day is seen before it counts."""
        question, typed = self._question, self.field.text()
        read = question.reading_text(typed)
        if read:
            self.reading.show_text(self.tr("Read as: {value}").format(value=read), warns=False)
        elif not typed.strip():
            self.reading.show_text(" ", warns=False)  # the line keeps its place
        elif question.kind == "date":
            self.reading.show_text(self.tr("This doesn’t look like a date"), warns=True)
        elif question.unit_required and question.read(typed, unit_optional=True) is not None:
            self.reading.show_text(self.tr("Add the unit"), warns=True)
        else:
            self.reading.show_text(self.tr("This doesn’t look like a number"), warns=True)
        told = (self.expected.text(), self.reading.text().strip())
        self.field.setAccessibleDescription(". ".join(filter(None, told)))

    def _answer(self) -> str:
        question = self._question
        correct = str(question.correct_response())
        reading = question.read(correct)
        answer = correct if reading is not None and reading.unit is not None else question.reading_text(correct)
        answer = answer or question.key
        if question.tolerance.strip() in ("", "0"):
            return answer
        allowed = question.tolerance.strip()
        if question.kind == "date":
            allowed = self.tr("1 day") if allowed == "1" else self.tr("{count} days").format(count=allowed)
        elif question.key_unit is not None and not allowed.endswith("%"):
            allowed = question.with_unit(question.key_unit, allowed)
        return self.tr("{answer}, give or take {allowed}").format(answer=answer, allowed=allowed)

    def response(self) -> Response | None:
        return self._line.answer

    def _take(self) -> None:
        if self.is_open:
            self._show_reading()
            self.notice()
