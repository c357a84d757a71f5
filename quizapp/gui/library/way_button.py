"""A small button beside another one, whose menu says how something is to be done."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from quizapp.gui.kit.theme import Theme


class WayButton(QToolButton):
    """Opens a menu of a few ways, of which one is chosen.

    Signals:
        way_chosen: the name of the way.
        default_chosen: what the button beside it does is to be done by Enter, too.
    """

    way_chosen = Signal(str)
    default_chosen = Signal()

    def __init__(self, theme: Theme, name: str, ways: Mapping[str, str], chosen: str, default: str) -> None:
        """`name` says what the ways are of; `ways` are their names and the words for them.

        `default` are the words for doing with Enter what the button beside this one does.
        """
        super().__init__()
        self._theme = theme
        self._name = name
        self._ways = ways
        self.way = chosen
        self._default = default
        self.is_default = False
        self.setObjectName("framed")
        self.clicked.connect(self._open)
        self._tell()
        self._restyle()
        theme.changed.connect(self._restyle)

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._ways[self.way]}")
        self.setToolTip(self.accessibleName())

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self._name)
        for way, words in self._ways.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(way == self.way)
            action.triggered.connect(lambda _=False, way=way: self._choose(way))
            if way == self.way:
                menu.setActiveAction(action)
        menu.addSeparator()
        action = menu.addAction(self._default)
        action.setCheckable(True)
        action.setChecked(self.is_default)
        action.triggered.connect(lambda: self.default_chosen.emit())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(_above(self, menu))

    def _choose(self, way: str) -> None:
        self.way = way
        self._tell()
        self.way_chosen.emit(way)

    def _restyle(self) -> None:
        side = self._theme.pixels(18)
        self.setIcon(self._theme.icon("down"))
        self.setIconSize(QSize(side, side))


def _above(button: QWidget, menu: QMenu) -> QPoint:
    """Where the menu opens: above the button, which stands at the lower edge of its page."""
    corner = button.mapToGlobal(button.rect().topLeft())
    corner.setY(corner.y() - menu.sizeHint().height())
    return corner
