"""Panels for a teacher's remarks on an answer and on a whole attempt, and for points that are set."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Points, points_text
from quizapp.domain.marked_attempt import MarkedQuestion
from quizapp.errors import QuizAppError
from quizapp.gui.desk.remark_field import RemarkField
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.fact_list import FactList
from quizapp.gui.kit.focus import keeping_focus
from quizapp.gui.kit.label import InlineLabel, Label
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text, translate
from quizapp.reports.verdict import verdict_text
from quizapp.reports.words import points_of
from quizapp.services.desk.mending import parse_points

Place = tuple[str, str, int, str]
"""An assignment, a learner, a part and a question, by their ids."""


class AnswerPanel(ScrollCard):
    """One answer: the teacher's remark, and points that take the place of those of the marking.

    Signals:
        remark_changed: the `Place`, and the new remark.
        points_set: the `Place`, the points as an entry keeps them or None for those of the marking, and the reason.
    """

    remark_changed = Signal(tuple, str)
    points_set = Signal(tuple, object, str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._theme = theme
        self._place: Place = ("", "", 0, "")
        self._entry: MarkedQuestion | None = None
        self._set_for: tuple[Place, str] = (self._place, "")
        self._headline = Label(theme, FontRole.TITLE, wraps=True)
        self._stem = InlineLabel(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.remark = RemarkField(theme, self.tr("Your remark on this answer"))
        self.remark.enter_pressed.connect(self.settle)
        self.save = push_button(self.tr("Save the remark"), self.settle, tip=self.tr("Ctrl+Enter"))
        self._set_words = Label(theme, FontRole.PLAIN, color="accent", wraps=True)
        self.points = QLineEdit()
        self.points.setAccessibleName(self.tr("Points"))
        self.points.setMaxLength(12)
        self._of = Label(theme, FontRole.PLAIN)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setPlaceholderText(self.tr("Reason, for the list of changes"))
        self.reason.setAccessibleName(self.tr("Reason for these points"))
        self.set_button = push_button(self.tr("Set the points"), self._set)
        self.take_back = push_button(self.tr("Take back"), self._take_back)
        self.take_back.setAccessibleName(self.tr("Take back the points that were set"))
        self.caution = Caution(theme)
        for field in (self.points, self.reason):
            field.returnPressed.connect(self._set)
            field.textChanged.connect(lambda: self.caution.hide())
        row = fill(QHBoxLayout(), self.points, self._of, (self.reason, 1), spacing=6)
        buttons = fill(QHBoxLayout(), self.set_button, self.take_back, 1, spacing=6)
        self._points_title = Label(theme, FontRole.LABEL, self.tr("Different points for this answer"), color="muted")
        fill(
            self.column,
            self._headline,
            self._stem,
            self.remark,
            fill(QHBoxLayout(), self.save, 1),
            self._points_title,
            self._set_words,
            row,
            self.caution,
            buttons,
            1,
        )
        self.column.setSpacing(8)
        theme.restyle_with(self._fit)

    def show_answer(self, place: Place, entry: MarkedQuestion, draft: str | None = None, *, is_open: bool) -> None:
        """Show what is said of an answer. Typing in it is kept.

        `draft` is a remark that could not be saved. Where it is not `is_open`, the answer is that of an earlier
        submission.
        """
        is_same = place == self._place
        if not is_same:
            self.settle()
            self.caution.hide()
            self.reason.clear()
        before, self._place, self._entry = self._entry, place, entry
        verdict = verdict_text(entry.mark, entry.is_done, translate)
        points = points_of(entry.mark, translate)
        self._headline.setText(f"{entry.number} · {verdict} · {points}" if points else f"{entry.number} · {verdict}")
        self._stem.setText(inline_text(entry.question.stem))
        if is_same and self.remark.is_changed:
            draft = self.remark.field.toPlainText()
        self.remark.show_remark(entry.remark, draft)
        mark = entry.mark
        is_set = isinstance(mark, Points) and mark.rule == "set"
        reason = entry.adjustment.why if entry.adjustment is not None else ""
        self._set_words.show_text(self.tr("You set these points: {reason}").format(reason=reason) if is_set else "")
        possible = translate.number(points_text(entry.mark.possible))
        self._of.setText(self.tr("of {points}").format(points=possible))
        if not is_same or before is None or before.mark != mark:
            self.points.setText(translate.number(points_text(mark.earned)) if isinstance(mark, Points) else "")
        with keeping_focus(self, self.points):
            self.take_back.setVisible(is_set)
            for widget in (self.remark, self.save, self.points, self.reason, self.set_button, self.take_back):
                widget.setEnabled(is_open)

    def _fit(self) -> None:
        self.points.setFixedWidth(self._theme.pixels(90))

    def settle(self) -> None:
        """Tell the remark, if it is another one."""
        if self._entry is not None and self.remark.is_changed:
            text = self.remark.text
            self.remark.show_remark(text)
            self.remark_changed.emit(self._place, text)

    def _set(self) -> None:
        if self._entry is None:
            return
        try:
            points = parse_points(self.points.text(), self._entry.mark.possible)
        except QuizAppError as error:
            self._warn(error_text(error), self.points)
            return
        if not self.reason.text().strip():
            self._warn(self.tr("Say in a few words why. It is kept in the list of changes."), self.reason)
            return
        self.points_set.emit(self._place, points, " ".join(self.reason.text().split()))
        self.reason.clear()

    def _take_back(self) -> None:
        why = " ".join(self.reason.text().split()) or self.tr("Taken back")
        self.points_set.emit(self._place, None, why)
        self.reason.clear()

    def _warn(self, text: str, field: QLineEdit) -> None:
        self.caution.show_text(text, warns=True)
        self.caution.show()
        announce(self, text)
        field.setFocus()


class WholePanel(ScrollCard):
    """The whole attempt: the teacher's remark to it, and facts: when it came in, when it was reopened.

    Signals:
        remark_changed: the new remark.
    """

    remark_changed = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.remark = RemarkField(theme, self.tr("Your remark on the whole work"))
        self.remark.enter_pressed.connect(self.settle)
        self.save = push_button(self.tr("Save the remark"), self.settle, tip=self.tr("Ctrl+Enter"))
        self.facts = FactList(theme)
        fill(self.column, self.remark, fill(QHBoxLayout(), self.save, 1), self.facts, 1)

    def show_whole(
        self, remark: str, facts: Sequence[tuple[str, str]], draft: str | None = None, *, is_open: bool
    ) -> None:
        """Show the remark to the whole or a `draft` of one, and facts in words. Typing in it is kept."""
        if self.remark.is_changed:
            draft = self.remark.field.toPlainText()
        self.remark.show_remark(remark, draft)
        self.facts.show_facts(facts)
        self.remark.setEnabled(is_open)
        self.save.setEnabled(is_open)

    def settle(self) -> None:
        """Tell the remark, if it is another one."""
        if self.remark.is_changed:
            text = self.remark.text
            self.remark.show_remark(text)
            self.remark_changed.emit(text)
