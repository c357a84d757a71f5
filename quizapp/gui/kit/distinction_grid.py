"""A table of a distinction: where statements belong, and where the learner put them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.domain.mark import Outcome
from quizapp.domain.marked_attempt import Distinction
from quizapp.domain.text import letters
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.shapes import painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.tables import distinction_table

_MOST_NAMED = 2
"""Most columns that are headed by name; more are headed by letters, which stand beside the names of the rows."""


class _Count(QWidget):
    """A number of statements, with a tick if they were put right and a cross if not; `words` say it."""

    def __init__(self, theme: Theme, text: str, outcome: Outcome | None, words: str) -> None:
        super().__init__()
        self._theme = theme
        self._tone = {"right": "right", "wrong": "wrong"}.get(outcome or "", "")
        role, color = (FontRole.STRONG, "text") if self._tone else (FontRole.PLAIN, "muted")
        number = Label(theme, role, text, color=color)
        number.setAccessibleName(words)
        signs = [Icon(theme, self._tone, self._tone, 15)] if self._tone else []
        fill(QHBoxLayout(self), 1, *signs, number, 1, margins=(4, 0, 4, 0), spacing=3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.follow(self)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(40), self._theme.pixels(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tone = self._theme, self._tone
        painter = painter_on(self)
        painter.setPen(QPen(theme.color(tone or "line"), 1.4 if tone else 1.0))
        painter.setBrush(theme.color(f"{tone}_soft" if tone else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class DistinctionGrid(QWidget):
    """A small table, with a sentence below it for each common mix-up.

    Args:
        by_class: a whole class has sorted the statements, and not the one who reads this.
    """

    def __init__(self, theme: Theme, distinction: Distinction, *, by_class: bool = False) -> None:
        super().__init__()
        put = self.tr("The class put it in") if by_class else self.tr("You put it in")
        table = distinction_table(distinction, translate)
        columns = table.head[1:]
        by_name = len(columns) <= _MOST_NAMED
        names = letters(len(distinction.categories))
        grid = QGridLayout()
        grid.setSpacing(4)
        grid.setColumnStretch(0, 3)
        across = Label(theme, FontRole.SMALL, put, color="muted")
        across.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        grid.addWidget(across, 0, 1, 1, len(columns))
        grid.addWidget(Label(theme, FontRole.SMALL, self.tr("It belongs to"), color="muted"), 1, 0)
        for index, name in enumerate(columns):
            shown = name if by_name else names[index] if index < len(names) else "–"
            head = Label(theme, FontRole.LABEL, shown, wraps=by_name)
            head.setAccessibleName(f"{put}: {name}")
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(head, 1, 1 + index)
            grid.setColumnStretch(1 + index, 3 if by_name else 1)
        for at, row in enumerate(table.rows):
            name = row[0].text
            shown = name if by_name else f"{names[at]}  {name}"
            grid.addWidget(Label(theme, FontRole.LABEL, shown, wraps=True), 2 + at, 0)
            for index, cell in enumerate(row[1:]):
                words = self._words(cell.text, name, columns[index], cell.outcome)
                grid.addWidget(_Count(theme, cell.text, cell.outcome, words), 2 + at, 1 + index)
        layout = fill(QVBoxLayout(self), grid, margins=(0, 0, 0, 0), spacing=8)
        if not by_name and len(columns) > len(names):
            layout.addWidget(Label(theme, FontRole.SMALL, f"–  {columns[-1]}", color="muted", wraps=True))
        for note in table.notes:
            layout.addWidget(Label(theme, FontRole.PLAIN, note, wraps=True))

    def _words(self, count: str, name: str, put_in: str, outcome: Outcome | None) -> str:
        text = self.tr("From “{name}”, put in “{column}”: {count}").format(name=name, column=put_in, count=count)
        words = {"right": self.tr("right"), "wrong": self.tr("mixed up"), "missed": self.tr("left out")}
        return f"{text}, {words[outcome]}" if outcome in words else text
