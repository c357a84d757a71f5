"""The dialog where a learner sets what makes reading and working easier."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget, QVBoxLayout, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.dialogs import Dialog
from quizapp.gui.kit.flow_layout import FlowLayout, WrapBox
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.learners.letters_panel import LettersPanel
from quizapp.gui.learners.look_panel import LookPanel
from quizapp.gui.learners.support_panel import SupportPanel
from quizapp.settings import Settings

_SIZE = (880, 560)
"""Pixels at the plain text size."""

ProfilePage = Literal["look", "support", "letters"]


class ProfileDialog(Dialog):
    """Shows a page of the learner's accommodation profile; all changes take effect at once.

    Signals:
        changed: something else is set in the settings.
    """

    changed = Signal()

    def __init__(self, theme: Theme, settings: Settings, window: QWidget, name: str, levels: Mapping[str, str]) -> None:
        """Show the profile of the learner called `name`, which is empty for a guest; see `SupportPanel`."""
        super().__init__(window)
        self._theme = theme
        self._room = window
        self._settings = settings
        self.setObjectName("question")
        self.setWindowTitle(self.tr("How text looks, and what helps"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.look = LookPanel(theme)
        self.support = SupportPanel(theme, settings, levels)
        self.letters = LettersPanel(theme, settings)
        self.pages = QStackedWidget()
        self.tabs: dict[str, TabButton] = {}
        group = QButtonGroup(self)
        row = WrapBox()
        tabs = FlowLayout(row, spacing=6)
        for page, words, content in (
            ("look", self.tr("How text looks"), self.look),
            ("support", self.tr("Time and help"), self.support),
            ("letters", self.tr("Letter keys"), self.letters),
        ):
            self.pages.addWidget(content)
            tab = self.tabs[page] = TabButton(words)
            tab.toggled.connect(lambda on, content=content: self.pages.setCurrentWidget(content) if on else None)
            group.addButton(tab)
            tabs.addWidget(tab)
        for_whom = self.tr("{name} has this in practice, tests, reviews and assignments.").format(name=name)
        if not name:
            for_whom = self.tr("You are a guest, so this is yours until you leave. With a name, you keep it.")
        whose = Label(theme, FontRole.SMALL, for_whom, color="muted", wraps=True)
        self.reset = push_button(self.tr("Reset this page"), self._reset)
        self.for_all = push_button(self.tr("Use for new learners too"), self._use_on_device)
        self.close_button = push_button(self.tr("Close"), self.accept, is_main=True)
        buttons = WrapBox()
        below = FlowLayout(buttons, spacing=8)
        for button in (self.reset, self.for_all, self.close_button):
            below.addWidget(button)
        inner = WrapBox()
        fill(QVBoxLayout(inner), row, whose, (self.pages, 1), buttons, margins=(15, 11, 15, 9), spacing=8)
        self.area = RingedScrollArea(theme)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(self.windowTitle())
        self.area.setWidget(inner)
        fill(QVBoxLayout(self), self.area, margins=(0, 0, 0, 0))
        self.support.changed.connect(self.changed)
        self.letters.changed.connect(self.changed)
        theme.restyle_with(self._fit)

    def show_page(self, page: ProfilePage | str) -> None:
        """Show the page of this name."""
        self.tabs[page].setChecked(True)
        if not self.isVisible():
            self.open()
            self.tabs[page].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _reset(self) -> None:
        (self.look, self.support, self.letters)[self.pages.currentIndex()].reset()
        announce(self, self.tr("Everything on this page is back to the original settings."))

    def _use_on_device(self) -> None:
        self._settings.use_on_device()
        announce(self, self.tr("Guests and new learners begin with this."))
        self.changed.emit()

    def _fit(self) -> None:
        """Be as large as the text asks for, within the window."""
        width, height = (self._theme.pixels(length) for length in _SIZE)
        self.resize(min(width, self._room.width() - 40), min(height, self._room.height() - 60))
