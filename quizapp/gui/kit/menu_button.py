"""A button that opens a menu, and tells assistive technology so."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget


def add_choice(menu: QMenu, words: str, is_chosen: bool, choose: Callable[..., object]) -> QAction:
    """Add an entry that shows whether it is chosen; `choose` is called with its new state."""
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(is_chosen)
    action.triggered.connect(choose)
    return action


class MenuButton(QToolButton):
    """Opens a menu that `fill` fills each time, above the button if it `opens_above`."""

    def __init__(
        self, name: str, fill: Callable[[QMenu], object], parent: QWidget | None = None, *, opens_above: bool = False
    ) -> None:
        super().__init__(parent)
        self._fill = fill
        self._opens_above = opens_above
        self._menu: QMenu | None = None
        self.setAccessibleName(name)
        self.clicked.connect(self.open)

    def prepare(self) -> QMenu:
        """Make the menu, once: without it, a screen reader does not announce a menu button."""
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.setAccessibleName(self.accessibleName())
            self._menu.aboutToShow.connect(self._refill)
            self._menu.aboutToHide.connect(self._let_keys_go)
            self.setMenu(self._menu)  # `open` opens it all the same: Qt's own way would wait until it closes
        return self._menu

    def open(self) -> None:
        """Open the menu with its first entry chosen, and return at once."""
        menu = self.prepare()
        self._refill()  # so that its size is known
        size, button = menu.sizeHint(), self.rect()
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = self.mapToGlobal(button.topLeft() if self._opens_above else button.bottomLeft())
        if not is_mirrored:
            at.setX(at.x() + button.width() - size.width())
        if self._opens_above:
            at.setY(at.y() - size.height())
        menu.popup(at)
        entries = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
        if entries and menu.activeAction() is None:
            menu.setActiveAction(entries[0])  # which a screen reader says

    def nextCheckState(self) -> None:
        """Leave what the button shows of a choice as it is: a press opens the menu."""

    def _let_keys_go(self) -> None:
        """Leave the keys that entries name to whoever has them: a closed menu would take them too, and none act."""
        for action in self.prepare().findChildren(QAction):
            action.setProperty("shortcut", "")  # as in `add_key`

    def _refill(self) -> None:
        menu = self.prepare()
        menu.clear()
        for inside in menu.findChildren(QMenu):
            inside.deleteLater()
        self._fill(menu)
