"""The audit of every screen for assistive technology, in a real window; run by `tests/window/test_audit.py`.

It needs a screen, a session bus, and in AUDIT_READER a Python that has AT-SPI. What is on the screen comes from walks
that other tests share; here each screen is asked what a screen reader is told of it, and its Tab key is pressed.
"""

import json
import os
import select
import subprocess
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget

from quizapp.domain.attempt import PRACTICE
from quizapp.gui.answers.parts.slot_card import SlotCard
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.gui.shell.bug_report import BugReports
from quizapp.services.taking import Taking
from tests import assigned
from tests.gui.assignments.pupil import Pupil
from tests.gui.conftest import flush
from tests.gui.desk.teacher import Teacher
from tests.gui.desk.test_looks import pages as desk_pages
from tests.gui.editor.author import Author
from tests.gui.learner import Learner
from tests.gui.seen import visible
from tests.gui.tabbing import press, tab_faults
from tests.gui.test_every_screen import dialogs, of_a_learner, of_an_author
from tests.samples import ALL_SAMPLES, BANK

READER = Path(__file__).parents[1] / "window" / "tell_accessible.py"
LONGEST = 20_000
"""Milliseconds until the focus is given up, which a window system gives when it can."""
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


class Found(NamedTuple):
    """What a screen reader is told of something that can have the focus."""

    role: str
    name: str
    description: str
    states: list[str]
    place: list[int]
    around: list[str]


class Audit:
    """Looks at one screen after the other; `faults` are what it found, each with the first screen that has it."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot
        self.faults: dict[str, str] = {}
        self.screens: list[str] = []
        self.seen: set[tuple[str, str]] = set()
        self._reader = subprocess.Popen(
            [os.environ["AUDIT_READER"], str(READER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._reader.stdout is not None
        os.set_blocking(self._reader.stdout.fileno(), False)

    def close(self) -> None:
        self._reader.stdin.close()
        self._reader.wait(20)
        self._reader.stdout.close()

    def look(self, screen: str, *, tabs: bool = True) -> None:
        """Look at what is on the screen now, which is called `screen`; with `tabs`, press Tab in it."""
        flush()
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
        told = self._ask("menu")
        entries = [action for action in menu.actions() if action.isVisible() and not action.isSeparator()]
        faults = [] if told else ["opens silently"]
        items = [(name, states) for role, name, states in told[1:] if "menu item" in role]
        for action, (name, states) in zip(entries, items, strict=False):
            if action.text().replace("&", "") != name or action.isCheckable() != ("checkable" in states):
                faults.append(f"entry “{action.text()}” is told as “{name}”, {states}")
        if (told and told[0][1] != menu.accessibleName()) or not menu.accessibleName():
            faults.append(f"is called {told[:1]}")
        if told and len(items) != len(entries):
            faults.append(f"shows {len(entries)} entries and tells {told[1:]}")
        press(menu, Qt.Key.Key_Escape)
        self._qtbot.waitUntil(lambda: not menu.isVisible())
        with suppress(self._qtbot.TimeoutError):
            self._qtbot.waitUntil(owner.hasFocus, timeout=LONGEST)
        if not owner.hasFocus():
            faults.append(
                f"gives the focus to {QApplication.focusWidget()}, {QApplication.focusWidget().accessibleName()}"
            )
        self.seen.add(("menu", screen))
        for fault in faults:
            self.faults.setdefault(f"the menu “{menu.accessibleName()}” {fault}", screen)

    def _ask(self, what: str = "audit") -> list:
        """Have the tree read by another process, which is answered by this one."""
        self._reader.stdin.write(f"{json.dumps(what)}\n")
        self._reader.stdin.flush()
        told = ""

        def is_told() -> bool:
            nonlocal told
            told += os.read(self._reader.stdout.fileno(), 1 << 20).decode() if self._can_read() else ""
            return told.endswith("\n")

        self._qtbot.waitUntil(is_told)
        return json.loads(told)[0]

    def _things(self) -> list[Found]:
        return [Found(*each) for each in self._ask()]

    def _can_read(self) -> bool:
        return bool(select.select([self._reader.stdout], [], [], 0)[0])

    def _ask_with_focus(self) -> list[Found]:
        """Ask again while nothing has the focus: a window system gives the keyboard to a new window when it can."""
        found = list[Found]()
        for _ in range(5):
            with suppress(self._qtbot.TimeoutError):
                self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=LONGEST)
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
        page.refresh()
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


def test_audit_of_the_editor(start, qtbot):
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QAccessible.setActive(True)
    program = start()
    program.window.resize(1366, 700)
    audit = Audit(qtbot)
    try:
        for name in of_an_author(Author(program, qtbot).edit()):
            audit.look(name)
            if name == "editor, form 0":
                audit.look_into_menus(name)
    finally:
        audit.close()
        for fault, screen in audit.faults.items():
            print(f"[{screen}]", fault)
    assert audit.faults == {}


def test_audit(start, qtbot, tmp_path):
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QAccessible.setActive(True)
    program = start()
    program.window.resize(1366, 700)
    audit = Audit(qtbot)
    try:
        learner = Learner(program)
        for name, _ in dialogs(learner, qtbot):
            audit.look(name)
        for name in of_a_learner(learner, qtbot):
            if not name.startswith("test, ") or "answered" in name:  # else as in practice
                audit.look(name)
            if name in ("library", "practice, vote", "who is learning, with names"):
                audit.look_into_menus(name)
        for name in tools_and_profile(learner):
            audit.look(name)
        for name in every_type(learner, audit):
            audit.look(name)
        learner.window.show_library()
        for name in of_an_assignment(Pupil(lambda: program, qtbot, tmp_path)):
            audit.look(f"assignment, {name}")
        BugReports(program.window)._reported.emit("REPORT")
        qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))
        audit.look("bug report")
        QApplication.activeWindow().reject()
        for name in desk_pages(Teacher(program, qtbot).open(), tmp_path):
            if not name.startswith("question 1"):  # ten of them; those before show all that a question may have
                audit.look(f"desk, {name}")
            if name in ("classes", "assignments", "attempt, answers"):
                audit.look_into_menus(f"desk, {name}")
    finally:
        audit.close()
        print(len(audit.screens), "screens,", len(audit.seen), "things")
        for fault, screen in audit.faults.items():
            print(f"[{screen}]", fault)
    assert audit.faults == {}
