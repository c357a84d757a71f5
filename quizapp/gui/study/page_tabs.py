"""Buttons for the library, the review of the day, progress, and the history."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import Theme

PageName = Literal["library", "review", "progress", "history"]
_ICONS: dict[PageName, str] = {"library": "book", "review": "review", "progress": "progress", "history": "clock"}


class PageTabs(QWidget):
    """A button for each page; where there is little room, without its words.

    Signals:
        page_requested: the name of the page that is wanted.
    """

    page_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._due = 0
        self._shown = ""
        self._room = self._least = self._most = 0
        self._has_words = False
        self._names: dict[PageName, str] = {
            "library": self.tr("Library"),
            "review": self.tr("Review"),
            "progress": self.tr("Progress"),
            "history": self.tr("History"),
        }
        self.buttons: dict[PageName, TabButton] = {}
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(2)
        for name in self._names:
            button = TabButton()
            button.toggled.connect(lambda on, name=name: self._take(name, on))
            alone = QWidget()  # so that none has to be the chosen one, and the Tab key comes to each
            place = QHBoxLayout(alone)
            place.setContentsMargins(0, 0, 0, 0)
            place.addWidget(button)
            row.addWidget(alone)
            self.buttons[name] = button
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_page(self, name: str) -> None:
        """Show that the page of this name is the one that is there; with an empty name, that none of them is."""
        self._shown = name
        for each, button in self.buttons.items():
            button.setChecked(each == name)

    def _take(self, name: PageName, on: bool) -> None:
        """A button has another state, by a click, a key or assistive technology, or from `show_page`."""
        if on != (name == self._shown):
            if on:
                self.page_requested.emit(name)
            self.show_page(self._shown)  # the page may have stayed where it was

    def show_due(self, count: int) -> None:
        """Show how many questions are due today."""
        self._due = count
        self._restyle()

    def fit(self, room: int) -> None:
        """Leave out the words where there are only `room` pixels, too few for all of them."""
        self._room = room
        if (self._most <= room) != self._has_words:
            self._write(with_words=self._most <= room)

    def minimumSizeHint(self) -> QSize:
        """Without words, so that a window can become so narrow that they are left out."""
        return QSize(self._least, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:  # which comes some time after the theme's
            self._restyle()

    def _restyle(self) -> None:
        side = self._theme.pixels(17)
        for number, (name, button) in enumerate(self.buttons.items(), 1):
            due = self._due if name == "review" else 0
            spoken = self.tr("Review, due today: {count}").format(count=due) if due else self._names[name]
            button.setAccessibleName(spoken)
            button.setToolTip(self.tr("{page} ({keys})").format(page=spoken, keys=f"Ctrl+{number}"))
            button.setIcon(self._theme.icon(_ICONS[name], "accent" if due else "text"))
            button.setIconSize(QSize(side, side))
        self._least = self._write(with_words=False)
        self._most = self._write(with_words=True)
        self.fit(self._room)

    def _write(self, *, with_words: bool) -> int:
        """Write on the buttons what they say; gives how wide all of them are then."""
        self._has_words = with_words
        for number, (name, button) in enumerate(self.buttons.items(), 1):
            due = str(self._due) if name == "review" and self._due else ""
            words = " · ".join(part for part in (self._names[name] if with_words else "", due) if part)
            button.setText(f" {words}" if words else "")
            button.setShortcut(f"Ctrl+{number}")  # another text takes away the one that was there
        margins, between = self._row.contentsMargins(), self._row.spacing() * (len(self.buttons) - 1)
        widths = sum(button.sizeHint().width() for button in self.buttons.values())
        return margins.left() + margins.right() + between + widths
