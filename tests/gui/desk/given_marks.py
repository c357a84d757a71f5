"""What there is at the beginning of stories of paper, ratings, attempts, figures, new assignments and the password."""

import hashlib
import sqlite3
from collections.abc import Callable

import msgspec
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.assignment import Assignment, AssignmentSettings
from quizapp.domain.bank import Bank
from quizapp.domain.classroom import Classroom
from quizapp.services.desk.assigning import _stored, merge
from quizapp.services.desk.classes import add_class, read_names
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.desk import Desk
from quizapp.storage.desk.records import AssignmentLine, StoredAssignment
from tests.desks import BANK, NOW, hand_in, taken
from tests.gui.desk.given import Start, desk_with
from tests.gui.desk.teacher import Teacher
from tests.gui.story import Step, given


def open_with(start, qtbot, prepare: Callable[[Desk], object] = lambda desk: None) -> tuple[Teacher, dict[str, Step]]:
    """Open the desk after `prepare` has filled it; the steps that these stories share."""
    teacher, steps = desk_with(start, qtbot, prepare)
    teacher.wait()

    def refuse(refuses: bool) -> None:
        """Let the database take no entry, or take all again."""
        with sqlite3.connect(str(teacher.desk.store.where)) as records:
            if refuses:
                records.execute("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'no room'); END")
            else:
                records.execute("DROP TRIGGER full")
        records.close()

    return teacher, {
        **steps,
        "nothing can be saved": lambda: refuse(True),
        "it can be saved again": lambda: refuse(False),
    }


def bank_of(*types: str) -> Bank:
    """The simplest questions of these types."""
    return msgspec.structs.replace(BANK, questions=tuple(each for each in BANK.questions if each.type_name in types))


def hand_out(
    desk: Desk, room: Classroom, title: str, *banks: Bank, settings: AssignmentSettings | None = None
) -> Assignment:
    """Make an assignment whose id follows from its title, as versions on paper follow from the id."""
    id_ = hashlib.blake2b(title.encode(), digest_size=16).hexdigest()
    rules = settings or AssignmentSettings()
    line = AssignmentLine(id_, title, room.id, room.name, rules, desk.clock())
    parts = tuple(_stored(part) for part in merge([(bank, ()) for bank in banks]))
    desk.store.add_assignment(StoredAssignment(line, parts, room.members))
    return desk.assignment(id_)


@given("a desk to lock")
def a_desk_to_lock(start, qtbot) -> Start:
    teacher, steps = open_with(start, qtbot, lambda desk: desk.store.add_class("7b of Ms. Yilmaz", ()))

    def type_code() -> None:
        QTest.keyClicks(QApplication.focusWidget(), QGuiApplication.clipboard().text())

    return teacher.program, {**steps, "type the code": type_code}


@given("a desk with paper")
def a_desk_with_paper(start, qtbot, tmp_path) -> Start:
    """Of three learners, one has handed in a file, with a written answer. Another assignment is for an empty class."""
    sheets = bank_of("single_choice", "multiple_choice", "numeric", "open_response")

    def prepare(desk: Desk) -> None:
        room, _ = add_class(desk, "7b", read_names("Ada\nBjörn\n陈"))
        nobody, _ = add_class(desk, "8a", read_names(""))
        hand_out(desk, nobody, "Ants", bank_of("numeric"))
        desk.clock = lambda: NOW + 1
        bees = hand_out(desk, room, "Bees", sheets)
        written = {"single-minimal": "B", "open-minimal": {"text": "Because of the sun."}}
        hand_in(desk, tmp_path / "in", taken(bees, bees.members[2], written))
        collect(desk, [tmp_path / "in"])

    teacher, steps = open_with(start, qtbot, prepare)

    def hand_in_a_file() -> None:
        """Let Björn's file come in."""
        (bees,) = (each for each in teacher.desk.store.assignments() if each.title == "Bees")
        given = teacher.desk.assignment(bees.id)
        hand_in(teacher.desk, tmp_path / "more", taken(given, given.members[1]))
        teacher.access.change(lambda desk: collect(desk, [tmp_path / "more"]))

    return teacher.program, {**steps, "Björn hands in a file": hand_in_a_file}
