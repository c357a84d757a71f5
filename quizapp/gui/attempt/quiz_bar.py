"""The bar below the passage and the question: from question to question, and what is done to the one that is shown."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from quizapp.gui.attempt.navigator import Navigator
from quizapp.gui.attempt.quiz_clock import QuizClock
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.taking import Taking


class QuizBar(QWidget):
    """The row of questions with the previous and the next, flag, note, pause, and the clock.

    Signals:
        step_requested: the user wants the question before (−1) or after (1) this one.
        note_requested: the user wants to write a note.
        pause_requested: the user wants the time to stop.
    """

    step_requested = Signal(int)
    note_requested = Signal()
    pause_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flag_color = "text"
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self.back = self._tool("", self.tr("Previous question (Alt+←)"))
        self.back.clicked.connect(lambda: self.step_requested.emit(-1))
        self.navigator = Navigator(theme)
        self.navigator.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._number = Label(theme, FontRole.PLAIN)
        self.flag = self._tool(self.tr("Flag"), self.tr("Flag this question to come back to (F)"))
        self.flag.setCheckable(True)
        self.note = self._tool(self.tr("Note"), self.tr("Write a note to this question (N)"))
        self.note.clicked.connect(self.note_requested)
        self.pause = self._tool("", self.tr("Pause: stop the time and cover the question"))
        self.pause.clicked.connect(self.pause_requested)
        self.clock = QuizClock(theme)
        self.next = self._tool("", self.tr("Next question (Alt+→)"))
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self._row.addStretch(1)
        here: tuple[QWidget, ...] = (self.back, self.navigator, self._number, self.next)
        for widget in here:
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for widget in (self.flag, self.note, self.pause, self.clock):
            self._row.addWidget(widget)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_taking(self, taking: Taking) -> None:
        """Show another attempt, or all of its questions anew."""
        self.navigator.show_taking(taking)
        self.clock.show_taking(taking)
        over = taking.attempt.submitted
        self.flag.setEnabled(not over)
        self.pause.setVisible(taking.mode.tells_at_once and not over)

    def show_question(self, taking: Taking) -> None:
        """Show where the attempt is now."""
        id_, count = taking.current.id, len(taking.order)
        self._number.setText(f"{taking.index + 1} / {count}")
        self.flag.setChecked(id_ in taking.attempt.flagged)
        self.note.setEnabled(not taking.attempt.submitted)
        self.back.setEnabled(taking.index > 0)
        self.next.setEnabled(taking.index < count - 1)
        self.navigator.follow()
        self.show_flag()

    def fit(self, *, around: int, edge: int, compact: bool, narrow: bool) -> None:
        """Take the room that there is: `narrow` has no words beside icons, `compact` no row of questions."""
        self._row.setContentsMargins(around, edge, around, edge)
        self.navigator.setVisible(not compact)
        self._number.setVisible(compact)
        style = Qt.ToolButtonStyle
        for button in (self.flag, self.note):
            button.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)

    def show_flag(self) -> None:
        """Have the flag's icon say whether it is set. A new icon has the bar laid out again, so only for a change."""
        color = "warn" if self.flag.isChecked() else "text"
        if color != self._flag_color:
            self._flag_color = color
            self.flag.setIcon(self._theme.icon("flag", color))

    def _restyle(self) -> None:
        self._flag_color = "warn" if self.flag.isChecked() else "text"
        side = self._theme.pixels(18)
        for button, icon, color in (
            (self.back, "back", "text"),
            (self.next, "next", "text"),
            (self.flag, "flag", self._flag_color),
            (self.note, "note", "text"),
            (self.pause, "pause", "text"),
        ):
            button.setIcon(self._theme.icon(icon, color))
            button.setIconSize(QSize(side, side))

    def _tool(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(f" {text}" if text else "")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button
