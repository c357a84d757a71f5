"""Answering `ordering`."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPixmap, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from quizapp.domain.mark import Mark, Outcome
from quizapp.domain.question import Arrangement, Response
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.dragging import Dragging, let_drag, paint_grip, text_picture
from quizapp.gui.answers.parts.outcome import outcomes_of
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, show_kept
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.shapes import from_start, paint_box, painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.word_button import WordButton
from quizapp.question_types.ordering import Ordering


class _Row(QFrame):
    """An item in its place, with buttons to move it and a grip to drag it."""

    move_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._outcome: Outcome | None = None
        self._place = Label(theme, FontRole.STRONG, color="muted")
        self._place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._text = Label(theme, FontRole.OPTION, wraps=True)
        self._right_place = Label(theme, FontRole.SMALL, color="right")
        self.up, self.down = QToolButton(), QToolButton()
        items = (self._place, (self._text, 1), self._right_place, self.up, self.down)
        fill(QHBoxLayout(self), *items, margins=(10, 6, 8, 6), spacing=8)
        for button, by in ((self.up, -1), (self.down, 1)):
            button.setAutoRaise(True)
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.clicked.connect(lambda _=False, by=by: self.move_requested.emit(by))
        theme.restyle_with(self._restyle)

    def show_item(self, place: int, count: int, text: str) -> None:
        self._outcome = None
        let_drag(self, True)
        self._place.setText(str(place))
        self._place.set_color("muted")
        self._text.setText(text)
        self._right_place.hide()
        at = self.tr("{place} of {count}").format(place=place, count=count)
        self._text.setAccessibleName(f"{at}: {text}")
        self.up.setEnabled(place > 1)
        self.down.setEnabled(place < count)
        self.up.setAccessibleName(self.tr("Move up: {text}").format(text=text))
        self.down.setAccessibleName(self.tr("Move down: {text}").format(text=text))
        for button in (self.up, self.down):
            button.show()
            button.setAccessibleDescription(at)
        self.update()

    def show_outcome(self, outcome: Outcome, right_place: int) -> None:
        """Show how the item was marked; without a response, it is missed, not wrong."""
        self._outcome = outcome
        let_drag(self, False)
        for button in (self.up, self.down):
            button.hide()
        words = self.tr("right place")
        if outcome != "right":
            words = self.tr("belongs at {place}").format(place=right_place)
        sign, color = {"right": ("✓ ", "right"), "wrong": ("✗ ", "wrong")}.get(outcome, ("", "muted"))
        self._place.set_color(color)
        self._right_place.set_color(color)
        self._right_place.setText(sign + words)
        self._right_place.show()
        self._text.setAccessibleName(f"{self._text.accessibleName()}, {words}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = {"right": "right", "wrong": "wrong"}.get(self._outcome or "", "")
        painter = painter_on(self)
        ground, line = (f"{tone}_soft", 2) if tone else ("card", 1)
        paint_box(painter, self._theme, self.rect(), tone or "edge", ground, line=line)
        if self._outcome is None:
            side = self._theme.pixels(14)
            grip = from_start(painter, QRectF(7, 0, side, self.height()), self.rect())
            paint_grip(painter, self._theme, grip.center())

    def picture(self) -> QPixmap:
        """Paint the picture that follows the mouse while the row is dragged."""
        return text_picture(self._theme, self._text)

    def _restyle(self) -> None:
        self._theme.put_icon(self.up, "up")
        self._theme.put_icon(self.down, "down")
        self._place.setMinimumWidth(self._theme.pixels(32))  # with room for the grip before it
        self.setMinimumHeight(max(self._theme.pixels(44), self.up.sizeHint().height() + 12))  # even without the buttons
        self.update()


class OrderingView(AnswerView):
    """A list of items. They are dragged, or moved with buttons or with Alt and the arrow keys."""

    question: Ordering
    needs_key_hint = True  # as the numbers name the places, and are no keys

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.rows: list[_Row] = []
        self.shown_rows: list[_Row] = []
        self._order: list[str] = []
        self.keep = WordButton(self.tr("Keep this order"))
        self.keep.clicked.connect(self._take_order)
        self.line = QFrame(self)
        """Lies between the two items where the dragged one would land."""
        self.line.setObjectName("landing")
        self.line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.hide()
        self._dragging = Dragging(self)
        self._dragging.moved.connect(self._show_landing)
        self._dragging.ended.connect(self.line.hide)
        self._dragging.dropped.connect(self._drop)
        self._landing: int | None = None
        for keys, by in (("Alt+Up", -1), ("Ctrl+Up", -1), ("Alt+Down", 1), ("Ctrl+Down", 1)):
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._move_focused(by))
        below = fill(QHBoxLayout(), self.keep, 1, margins=(3, 6, 3, 0))
        self._layout = fill(QVBoxLayout(self), below, spacing=2, margins=(0, 0, 0, 0))

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of the items in their order now."""
        return tuple(self._order)

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        self._dragging.cancel()
        self._order = list(response) if isinstance(response, tuple) else list(arrangement)
        self.shown_rows = show_kept(self.rows, len(self._order), self._new_row)
        self._show_items()
        self.keep.setVisible(response is None)

    def _new_row(self) -> _Row:
        row, index = _Row(self.theme, self), len(self.rows)
        row.move_requested.connect(lambda by: self.move_item(index, by))
        self._dragging.add_source(row, row.picture)
        self._layout.insertWidget(index, row)
        return row

    def show_outcomes(self, mark: Mark) -> None:
        outcomes = outcomes_of(mark)
        self._dragging.cancel()
        for id_, row in zip(self._order, self.shown_rows, strict=True):
            row.show_outcome(outcomes.get(id_, "missed"), self.question.ids.index(id_) + 1)
        self.keep.hide()

    def move_item(self, index: int, by: int) -> None:
        """Move the item at `index` up (-1) or down (1); the focus goes with it."""
        to = min(max(index + by, 0), len(self._order) - 1)
        self._put(index, to)
        row = self.rows[to]
        wanted, other = (row.up, row.down) if by < 0 else (row.down, row.up)
        (wanted if wanted.isEnabled() else other).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _move_focused(self, by: int) -> None:
        row = with_focus(self.shown_rows)
        if row is not None and self.is_open:
            self.move_item(self.shown_rows.index(row), by)

    def _put(self, index: int, to: int) -> None:
        """Move the item at `index` to the place `to`."""
        moved = self._order.pop(index)
        self._order.insert(to, moved)
        self._show_items()
        words = self.tr("{place} of {count}: {text}")
        announce(self, words.format(place=to + 1, count=len(self._order), text=self.question.part_text(moved)))
        if to != index:
            self._take_order()

    # dragging

    def _show_landing(self, at: QPoint) -> None:
        """Show where the dragged item would land, unless it would stay."""
        here, rows = self.mapFromGlobal(at), self.shown_rows
        index = next(index for index, row in enumerate(rows) if row is self._dragging.source)
        before = sum(here.y() > row.geometry().center().y() for row in rows)
        stays = not 0 <= here.x() < self.width() or before in (index, index + 1)
        self._landing = None if stays else before - (before > index)
        if not stays:
            y = rows[before].y() if before < len(rows) else rows[-1].geometry().bottom() + 2
            self.line.setGeometry(QRect(3, max(0, y - 3), self.width() - 6, 4))
            self.line.raise_()
        self.line.setVisible(not stays)

    def _drop(self, source: QWidget, _target: QWidget | None) -> None:
        index = next((index for index, row in enumerate(self.rows) if row is source), None)
        if index is not None and self._landing is not None:
            self._put(index, self._landing)

    def name_of(self, part: str) -> str:
        return str(self._order.index(part) + 1) if part in self._order else ""

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self.rows[0].down.setFocus(reason)

    def key_hint(self) -> str:
        return self.tr("Tab to an item, Alt+↑ and Alt+↓ move it")

    def _show_items(self) -> None:
        for place, (id_, row) in enumerate(zip(self._order, self.shown_rows, strict=True), 1):
            row.show_item(place, len(self._order), self.question.part_text(id_))

    def response(self) -> Response | None:
        return self.order

    def _take_order(self) -> None:
        self.keep.hide()
        self.notice()
