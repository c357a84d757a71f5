"""The base of the views of `short_answer` and `numeric`: a line to type in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.mark import Mark, Points
from quizapp.domain.question import Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.final_line import FinalLineEdit
from quizapp.gui.answers.parts.outcome import outcome_text
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme


class LineView(AnswerView):
    """A line to type in, with room beside it for a tick, a dash or a cross, and the right answer at the end."""

    def __init__(self, theme: Theme, longest: int, *below: QWidget) -> None:
        """Take at most `longest` characters; the widgets `below` stand between the line and the right answer."""
        super().__init__(theme)
        self.field = FinalLineEdit()
        self.field.setMaxLength(longest)
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.textChanged.connect(self.notice)
        self._sign = Icon(theme, "", "text", 22)  # its room is kept, so that nothing moves when it comes
        self._right = Label(theme, FontRole.PLAIN, color="right", wraps=True)
        line = fill(QHBoxLayout(), (self.field, 1), self._sign, margins=(0, 0, 0, 0))
        fill(QVBoxLayout(self), line, *below, self._right, margins=(3, 0, 3, 0), spacing=6)
        theme.restyle_with(self._restyle)

    def show_answer(self, answer: Response | None, placeholder: str) -> None:
        """Show `answer` to be edited, or the `placeholder`."""
        self._sign.show_icon("", "text")
        self._right.hide()
        self.field.setReadOnly(False)
        self.field.setText(answer if isinstance(answer, str) else "")
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleDescription("")

    def right_answer(self) -> str:
        """Return the words that tell the right answer."""
        raise NotImplementedError

    def show_outcomes(self, mark: Mark) -> None:
        outcome = mark.parts[0].outcome if isinstance(mark, Points) else "missed"
        self.field.setReadOnly(True)
        self.field.setAccessibleDescription(outcome_text(outcome) if outcome != "missed" else "")
        signs = {"right": ("right", "right"), "partial": ("partial", "warn"), "wrong": ("wrong", "wrong")}
        self._sign.show_icon(*signs.get(outcome, ("", "text")))
        self._right.setText(self.right_answer())
        self._right.show()

    def response(self) -> Response | None:
        return self.field.text() if self.field.text().strip() else None

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self.field.setFocus(reason)

    def _restyle(self) -> None:
        self.field.setFont(self.theme.font(FontRole.OPTION))
