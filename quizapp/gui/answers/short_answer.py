"""Answering `short_answer`."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from quizapp.domain.mark import Mark, Points
from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.widgets.label import Label
from quizapp.question_types.short_answer import LONGEST_RESPONSE, ShortAnswer


class ShortAnswerView(AnswerView):
    """A line to type in."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_RESPONSE)
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.setPlaceholderText(self.tr("Type your answer"))
        self.field.textEdited.connect(self._tell)
        self._sign = QLabel()
        self._right = Label(theme, FontRole.PLAIN, color="right", wraps=True)
        self._correct = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3, 0, 3, 0)
        layout.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self._sign)
        layout.addLayout(line)
        layout.addWidget(self._right)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_question(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        assert isinstance(question, ShortAnswer)
        self._correct = " · ".join(answer.text for answer in question.accepted if answer.share == 1)
        self._show_sign("", "")
        self._right.hide()
        self.field.setReadOnly(False)
        self.field.setText(response if isinstance(response, str) else "")
        self.field.setAccessibleDescription("")

    def show_mark(self, mark: Mark) -> None:
        outcome = mark.parts[0].outcome if isinstance(mark, Points) else "missed"
        words = {
            "right": self.tr("Your answer, right"),
            "partial": self.tr("Your answer, partly right"),
            "wrong": self.tr("Your answer, wrong"),
        }
        self.field.setReadOnly(True)
        self.field.setAccessibleDescription(words.get(outcome, ""))
        icon, color = {"right": ("right", "right"), "partial": ("partial", "warn")}.get(outcome, ("wrong", "wrong"))
        self._show_sign(icon if outcome != "missed" else "", color)
        self._right.setText(self.tr("Accepted: {answers}").format(answers=self._correct))
        self._right.show()

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self.field.setFocus(reason)

    def key_hint(self) -> str:
        return self.tr("Type your answer, Enter to go on")

    def _show_sign(self, icon: str, color: str) -> None:
        side = self.theme.pixels(22)
        self._sign.setFixedWidth(side)  # there without a sign too, so that nothing moves when it comes
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(self.theme.pixmap(icon, color, side, ratio) if icon else QPixmap())

    def _tell(self, text: str) -> None:
        self.response_changed.emit(text if text.strip() else None)

    def _restyle(self) -> None:
        self.field.setFont(self.theme.font(FontRole.OPTION))
