"""Some screens as assistive technology has them over AT-SPI; run by `tests/window/test_audit.py`.

It needs a screen, a session bus, and in AUDIT_READER a Python that has AT-SPI.
"""

import json
import os
import select
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible

from tests.gui import told
from tests.gui.audit import Audit
from tests.gui.learner import Learner
from tests.gui.test_every_screen import of_a_learner

READER = Path(__file__).parents[1] / "window" / "tell_accessible.py"


class Reader:
    """Another process, which reads the tree over AT-SPI while this one answers it."""

    def __init__(self) -> None:
        self.qtbot = None
        self._process = subprocess.Popen(
            [os.environ["AUDIT_READER"], str(READER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._write("listen")
        self._process.stdout.readline()
        os.set_blocking(self._process.stdout.fileno(), False)

    def things(self):
        return [told.Found(*each) for each in self._ask("audit")]

    def menu(self):
        return self._ask("menu")

    def _write(self, what):
        self._process.stdin.write(f"{json.dumps(what)}\n")
        self._process.stdin.flush()

    def _ask(self, what):
        self._write(what)
        heard = ""

        def is_told() -> bool:
            nonlocal heard
            can_read = select.select([self._process.stdout], [], [], 0)[0]
            heard += os.read(self._process.stdout.fileno(), 1 << 20).decode() if can_read else ""
            return heard.endswith("\n")

        self.qtbot.waitUntil(is_told)
        return json.loads(heard)[0]

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()


@pytest.fixture(scope="session")
def first_reader():
    reader = Reader()
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def qapp(first_reader, qapp):
    """Begin when the reader listens: Qt asks the bus who listens, and may miss whoever begins to at that moment."""
    return qapp


@pytest.fixture
def reader(first_reader, qtbot):
    first_reader.qtbot = qtbot
    return first_reader


def said_of(things):
    """What is told of each thing, as far as the audit looks at it."""
    known = set(told.STATES.values())
    return {(each.role, each.name, each.description, *sorted(known.intersection(each.states))) for each in things}


def test_another_process_is_told_what_the_program_is_told(start, qtbot, reader):
    QAccessible.setActive(True)
    program = start()
    program.window.resize(1366, 700)
    audit = Audit(qtbot, program.window, reader.things, reader.menu, longest=20_000)
    for name in of_a_learner(Learner(program), qtbot):
        audit.look(name)
        assert said_of(reader.things()) == said_of(told.things()) != set()
        if name in ("library", "practice, vote"):
            audit.look_into_menus(name)
        if name == "practice, vote":
            break
    assert audit.faults == {}
