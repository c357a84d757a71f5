"""The audit of a screen for assistive technology: what a screen reader is told of it, and the way of its Tab key.

`test_audit.py` asks all screens, as Qt tells of them within the program; `tests/window/test_audit.py` holds for some of
them that another process is told the same over AT-SPI.
"""

from contextlib import suppress
from random import Random

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from quizapp.domain.attempt import PRACTICE
from quizapp.gui.answers.parts.slot_card import SlotCard
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.services.taking import Taking
from tests import assigned
from tests.gui import told
from tests.gui.conftest import comes_to_rest, flush
from tests.gui.seen import visible
from tests.gui.tabbing import press, tab_faults
from tests.gui.told import Found
from tests.samples import ALL_SAMPLES, BANK

STATES = {
    "check box": {"checkable"},
    "radio button": {"checkable"},
    "toggle button": {"checkable"},
    "combo box": {"expandable"},
    "list item": {"selectable"},
    "table cell": {"selectable"},
    "push button": set(),
    "text": set(),
    "list": set(),
    "table": set(),
    "tree": set(),
    "slider": set(),
    "spin button": set(),
    "password text": set(),
    "label": set(),
    "filler": set(),  # Qt's role of an area that is scrolled with the keys
    "unknown": set(),  # Qt's role of the edge of a splitter
}
"""The roles of what can have the focus, and the states that each of them has to have."""


class Audit:
    """Looks at one screen after the other; `faults` are what it found, each with the first screen that has it."""

    def __init__(self, qtbot, window, things=told.things, menu=told.menu, longest=300) -> None:
        """`longest` are milliseconds until the focus is given up, which a window system gives when it can."""
        self._qtbot, self._window, self._things, self._menu, self._longest = qtbot, window, things, menu, longest
        self.faults: dict[str, str] = {}
        self.screens: list[str] = []
        self.seen: set[tuple[str, str]] = set()

    def look(self, screen: str, *, tabs: bool = True) -> None:
        """Look at what is on the screen now, which is called `screen`; with `tabs`, press Tab in it."""
        comes_to_rest()
        self._activate()
        self.screens.append(screen)
        for fault in self._look(tabs):
            self.faults.setdefault(fault, screen)

    def look_into_menus(self, screen: str) -> None:
        """Open each menu of the screen as the keyboard does: its name and its entries are told, and Esc closes it."""
        flush()
        for button in [each for each in visible(QApplication.activeWindow(), MenuButton) if each.isEnabled()]:
            button.setFocus(Qt.FocusReason.TabFocusReason)
            press(button, Qt.Key.Key_Space)
            self.look_into_menu(f"{screen}, {button.accessibleName()}", button)

    def look_into_menu(self, screen: str, owner: QWidget) -> None:
        """Look at the menu that `owner` has just opened, and close it."""
        self._qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        self.screens.append(screen)
        heard = self._menu()
        entries = [action for action in menu.actions() if action.isVisible() and not action.isSeparator()]
        faults = [] if heard else ["opens silently"]
        items = [(name, states) for role, name, states in heard[1:] if "menu item" in role]
        for action, (name, states) in zip(entries, items, strict=False):
            if action.text().replace("&", "") != name or action.isCheckable() != ("checkable" in states):
                faults.append(f"entry “{action.text()}” is told as “{name}”, {states}")
        if (heard and heard[0][1] != menu.accessibleName()) or not menu.accessibleName():
            faults.append(f"is called {heard[:1]}")
        if heard and len(items) != len(entries):
            faults.append(f"shows {len(entries)} entries and tells {heard[1:]}")
        press(menu, Qt.Key.Key_Escape)
        self._qtbot.waitUntil(lambda: not menu.isVisible())
        self._activate()
        with suppress(self._qtbot.TimeoutError):
            self._qtbot.waitUntil(owner.hasFocus, timeout=self._longest)
        if not owner.hasFocus():
            faults.append(
                f"gives the focus to {QApplication.focusWidget()}, {QApplication.focusWidget().accessibleName()}"
            )
        self.seen.add(("menu", screen))
        for fault in faults:
            self.faults.setdefault(f"the menu “{menu.accessibleName()}” {fault}", screen)

    def _activate(self) -> None:
        """Give the window the keyboard where there is no window system that does so when a dialog or menu is closed."""
        active = QApplication.activeWindow()
        if active is None or not active.isVisible():
            self._window.activateWindow()
            flush()

    def _ask_with_focus(self) -> list[Found]:
        """Ask again while nothing has the focus: a window system gives the keyboard to a new window when it can."""
        found = list[Found]()
        for _ in range(5):
            with suppress(self._qtbot.TimeoutError):
                self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=self._longest)
            found = self._things()
            if QApplication.focusWidget() is not None and any("focused" in each.states for each in found):
                break
        return found

    def _look(self, tabs):
        found = self._ask_with_focus()
        self.seen |= {(each.role, each.name) for each in found}
        for each in found:
            where = f"{each.role} “{each.name[:60]}” in {' / '.join(each.around)[-120:]}"
            if not each.name.strip():
                yield f"{where} has no name"
            if each.name == each.description:
                yield f"{where} is described by its name"
            if each.role not in STATES:
                yield f"{where} has no fitting role"
            elif lacking := STATES[each.role] - set(each.states):
                yield f"{where} lacks {lacking}"
            if each.role == "text" and not {"editable", "read-only"} & set(each.states):
                yield f"{where} is neither editable nor read-only"
            if min(each.place[2:]) <= 0:
                yield f"{where} has no place: {each.place}"
        yield from self._names()
        focused = [each for each in found if "focused" in each.states]
        if not focused:
            yield f"nothing has the focus; Qt: {QApplication.focusWidget()}"
        widget = QApplication.focusWidget()
        if widget is None or not widget.isVisible() or not widget.isEnabled():
            yield f"the focus is on {widget}"
        elif tabs:
            yield from tab_faults(widget)

    def _names(self):
        """Tell which buttons are called by another name than the one that is seen."""
        for window in QApplication.topLevelWidgets():
            for button in visible(window, QAbstractButton) if window.isVisible() else ():
                text, name = button.text().replace("&", "").strip(" …▾"), button.accessibleName() or button.text()
                if text.casefold() not in name.replace("&", "").casefold() and sum(map(str.isalpha, text)) > 1:
                    yield f"{type(button).__name__} “{text}” is called “{name}”"


def tools_and_profile(learner):
    """Show what opens beside the passage, and each page of the learner's profile; gives their names."""
    learner.begin().go_to("what-is-said")
    page = learner.page
    tools, sentence = page.tools, page.passage.passage.sentences[0].span
    tools.annotations._mark(sentence)
    page._passage_card.open_search()
    yield "find"
    tools.annotations.write_note()
    yield "note on a place"
    tools.annotations._close_note()
    tools.annotations.shown.setChecked(True)
    yield "list of notes"
    tools.annotations.shown.setChecked(False)
    tools.annotations._show_bar(sentence)
    yield "pens"
    tools.aids.use_ruler(is_on=True)
    page.card.cross_out.setChecked(True)
    yield "ruler and crossing out"
    learner.window.header.profile_requested.emit()
    flush()
    dialog = learner.window.findChild(ProfileDialog)
    for name in dialog.tabs:
        dialog.show_page(name)
        yield f"profile, {name}"
    dialog.close()


def in_front(window):
    """The learner's profile where it is open, otherwise the window."""
    dialog = window.findChild(ProfileDialog)
    return dialog if dialog is not None and dialog.isVisible() else window


def every_type(learner, audit):
    """Show a question of every type, before and after the check; gives their names."""
    page = learner.begin().page
    samples = [sample for sample in ALL_SAMPLES if sample.name.endswith("-full")]
    bank = msgspec.structs.replace(BANK, questions=tuple(sample.question for sample in samples))
    taking = Taking(bank, PRACTICE, Random(1), learner.program.clock)
    page.show_taking(taking)
    for number, (question, cases) in enumerate(samples):
        page.go_to(number)
        yield question.id
        for slot in visible(page, SlotCard)[:1]:
            slot.setFocus(Qt.FocusReason.TabFocusReason)
            press(slot, Qt.Key.Key_Space)
            audit.look_into_menu(f"{question.id}, menu", slot)
        for case in cases:
            taking.respond(question.id, case.response)
            if not taking.obstacle(question.id):
                break
        page.show_taking(page.display.taking, number)
        page.check()
        assert not page.action.text().startswith("Check"), question.id
        yield f"{question.id}, checked"


def of_an_assignment(pupil):
    """Show each page of an assignment, as somebody goes through it; gives their names."""
    pupil.open(pupil.file(assigned.assignment(banks=[assigned.TIDES, assigned.TIDES])))
    yield "name"
    pupil.be("Anna")
    yield "to begin"
    for part in ("Finish this part", "Hand it in"):
        for button, name in (("Begin", "question"), ("Finish", "finish")):
            pupil.button(button).click()
            pupil.settle()
            yield name
        pupil.button(part).click()
        pupil.settle()
        yield "handed in" if part == "Hand it in" else "part done"
