"""The bar below the library's search field: filters of questions, and how many were found."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import skill_name, type_name
from quizapp.services.found import Found

_WIDTH = 12
"""Characters of a filter's box."""


class SearchBar(QWidget):
    """Lets the user choose the type and the skill of questions, and tells how many were found.

    Signals:
        changed: another type or skill was chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.types = ChoiceBox(theme, self.tr("Question type"), self)
        self.skills = ChoiceBox(theme, self.tr("Skill"), self)
        for box, every in ((self.types, self.tr("All question types")), (self.skills, self.tr("All skills"))):
            box.use_length(_WIDTH)
            box.show_choices([(every, "")])
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.told = Label(theme, FontRole.SMALL, color="muted", wraps=True, parent=self)
        filters = fill(QHBoxLayout(), (self.types, 1), (self.skills, 1), spacing=8)
        fill(QVBoxLayout(self), filters, self.told, margins=(0, 0, 0, 0), spacing=4)
        theme.restyle_with(self._restyle)

    @property
    def type_name(self) -> str:
        """The type that is wanted; empty for any."""
        return str(self.types.currentData() or "")

    @property
    def skill(self) -> str:
        """The skill that is wanted; empty for any."""
        return str(self.skills.currentData() or "")

    def clear(self) -> None:
        """Filter nothing."""
        for box in (self.types, self.skills):
            box.setCurrentIndex(0)

    def show_found(self, found: Found, *, has_filter: bool) -> None:
        """Tell what was found, and offer the types and skills of all questions."""
        _offer(self.types, [(type_name(name, translate), name) for name in found.types])
        _offer(self.skills, [(skill_name(name, translate), name) for name in found.skills])
        told = self.tr("%Ln questions found", "", found.total)
        if not found.is_whole:
            banks = self.tr("%Ln banks found", "", found.banks)
            told = self.tr("{banks}, {questions}. Not all are listed: add words to find fewer.")
            told = told.format(banks=banks, questions=self.tr("%Ln questions found", "", found.total))
        self.told.show_text(told if found.total or has_filter or not found.is_whole else "")

    def _restyle(self) -> None:
        """Leave room for what stands beside the list: of a long name, the beginning is enough."""
        for box in (self.types, self.skills):
            box.setMinimumWidth(self._theme.pixels(64))


def _offer(box: ChoiceBox, choices: Sequence[tuple[str, str]]) -> None:
    known = [(box.itemText(row), box.itemData(row)) for row in range(box.count())]
    if known[1:] != sorted(choices):
        box.show_choices([*known[:1], *sorted(choices)])
