"""A list of facts in two columns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.building import new_grid
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme


class FactList(QWidget):
    """Names and values. Labels are kept, and shown again with other words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[Label, Label]] = []
        self._grid = new_grid(self, stretch=1, spacing=(18, 8), margins=(0, 6, 0, 6))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while len(self._rows) < len(facts):
            name = Label(self._theme, FontRole.PLAIN, color="muted", wraps=True, parent=self)
            value = Label(self._theme, FontRole.PLAIN, wraps=True, parent=self)
            row = len(self._rows)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
            self._rows.append((name, value))
        is_reversed = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_reversed else Qt.AlignmentFlag.AlignLeft
        beside = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter  # its name, in any language
        for index, (name, value) in enumerate(self._rows):
            shown = index < len(facts)
            for label in (name, value):
                label.setVisible(shown)
            if shown:
                name.setText(facts[index][0])
                value.setText(facts[index][1])
                value.setAlignment(beside)
                value.setAccessibleName(f"{facts[index][0]}: {facts[index][1]}")
