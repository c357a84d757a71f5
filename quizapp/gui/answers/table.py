"""Answering `table`."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QWidget

from quizapp.domain.inline import inline_text
from quizapp.domain.question import Arrangement, Response
from quizapp.gui.answers.parts.pill_row import RowLayout
from quizapp.gui.answers.row_view import RowView
from quizapp.gui.kit.building import show_kept
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.label import InlineLabel
from quizapp.gui.kit.shapes import painter_on
from quizapp.gui.kit.theme import FontRole, Theme

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
        self._kept: list[InlineLabel] = []
        self.labels: list[InlineLabel] = []
        """The headings that are shown, in order."""
        self.cells = RowLayout(self)
        self.cells.setContentsMargins(3, 0, 3, 6)
        self.cells.addWidget(QLabel())  # above the texts of the rows

    def show_columns(self, columns: Sequence[str]) -> None:
        self.labels = show_kept(self._kept, len(columns), self._new_label)
        for label, column in zip(self.labels, columns, strict=True):
            label.setText(inline_text(column))

    def _new_label(self) -> InlineLabel:
        label = InlineLabel(self._theme, FontRole.SMALL, color="muted", wraps=True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.cells.add_cell(label, Qt.AlignmentFlag.AlignBottom)
        return label

    def widest_word(self) -> int:
        """Return the width of the longest word in a heading, in pixels."""
        metrics = QFontMetrics(self._theme.font(FontRole.SMALL))
        words = [word for label in self.labels for word in label.text().split()]
        return max((metrics.horizontalAdvance(word) for word in words), default=0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        if self.y():  # rows are below it
            painter.fillRect(self.rect(), self._theme.color("card"))
        painter.setPen(self._theme.color("edge"))
        painter.drawLine(3, self.height() - 1, self.width() - 4, self.height() - 1)


class TableView(RowView):
    """A grid with a choice in each cell; where there is no room for it, rows as in `categorize`.

    Arrow keys move from cell to cell without choosing; the space bar and digits choose. The headings stay in view while
    the rows are scrolled.
    """

    needs_key_hint = True  # as the letters name the rows, and digits choose

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._area: QScrollArea | None = None
        self.head = _Head(theme, self)
        self._layout.addWidget(self.head)
        self._layout.setSpacing(0)
        theme.changed.connect(self._lay_out)

    def place_text(self) -> str:
        return self.tr("Column {number} of {count}")

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        self.head.show_columns(self.values)
        super().fill(arrangement, response)
        for row in self.rows:
            for pill in row.pills:
                pill.removeEventFilter(self)
                pill.installEventFilter(self)
        self._lay_out()

    def name_in_sentence(self, part: str) -> str:
        return self.tr("Row {name}").format(name=self.name_of(part))

    def letter_hint(self) -> str:
        hint = self.tr("Press 1–{last} to choose row by row, Enter to go on")
        return hint.format(last=len(self.values))

    def margin(self) -> int:
        return super().margin() + (0 if self.head.isHidden() else self.head.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._keep_head()

    def showEvent(self, event: QShowEvent) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and around is not self._area:
            self._area = around
            around.verticalScrollBar().valueChanged.connect(self._keep_head)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._keep_head()
        return done

    def _keep_head(self) -> None:
        """Move the headings to where the view begins to be seen; the last row stays below them."""
        rows = self.shown_rows
        if self._area is None or self.head.isHidden() or not rows or not self.isVisible():
            return
        above = -self.mapTo(self._area.viewport(), QPoint(0, 0)).y()
        self.head.move(self.head.x(), max(0, min(above, rows[-1].y() - self.head.height())))
        self.head.raise_()
        self.head.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and not held:
                self._move_focus(*step)
                return True
        return False

    def _move_focus(self, down: int, right: int) -> None:
        """Move the focus by `down` rows and `right` columns; at an edge it stays."""
        rows = self.shown_rows
        row = with_focus(rows)
        focused = QApplication.focusWidget()
        if row is None or focused not in row.pills:
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            right = -right
        to_row, to_column = rows.index(row) + down, row.pills.index(focused) + right
        if 0 <= to_row < len(rows) and 0 <= to_column < len(self.values):
            rows[to_row].pills[to_column].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        """Show a grid if there is room for each heading's longest word and a text of some length."""
        count = len(self.head.labels)
        width = self.width() - 6
        text = self.theme.pixels(190)
        least = max(self.head.widest_word() + 12, self.theme.pixels(56))
        grid = bool(count) and text + least * count <= width
        cell = min(max(least, round(width * 0.48 / count)), max(least, self.theme.pixels(130))) if grid else 0
        self.head.setVisible(grid)
        self.head.cells.set_cell_width(cell)
        for row in self.rows:
            row.show_in_cells(cell)
