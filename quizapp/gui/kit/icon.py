"""An icon that stands beside words."""

from PySide6.QtWidgets import QLabel, QWidget

from quizapp.gui.kit.theme import Theme


class Icon(QLabel):
    """Shows an icon in a color of the theme, `size` pixels square at the plain text size."""

    def __init__(self, theme: Theme, name: str, color: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self.show_icon(name, color)
        theme.changed.connect(self._restyle)

    def show_icon(self, name: str, color: str) -> None:
        """Show the icon `name` in `color`."""
        self._icon = name, color
        self._restyle()

    def _restyle(self) -> None:
        side = self._theme.pixels(self._size)
        self.setPixmap(self._theme.pixmap(*self._icon, side, self.devicePixelRatioF()))
        self.setFixedSize(side, side)
