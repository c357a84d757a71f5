"""Before the end: what is unanswered, answered in part or flagged."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quizapp.domain.inline import plain_text
from quizapp.domain.text import shortened
from quizapp.gui.attempt.navigator import paint_state
from quizapp.gui.attempt.navigator_model import QuestionState, state_of
from quizapp.gui.attempt.quiz_clock import QuizClock
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.selection import follow_selection
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import certainty_name
from quizapp.reports.words import open_text
from quizapp.services.taking import Taking

_ROW = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_TOP, _BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom


class _Row(NamedTuple):
    """A question in the list: its stem, what is open, the state that its sign shows, and a flag."""

    stem: str
    told: str
    state: QuestionState
    is_flagged: bool


class _Rows(QStyledItemDelegate):
    """Paints a question as a card: the sign of its state, its number and stem, and below them what is open."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        fonts = (self._theme.font(FontRole.PLAIN), self._theme.font(FontRole.SMALL))
        return QSize(100, sum(QFontMetrics(font).height() for font in fonts) + self._theme.pixels(24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, row = self._theme, index.data(_ROW)
        card = QRectF(option.rect).adjusted(3.5, 2.5, -3.5, -2.5)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("text" if is_current else "line"), 2 if is_current else 1))
        painter.setBrush(theme.color("hover" if is_over or is_current else "card"))
        painter.drawRoundedRect(card, 9, 9)
        side = theme.pixels(16)
        disc = QRectF(card.left() + theme.pixels(12), card.center().y() - side / 2, side, side)
        paint_state(painter, theme, disc, row.state)
        room = card.adjusted(theme.pixels(40), theme.pixels(7), -theme.pixels(12), -theme.pixels(7))
        if row.is_flagged:
            icon = theme.pixmap("flag", "warn", side, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(room.right() - side, card.center().y() - side / 2), icon)
            room.adjust(0, 0, -side - theme.pixels(8), 0)
        for role, color, text, where in (
            (FontRole.PLAIN, "text", f"{index.data(Qt.ItemDataRole.UserRole) + 1}. {row.stem}", _TOP),
            (FontRole.SMALL, "muted", row.told, _BOTTOM),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(color))
            line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, int(where), line)
        painter.restore()


class FinishPage(CenteredCard):
    """Asks whether the attempt is to end, and lists the questions that are still open.

    Signals:
        submit_requested: it is.
        question_requested: the index of a question to go back to.
        back_requested: go back to where the attempt was.
        leave_requested: back to the library, to go on later.
    """

    submit_requested = Signal()
    question_requested = Signal(int)
    back_requested = Signal()
    leave_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        column = self.column
        self.headline = Label(theme, FontRole.HEADLINE, wraps=True)
        self.summary = Label(theme, FontRole.OPTION, wraps=True)
        self.clock = QuizClock(theme)
        head = QHBoxLayout()
        head.addWidget(self.headline, 1)
        head.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Questions that are open, flagged or have a note"))
        self.list.setItemDelegate(_Rows(theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        follow_selection(self.list)
        self.list.itemActivated.connect(self._ask)
        self.list.itemClicked.connect(self._ask)
        self._hint = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self._hint.setText(self.tr("Choose a question to go back to it."))
        self.submit = QPushButton(self.tr("Finish and see the results"))
        self.submit.setObjectName("primary")
        self.submit.clicked.connect(self.submit_requested)
        self.back = QPushButton(self.tr("Go back"))
        self.back.clicked.connect(self.back_requested)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        self.leave = QPushButton(self.tr("Leave it for now"))
        self.leave.setToolTip(self.tr("Back to the library; you can go on later where you stopped"))
        self.leave.clicked.connect(self.leave_requested)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.submit)
        column.addLayout(head)
        for widget in (self.summary, self._hint):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def show_taking(self, taking: Taking, *, clock_shown: bool = True) -> None:
        """Show what is open in an attempt, and, where there is a limit and `clock_shown`, the time that is left."""
        attempt = taking.attempt
        unanswered, in_part = set(attempt.unanswered), set(taking.answered_in_part)
        answered, count = len(taking.order) - len(unanswered) - len(in_part), len(taking.order)
        tells = taking.mode.tells_at_once
        asked = self.tr("Finish this practice?") if tells else self.tr("Finish this test?")
        self.headline.setText(self.tr("Finish this review?") if taking.mode.name == "review" else asked)
        summary = self.tr("{answered} of {count} answered.").format(answered=answered, count=count)
        unsure, untold = (
            set(attempt.without_certainty),
            {id_ for id_ in taking.order if taking.last_try(id_) is not None},
        )
        if in_part:
            summary += " " + self.tr("{count} answered in part.").format(count=len(in_part))
        if attempt.flagged:
            summary += " " + self.tr("{count} flagged.").format(count=len(attempt.flagged))
        if unanswered:
            earns = self.tr("Unanswered questions earn no points.")
            summary += " " + (self.tr("Unanswered questions do not count.") if tells else earns)
        if unsure:
            lowest = certainty_name(1, translate)
            summary += " " + self.tr("Where you don’t say how sure you are, “{name}” counts.").format(name=lowest)
        self.summary.setText(summary)
        self.list.clear()
        for index, id_ in enumerate(taking.order):
            states = [
                *([self.tr("not answered")] if id_ in unanswered else []),
                *([self._in_part(taking, id_)] if id_ in in_part else []),
                *([self.tr("not right yet")] if id_ in untold else []),
                *([self.tr("not said how sure")] if id_ in unsure else []),
                *([self.tr("flagged")] if id_ in attempt.flagged else []),
                *([self.tr("note: {text}").format(text=shortened(note, 60))] if (note := taking.note(id_)) else []),
            ]
            if states:
                stem = plain_text(taking.bank.question(id_).stem)
                item = QListWidgetItem(f"{index + 1}. {stem} — {', '.join(states)}")
                item.setData(Qt.ItemDataRole.UserRole, index)
                item.setData(_ROW, _Row(stem, " · ".join(states), state_of(taking, id_), id_ in attempt.flagged))
                self.list.addItem(item)
        self.list.setVisible(self.list.count() > 0)
        self._hint.setVisible(self.list.count() > 0)
        if taking.time_left is not None:
            self.clock.show_taking(taking)
            self.clock.show_time(clock_shown)
            self.clock.go()
        else:
            self.clock.hide()
        first = self.back if unanswered or in_part else self.submit  # a second Enter does not end what is not done
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        self.clock.show_taking(None)
        super().hideEvent(event)

    def _in_part(self, taking: Taking, id_: str) -> str:
        """Tell how much of a question is still open."""
        of = len(taking.bank.question(id_).open_parts(None))
        return open_text(len(taking.open_parts(id_)), of, translate)

    def _ask(self, item: QListWidgetItem) -> None:
        self.question_requested.emit(item.data(Qt.ItemDataRole.UserRole))
