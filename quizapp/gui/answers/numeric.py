"""Answering `numeric`."""

from quizapp.domain.quantity import LONGEST
from quizapp.domain.question import Arrangement, Response
from quizapp.gui.answers.line_view import LineView
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.dates import long_day
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.question_types.numeric import Numeric
from quizapp.texts import EITHER, listed


class NumericView(LineView):
    """A line to type in. Below it stand the form of an answer and how the typed text is read."""

    question: Numeric

    def __init__(self, theme: Theme) -> None:
        self.expected = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.reading = Caution(theme)
        super().__init__(theme, LONGEST, self.expected, self.reading)

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        placeholder = self.tr("Type a date") if self.question.kind == "date" else self.tr("Type a number")
        self.expected.setText(self._expected())
        self.show_answer(response, placeholder)
        self._show_reading()

    def illegible_text(self) -> str:
        return self.reading.text() if self.reading.warns else ""

    def key_hint(self) -> str:
        if self.question.kind == "date":
            return self.tr("Type a date, Enter to go on")
        return self.tr("Type a number, Enter to go on")

    def _expected(self) -> str:
        question = self.question
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
        named = translate.say(listed(units, EITHER))
        if question.unit_required:
            return self.tr("{form}, with its unit: {units}").format(form=form, units=named)
        return self.tr("{form}, in {units}").format(form=form, units=named)

    def _show_reading(self) -> None:
        """Show how the text is read, so that a misread comma or day is seen before it counts."""
        question, typed = self.question, self.field.text()
        read = question.reading_text(typed, long_day)
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

    def right_answer(self) -> str:
        return self.tr("Right answer: {answer}").format(answer=self._answer())

    def _answer(self) -> str:
        question = self.question
        correct = str(question.correct_response())
        reading = question.read(correct)
        answer = (
            correct if reading is not None and reading.unit is not None else question.reading_text(correct, long_day)
        )
        answer = answer or question.key
        if question.tolerance.strip() in ("", "0"):
            return answer
        allowed = question.tolerance.strip()
        if question.kind == "date":
            allowed = self.tr("%n days", "", int(question.distance(allowed) or 0))
        elif question.key_unit is not None and not allowed.endswith("%"):
            allowed = question.with_unit(question.key_unit, allowed)
        return self.tr("{answer}, give or take {allowed}").format(answer=answer, allowed=allowed)

    def notice(self) -> None:
        if self.is_open:
            self._show_reading()
        super().notice()
