"""The audit of every screen for assistive technology, in a real window; run by `tests/window/test_audit.py`.

It needs a screen, a session bus, and in AUDIT_READER a Python that has AT-SPI. What is on the screen comes from walks
that other tests share; here each screen is asked what a screen reader is told of it, and its Tab key is pressed.

Left out, as PySide crashes there under the audit: Tab on the teacher's desk, and the desk's pages of single questions
and of mending.
"""

import json
import os
import select
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication

from quizapp.gui.learners.profile_dialog import ProfileDialog
from tests.gui.conftest import flush
from tests.gui.desk.teacher import Teacher
from tests.gui.desk.test_looks import pages as desk_pages
from tests.gui.learner import Learner
from tests.gui.seen import visible
from tests.gui.tabbing import tab_faults
from tests.gui.test_every_screen import dialogs, of_a_learner

READER = Path(__file__).parents[1] / "window" / "tell_accessible.py"
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

    def _ask(self) -> list[Found]:
        """Have the tree read by another process, which is answered by this one."""
        self._reader.stdin.write('"audit"\n')
        self._reader.stdin.flush()
        told = ""

        def is_told() -> bool:
            nonlocal told
            told += os.read(self._reader.stdout.fileno(), 1 << 20).decode() if self._can_read() else ""
            return told.endswith("\n")

        self._qtbot.waitUntil(is_told, timeout=60_000)
        return [Found(*each) for each in json.loads(told)[0]]

    def _can_read(self) -> bool:
        return bool(select.select([self._reader.stdout], [], [], 0)[0])

    def _ask_with_focus(self) -> list[Found]:
        """Ask again while nothing has the focus: a window system gives the keyboard to a new window when it can."""
        found = self._ask()
        for _ in range(5):
            if any("focused" in each.states for each in found):
                break
            with suppress(self._qtbot.TimeoutError):
                self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=1000)
            found = self._ask()
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
            audit.look(name)
        for name in tools_and_profile(learner):
            audit.look(name)
        for name in desk_pages(Teacher(program, qtbot).open(), tmp_path):
            if not name.startswith(("question", "mend", "no reason")):
                audit.look(f"desk, {name}", tabs=False)
    finally:
        audit.close()
        print(len(audit.screens), "screens,", len(audit.seen), "things")
        for fault, screen in audit.faults.items():
            print(f"[{screen}]", fault)
    assert audit.faults == {}
