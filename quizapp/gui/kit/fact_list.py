"""A list of facts in two columns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme


class FactList(QWidget):
    """Names and values."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = QFormLayout(self, horizontalSpacing=18, verticalSpacing=8)
        self._form.setContentsMargins(0, 6, 0, 6)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, text in facts:
            value = Label(self._theme, FontRole.PLAIN, text, wraps=True, parent=self)
            value.setAccessibleName(f"{name}: {text}")
            row = Label(self._theme, FontRole.PLAIN, name, color="muted", parent=self), value
            self._form.addRow(*row)
            for label in row:
                label.show()  # at once, where the layout would show it only at the next turn
