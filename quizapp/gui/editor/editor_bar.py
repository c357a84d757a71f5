"""The bar above the editor: back, undo, redo, save, whether all is saved, and taking the bank."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, name_by_tip, push_button
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.theme import FontRole, Theme


class EditorBar(QWidget):
    """Shows the bank's title and whether it is saved.

    Signals:
        back_requested, undo_requested, redo_requested, save_requested, take_requested: the buttons.
    """

    back_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    save_requested = Signal()
    take_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told = ""
        self.back = self._tool("back", self.tr("Back to the library"), self.back_requested)
        self.title = ElidedLabel(theme, FontRole.STRONG)
        self._sign = Icon(theme, "right", "right", 16)
        self.state = Label(theme, FontRole.SMALL, color="muted")
        self.undo = self._tool("undo", self.tr("Undo (Ctrl+Z)"), self.undo_requested)
        self.redo = self._tool("redo", self.tr("Redo (Ctrl+Shift+Z)"), self.redo_requested)
        self.save = push_button(self.tr("Save"), self.save_requested, tip=self.tr("Save the bank (Ctrl+S)"))
        self.take = push_button(
            self.tr("Take it"), self.take_requested, is_main=True, tip=self.tr("Practice with this bank (Ctrl+Enter)")
        )
        parts = (
            self.back, (self.title, 1), self._sign, self.state, self.undo, self.redo, self.save, self.take,
        )  # fmt: skip
        fill(QHBoxLayout(self), *parts, margins=(10, 6, 12, 4), spacing=6)

    def show_state(self, title: str, *, is_changed: bool, can_undo: bool, can_redo: bool) -> None:
        """Show the title, whether all changes are saved, and what can be undone; a new state is announced."""
        self.title.setText(title)
        told = self.tr("Not saved") if is_changed else self.tr("Saved")
        self.state.setText(told)
        self._sign.show_icon(*(("warning", "warn") if is_changed else ("right", "right")))
        self.save.setEnabled(is_changed)
        self.undo.setEnabled(can_undo)
        self.redo.setEnabled(can_redo)
        if self._told and told != self._told:
            announce(self.state, told)
        self._told = told

    def _tool(self, icon: str, name: str, wish: object) -> QToolButton:
        button = QToolButton()
        name_by_tip(button, name)
        self._theme.put_icon(button, icon)
        button.clicked.connect(wish)
        return button
