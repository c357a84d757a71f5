"""The picture of a distinction: what belongs where, and where it was put."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.domain.mark import Outcome
from quizapp.domain.marked_attempt import Distinction
from quizapp.domain.text import letters
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.tables import distinction_table

_MOST_NAMED = 2
"""So many columns have the names of their categories; more have letters, which stand beside the names of the rows."""


class _Count(Label):
    """A number of statements: with a tick where they were put right, with a cross where they were not."""

    def __init__(self, theme: Theme, text: str, outcome: Outcome | None, parent: QWidget) -> None:
        super().__init__(theme, FontRole.STRONG, text, parent=parent)
        self._tone = {"right": "right", "wrong": "wrong"}.get(outcome or "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(40), self._theme.pixels(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tone = self._theme, self._tone
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(tone or "line"), 1.4 if tone else 1.0))
        painter.setBrush(theme.color(f"{tone}_soft" if tone else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setFont(theme.font(FontRole.STRONG if tone else FontRole.PLAIN))
        painter.setPen(theme.color("text" if tone else "muted"))
        metrics = painter.fontMetrics()
        size = theme.pixels(15) if tone else 0
        gap = theme.pixels(3) if tone else 0
        width = metrics.horizontalAdvance(self.text())
        if size and size + gap + width + 4 > self.width():
            size = gap = 0
        left = (self.width() - size - gap - width) / 2
        if size:
            pixmap = theme.pixmap(tone, tone, size, self.devicePixelRatioF())
            painter.drawPixmap(round(left), (self.height() - size) // 2, pixmap)
        room = QRectF(left + size + gap, 0, width + 2, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())


class DistinctionGrid(QWidget):
    """A small table, with a sentence below for each way in which one thing was read as another."""

    def __init__(self, theme: Theme, distinction: Distinction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        table = distinction_table(distinction, translate)
        columns = table.head[1:]
        by_name = len(columns) <= _MOST_NAMED
        names = letters(len(distinction.categories))
        grid = QGridLayout()
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 3)
        across = Label(theme, FontRole.SMALL, self.tr("You put it in"), color="muted")
        across.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        grid.addWidget(across, 0, 1, 1, len(columns))
        grid.addWidget(Label(theme, FontRole.SMALL, self.tr("It belongs to"), color="muted"), 1, 0)
        for index, name in enumerate(columns):
            shown = name if by_name else names[index] if index < len(names) else "–"
            head = Label(theme, FontRole.LABEL, shown, wraps=by_name)
            head.setAccessibleName(self.tr("You put it in: {name}").format(name=name))
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(head, 1, 1 + index)
            grid.setColumnStretch(1 + index, 3 if by_name else 1)
        for at, row in enumerate(table.rows):
            name = row[0].text
            shown = name if by_name else f"{names[at]}  {name}"
            grid.addWidget(Label(theme, FontRole.LABEL, shown, wraps=True), 2 + at, 0)
            for index, cell in enumerate(row[1:]):
                count = _Count(theme, cell.text, cell.outcome, self)
                count.setAccessibleName(self._words(cell.text, name, columns[index], cell.outcome))
                grid.addWidget(count, 2 + at, 1 + index)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(grid)
        if not by_name and len(columns) > len(names):
            layout.addWidget(Label(theme, FontRole.SMALL, f"–  {columns[-1]}", color="muted", wraps=True))
        for note in table.notes:
            layout.addWidget(Label(theme, FontRole.PLAIN, note, wraps=True))

    def _words(self, count: str, name: str, column: str, outcome: Outcome | None) -> str:
        text = self.tr("{count} that belong to “{name}”, put in “{column}”").format(
            count=count, name=name, column=column
        )
        words = {"right": self.tr("right"), "wrong": self.tr("misread"), "missed": self.tr("left out")}.get(
            outcome or "", ""
        )
        return f"{text}: {words}" if words else text
