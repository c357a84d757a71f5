"""Where one can go from the library: the review of the day, progress, and the history."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from quizapp.gui.theme import Theme

PageName = Literal["library", "review", "progress", "history"]
_ICONS: dict[PageName, str] = {"library": "book", "review": "review", "progress": "progress", "history": "clock"}

_WIDE = 980
"""So wide is a window in which there is room for words."""


class PageTabs(QWidget):
    """A button for each page; in a narrow window without its words.

    Signals:
        page_requested: the name of the page that is wanted.
    """

    page_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._due = 0
        self._width = 0
        self._names: dict[PageName, str] = {
            "library": self.tr("Library"),
            "review": self.tr("Review"),
            "progress": self.tr("Progress"),
            "history": self.tr("History"),
        }
        self.buttons: dict[PageName, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(2)
        for name in self._names:
            button = QToolButton()
            button.setObjectName("tab")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, name=name: self.page_requested.emit(name))
            row.addWidget(button)
            self.buttons[name] = button
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_page(self, name: str) -> None:
        """Show that the page of this name is the one that is there; with an empty name, that none of them is."""
        for each, button in self.buttons.items():
            button.setChecked(each == name)

    def show_due(self, count: int) -> None:
        """Show how many questions are due today."""
        self._due = count
        self._restyle()

    def fit(self, width: int) -> None:
        """Leave out the words where the window is only `width` pixels wide."""
        if width != self._width:
            self._width = width
            self._restyle()

    def _restyle(self) -> None:
        side = self._theme.pixels(17)
        is_narrow = self._width < self._theme.pixels(_WIDE)
        for number, (name, button) in enumerate(self.buttons.items(), 1):
            words = self._names[name]
            due = self._due if name == "review" else 0
            button.setText(f" {words} · {due}" if due else f" {words}")
            spoken = self.tr("Review, due today: {count}").format(count=due) if due else words
            button.setAccessibleName(spoken)
            button.setToolTip(self.tr("{page} ({keys})").format(page=spoken, keys=f"Ctrl+{number}"))
            button.setIcon(self._theme.icon(_ICONS[name], "accent" if due else "text"))
            button.setIconSize(QSize(side, side))
            if is_narrow and due:
                button.setText(f" {due}")
            button.setShortcut(f"Ctrl+{number}")  # another text takes away the one that was there
            style = Qt.ToolButtonStyle
            alone = is_narrow and not due
            button.setToolButtonStyle(style.ToolButtonIconOnly if alone else style.ToolButtonTextBesideIcon)
