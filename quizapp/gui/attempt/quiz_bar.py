"""The bar at the bottom of the quiz page."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from quizapp.gui.attempt.navigator import Navigator
from quizapp.gui.attempt.quiz_clock import QuizClock
from quizapp.gui.kit.building import fill, name_by_tip
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.taking import Taking


class QuizBar(QWidget):
    """The row of questions between `back` and `next`, then `flag`, `note`, `pause`, and the `clock`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._flag_color = "text"
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = self._tool("", self.tr("Previous question ({key})").format(key=shortcut_of("previous")))
        self.navigator = Navigator(theme)
        self.navigator.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._number = Label(theme, FontRole.PLAIN)
        self.flag = self._tool(self.tr("Flag"), "")
        self.flag.setCheckable(True)
        self.note = self._tool(self.tr("Note"), "")
        self.pause = self._tool("", self.tr("Pause: stop the clock and cover the question"))
        self.clock = QuizClock(theme)
        self.next = self._tool("", self.tr("Next question ({key})").format(key=shortcut_of("next")))
        moving = (self.back, self.navigator, self._number, self.next)
        tools = (self.flag, self.note, self.pause, self.clock)
        self._row = fill(QHBoxLayout(self), 1, *moving, 1, *tools, spacing=8)
        for button, icon in zip(
            (self.back, self.next, self.flag, self.note, self.pause),
            ("back", "next", "flag", "note", "pause"),
            strict=True,
        ):
            theme.put_icon(button, icon)

    def show_taking(self, taking: Taking) -> None:
        """Show an attempt, with all of its questions."""
        self.navigator.show_taking(taking)
        self.clock.show_taking(taking)
        over = taking.attempt.submitted
        self.flag.setEnabled(not over)
        self.pause.setVisible(taking.mode.tells_at_once and not over)

    def show_letters(self, letters: Mapping[str, str]) -> None:
        """Tell the `letters` of the buttons; those that are missing have none."""
        for button, name, words in (
            (self.flag, "flag", self.tr("Flag this question to come back to it")),
            (self.note, "note", self.tr("Write a note on this question")),
        ):
            with_key = self.tr("{what} ({key})").format(what=words, key=letters[name]) if name in letters else words
            name_by_tip(button, with_key)

    def show_question(self, taking: Taking) -> None:
        """Show the current question of the attempt."""
        id_, count = taking.current.id, len(taking.order)
        self._number.setText(f"{taking.index + 1} / {count}")
        self.flag.setChecked(id_ in taking.attempt.flagged)
        self.note.setEnabled(not taking.attempt.submitted and taking.allows("notes"))
        self.back.setEnabled(taking.index > 0)
        self.next.setEnabled(taking.index < count - 1)
        self.navigator.follow()
        self.show_flag()

    def fit(self, *, around: int, edge: int, compact: bool, narrow: bool) -> None:
        """Fit the room: if `narrow`, without words beside icons; if `compact`, without the row of questions."""
        self._row.setContentsMargins(around, edge, around, edge)
        self.navigator.setVisible(not compact)
        self._number.setVisible(compact)
        style = Qt.ToolButtonStyle
        for button in (self.flag, self.note):
            button.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)

    def show_flag(self) -> None:
        """Color the flag's icon if the flag is set. Only on a change, as a new icon lays out the bar again."""
        color = "warn" if self.flag.isChecked() else "text"
        if color != self._flag_color:
            self._flag_color = color
            self._theme.put_icon(self.flag, "flag", color=color)

    def _tool(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(f" {text}" if text else "")
        name_by_tip(button, name)
        return button
