"""A page before the end of an attempt: what is unanswered, partly answered or flagged."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from quizapp.domain.inline import plain_text
from quizapp.domain.text import shortened
from quizapp.gui.attempt.navigator import paint_state
from quizapp.gui.attempt.navigator_model import QuestionState, state_of
from quizapp.gui.attempt.quiz_clock import QuizClock
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.card_list import BOTTOM, START, TOP, Index, write_line
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.selection import follow_selection
from quizapp.gui.kit.shapes import paint_box, paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.kit.word_button import WordButton
from quizapp.reports.names import certainty_name
from quizapp.reports.words import open_text
from quizapp.services.taking import Taking

_ROW = Qt.ItemDataRole.UserRole + 1


class _Row(NamedTuple):
    """A question in the list. `told` says what is open, flagged or noted."""

    stem: str
    told: str
    state: QuestionState
    is_flagged: bool


class _Rows(QStyledItemDelegate):
    """Paints a question as a card: the sign of its state, its number and stem, and below, what is open."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        fonts = (self._theme.font(FontRole.PLAIN), self._theme.font(FontRole.SMALL))
        return QSize(100, sum(QFontMetrics(font).height() for font in fonts) + self._theme.pixels(24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, index.data(_ROW)
        card = option.rect.adjusted(3, 3, -3, -3)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, line = ("text", 2) if is_current else ("line", 1)
        paint_box(painter, theme, option.rect, edge, "hover" if is_over or is_current else "card", line=line)
        side, middle = theme.pixels(16), QRectF(card).center().y()
        disc = QRectF(card.left() + theme.pixels(12), middle - side / 2, side, side)
        paint_state(painter, theme, disc, row.state)
        room = card.adjusted(theme.pixels(40), theme.pixels(7), -theme.pixels(12), -theme.pixels(7))
        if row.is_flagged:
            paint_icon(painter, theme, "flag", "warn", QPointF(room.right() - side / 2, middle), side)
            room.adjust(0, 0, -side - theme.pixels(8), 0)
        title = f"{index.data(Qt.ItemDataRole.UserRole) + 1}. {row.stem}"
        write_line(painter, theme, room, FontRole.PLAIN, "text", title, TOP | START)
        write_line(painter, theme, room, FontRole.SMALL, "muted", row.told, BOTTOM | START)
        painter.restore()


class FinishPage(CenteredCard):
    """Asks if the attempt is done, and lists questions that need another look.

    Attributes:
        submit: the button that ends the attempt; `back` goes back to it, and `leave` to the library.

    Signals:
        question_requested: the index of a question to go back to.
    """

    question_requested = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.headline = Label(theme, FontRole.HEADLINE, wraps=True)
        self.summary = Label(theme, FontRole.OPTION, wraps=True)
        self.clock = QuizClock(theme)
        head = QHBoxLayout()
        head.addWidget(self.headline, 1)
        head.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        self.list = QListWidget()
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # gives up its height first
        keep = self.list.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # or else the words above would spread over its room
        self.list.setSizePolicy(keep)
        self.list.setAccessibleName(self.tr("Questions that are unfinished, flagged, or have a note"))
        self.list.setItemDelegate(_Rows(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        follow_selection(self.list, lambda index: self._ask(self.list.item(index.row())))
        self.list.itemActivated.connect(self._ask)
        self.list.itemClicked.connect(self._ask)
        self._hint = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self._hint.setText(self.tr("Choose a question to go back to it."))
        self.submit = WordButton()
        self.submit.setObjectName("primary")
        self.back = WordButton(self.tr("Go back"))
        self.leave = WordButton(self.tr("Leave for now"))
        buttons = RowOrColumn(self.back, self.leave, 1, self.submit)
        fill(self.column, head, self.summary, self._hint, (self.list, 1), buttons)

    def show_taking(self, taking: Taking, *, clock_shown: bool = True, hands_in: bool = False) -> None:
        """Show what is open in an attempt, and the time that is left, if there is a limit and `clock_shown`.

        With `hands_in`, its end hands in the assignment that it is the last part of.
        """
        attempt = taking.attempt
        unanswered, in_part = set(attempt.unanswered), set(taking.answered_in_part)
        answered, count = len(taking.order) - len(unanswered), len(taking.order)
        tells = taking.mode.tells_at_once
        asked = self.tr("Finish this practice?") if tells else self.tr("Finish this test?")
        is_assigned = bool(attempt.started.assignment)
        if is_assigned:
            asked = self.tr("Hand in your work?") if hands_in else self.tr("Finish this part?")
        self.headline.setText(self.tr("Finish this review?") if taking.mode.name == "review" else asked)
        words = self.tr("Hand it in") if hands_in else self.tr("Finish this part")
        self.submit.setText(words if is_assigned else self.tr("Finish and see the results"))
        to_assignment = self.tr("Go back to the assignment. You can go on later where you left off.")
        to_library = self.tr("Go back to the library. You can pick up later where you left off.")
        self.leave.setToolTip(to_assignment if is_assigned else to_library)
        summary = self.tr("{answered} of %n answered.", "", count).format(answered=answered)
        unsure = set(attempt.without_certainty)
        if in_part:
            summary += " " + self.tr("%n of them only in part.", "", len(in_part))
        if attempt.flagged:
            summary += " " + self.tr("%n flagged.", "", len(attempt.flagged))
        if unanswered:
            earns = self.tr("Unanswered questions earn no points.")
            summary += " " + (self.tr("Unanswered questions don’t count.") if tells and not is_assigned else earns)
        if unsure:
            lowest = certainty_name(1, translate)
            summary += " " + self.tr("If you don’t say how sure you are, “{name}” counts.").format(name=lowest)
        if is_assigned:
            summary += " " + self.tr("You cannot change your answers after that.")
        self.summary.setText(summary)
        self.list.clear()
        for index, id_ in enumerate(taking.order):
            note = taking.note(id_)
            told = {
                self.tr("not answered"): id_ in unanswered,
                self._in_part(taking, id_): id_ in in_part,
                self.tr("not right yet"): taking.last_try(id_) is not None,
                self.tr("didn’t say how sure"): id_ in unsure,
                self.tr("flagged"): id_ in attempt.flagged,
                self.tr("note: {text}").format(text=shortened(note, 60)): bool(note),
            }
            states = [text for text, is_so in told.items() if is_so]
            if states:
                stem = plain_text(taking.bank.question(id_).stem)
                item = QListWidgetItem(f"{index + 1}. {stem} — {', '.join(states)}")
                item.setData(Qt.ItemDataRole.UserRole, index)
                item.setData(_ROW, _Row(stem, " · ".join(states), state_of(taking, id_), id_ in attempt.flagged))
                self.list.addItem(item)
        self.list.setVisible(self.list.count() > 0)
        self._hint.setVisible(self.list.count() > 0)
        self.clock.hide()
        if taking.time_left is not None:
            self.clock.show_taking(taking)
            self.clock.show_time(clock_shown)
            self.clock.go()
        first = self.back if unanswered or in_part else self.submit  # so no second Enter ends an unfinished attempt
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self.headline.text()} {summary}")

    def hideEvent(self, event: QHideEvent) -> None:
        self.clock.show_taking(None)

    def _in_part(self, taking: Taking, id_: str) -> str:
        of = len(taking.bank.question(id_).open_parts(None))
        return open_text(len(taking.open_parts(id_)), of, translate)

    def _ask(self, item: QListWidgetItem) -> None:
        self.question_requested.emit(item.data(Qt.ItemDataRole.UserRole))
