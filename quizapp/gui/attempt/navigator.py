"""A row with all questions of an attempt and their states."""

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizapp.gui.attempt.navigator_model import NavigatorModel, QuestionState
from quizapp.gui.kit.card_list import Index
from quizapp.gui.kit.selection import follow_selection
from quizapp.gui.kit.shapes import paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.verdict_sign import paint_sign
from quizapp.services.taking import Taking

_HALF = 180 * 16
"""Half a circle, in Qt's sixteenths of a degree."""

_TONES = {
    QuestionState.ANSWERED_IN_PART: "accent",
    QuestionState.ANSWERED: "accent",
    QuestionState.TRIED: "warn",
    QuestionState.RIGHT: "right",
    QuestionState.PARTIAL: "warn",
    QuestionState.WRONG: "wrong",
    QuestionState.UNANSWERED: "muted",
    QuestionState.UNMARKED: "accent",
}


def paint_state(painter: QPainter, theme: Theme, disc: QRectF, state: QuestionState) -> None:
    """Paint the sign of a question's state into the square `disc`."""
    if state is QuestionState.UNANSWERED:
        paint_sign(painter, theme, disc.adjusted(-1, -1, 1, 1), "unanswered")
        return
    tone = _TONES.get(state, "")
    painter.setPen(QPen(theme.color(tone or "edge"), 1.5))
    is_filled = tone and state is not QuestionState.ANSWERED_IN_PART
    painter.setBrush(theme.color(tone) if is_filled else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    if state is QuestionState.ANSWERED_IN_PART:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tone))
        painter.drawPie(disc, _HALF // 2, _HALF)
    if state.value in ("right", "wrong", "partial", "unmarked", "again"):
        paint_icon(painter, theme, state.value, "card", disc.center(), round(disc.width() * 0.75))


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: "Navigator") -> None:
        super().__init__(parent)
        self._theme = theme
        self._navigator = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        side = self._navigator.side
        return QSize(side, side + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, questions, row = self._theme, self._navigator.questions, index.row()
        taking, state = questions.taking, questions.state(row)
        assert taking is not None
        id_, is_current = taking.order[row], row == taking.index
        box = QRectF(option.rect)
        center = box.center()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = box.width() / 2 - 1.5 if is_current else box.height() * 0.29
        disc = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        tone = _TONES.get(state, "")
        if is_current:
            dash = Qt.PenStyle.DashLine if state is QuestionState.UNANSWERED else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.color(tone or "accent"), 2, dash))
            painter.setBrush(theme.color("card"))
            painter.drawEllipse(center, radius, radius)
            painter.setFont(self._navigator.number_font)
            painter.setPen(theme.color(tone or "accent"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(row + 1))
        else:
            paint_state(painter, theme, disc, state)
        if id_ in taking.attempt.flagged:
            painter.setPen(QPen(theme.color("card"), 1))
            painter.setBrush(theme.color("warn"))
            x, y = center.x() + 2, box.top() + 0.5
            painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x + 9, y + 4), QPointF(x, y + 8)]))
        if taking.note(id_):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("muted"))
            painter.drawRect(QRectF(center.x() - 5, box.bottom() - 3, 10, 2))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.restore()


class Navigator(QListView):
    """Shows one sign per question. Arrow keys move along; Enter, Space or a click goes to a question.

    Signals:
        question_requested: the index of the question to go to.
    """

    question_requested = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_behind = False
        self.questions = NavigatorModel(self)
        self._followed = 0
        self.setModel(self.questions)
        self.setItemDelegate(_Delegate(theme, self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Questions"))
        self.setAccessibleDescription(self.tr("Use the arrow keys to move along the questions, and Enter to open one"))
        self.clicked.connect(self._ask)
        follow_selection(self, self._ask)
        self.horizontalScrollBar().rangeChanged.connect(self._catch_up)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_taking(self, taking: Taking) -> None:
        self.questions.show_taking(taking)
        self.updateGeometry()
        self.follow()

    @property
    def side(self) -> int:
        """The width of one question, in pixels."""
        return max(24, self._theme.pixels(25))

    def follow(self) -> None:
        """Bring the current question into view."""
        taking = self.questions.taking
        if taking is not None:
            index = self.questions.index(taking.index)
            self.setAutoScroll(False)
            self.setCurrentIndex(index)
            self.setAutoScroll(True)
            self._keep_in_view()
            for row in (self._followed, taking.index):
                self.update(self.questions.index(row))
            self._followed = taking.index

    def _keep_in_view(self) -> None:
        """Scroll to the current question, or, until the row is laid out that far, remember to."""
        index = self.currentIndex()
        self._is_behind = index.isValid() and self.visualRect(index).isEmpty()
        if not self._is_behind and not self.viewport().rect().contains(self.visualRect(index)):
            # so the next few steps need no scrolling
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _catch_up(self) -> None:
        if self._is_behind:
            self._keep_in_view()

    def sizeHint(self) -> QSize:
        return QSize(self.side * max(1, self.questions.rowCount()) + 4, self.side + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.side * 3, self.side + 8)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters and digits choose answers."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask(self.currentIndex())
            return
        if event.text().isprintable() and event.text():
            event.ignore()
            return
        super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        if index.isValid():
            self.question_requested.emit(index.row())

    def _restyle(self) -> None:
        self.number_font = self._theme.font(FontRole.SMALL)
        self.number_font.setPointSizeF(self.number_font.pointSizeF() * 0.85)
        self.number_font.setBold(True)
        self.setFixedHeight(self.side + 8)
        self.updateGeometry()
        self.viewport().update()
