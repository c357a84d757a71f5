"""The row of tools above a passage."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from quizapp.domain.assignment import Tool
from quizapp.gui.kit.building import fill, name_by_tip
from quizapp.gui.kit.key_names import key_names
from quizapp.gui.kit.menu_button import MenuButton, add_choice
from quizapp.gui.kit.shortcut_keys import KEYS, add_key
from quizapp.gui.kit.theme import Theme

PassageToolName = Literal[
    "level", "highlighter", "pens", "notes", "list", "ruler", "glossary", "read_aloud", "find", "look"
]
_ORDER: tuple[PassageToolName, ...] = (
    "level", "highlighter", "pens", "notes", "list", "ruler", "glossary", "read_aloud", "find", "look"
)  # fmt: skip
"""The tools in the order in which they stand; where there is no room, the last ones go into the menu *More*."""


class _Entry(NamedTuple):
    button: QToolButton
    words: str
    fill: Callable[[QMenu], object] | None


class PassageToolBar(QWidget):
    """A row of small buttons, one for each tool, and a menu *More* with those for which there is no room.

    A tool registers itself once, by its name in `PassageToolName` (a new one needs a place in `_ORDER`). It is a
    button that can be on or off, one that does something, or one with a menu that is filled each time it opens::

        bar.add_tool("ruler", "ruler", self.tr("Line ruler"), key="ruler", toggled=self.turn_on)
        bar.add_tool("find", "search", self.tr("Find in the passage"), key="find", clicked=self.open)
        bar.add_tool("look", "look", self.tr("Text look"), fill=self.fill_menu)

    The second word is an icon of the resources, the third what the button is called; `key` is a name in
    `shortcut_keys.KEYS`, whose first key presses the button. More keys of a tool: `bar.add_key("find next", "find",
    self.find_next)`. `add_tool` returns the button: `setChecked` it to turn the tool on or off from elsewhere.

    A tool is there if its owner says so (`bar.offer("glossary", bool(words))`; at first it is) *and* the mode of the
    attempt allows it (`bar.allow(taking.allows)`). A tool that isn't there has no button, no entry and no key. Make
    what the tool needs, such as its `PassageLayer`, when it is first used: `card.passage.add_layer(layer)`.

    Attributes:
        is_usable: tells whether keys of tools act now; the page may put its own in.

    Signals:
        passage_requested: a key of a tool was pressed, so the passage should be in view.
    """

    passage_requested = Signal()
    accessible_role = "tool bar"

    def __init__(self, theme: Theme, page: QWidget | None = None) -> None:
        """Make an empty row. The keys act while `page` is shown, or the row, where there is none."""
        super().__init__()
        self._theme = theme
        self.setAccessibleName(self.tr("Tools for the passage"))
        self._page = page or self
        self._entries: dict[PassageToolName, _Entry] = {}
        self._left_out: set[PassageToolName] = set()
        self._allows: Callable[[Tool], bool] | None = None
        self.is_usable: Callable[[], bool] = lambda: True
        self.more = MenuButton(self.tr("More tools"), self._fill_more)
        name_by_tip(self.more, self.more.accessibleName())
        self.more.setText("⋯")
        self.more.prepare()
        self._row = fill(QHBoxLayout(self), self.more, 1, margins=(0, 0, 0, 0), spacing=2)
        self.more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._place_soon)

    def add_tool(
        self,
        name: PassageToolName,
        icon: str,
        words: str,
        *,
        key: str = "",
        toggled: Callable[[bool], object] | None = None,
        clicked: Callable[[], object] | None = None,
        fill: Callable[[QMenu], object] | None = None,
    ) -> QToolButton:
        """Add a tool, as the docstring of the class says, and return its button."""
        button = QToolButton()
        if fill is not None:
            button = MenuButton(words, fill)
            button.prepare()
        if key:
            button.setAccessibleName(words)
            button.setToolTip(self.tr("{tool} ({key})").format(tool=words, key=key_names(KEYS[key][0])))
        else:
            name_by_tip(button, words)
        button.setMinimumSize(28, 28)
        self._theme.put_icon(button, icon)
        if toggled is not None:
            button.setCheckable(True)
            button.toggled.connect(toggled)
        if clicked is not None:
            button.clicked.connect(lambda: clicked())
        before = _ORDER[: _ORDER.index(name)]
        self._row.insertWidget(sum(each in self._entries for each in before), button)
        self._entries[name] = _Entry(button, words, fill)
        if key:
            self.add_key(key, name, button.click)
        self._place()
        return button

    def add_key(self, key: str, name: PassageToolName, do: Callable[[], object]) -> None:
        """Have the keys of `key` in `shortcut_keys.KEYS` do something while the tool `name` is there."""

        def act() -> None:
            if self.is_there(name) and self.is_usable():
                self.passage_requested.emit()
                do()

        for keys in KEYS[key]:
            add_key(self._page, keys, act)

    def offer(self, name: PassageToolName, offered: bool) -> None:
        """Say whether there is any use for the tool `name` now."""
        (self._left_out.discard if offered else self._left_out.add)(name)
        self._place()

    def allow(self, allows: Callable[[Tool], bool] | None) -> None:
        """Let only those tools be there that `allows` allows; all of them where it is None."""
        self._allows = allows
        self._place()

    def is_there(self, name: PassageToolName) -> bool:
        """Tell whether the tool `name` can be used, by its button or in the menu."""
        if name not in self._entries or name in self._left_out:
            return False
        if name == "level" or name == "look" or name == "list" or self._allows is None:
            return True  # these belong to the text, or show what is there: no mode takes them away
        return self._allows("highlighter" if name == "pens" else name)

    def sizeHint(self) -> QSize:
        shown = [self._entries[name].button.sizeHint() for name in _ORDER if self.is_there(name)]
        wide = sum(size.width() for size in shown) + self._row.spacing() * max(0, len(shown) - 1)
        return QSize(wide, max((size.height() for size in shown), default=0))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self.more.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place_soon(self) -> None:
        QTimer.singleShot(0, self, self._place)  # buttons get their new sizes a little later than the theme

    def _place(self) -> None:
        """Show as many tools as there is room for, those that have words with them if there is room for all."""
        names = [name for name in _ORDER if self.is_there(name)]
        for style in (Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly):
            for name in names:
                if self._entries[name].button.text():
                    self._entries[name].button.setToolButtonStyle(style)
            widths = [self._entries[name].button.sizeHint().width() + self._row.spacing() for name in names]
            if sum(widths) - self._row.spacing() <= self.width():
                break
        count = len(names)
        if sum(widths) - self._row.spacing() > self.width():
            room = self.width() - self.more.sizeHint().width()
            count = sum(sum(widths[: index + 1]) <= room for index in range(len(names)))
        shown = set(names[:count])
        focused: QWidget | None = self.window().focusWidget()  # not what had it last in here
        for name, entry in self._entries.items():
            entry.button.setVisible(name in shown)
        self.more.setVisible(count < len(names))
        if focused is not None and focused.isHidden() and not self.more.isHidden() and self.isAncestorOf(focused):
            self.more.setFocus()
        self.updateGeometry()

    def _fill_more(self, menu: QMenu) -> None:
        for name in _ORDER:
            if not self.is_there(name) or not self._entries[name].button.isHidden():
                continue
            button, words, fill_menu = self._entries[name]
            if fill_menu is not None:
                fill_menu(menu.addMenu(button.icon(), words))
            elif button.isCheckable():
                add_choice(menu, words, button.isChecked(), lambda on, button=button: button.setChecked(on))
            else:
                menu.addAction(button.icon(), words).triggered.connect(lambda _=False, button=button: button.click())
