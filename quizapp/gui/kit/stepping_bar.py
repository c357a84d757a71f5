"""A bar above the library that offers one thing after the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill, name_by_tip
from quizapp.gui.kit.focus import keeping_focus
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.theme import FontRole, Theme


class SteppingBar(QWidget):
    """Shows one offer, and arrows to the ones before and after it; hidden at first.

    Args:
        before, after: the names of the arrows.

    Attributes:
        title, detail: the words of the offer.
        place: the number of the offer that is shown, from 0.
        row: buttons are put at its end.
    """

    def __init__(self, theme: Theme, icon: str, before: str, after: str) -> None:
        super().__init__()
        self._theme = theme
        self.place = 0
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel(theme, FontRole.STRONG)
        self.detail = ElidedLabel(theme, FontRole.SMALL, color="muted")
        words = fill(QVBoxLayout(), self.title, self.detail, spacing=0)
        self.before = self._arrow(before, "back", -1)
        self.after = self._arrow(after, "next", 1)
        self.which = Label(theme, FontRole.SMALL, color="muted")
        sign = Icon(theme, icon, "accent", 20)
        self.row = RowOrColumn()
        head = fill(QHBoxLayout(), sign, (words, 1), self.before, self.which, self.after, spacing=8)
        fill(QHBoxLayout(self), RowOrColumn((head, 1), self.row), margins=(18, 8, 14, 8))
        self.hide()

    def show_place(self) -> None:
        """Show the offer at `place`."""
        raise NotImplementedError

    def show_arrows(self, count: int) -> None:
        """Show the arrows, if there are several offers."""
        for widget in (self.before, self.which, self.after):
            widget.setVisible(count > 1)
        self.before.setEnabled(self.place > 0)
        self.after.setEnabled(self.place < count - 1)

    def _step(self, by: int) -> None:
        self.place += by
        with keeping_focus(self, self.before, self.after):  # the arrow at an end no longer leads anywhere
            self.show_place()

    def _arrow(self, name: str, icon: str, by: int) -> QToolButton:
        arrow = QToolButton()
        arrow.setAutoRaise(True)
        name_by_tip(arrow, name)
        arrow.clicked.connect(lambda: self._step(by))
        self._theme.put_icon(arrow, icon, 16)
        return arrow
