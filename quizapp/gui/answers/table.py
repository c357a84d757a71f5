"""Answering `table`."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from quizapp.domain.inline import inline_text
from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.answers.parts.focus import with_focus
from quizapp.gui.answers.row_view import RowView
from quizapp.gui.kit.inline_label import InlineLabel
from quizapp.gui.kit.kept import show_kept
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.question_types.table import Table

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class _Head(QFrame):
    """The headings of the columns, each above its cells."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cell_width = 0
        self._labels: list[InlineLabel] = []
        self._shown: list[InlineLabel] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)

    def show_columns(self, columns: tuple[str, ...]) -> None:
        self._shown = show_kept(self._labels, len(columns), self._new_label)
        for label, column in zip(self._shown, columns, strict=True):
            label.setText(inline_text(column))
        self._fit()

    def _new_label(self) -> InlineLabel:
        label = InlineLabel(self._theme, FontRole.SMALL, color="muted", wraps=True, parent=self)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        return label

    def widest_word(self) -> int:
        """Return the width of the longest word in a heading, in pixels."""
        metrics = QFontMetrics(self._theme.font(FontRole.SMALL))
        words = [word for label in self._shown for word in label.text().split()]
        return max((metrics.horizontalAdvance(word) for word in words), default=0)

    def set_cell_width(self, width: int) -> None:
        if width != self._cell_width:
            self._cell_width = width
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.color("edge"))
        painter.drawLine(3, self.height() - 1, self.width() - 4, self.height() - 1)

    def _fit(self) -> None:
        room = max(1, self._cell_width - 8)
        heights = [label.heightForWidth(room) for label in self._shown]
        self.setFixedHeight(max(heights, default=0) + self._theme.pixels(6))
        self._place()

    def _place(self) -> None:
        is_reversed = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 3 if is_reversed else self.width() - 3 - self._cell_width * len(self._shown)
        for index, label in enumerate(self._shown[::-1] if is_reversed else self._shown):
            x = left + index * self._cell_width + 4
            label.setGeometry(QRect(x, 0, max(1, self._cell_width - 8), self.height() - self._theme.pixels(6)))


class TableView(RowView):
    """A grid with a choice in each cell; where there is no room for it, rows as in `categorize`.

    Arrow keys move from cell to cell without choosing; the space bar and digits choose.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._columns: tuple[str, ...] = ()
        self._head = _Head(theme, self)
        self._layout.addWidget(self._head)
        self._layout.setSpacing(0)
        theme.changed.connect(self._lay_out)

    @property
    def is_grid(self) -> bool:
        """Tell whether there is room for a grid."""
        return not self._head.isHidden()

    def fill(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        assert isinstance(question, Table)
        self._columns = question.columns
        self._head.show_columns(question.columns)
        self.show_rows(
            [(id_, question.part_text(id_)) for id_ in arrangement],
            question.columns,
            self.tr("Column {number} of {count}"),
            question.right,
            response,
        )
        for row in self.rows:
            for pill in row.pills:
                pill.removeEventFilter(self)
                pill.installEventFilter(self)
        self._lay_out()

    def name_in_sentence(self, part: str) -> str:
        return self.tr("Row {name}").format(name=self.name_of(part))

    def key_hint(self) -> str:
        return self.tr("Arrow keys move, Space or 1–{last} choose").format(last=len(self._columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and not held:
                self._move_focus(*step)
                return True
        return super().eventFilter(watched, event)

    def _move_focus(self, down: int, right: int) -> None:
        """Move the focus by so many rows and columns; at an edge it stays."""
        rows = self.shown_rows
        row = with_focus(rows)
        focused = QApplication.focusWidget()
        if row is None or focused not in row.pills:
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            right = -right
        to_row, to_column = rows.index(row) + down, row.pills.index(focused) + right
        if 0 <= to_row < len(rows) and 0 <= to_column < len(self._columns):
            rows[to_row].pills[to_column].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        """Show a grid if there is room for each heading's longest word and a text of some length."""
        count = len(self._columns)
        width = self.width() - 6
        text = self.theme.pixels(190)
        least = max(self._head.widest_word() + 12, self.theme.pixels(56))
        grid = bool(count) and text + least * count <= width
        cell = min(max(least, round(width * 0.48 / count)), max(least, self.theme.pixels(130))) if grid else 0
        self._head.setVisible(grid)
        self._head.set_cell_width(cell)
        for row in self.rows:
            row.show_in_cells(cell)
