"""Buttons for the library, the daily review, progress, and the history."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import Theme

PageName = Literal["library", "review", "progress", "history"]
_ICONS: dict[PageName, str] = {"library": "book", "review": "review", "progress": "progress", "history": "clock"}


class PageTabs(QWidget):
    """Shows a button for each page; where there is little room, without words."""

    page_requested = Signal(str)

    def __init__(self, theme: Theme, *, has_review: bool = True) -> None:
        super().__init__()
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
        if not has_review:
            del self._names["review"]
        self.buttons: dict[PageName, TabButton] = {}
        self._row = fill(QHBoxLayout(self), margins=(0, 0, 8, 0), spacing=2)
        for name in self._names:
            button = TabButton()
            button.toggled.connect(lambda on, name=name: self._take(name, on))
            alone = QWidget()  # so that all may be unchecked, and the Tab key reaches each
            fill(QHBoxLayout(alone), button, margins=(0, 0, 0, 0))
            self._row.addWidget(alone)
            self.buttons[name] = button
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_page(self, name: str) -> None:
        """Check the button of the page that is shown; an empty name stands for none of them."""
        self._shown = name
        for each, button in self.buttons.items():
            button.setChecked(each == name)

    def _take(self, name: PageName, on: bool) -> None:
        """React to a new state of a button, from a click, a key, assistive technology, or `show_page`."""
        if on != (name == self._shown):
            if on:
                self.page_requested.emit(name)
            self.show_page(self._shown)  # another page may still be shown

    def show_due(self, count: int) -> None:
        """Show how many questions are due today."""
        self._due = count
        self._restyle()

    def fit(self, room: int) -> None:
        """Leave out the words if they need more than `room` pixels."""
        self._room = room
        if (self._most <= room) != self._has_words:
            self._write(with_words=self._most <= room)

    def minimumSizeHint(self) -> QSize:
        """The size without words, so that the window may get too narrow for them."""
        return QSize(self._least, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:  # which comes later than the theme's
            self._restyle()

    def _restyle(self) -> None:
        for name, button in self.buttons.items():
            due = self._due if name == "review" else 0
            spoken = self.tr("Review, due today: %n", "", due) if due else self._names[name]
            button.setAccessibleName(spoken)
            button.setToolTip(self.tr("{page} ({keys})").format(page=spoken, keys=KEYS[name][0]))
            self._theme.put_icon(button, _ICONS[name], 17, "accent" if due else "text")
        self._least = self._write(with_words=False)
        self._most = self._write(with_words=True)
        self.fit(self._room)

    def _write(self, *, with_words: bool) -> int:
        """Set the texts of the buttons; gives the width of all of them together."""
        self._has_words = with_words
        for name, button in self.buttons.items():
            due = str(self._due) if name == "review" and self._due else ""
            words = " · ".join(part for part in (self._names[name] if with_words else "", due) if part)
            button.setText(f" {words}" if words else "")
            button.setShortcut(*KEYS[name])  # a new text removes the shortcut
        margins, between = self._row.contentsMargins(), self._row.spacing() * (len(self.buttons) - 1)
        widths = sum(button.sizeHint().width() for button in self.buttons.values())
        return margins.left() + margins.right() + between + widths
