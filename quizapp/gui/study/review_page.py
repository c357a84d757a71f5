"""The review of the day: what is due, and, once it is done, the results and the time of the next."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dates import day_text, time_of_day
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme

if TYPE_CHECKING:
    from quizapp.services.spaced_review import Next, Plan, SittingResult

_LIMITS = (5, 10, 15, 20, 30, 50, 100)


class ReviewPage(CenteredCard):
    """Shows what was missed and is due, passage by passage.

    Signals:
        start_requested: the user wants to be asked.
        library_requested: the user wants to go to the library.
        limit_changed: so many questions a day are wanted at most.
    """

    start_requested = Signal()
    library_requested = Signal()
    limit_changed = Signal(int)

    def __init__(
        self, theme: Theme, limit: int, clock: Callable[[], float] = time.time, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._clock = clock
        self._rows: list[QWidget] = []
        self.headline = Label(theme, FontRole.HEADLINE, wraps=True)
        self.summary = Label(theme, FontRole.OPTION, wraps=True)
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self.after = Label(theme, FontRole.PLAIN, wraps=True)
        self._rule = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self._rule.setText(
            self.tr(
                "A question that you miss comes here. Miss it again, and it comes back in a few minutes; get it right,"
                " and it comes back after a few days, then after weeks. Where the bank has another question about the"
                " same words, that one is asked."
            )
        )
        self.limit = ChoiceBox(theme, self.tr("Questions a day, at most"))
        for each in sorted({*_LIMITS, limit}):
            self.limit.addItem(str(each), each)
        self.limit.setCurrentIndex(self.limit.findData(limit))
        self.limit.currentIndexChanged.connect(lambda: self.limit_changed.emit(self.limit.currentData()))
        self.start = QPushButton(self.tr("Start the review"))
        self.start.setObjectName("primary")
        self.start.clicked.connect(self.start_requested)
        self.library = QPushButton(self.tr("Back to the library"))
        self.library.clicked.connect(self.library_requested)
        limit_row = QHBoxLayout()
        limit_row.setSpacing(8)
        limit_row.addWidget(Label(theme, FontRole.PLAIN, self.tr("Questions a day, at most:")))
        limit_row.addWidget(self.limit)
        limit_row.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.start)
        buttons.addWidget(self.library)
        buttons.addStretch(1)
        for widget in (self.headline, self.summary, self._list, self.after):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.column.addStretch(1)
        self.column.addLayout(limit_row)
        self.column.addWidget(self._rule)
        self.start.hide()

    def show_reading(self) -> None:
        """Say that what is due is being found out."""
        self.headline.setText(self.tr("Finding what is due…"))
        self.summary.hide()
        self.after.hide()
        self.start.hide()
        self._empty()

    def show_plan(self, plan: "Plan") -> None:
        """Show what is due."""
        self._empty()
        count = plan.questions
        if count:
            self.headline.setText(self._due_text(count))
            self._list_rows(
                [
                    (sitting.bank.title, self._count_text(len(sitting.questions)), sitting.bank.passage.title)
                    for sitting in plan.sittings
                ]
            )
        else:
            self.headline.setText(self.tr("Nothing is due now") if plan.known else self.tr("Nothing to review"))
        told = []
        if not plan.known:
            told.append(self.tr("You have not missed any questions so far."))
        if plan.done:
            told.append(self.tr("Reviewed today: {count}.").format(count=plan.done))
        if plan.put_off:
            told.append(self._put_off_text(plan))
        if plan.removed:
            told.append(self._removed_text(plan.removed))
        self._tell(self.summary, " ".join(told))
        self._tell(self.after, self._next_text(plan.next))
        self._show_buttons(bool(count), self.tr("Start the review"))
        announce(self, self.headline.text())

    def show_end(self, results: "Sequence[SittingResult]", plan: "Plan") -> None:
        """Show what came of a session, and when there is more."""
        self._empty()
        answered, right = sum(each.answered for each in results), sum(each.right for each in results)
        self.headline.setText(self.tr("Done so far") if plan.questions else self.tr("Review done"))
        text = self.tr("{right} of {count} right on the first try.").format(right=right, count=answered)
        if plan.put_off:
            text += " " + self._put_off_text(plan)
        self.summary.setText(text)
        self.summary.show()
        self._list_rows(
            [
                (each.title, self.tr("{right} of {count} right").format(right=each.right, count=each.answered), "")
                for each in results
            ]
        )
        told = [self.tr("Still due: {count}.").format(count=plan.questions)] if plan.questions else []
        self._tell(self.after, " ".join([*told, self._next_text(plan.next)]).strip())
        self._show_buttons(bool(plan.questions), self.tr("Go on with the review"))
        announce(self, f"{self.headline.text()}. {self.summary.text()} {self.after.text()}")

    def _show_buttons(self, can_start: bool, words: str) -> None:
        self.start.setText(words)
        self.start.setVisible(can_start)
        (self.start if can_start else self.library).setFocus(Qt.FocusReason.OtherFocusReason)

    def _due_text(self, count: int) -> str:
        return self.tr("1 question is due") if count == 1 else self.tr("{count} questions are due").format(count=count)

    def _put_off_text(self, plan: "Plan") -> str:
        count = plan.put_off
        one, more = self.tr("1 more is due."), self.tr("{count} more are due.")
        wait = self.tr("It can wait until tomorrow.") if count == 1 else self.tr("They can wait until tomorrow.")
        told = (one if count == 1 else more).format(count=count)
        return told if plan.next is not None and plan.next.is_today else f"{told} {wait}"

    def _removed_text(self, count: int) -> str:
        if count == 1:
            return self.tr("1 question that you missed can't be asked: it is no longer in the library.")
        text = self.tr("{count} questions that you missed can't be asked: they are no longer in the library.")
        return text.format(count=count)

    def _count_text(self, count: int) -> str:
        return self.tr("1 question") if count == 1 else self.tr("{count} questions").format(count=count)

    def _next_text(self, coming: "Next | None") -> str:
        """Tell when the next questions come up."""
        if coming is None:
            return ""
        count = self._count_text(coming.questions)
        if coming.is_today:
            return self.tr("Next: {count}, today from {time}.").format(count=count, time=time_of_day(coming.at))
        day = day_text(coming.at, self._clock())
        return self.tr("Next: {day}, {count}.").format(day=day, count=count)

    def _tell(self, label: Label, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _list_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Each bank's title and what is told of it; before it, once, the passage that it is about."""
        passage = ""
        for title, told, about in rows:
            if about and about != passage:
                passage = about
                self._add(Label(self._theme, FontRole.SMALL, about, color="muted", wraps=True), 0, 2)
            row = self._add(Label(self._theme, FontRole.STRONG, title, wraps=True), 0, 1)
            value = Label(self._theme, FontRole.PLAIN, told)
            value.setAccessibleName(f"{title}: {told}")
            self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
            self._rows.append(value)
        self._list.setVisible(bool(rows))

    def _add(self, widget: QWidget, column: int, span: int) -> int:
        row = self._grid.rowCount()
        self._grid.addWidget(widget, row, column, 1, span)
        self._rows.append(widget)
        return row

    def _empty(self) -> None:
        for widget in self._rows:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows.clear()
        self._list.hide()
