"""A quiet line in the library: how many banks are read already, and what was left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme


class ReadingLine(QWidget):
    """Tells of the reading of many banks, with a button to cancel it, or to go on after that.

    Signals:
        cancel_requested: the rest is not to be read now.
        go_on_requested: the rest is to be read after all.
    """

    cancel_requested = Signal()
    go_on_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.told = Label(theme, FontRole.SMALL, color="muted", wraps=True, parent=self)
        self.cancel = push_button(self.tr("Cancel"), self.cancel_requested)
        self.go_on = push_button(self.tr("Go on"), self.go_on_requested)
        fill(QHBoxLayout(self), (self.told, 1), self.cancel, self.go_on, margins=(0, 0, 0, 0), spacing=8)

    def show_progress(self, done: int, total: int) -> None:
        """Tell that `done` of `total` banks are read."""
        self.told.setText(self.tr("Reading banks: {done} of %Ln", "", total).format(done=self.locale().toString(done)))
        self._offer(self.cancel)

    def show_set_aside(self, count: int) -> None:
        """Tell that `count` banks were not read, as it was canceled; hide where there are none."""
        self.told.setText(self.tr("%Ln banks have not been read.", "", count))
        self._offer(self.go_on if count else None)

    def _offer(self, button: QWidget | None) -> None:
        for each in (self.cancel, self.go_on):
            each.setVisible(each is button)
        self.setVisible(button is not None)
