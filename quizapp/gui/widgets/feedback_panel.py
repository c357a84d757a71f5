"""What is said to a response once it is marked."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from quizapp.domain.evidence import Evidence
from quizapp.domain.inline import inline_text, joined
from quizapp.domain.mark import Mark, Points, Unmarked, earned
from quizapp.domain.question import Question, Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.translate import translate
from quizapp.gui.widgets.label import Label
from quizapp.reports.names import role_text
from quizapp.reports.words import headline
from quizapp.reports.working import workings


class FeedbackPanel(QFrame):
    """The mark in words, how it was worked out, the author's feedback for what was chosen, and why."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = "wrong"
        self.headline = Label(theme, FontRole.STRONG, wraps=True)
        self._working = Label(theme, FontRole.SMALL, color="text", wraps=True)
        self._remarks: list[Label] = []
        self._why = Label(theme, FontRole.PLAIN, wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(6)
        for label in (self.headline, self._working, self._why):
            layout.addWidget(label)
        self._layout = layout
        theme.changed.connect(self.update)

    def show_feedback(
        self,
        question: Question,
        response: Response | None,
        mark: Mark,
        view: AnswerView,
        numbers_of: Callable[[Evidence], tuple[int, ...]] = lambda _: (),
    ) -> None:
        """Show what is said to `response`; `view` shows the question and names its parts, and `numbers_of` gives the
        numbers that places of the passage are shown with.
        """
        full = isinstance(mark, Points) and mark.full
        self._tone = "right" if full else "wrong" if not earned(mark) else "warn"
        if isinstance(mark, Unmarked):
            self._tone = "accent"
        self.headline.setText(headline(mark, translate))
        self.headline.set_color(self._tone)
        several = isinstance(mark, Points) and mark.rule not in ("all_or_nothing", "share")
        self._working.setVisible(several)
        if isinstance(mark, Points) and several:
            self._working.setText("\n".join(workings(question, response, mark, translate)))
        remarks = question.remarks(response) if response is not None else ()
        named = sorted((len(view.name_of(remark.part)), view.name_of(remark.part), remark) for remark in remarks)
        while len(self._remarks) < len(named):
            label = Label(self._theme, FontRole.PLAIN, wraps=True)
            self._remarks.append(label)
            self._layout.insertWidget(self._layout.count() - 1, label)
        for index, label in enumerate(self._remarks):
            label.setVisible(index < len(named))
            if index < len(named):
                _, name, remark = named[index]
                said = (inline_text(remark.text), role_text(remark.role, translate))
                words = joined((part for part in (*said, self._reference(numbers_of(remark.evidence))) if part), " ")
                label.setText(joined((name, words), ": ") if name else words)
        before, _, after = self.tr("Why: {explanation}").partition("{explanation}")
        why = joined((before, inline_text(question.explanation), after)) if question.explanation else ""
        see = self._reference(numbers_of(question.key_evidence))
        self._why.setText(joined((part for part in (why, see) if part), " "))
        self._why.setVisible(bool(self._why.text()))

    def _reference(self, numbers: tuple[int, ...]) -> str:
        """Where in the passage to look."""
        if not numbers:
            return ""
        return self.tr("See {numbers} in the passage.").format(numbers=", ".join(map(str, numbers)))

    def words(self) -> str:
        """All that is said, as one text."""
        labels = [self.headline, self._working, *self._remarks, self._why]
        return " ".join(label.text() for label in labels if not label.isHidden())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color(self._tone))
        painter.setBrush(self._theme.color("soft" if self._tone == "accent" else f"{self._tone}_soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
