"""The teacher's desk: its lock, and tabs for its pages."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_section import DeskSection
from quizapp.gui.desk.password_card import PasswordCard
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.notice_bar import NoticeBar
from quizapp.gui.kit.scroll_area import ScrollArea
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.services.library import Library
from quizapp.settings import Settings


class Tools(NamedTuple):
    """The services that a page of the desk may need."""

    theme: Theme
    access: DeskAccess
    settings: Settings
    library: Library


def _classes(tools: Tools) -> DeskSection:
    from quizapp.gui.desk.classes_section import ClassesSection

    return ClassesSection(tools.theme, tools.access, tools.settings, tools.library)


def _assignments(tools: Tools) -> DeskSection:
    from quizapp.gui.desk.assignments_section import AssignmentsSection

    return AssignmentsSection(tools.theme, tools.access, tools.settings, tools.library)


def _collect(tools: Tools) -> DeskSection:
    from quizapp.gui.desk.collect_section import CollectSection

    return CollectSection(tools.theme, tools.access, tools.settings)


def _paper(tools: Tools) -> DeskSection:
    from quizapp.gui.desk.paper_section import PaperSection

    return PaperSection(tools.theme, tools.access, tools.settings)


def _gradebook(tools: Tools) -> DeskSection:
    from quizapp.gui.desk.gradebook_section import GradebookSection

    return GradebookSection(tools.theme, tools.access, tools.settings)


def _understand(tools: Tools) -> DeskSection:
    from quizapp.gui.desk.understand_section import UnderstandSection

    return UnderstandSection(tools.theme, tools.access)


SECTIONS: tuple[tuple[str, Callable[[Tools], DeskSection]], ...] = (
    ("classes", _classes),
    ("assignments", _assignments),
    ("collect", _collect),
    ("paper", _paper),
    ("gradebook", _gradebook),
    ("understand", _understand),
)
"""The pages of the desk by name, in the order of their tabs; each is made when it is first shown."""


class DeskPage(QWidget):
    """Shows one page of the desk at a time, and asks for the password first where there is one.

    Signals:
        library_requested: the teacher leaves the desk.

    Attributes:
        notice: messages about what was done on the desk; they lie over the page, so that nothing moves.
        tabs: the button of each page, by name.
    """

    library_requested = Signal()

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings, library: Library) -> None:
        super().__init__()
        self._theme = theme
        self.access = access
        self._tools = Tools(theme, access, settings, library)
        self._is_unlocked = False
        self._makers = dict(SECTIONS)
        self._sections: dict[str, DeskSection] = {}
        self._current = SECTIONS[0][0]
        self.setAcceptDrops(True)
        self.notice = NoticeBar(theme, self)
        self.notice.floats = True
        self.opening = CenteredCard(theme)
        self._opening_text = Label(theme, FontRole.PLAIN, wraps=True)
        self.try_again = push_button(self.tr("Try again"), self.enter, is_main=True)
        row = fill(
            QHBoxLayout(), self.try_again, push_button(self.tr("Back to the library"), self.library_requested), 1
        )
        fill(self.opening.column, self._opening_text, row)
        self.password = PasswordCard(theme, access)
        self.password.unlocked.connect(self._unlock)
        self.password.ended.connect(self._end_asking)
        self.password.library_requested.connect(self.library_requested)
        self._locked = RingedScrollArea(theme)
        self._locked.setFrameShape(QFrame.Shape.NoFrame)
        self._locked.setAccessibleName(self.tr("Password of the desk"))
        self._locked.setWidget(self.password)
        self._pages = QStackedWidget()
        for page in (self.opening, self._locked):
            self._pages.addWidget(page)
        self._bar = self._make_bar()
        inner, area = QWidget(), ScrollArea()  # scrolls where the window is too small for all of it
        fill(QVBoxLayout(inner), self._bar, (self._pages, 1), margins=(0, 0, 0, 0), spacing=0)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        fill(QVBoxLayout(self), area, margins=(0, 0, 0, 0))
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self, partial(self._step, step))
        access.opened.connect(self._enter_if_shown)
        access.failed.connect(self._show_failure)
        access.told.connect(self._tell_fault)
        access.done.connect(self._tell_done)

    def enter(self) -> None:
        """Open the desk, and show its page of last time, or ask for the password."""
        self.notice.hide()
        desk = self.access.desk
        self._bar.setVisible(self._is_unlocked)
        if desk is None:
            self._opening_text.setText(self.tr("The desk is being opened…"))
            self.try_again.setVisible(self.try_again.hasFocus())  # or else it would go to the other button
            self._pages.setCurrentWidget(self.opening)
            self.access.open()
        elif desk.is_locked and not self._is_unlocked:
            self._pages.setCurrentWidget(self._locked)
            self.password.ask("unlock")
        else:
            self._unlock()

    def go_on_as(self, before: "DeskPage") -> None:
        """Be unlocked if `before` was, and show the page that it showed."""
        self._is_unlocked, self._current = before._is_unlocked, before._current

    def leave(self) -> None:
        """Lock the desk, where it has a password, and drop what its pages have asked for."""
        self._is_unlocked = False
        self._bar.hide()
        self.password.leave()
        for section in self._sections.values():
            section.end()

    def settle(self) -> None:
        """Ask for what was typed to be saved; the program ends."""
        for section in self._sections.values():
            section.leave()

    def show_section(self, name: str) -> None:
        """Show the page called `name`; see `SECTIONS`."""
        if not self._is_unlocked:
            return
        if self._current in self._sections and self._current != name:
            self._sections[self._current].leave()
        self._current = name
        self.notice.hide()
        self._show_section()

    def _turn_to(self, name: str, is_chosen: bool) -> None:
        if is_chosen and name != self._current:
            self.show_section(name)

    def _go_to_current(self) -> None:
        """Show the chosen page where something else is in its place."""
        if self._pages.currentWidget() is not self._sections.get(self._current):
            self.show_section(self._current)

    def _go_to(self, name: str) -> None:
        """Show a page that was asked for on another one, with the focus on its tab."""
        self.show_section(name)
        self.tabs[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        """Show the next page, or the one before (−1); after the last one comes the first."""
        names = list(self.tabs)
        if self._is_unlocked and isinstance(self._pages.currentWidget(), DeskSection):
            name = names[(names.index(self._current) + step) % len(names)]
            self._go_to(name)

    def section(self, name: str) -> DeskSection:
        """The page called `name`."""
        if name not in self._sections:
            section = self._sections[name] = self._makers[name](self._tools)
            section.section_requested.connect(self._go_to)
            self._pages.addWidget(section)
        return self._sections[name]

    def go_back(self) -> bool:
        """Close the notice, or go one step back within a page; False where there is no step."""
        shown = self._pages.currentWidget()
        if not self.notice.isHidden():
            self.notice.hide()
            return True
        if shown is self._locked:
            return self.password.go_back()
        return isinstance(shown, DeskSection) and shown.go_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._is_unlocked and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)  # or else a file manager may delete what it thinks was moved
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        places = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        # after the drop has ended, so that the program that the files come from need not wait
        QTimer.singleShot(0, self, lambda: self._take(places))

    def _tell_fault(self, text: str) -> None:
        self._tell(text, "warn")

    def _tell_done(self, text: str) -> None:
        self._tell(text, "right")

    def _tell(self, text: str, color: str) -> None:
        if not text:  # what was told is over
            self.notice.hide()
        elif self._is_unlocked:  # or else it would tell a learner what the teacher did last
            self.notice.hide()  # or else what is told twice in the same words would be heard once
            self.notice.tell(text, (), color)

    def _take(self, places: list[Path]) -> None:
        self.show_section("collect")
        self.section("collect").take_files(places)

    def _unlock(self) -> None:
        self._is_unlocked = True
        self._bar.show()
        if self.password.code_to_show:  # the desk was left before it could be
            self._ask("code")
        else:
            self._show_section()
            self.tabs[self._current].setFocus(Qt.FocusReason.OtherFocusReason)
        if self.access.desk is not None and self.access.desk.note:
            self._tell_fault(translate.say(self.access.desk.note))

    def _show_section(self) -> None:
        section = self.section(self._current)
        for name, tab in self.tabs.items():
            tab.setChecked(name == self._current)
        self._pages.setCurrentWidget(section)
        section.read()

    def _enter_if_shown(self) -> None:
        if self.isVisible():
            self.enter()

    def _show_failure(self, why: str) -> None:
        self._opening_text.setText(why)
        self.try_again.show()
        if self.isVisible():
            announce(self, why)
            self.try_again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_bar(self) -> QWidget:
        words = {
            "classes": self.tr("Classes"),
            "assignments": self.tr("Assignments"),
            "collect": translate("Collect"),
            "paper": self.tr("Paper"),
            "gradebook": self.tr("Gradebook"),
            "understand": self.tr("Understand"),
        }
        self.tabs: dict[str, TabButton] = {}
        group = QButtonGroup(self)
        tabs = QWidget()
        flow = FlowLayout(tabs, spacing=2)
        for name, _ in SECTIONS:
            tab = self.tabs[name] = TabButton(words[name])
            tab.toggled.connect(partial(self._turn_to, name))
            tab.clicked.connect(self._go_to_current)
            group.addButton(tab)
            flow.addWidget(tab)
        self.lock = MenuButton(self.tr("Password of the desk"), self._fill_lock)
        self.lock.setObjectName("framed")
        self.lock.setText(self.tr("Password") + " ▾")
        self.lock.prepare()
        bar = QWidget()
        fill(QHBoxLayout(bar), (tabs, 1), self.lock, margins=(12, 8, 12, 0), spacing=8)
        bar.hide()
        return bar

    def _fill_lock(self, menu: QMenu) -> None:
        desk = self.access.desk
        if desk is not None and desk.is_locked:
            menu.addAction(self.tr("Lock the desk now")).triggered.connect(self._lock_now)
            menu.addAction(self.tr("Change the password…")).triggered.connect(lambda: self._ask("change"))
            menu.addAction(self.tr("Remove the password…")).triggered.connect(lambda: self._ask("remove"))
        else:
            menu.addAction(self.tr("Set a password…")).triggered.connect(lambda: self._ask("set"))

    def _ask(self, what: str) -> None:
        self._pages.setCurrentWidget(self._locked)
        self.password.ask(what)

    def _end_asking(self) -> None:
        self._show_section()
        self.lock.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lock_now(self) -> None:
        self.leave()
        self.enter()
