"""The daily review: first the questions that are due, later the results and the time of the next review."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import discard, fill, new_grid, push_button
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.dates import date_format, day_text, time_of_day, whole_date
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.theme import FontRole, Theme

if TYPE_CHECKING:
    from quizapp.services.spaced_review import Next, Plan, SittingResult

_LONGEST_BREAK = 366
"""Days."""
_LIMITS = (5, 10, 15, 20, 30, 50, 100)


class ReviewPage(CenteredCard):
    """Shows the questions that were missed and are due, passage by passage, and lets their number a day be limited.

    Signals:
        break_changed: the learner is away until this day, as in 2026-12-31, or ends that: an empty text.
    """

    start_requested = Signal()
    library_requested = Signal()
    limit_changed = Signal(int)
    break_changed = Signal(str)

    def __init__(self, theme: Theme, limit: int, clock: Clock) -> None:
        super().__init__(theme)
        self._clock = clock
        self._rows: list[QWidget] = []
        self._passage = ""
        self.headline = Label(theme, FontRole.HEADLINE, wraps=True)
        self.summary = Label(theme, FontRole.OPTION, wraps=True)
        self._list = QWidget()
        self._grid = new_grid(self._list, stretch=0, spacing=(18, 10), margins=(0, 8, 0, 8))
        self.after = Label(theme, FontRole.PLAIN, wraps=True)
        rule = self.tr(
            "Questions that you miss come here. Miss one again, and it comes back in a few minutes; get it right, and"
            " it comes back after a few days, then after weeks. If the bank has another question about the same words,"
            " you may get that one instead."
        )
        self._rule = Label(theme, FontRole.SMALL, rule, color="muted", wraps=True)
        self.limit = ChoiceBox(theme, self.tr("Questions a day, at most"))
        for each in sorted({*_LIMITS, limit}):
            self.limit.addItem(str(each), each)
        self.limit.setCurrentIndex(self.limit.findData(limit))
        self.limit.currentIndexChanged.connect(lambda: self.limit_changed.emit(self.limit.currentData()))
        self.start = push_button(self.tr("Begin the review"), self.start_requested, is_main=True)
        self.library = push_button(self.tr("Back to the library"), self.library_requested)
        label = Label(theme, FontRole.PLAIN, self.tr("Questions a day, at most:"))
        limit_row = RowOrColumn(label, self.limit, 1)
        self.end_break = push_button(self.tr("End the break"), lambda: self.break_changed.emit(""), is_main=True)
        buttons = RowOrColumn(self.start, self.end_break, self.library, 1)
        self._break_row = self._make_break_row()
        rows = (limit_row, self._break_row, self._rule)
        fill(self.column, self.headline, self.summary, self._list, self.after, buttons, 1, *rows)
        self.start.hide()
        self.end_break.hide()

    def _make_break_row(self) -> QWidget:
        """Make the row that sets a break, a week long at first."""
        words = self.tr("Away until:")
        self.until = QDateEdit()
        self.until.setCalendarPopup(True)
        self.until.setDisplayFormat(date_format().replace("MMMM", "MMM"))
        self.until.setAccessibleName(words.rstrip(" :"))
        today = QDateTime.fromSecsSinceEpoch(round(self._clock())).date()
        self.until.setDateRange(today.addDays(1), today.addDays(_LONGEST_BREAK))
        self.until.setDate(today.addDays(7))
        self.take_break = push_button(self.tr("Take a break"), self._ask_for_break)
        self.take_break.setToolTip(self.tr("Nothing is due until you are back"))
        row = QWidget()
        row.setLayout(RowOrColumn(Label(self._theme, FontRole.PLAIN, words), self.until, self.take_break, 1))
        return row

    def _ask_for_break(self) -> None:
        day: QDate = self.until.date()
        self.break_changed.emit(day.toString(Qt.DateFormat.ISODate))

    def show_reading(self) -> None:
        """Show that the questions that are due are being looked for."""
        self.headline.setText(self.tr("Looking for questions that are due…"))
        for widget in (self.summary, self.after, self.start, self.end_break):
            widget.hide()
        self._empty()

    def show_failed(self) -> None:
        """Show that they could not be found."""
        self.show_reading()
        self.headline.setText(self.tr("The questions that are due could not be found"))
        self._show_rows_and_buttons(False, "")
        self._tell(self.headline.text())

    def show_plan(self, plan: "Plan") -> None:
        """Show what is due."""
        self._empty()
        count = plan.questions
        if plan.away_until:
            self.headline.setText(self.tr("You are away until {day}").format(day=whole_date(plan.away_until)))
        elif count:
            self.headline.setText(self.tr("%n questions are due", "", count))
            for sitting in plan.sittings:
                bank = sitting.bank
                self._add_row(bank.title, self._count_text(len(sitting.questions)), bank.passage.title)
        else:
            self.headline.setText(self.tr("Nothing is due now") if plan.known else self.tr("Nothing to review"))
        told = []
        if plan.away_until:
            told.append(self.tr("Nothing is due until then."))
        elif not plan.known:
            told.append(self.tr("You have not missed any questions so far."))
        if plan.done:
            told.append(self.tr("Reviewed today: %n.", "", plan.done))
        if plan.away:
            told.append(self._away_text(plan))
        elif plan.put_off:
            told.append(self._put_off_text(plan))
        if plan.removed:
            text = self.tr(
                "%n questions that you missed can't be asked: they are no longer in the library.", "", plan.removed
            )
            told.append(text)
        self.summary.show_text(" ".join(told))
        self.after.show_text(self._next_text(plan.next))
        self._show_rows_and_buttons(bool(count), self.tr("Begin the review"), is_away=bool(plan.away_until))
        self._tell(f"{self.headline.text()}. {self._away_text(plan)}" if plan.away else self.headline.text())

    def show_end(self, results: "Sequence[SittingResult]", plan: "Plan") -> None:
        """Show the results of a session, and when the next questions are due."""
        self._empty()
        answered, right = sum(each.answered for each in results), sum(each.right for each in results)
        self.headline.setText(self.tr("Done so far") if plan.questions else self.tr("Review done"))
        text = self.tr("{right} of %n right on the first try.", "", answered).format(right=right)
        self.summary.show_text(f"{text} {self._put_off_text(plan)}" if plan.put_off else text)
        for each in results:
            score = self.tr("{right} of %n right", "", each.answered).format(right=each.right)
            self._add_row(each.title, score)
        told = [self.tr("Still due: %n.", "", plan.questions)] if plan.questions else []
        self.after.show_text(" ".join([*told, self._next_text(plan.next)]).strip())
        self._show_rows_and_buttons(bool(plan.questions), self.tr("Go on with the review"))
        self._tell(f"{self.headline.text()}. {self.summary.text()} {self.after.text()}")

    def _show_rows_and_buttons(self, can_start: bool, words: str, *, is_away: bool = False) -> None:
        self._list.setVisible(bool(self._rows))
        self.start.setText(words)
        self.start.setVisible(can_start)
        self.end_break.setVisible(is_away)
        self._break_row.setVisible(not is_away)
        self._main = self.start if can_start else self.end_break if is_away else self.library

    def _tell(self, words: str) -> None:
        """Give the focus to the main button, and say what is shown, unless somebody has gone on to another page."""
        if self.isVisible():
            self._main.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, words)

    def _away_text(self, plan: "Plan") -> str:
        weeks = plan.away // 7
        away = self.tr("You were away for %n weeks.", "", weeks) if weeks > 1 else ""
        waited = self.tr("%n questions waited.", "", plan.questions + plan.put_off)
        return " ".join(filter(None, (away or self.tr("You were away."), waited, self._days_text(plan))))

    def _days_text(self, plan: "Plan") -> str:
        """The days over which the rest is spread; empty where nothing is left for them."""
        if plan.days > 1:
            return self.tr("The rest comes over the next %n days.", "", plan.days)
        return self.tr("The rest comes tomorrow.") if plan.days else ""

    def _put_off_text(self, plan: "Plan") -> str:
        if plan.next is not None and plan.next.is_today:
            return self.tr("%n more are due.", "", plan.put_off)
        if plan.days > 1:
            return f"{self.tr('%n more are due.', '', plan.put_off)} {self._days_text(plan)}"
        return self.tr("%n more are due. They can wait until tomorrow.", "", plan.put_off)

    def _count_text(self, count: int) -> str:
        return self.tr("%n questions", "", count)

    def _next_text(self, coming: "Next | None") -> str:
        if coming is None:
            return ""
        count = self._count_text(coming.questions)
        if coming.is_today:
            return self.tr("Next: {count}, today from {time}.").format(count=count, time=time_of_day(coming.at))
        day = day_text(coming.at, self._clock())
        return self.tr("Next: {day}, {count}.").format(day=day, count=count)

    def _add_row(self, title: str, told: str, passage: str = "") -> None:
        """Show a bank's title and a text beside it, below the title of its passage where that is a new one."""
        if passage != self._passage:
            self._passage = passage
            above = Label(self._theme, FontRole.SMALL, passage, color="muted", wraps=True)
            self._grid.addWidget(above, self._grid.rowCount(), 0, 1, 2)
            self._rows.append(above)
        row = self._grid.rowCount()
        name, value = Label(self._theme, FontRole.STRONG, title, wraps=True), Label(self._theme, FontRole.PLAIN, told)
        value.setAccessibleName(f"{title}: {told}")
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
        self._rows += [name, value]

    def _empty(self) -> None:
        discard(self._rows)
        self._passage = ""
        self._list.hide()
