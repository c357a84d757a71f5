"""The question that is chosen in the loss report: what became of it, in full, and how a learner sees it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.gui.attempt.preview import Preview
from quizapp.gui.exchange.loss_model import LossRow
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.focus import keeping_focus
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.services.made_questions import ShownQuestion

_LEAST = 300
"""Pixels at the plain text size: the least height in which a question can be tried."""


class ItemCard(QFrame):
    """Shows a row of the report.

    Args:
        new_preview: makes the view of a learner.
    """

    def __init__(self, theme: Theme, new_preview: Callable[[], Preview]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._new_preview = new_preview
        self._preview: Preview | None = None
        self._shown: list[ShownQuestion] = []
        self._at = 0
        self._theme = theme
        self.title = Label(theme, FontRole.STRONG, wraps=True)
        self.losses = Label(theme, FontRole.PLAIN, wraps=True)
        self.losses.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._which = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self.before = push_button(self.tr("Previous part"), lambda: self._step(-1))
        self.after = push_button(self.tr("Next part"), lambda: self._step(1))
        self._steps = QWidget()
        fill(QHBoxLayout(self._steps), (self._which, 1), self.before, self.after, margins=(0, 0, 0, 0), spacing=8)
        self._column = QVBoxLayout(self)
        fill(self._column, self.title, self.losses, self._steps, 1, margins=(16, 12, 14, 12), spacing=8)

    @property
    def preview(self) -> Preview:
        """The view of a learner; it is made when the first question is to be seen."""
        if self._preview is None:
            self._preview = self._new_preview()
            self._column.insertWidget(3, self._preview, 100)
            self._theme.restyle_with(lambda: self.preview.setMinimumHeight(self._theme.pixels(_LEAST)))
        return self._preview

    def show_row(self, row: LossRow | None, questions: list[ShownQuestion]) -> None:
        """Show a row, and the questions that it is about."""
        self.title.show_text(row.place if row is not None else "")
        lines = [loss.sentence(translate) for loss in row.losses] if row is not None else []
        if row is not None and row.fate == "left_out":
            lines = [self.tr("Left out: {why}").format(why=line) for line in lines]
        if row is not None and not lines:
            lines = [self.tr("It stays as it was.")]
        self.losses.show_text("\n".join(f"• {line}" if len(lines) > 1 else line for line in lines))
        self._shown, self._at = questions, 0
        QTimer.singleShot(0, self, self._show_question)  # once the list is painted

    def _step(self, by: int) -> None:
        self._at += by
        with keeping_focus(self, self.before, self.after):
            self._show_question()

    def _show_question(self) -> None:
        count = len(self._shown)
        self._steps.setVisible(count > 1)
        self._which.setText(self.tr("Part {number} of {count}").format(number=self._at + 1, count=count))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < count - 1)
        if self._preview is not None:
            self._preview.setVisible(count > 0)
        if count:
            self.preview.show_question(*self._shown[self._at])
