"""What there is at the beginning of stories of paper, ratings, attempts, figures, new assignments and the password."""

import sqlite3
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.services.desk.desk import Desk
from tests.desks import NOW
from tests.gui.conftest import Program
from tests.gui.desk.teacher import Teacher
from tests.gui.story import Step, given
from tests.gui.test_late_results import HeldJobs

Start = tuple[Program, dict[str, Step]]


def open_with(start, qtbot, prepare: Callable[[Desk], object] = lambda desk: None) -> tuple[Teacher, dict[str, Step]]:
    """Open the desk after `prepare` has filled it; the steps that these stories share."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    jobs = HeldJobs()
    teacher = Teacher(start(jobs=jobs), qtbot).open()
    teacher.desk.clock = lambda: NOW
    prepare(teacher.desk)
    teacher.access.changed.emit()
    teacher.wait()

    def hold() -> None:
        jobs.holds = True

    def arrive() -> None:
        jobs.holds = False
        jobs.arrive()

    def refuse(refuses: bool) -> None:
        """Let the database take no entry, or take all again."""
        with sqlite3.connect(str(teacher.desk.store.where)) as records:
            if refuses:
                records.execute("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'no room'); END")
            else:
                records.execute("DROP TRIGGER full")
        records.close()

    return teacher, {
        "results are held back": hold,
        "results arrive": arrive,
        "nothing can be saved": lambda: refuse(True),
        "it can be saved again": lambda: refuse(False),
    }


@given("a desk to lock")
def a_desk_to_lock(start, qtbot) -> Start:
    teacher, steps = open_with(start, qtbot, lambda desk: desk.store.add_class("7b of Ms. Yilmaz", ()))

    def type_code() -> None:
        QTest.keyClicks(QApplication.focusWidget(), QGuiApplication.clipboard().text())

    return teacher.program, {**steps, "type the code": type_code}
