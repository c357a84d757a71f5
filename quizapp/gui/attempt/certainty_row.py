"""A question about how sure the learner is: three choices with their gains and losses."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from quizapp.domain.behavior import stakes as stakes_of
from quizapp.domain.question import Question
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.pill import Pill
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import CERTAINTY_NAMES, certainty_name
from quizapp.reports.words import signed, stakes_text


class CertaintyRow(QWidget):
    """A question and three radio buttons.

    Signals:
        certainty_chosen: from 1 to 3; also when it is shown.
    """

    certainty_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._heading = Label(theme, FontRole.STRONG, wraps=True)
        choices = WrapBox()
        flow = FlowLayout(choices, spacing=3)
        fill(QVBoxLayout(self), self._heading, choices, margins=(3, 4, 10, 0), spacing=4)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._take)
        self._pills: dict[int, Pill] = {}
        for certainty in CERTAINTY_NAMES:
            pill = Pill(theme)
            self._group.addButton(pill, certainty)
            flow.addWidget(pill)
            self._pills[certainty] = pill

    def show_certainty(self, question: Question, certainty: int, *, is_needed: bool) -> None:
        """Show the learner's certainty, 0 for none; if it `is_needed`, the response can't be checked without it."""
        text = self.tr("How sure are you?")
        if not certainty:
            lowest = certainty_name(1, translate)
            text += " " + (
                self.tr("Choose one, then check.")
                if is_needed
                else self.tr("If you don’t say, “{name}” counts.").format(name=lowest)
            )
        self._heading.setText(text)
        self._group.setExclusive(False)
        for number, pill in self._pills.items():
            name, stakes = certainty_name(number, translate), stakes_text(question, number, translate)
            pill.show_text(name)
            right, wrong = (signed(points, translate) for points in stakes_of(question, number))
            pill.show_detail(f"✓ {right}  ✗ {wrong}")
            pill.setChecked(number == certainty)
            pill.setAccessibleName(name)
            described = self.tr("{stakes}; choice {number} of {count}")
            pill.setAccessibleDescription(described.format(stakes=stakes, number=number, count=len(self._pills)))
            pill.setToolTip(self.tr("Alt+{number}").format(number=number))
        self._group.setExclusive(True)

    @property
    def words(self) -> str:
        """The question above the choices."""
        return self._heading.text()

    def _take(self, certainty: int, is_chosen: bool) -> None:
        if is_chosen:
            self.certainty_chosen.emit(certainty)

    def choose(self, certainty: int) -> bool:
        """Choose one of the three; False if that isn't possible."""
        pill = self._pills.get(certainty)
        if pill is None or not self.isVisible():
            return False
        pill.setFocus(Qt.FocusReason.ShortcutFocusReason)
        pill.click()
        return True

    def take_key(self, key: str) -> bool:
        """Choose by a digit that was typed, and tell whether it was meant for this row, as that has the focus."""
        if not key.isdecimal() or with_focus(self._pills.values()) is None:
            return False
        self.choose(int(key))
        return True

    @property
    def chosen_has_focus(self) -> bool:
        """True if the choice that is made has the focus."""
        return any(pill.isChecked() and pill.hasFocus() for pill in self._pills.values())

    def focus_first(self, reason: Qt.FocusReason) -> None:
        """Give the focus to the first choice."""
        self._pills[1].setFocus(reason)
