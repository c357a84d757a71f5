"""The bar at the top of every page."""

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, name_by_tip
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.language import NAMES
from quizapp.gui.kit.menu_button import MenuButton, add_choice
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import THEMES, Settings

if TYPE_CHECKING:  # the first screen has nothing to be saved
    from quizapp.gui.shell.save_status import SaveStatus
    from quizapp.services.recording import SaveState

_Tool = TypeVar("_Tool", bound=QToolButton)
_LEAST_LETTERS = 8
"""A subtitle with room for fewer could not be understood."""
_NARROW = 440
"""Pixels at the plain text size."""
_QUICK = 300
"""Milliseconds; only what takes longer needs a sign that it is coming."""


class HeaderBar(QWidget):
    """Shows a title, the page's own controls, and the controls that all pages share, which change `settings`.

    Signals:
        language_chosen: gives a language of `settings.LANGUAGES`.
        folder_requested: the user wants to see, or change, which folder is watched for assignments.
        profile_requested: the user wants to change how text looks, or what helps.
        desk_requested: a teacher wants to see the desk.
        new_bank_requested: somebody wants to write a bank.
        import_requested: somebody wants to bring in questions of another tool.
        help_requested: gives the name of a page of the help; see `HelpDialog`.
        welcome_requested: the user wants to see the page of the first start.
        room_changed: something in the bar has, or needs, another room.
    """

    clock_shown_changed = Signal(bool)
    letter_keys_changed = Signal(bool)
    learner_requested = Signal()
    language_chosen = Signal(str)
    folder_requested = Signal()
    profile_requested = Signal()
    desk_requested = Signal()
    new_bank_requested = Signal()
    import_requested = Signal()
    help_requested = Signal(str)
    welcome_requested = Signal()
    room_changed = Signal()

    def __init__(
        self, theme: Theme, settings: Settings, parent: QWidget | None = None, room: RoomSettings = NO_ROOM
    ) -> None:
        super().__init__(parent)
        self._room = room
        self.theme = theme
        self._settings = settings
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._logo = Icon(theme, "book", "accent", 22, self)
        self.title = _Title(theme, FontRole.TITLE, parent=self)
        self.subtitle = _Subtitle(theme, self)
        self._row = fill(QHBoxLayout(self), self._logo, self.title, margins=(16, 6, 12, 6), spacing=6)
        self._row.addSpacing(6)
        fill(self._row, (self.subtitle, 1000), 1)
        self.smaller = self._add(QToolButton(self), "A−", self.tr("Smaller text (Ctrl+−)"))
        self.larger = self._add(QToolButton(self), "A+", self.tr("Larger text (Ctrl++)"))
        view, help = self.tr("Menu: colors, clock, teacher's desk"), self.tr("Help")
        if not room.editing:
            view = self.tr("Menu: colors, clock")
        self.view = self._add(MenuButton(view, self._fill_view, self), "", view)
        self.help = self._add(MenuButton(help, self._fill_help, self), "?", help)
        theme.put_icon(self.view, "view")
        self.smaller.clicked.connect(lambda: theme.step_text(-1))
        self.larger.clicked.connect(lambda: theme.step_text(1))
        self.learner: QToolButton | None = None
        self.status: SaveStatus | None = None
        self._name = ""
        self._shows_saving = False
        self._sign: Label | None = None
        self._fit()
        theme.changed.connect(self._fit)

    def add_widget(self, widget: QWidget, *, before_tools: bool = False) -> None:
        """Add one of the page's own controls at the right end, or left of the controls that all pages share."""
        self._row.insertWidget(self._row.indexOf(self.smaller) if before_tools else self._row.count(), widget)

    def room_beside_title(self, widget: QWidget) -> int:
        """The pixels that `widget`, one of those in the bar, can have beside the whole title."""
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        parts = self._parts()
        for other in parts:
            if other not in (widget, self.subtitle) and not other.isHidden():
                room -= other.sizeHint().width() + self._row.spacing()
        return room - (self._row.count() - len(parts)) * self._row.spacing()

    def _parts(self) -> list[QWidget]:
        """All that stands in the bar; asked of no layout item, see `reading_order`."""
        inside = (child for child in self.children() if isinstance(child, QWidget))
        return [child for child in inside if self._row.indexOf(child) >= 0]

    def show_learner(self, name: str, is_one_of_several: bool) -> None:
        """Show who is learning; where that is one of several, so that it is hard to overlook."""
        if self.learner is None:
            self.learner = QToolButton()
            self.learner.setShortcut(*KEYS["learner"])
            self.learner.setAutoRaise(True)
            self.learner.clicked.connect(self.learner_requested)
            self.theme.put_icon(self.learner, "learner")
            self.add_widget(self.learner, before_tools=True)
        self._name = name
        self.learner.setObjectName("learner" if is_one_of_several else "")
        self.learner.style().polish(self.learner)
        self.learner.setAccessibleName(self.tr("Who is learning: {name}").format(name=name))
        self._fit()

    def show_save_state(self, state: "SaveState", reason: str = "") -> None:
        """Show whether everything is saved; `reason` tells why something is not."""
        if self.status is None:
            from quizapp.gui.shell.save_status import SaveStatus

            self.status = SaveStatus(self.theme)
            self._row.insertWidget(self._row.indexOf(self.subtitle) + 2, self.status)
        self.status.show_state(state, reason)
        self._fit()

    def show_saving(self, shown: bool) -> None:
        """Show or hide the sign for saving, which the pages of an attempt need."""
        self._shows_saving = shown
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def follow_room(self) -> None:
        """Fit the tools from now on whenever something in the bar needs another room.

        The first screen needs only its size: to be asked of each event would make PySide set up all kinds of them.
        """
        self.installEventFilter(self)
        self._use_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._use_room()
        return False

    def _use_room(self) -> None:
        self._fit_tools()
        self.room_changed.emit()

    def _fit(self) -> None:
        """Show the parts that there is room for."""
        width, theme = self.width(), self.theme
        self.subtitle.setVisible(width >= theme.pixels(800))
        if self.status is not None:
            has_room = width >= theme.pixels(_NARROW)
            self.status.setVisible((self._shows_saving and has_room) or self.status.is_alarming)
            self.status.show_word(width >= theme.pixels(700))
        if self.learner is not None:
            room = theme.pixels(160) if width >= theme.pixels(900) else theme.pixels(70)
            if self._shows_saving and width < theme.pixels(600):
                room = 0  # the controls of an attempt need it; the tool tip still tells
            shown = self.learner.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room) if room else ""
            keys = self.learner.shortcut()
            self.learner.setText(shown.replace("&", "&&"))
            beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
            self.learner.setToolButtonStyle(beside if shown else alone)
            self.learner.setShortcut(keys)  # a new text removes the shortcut
            self.learner.setToolTip(tool_tip(self.tr("Who is learning: {name} (Ctrl+L)").format(name=self._name)))
        self._fit_tools()

    def _fit_tools(self) -> None:
        """Leave some of the shared controls to the menu where the page's own ones need the room."""
        around, between = (6, 2) if self.width() < self.theme.pixels(_NARROW) else (16, 6)
        self._row.setContentsMargins(around, 6, min(around, 12), 6)
        if self._row.spacing() != between:  # Qt lays out anew, and so calls us again, for the same spacing too
            self._row.setSpacing(between)
        tools = (self.smaller, self.larger, self.help)
        room = self.width() - 2 * around - 6
        for other in self._parts():
            if other not in (*tools, self._logo, self.title, self.subtitle):
                room -= 0 if other.isHidden() else other.minimumSizeHint().width() + between
        for some in ((self._logo,), (self.help,), (self.smaller, self.larger)):
            room -= sum(part.sizeHint().width() + between for part in some)
            for part in some:
                part.setVisible(room >= 0)

    def add_menus(self) -> None:
        """Make the menus, so that screen readers announce their buttons as menu buttons."""
        self.view.prepare()
        self.help.prepare()

    def watch(self, opening: Latest) -> None:
        """Show a quiet sign while `opening` takes long enough to be noticed."""
        self._opening = opening
        self._quick = QTimer(self, singleShot=True, interval=_QUICK)
        self._quick.timeout.connect(self._show_sign)
        opening.changed.connect(self._wait_for_opening)

    def _wait_for_opening(self) -> None:
        if self._opening.is_under_way:
            self._quick.start()
        elif self._sign is not None:
            self._sign.hide()

    def _show_sign(self) -> None:
        if self._opening.is_under_way:
            if self._sign is None:
                self._sign = Label(self.theme, FontRole.SMALL, self.tr("Opening…"), color="muted", parent=self)
                self._row.insertWidget(self._row.indexOf(self.subtitle) + 1, self._sign)
            self._sign.show()
            announce(self, self._sign.text())

    def _add(self, button: "_Tool", text: str, name: str) -> "_Tool":
        button.setText(text)
        name_by_tip(button, name)
        button.setAutoRaise(True)
        self._row.addWidget(button)
        return button

    def _fill_view(self, menu: QMenu) -> None:
        names = {
            "system": self.tr("System colors"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "cream": self.tr("Cream"),
            "contrast": self.tr("High contrast"),
        }
        for name in THEMES:
            add_choice(menu, names[name], name == self.theme.name, lambda _, name=name: self.theme.use(name))
        if self.larger.isHidden():
            menu.addSeparator()
            for tool in (self.larger, self.smaller):
                menu.addAction(tool.toolTip()).triggered.connect(tool.click)
        if self.help.isHidden():
            self._fill_help(menu.addMenu(self.tr("Help")))
        looks = menu.addAction(self.tr("How text looks, and what helps… (Ctrl+,)"))
        looks.triggered.connect(lambda _=False: self.profile_requested.emit())
        menu.addSeparator()
        add_choice(menu, self.tr("Show the clock"), self._settings.clock_shown, self._show_clock)
        letters = self.tr("Letters and digits choose answers")
        add_choice(menu, letters, self._settings.letter_keys, self._use_letter_keys)
        if not self._room.language:
            self._add_languages(menu.addMenu(self.tr("Language")))
        menu.addSeparator()
        if self._room.file is not None:
            about_room = menu.addAction(self.tr("Settings for this room…"))
            about_room.triggered.connect(lambda _=False: self.help_requested.emit("about"))
        folder = menu.addAction(self.tr("Folder for assignments…"))
        folder.triggered.connect(lambda _=False: self.folder_requested.emit())
        if self._room.editing:
            new_bank = menu.addAction(self.tr("New bank… (Ctrl+Shift+N)"))
            new_bank.triggered.connect(lambda _=False: self.new_bank_requested.emit())
            imports = menu.addAction(self.tr("Import questions…"))
            imports.triggered.connect(lambda _=False: self.import_requested.emit())
            desk = menu.addAction(self.tr("Teacher's desk (Ctrl+T)"))
            desk.triggered.connect(lambda _=False: self.desk_requested.emit())

    def _add_languages(self, menu: QMenu) -> None:
        for setting, name in ({"": self.tr("System language")} | NAMES).items():
            is_chosen = setting == self._settings.language
            add_choice(menu, name, is_chosen, lambda _, setting=setting: self.language_chosen.emit(setting))

    def _fill_help(self, menu: QMenu) -> None:
        from quizapp.gui.shell.help_dialog import PAGES
        from quizapp.gui.shell.help_pages import WELCOME, page_title

        for page in PAGES:
            choice = menu.addAction(page_title(page))
            choice.triggered.connect(lambda _=False, page=page: self.help_requested.emit(page))
        menu.addSeparator()
        menu.addAction(page_title(WELCOME)).triggered.connect(lambda _=False: self.welcome_requested.emit())

    def _show_clock(self, shown: bool) -> None:
        self._settings.clock_shown = shown
        self.clock_shown_changed.emit(shown)

    def _use_letter_keys(self, used: bool) -> None:
        self._settings.letter_keys = used
        self.letter_keys_changed.emit(used)


class _Title(ElidedLabel):
    """Stays empty where only a letter or two would fit."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= min(self.sizeHint().width(), self.fontMetrics().averageCharWidth() * 5):
            super().paintEvent(event)


class _Subtitle(ElidedLabel):
    """Takes the room that the rest of the bar leaves, and stays empty where not even a word would fit."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, FontRole.LABEL, color="muted", parent=parent)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._take_width()

    def sizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= min(self.maximumWidth(), self.fontMetrics().averageCharWidth() * _LEAST_LETTERS):
            super().paintEvent(event)

    def _restyle(self) -> None:
        super()._restyle()
        self._take_width()

    def _take_width(self) -> None:
        self.setMaximumWidth(super().sizeHint().width())
