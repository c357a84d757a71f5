"""Beginnings of stories about taking a bank: the bundled bank of all types of questions, and further steps there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, QTimerEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from quizapp.domain.attempt import PRACTICE, TEST, Mode
from quizapp.paths import bundled_bank_folders
from tests.gui import mouse
from tests.gui.conftest import Program
from tests.gui.story import Step, given
from tests.gui.story_seen import names_of, widgets

TOUR = next(path for folder in bundled_bank_folders() for path in folder.rglob("every-type.yaml"))


def time_passes(program: Program, seconds: float) -> None:
    """Let seconds pass on the clock of the program, and have done what is done again and again."""
    program.clock.now += seconds
    for timer in program.window.findChildren(QTimer):
        if timer.isActive() and not timer.isSingleShot():
            QApplication.sendEvent(timer, QTimerEvent(timer.timerId()))


def times(program: Program) -> dict[str, Step]:
    steps = {"second": 1, "30 seconds": 30, "minute": 60, "5 minutes": 300, "9 minutes": 540, "10 minutes": 600}
    return {f"let {words} pass": partial(time_passes, program, seconds) for words, seconds in steps.items()}


def called(name: str, *, last: bool = False) -> QWidget:
    """The first widget that is called so, or begins so, or the `last` one, which lies on top."""
    shown = [(each, names_of(each)) for each in widgets()]
    found = [each for each, names in shown if name in names]
    found += [each for each, names in shown if any(known.startswith(name) for known in names)]
    assert found, f"nothing is called “{name}”"
    return found[-1 if last else 0]


class Hand:
    """A hand with a mouse that drags, step by step."""

    def __init__(self) -> None:
        self._source: QWidget | None = None
        self._at = QPoint()

    def steps(self) -> dict[str, Step]:
        """Steps of each of `DRAGS`: `take A`, `hold over B`, `let go`, and `drag A to B`, all three."""
        steps: dict[str, Step] = {"let go": self.let_go}
        for source, target in DRAGS:
            steps[f"take {source}"] = partial(self.take, source)
            steps[f"hold over {target}"] = partial(self.hold_over, target)
            steps[f"drag {source} to {target}"] = partial(self.drag, source, target)
        return steps

    def take(self, name: str) -> None:
        self._source = called(name)
        self._at = mouse.take(self._source)

    def hold_over(self, name: str) -> None:
        assert self._source is not None
        self._at = mouse.hold_over(self._source, called(name, last=True))

    def let_go(self) -> None:
        assert self._source is not None
        mouse.let_go(self._source, self._at)

    def drag(self, source: str, target: str) -> None:
        self.take(source)
        self.hold_over(target)
        self.let_go()


DRAGS = (
    ("A. Planned to sell the tower", "The council"),
    ("A. Planned to sell the tower", "The botanist"),
    ("A. Planned to sell the tower", "Check answer"),
    ("B. Told what the lavender needs", "The botanist"),
    ("a panel of oak", "1. Visitors today put an ear to"),
    ("a panel of oak", "Options"),
    ("a single photograph", "3. The farthest bees were found on"),
    ("sea lavender", "3. The farthest bees were found on"),
    ("Place 3. The farthest bees were found on: D. sea lavender", "2. The colony lived behind"),
    ("Place 2. The colony lived behind: D. sea lavender", "Options"),
    ("Place 1. Visitors today put an ear to: A. a panel of oak", "Check answer"),
    ("1 of 5: The town voted on the tower.", "2 of 5: The lamp was switched off."),
    ("1 of 5: The town voted on the tower.", "Move down: Marta walked the coast to find marked bees."),
    ("3 of 5: The harbor closed to cargo ships.", "2 of 5: Marta came to the tower with her school."),
    ("3 of 5: The harbor closed to cargo ships.", "1 of 5: The lamp was switched off."),
    ("3 of 5: The harbor closed to cargo ships.", "Passage: The Lighthouse Bees"),
    ("C. report", "Gap 1 of 3, after “The”"),
    ("D. dollars", "Gap 1 of 3, after “The”"),
    ("Gap 1 of 3, after “The”", "Gap 2 of 3, after “… pages long. It had a single”"),
    ("Gap 2 of 3, after “… pages long. It had a single”", "Words"),
)


def shown(start: Callable[..., Program], qtbot, mode: Mode) -> Program:
    """The program with an attempt at the bank of all types."""
    program = start()
    bank = program.library.bank(TOUR)
    program.window.session.begin(bank, mode)
    calm(program)
    return program


def calm(program: Program) -> None:
    """Have done what is done each second when the story lets time pass, and only then."""
    for timer in program.window.findChildren(QTimer):
        if timer.interval() == 1000 and not timer.isSingleShot():
            timer.setInterval(10**8)


def steps_of(program: Program) -> dict[str, Step]:
    quiz = program.window.pages.currentWidget()
    press = {"press the main button": partial(QTest.mouseClick, quiz.action, Qt.MouseButton.LeftButton)}
    return press | times(program) | Hand().steps()


@given("a practice of every type of question")
def practice(start, qtbot):
    program = shown(start, qtbot, PRACTICE)
    return program, steps_of(program)


@given("a practice of somebody who types on and on")
def typing(start, qtbot):
    """A draft is not a second old before something else is done."""
    program = shown(start, qtbot, PRACTICE)
    program.window.pages.currentWidget().drafts._timer.setInterval(10**8)
    return program, steps_of(program)


@given("a practice with three tries")
def tries(start, qtbot):
    program = shown(start, qtbot, PRACTICE._replace(tries=3))
    return program, steps_of(program)


@given("a practice that asks how sure one is")
def certainty(start, qtbot):
    program = shown(start, qtbot, PRACTICE._replace(certainty=True))
    return program, steps_of(program)


@given("a test that asks how sure one is")
def certain_test(start, qtbot):
    program = shown(start, qtbot, TEST._replace(certainty=True))
    return program, steps_of(program)


@given("a test of ten minutes")
def a_test(start, qtbot):
    program = shown(start, qtbot, TEST._replace(time_limit=600.0))
    return program, steps_of(program)
