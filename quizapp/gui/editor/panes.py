"""Panes side by side; those for which there is no room are behind tabs."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import Theme

_BY_KEY = Qt.FocusReason.ShortcutFocusReason
_WIDTHS = ((700, 1), (1120, 2), (1700, 3))
"""The number of columns below each width, in pixels at the plain text size; above the last one, there are four."""
_LOW = 330
"""Pixels at the plain text size: with less height, there is only one column."""
_SHARES = {1: (1,), 2: (27, 73), 3: (22, 39, 39), 4: (17, 29, 27, 27)}
"""The shares of the width, by the number of columns."""


class Panes(QWidget):
    """Shows panes in columns. All panes without a column of their own are in the last one, behind tabs.

    Signals:
        shown: another pane is in view in the last column; its name.

    Args:
        panes: the title and the widget of each pane, by name, from the first column on.
        focus: for each name, moves the focus into its pane.
    """

    shown = Signal(str)

    def __init__(
        self, theme: Theme, panes: Mapping[str, tuple[str, QWidget]], focus: Mapping[str, Callable[[], object]]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._panes = {name: pane for name, (_, pane) in panes.items()}
        self._focus = focus
        self._columns = 0
        self._chosen = next(iter(panes))
        self.tabs: dict[str, TabButton] = {}
        self._bar = WrapBox()
        flow = FlowLayout(self._bar, spacing=2)
        group = QButtonGroup(self)
        for name, (title, _) in panes.items():
            tab = self.tabs[name] = TabButton(title)
            tab.toggled.connect(lambda on, name=name: self._follow(name, on))
            group.addButton(tab)
            flow.addWidget(tab)
        self._stack = QStackedWidget()
        self._last = QWidget()
        fill(QVBoxLayout(self._last), self._bar, (self._stack, 1), margins=(0, 0, 0, 0), spacing=4)
        self._row = fill(QHBoxLayout(self), self._last, margins=(0, 0, 0, 0), spacing=8)
        for pane in self._panes.values():
            pane.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._fit)

    def is_in_view(self, name: str) -> bool:
        """Tell whether the pane of this name is in view."""
        return name in self._alone or self._chosen == name

    def show_pane(self, name: str, *, focus: bool = False) -> None:
        """Bring the pane of this name into view, and move the focus into it with `focus`."""
        if name not in self._alone:
            self.tabs[name].setChecked(True)
        if focus:
            self._focus[name]()

    def step(self, by: int) -> None:
        """Go to the next column, or the one before; in the last one, the focus goes into the pane in view."""
        names = [*self._alone, self._chosen]
        focused = QApplication.focusWidget()
        at = next((at for at, name in enumerate(names) if focused and self._panes[name].isAncestorOf(focused)), -1)
        self._focus[names[(at + by) % len(names) if at >= 0 else 0]]()

    def step_tab(self, by: int) -> None:
        """Show the next pane of the last column, or the one before."""
        names = [name for name in self.tabs if name not in self._alone]
        name = names[(names.index(self._chosen) + by) % len(names)]
        self.tabs[name].setChecked(True)
        self.tabs[name].setFocus(_BY_KEY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def _alone(self) -> list[str]:
        """The panes that have a column of their own."""
        return list(self._panes)[: max(0, self._columns - 1)]

    def _follow(self, name: str, on: bool) -> None:
        if on and name not in self._alone:
            self._chosen = name
            self._stack.setCurrentWidget(self._panes[name])
            self.shown.emit(name)

    def _fit(self) -> None:
        width, height = self.width() / self._theme.scale, self.height() / self._theme.scale
        columns = 1 if height < _LOW else next((count for most, count in _WIDTHS if width < most), 4)
        if columns != self._columns:
            self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        focused = QApplication.focusWidget()
        is_first = not self._columns
        self._columns = columns
        alone = self._alone
        for at, name in enumerate(self._panes):
            pane = self._panes[name]
            self._stack.removeWidget(pane)
            self._row.removeWidget(pane)
            if name in alone:
                self._row.insertWidget(at, pane)
                pane.show()
            else:
                self._stack.addWidget(pane)
            self.tabs[name].setVisible(name not in alone)
        for at, share in enumerate(_SHARES[columns]):
            self._row.setStretch(at, share)
        if self._chosen in alone or is_first:
            self._chosen = list(self._panes)[min(columns - 1, len(self._panes) - 1)]
        self.tabs[self._chosen].setChecked(True)
        self._follow(self._chosen, True)
        if focused is not None and self.isAncestorOf(focused) and focused.isVisible():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
