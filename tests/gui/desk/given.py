"""What there is at the beginning of stories of the teacher's desk.

The desk has the clock of the story: it goes by a moment each time that it is looked at, and by a minute when a story
says so. Files lie in the folder "share".
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.assignment import Assignment, AssignmentSettings
from quizapp.domain.bank import Bank
from quizapp.domain.desk_entry import Remarked
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.classes import add_class, delete_learner, read_names
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.reopening import reopen
from quizapp.services.room import NO_ROOM, RoomSettings
from tests.desks import BANK, NOW, assigned, hand_in, taken
from tests.gui.conftest import Program, run_out
from tests.gui.desk.teacher import Teacher
from tests.gui.story import Step, given

Start = tuple[Program, dict[str, Step]]
RATED = next(each for each in BANK.questions if each.is_rated)


def short_bank(every_type: Bank) -> Bank:
    """A question of one choice with evidence, one of more, one that is typed, and one that a teacher rates."""
    single, multiple, *_, short = every_type.questions
    return msgspec.structs.replace(every_type, questions=(single, multiple, short, RATED))


def desk_with(
    start, qtbot, prepare: Callable[[Desk], object] = lambda desk: None, room: RoomSettings = NO_ROOM
) -> tuple[Teacher, dict[str, Step]]:
    """Open the desk after `prepare` has filled it; the steps that all stories of the desk have."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    program = start(room=room)
    teacher = Teacher(program, qtbot).open()
    teacher.desk.who = "A"
    ticks = count()
    teacher.desk.clock = lambda: NOW + program.clock.now - 100 + next(ticks) / 1000
    prepare(teacher.desk)
    teacher.access.changed.emit()

    def pass_a_minute() -> None:
        program.clock.now += 60

    def refuse(refuses: bool) -> None:
        """Let the database take no entry, assignment or class, or take all again."""
        with sqlite3.connect(str(teacher.desk.store.where)) as records:
            for table in ("entry", "assignment", "classroom"):
                if refuses:
                    refusal = "BEGIN SELECT RAISE(ABORT, 'no room'); END"
                    records.execute(f"CREATE TRIGGER full_{table} BEFORE INSERT ON {table} {refusal}")
                else:
                    records.execute(f"DROP TRIGGER full_{table}")
        records.close()

    return teacher, {
        "a minute passes": pass_a_minute,
        "nothing can be saved": lambda: refuse(True),
        "it can be saved again": lambda: refuse(False),
    }


@given("a desk")
def a_desk(start, qtbot, every_type) -> Start:
    """Nothing is on the desk; in the folder "names" there are names of learners."""
    teacher, steps = desk_with(start, qtbot)
    folder = teacher.program.folder.parent / "names"
    folder.mkdir()
    (folder / "class.csv").write_text("Last name,First name,Time\nLovelace,Augusta,2\nNoether,Emmy,\n", "utf-8")
    (folder / "bad.csv").write_text("Name,Time\nEva,soon\n", "utf-8")
    copied = "Name\tTime\tText size\tReading level\nEmmy Noether\nZoë\t1.5\t150%\thard\nZoë\n"
    copy = partial(QGuiApplication.clipboard().setText, copied)

    def hand_out() -> None:
        (room,) = teacher.desk.store.classes()
        make_assignment(teacher.desk, room, "Bees", merge([(every_type, ())]), AssignmentSettings(list_only=False))
        teacher.access.changed.emit()

    return teacher.program, {**steps, "a spreadsheet is copied": copy, "Bees is handed out": hand_out}


@given("a desk with two classes")
def a_desk_with_two_classes(start, qtbot) -> Start:
    def prepare(desk: Desk) -> None:
        add_class(desk, "7b", read_names("Ada\nBjörn\n陈"))
        add_class(desk, "8a", read_names("Björn\nEva"))

    teacher, steps = desk_with(start, qtbot, prepare)
    return teacher.program, steps


def two_assignments(desk: Desk, bank: Bank) -> tuple[Assignment, Assignment]:
    """Give the class 7b Bees, which is due within a minute, and Ants, which has other rules."""
    room, bees = assigned(desk, settings=AssignmentSettings(due=NOW + 50), bank=bank)
    rules = AssignmentSettings(mode="practice", shown="at_once", time_limit=600, tries=2, list_only=False)
    desk.clock = lambda before=desk.clock: before() + 1  # made later
    ants = make_assignment(desk, room, "Ants", merge([(bank, ())]), rules)
    add_class(desk, "8a", read_names("Eva"))
    return bees, ants


@given("a desk with assignments")
def a_desk_with_assignments(start, qtbot, every_type) -> Start:
    """Nothing has come in yet; files of answers lie in the folder, some of which wait for a decision, some are odd.

    There is one bank in the library, as it takes long to look for questions in many.
    """
    teacher, steps = desk_with(start, qtbot, room=RoomSettings(bundled=False))
    bees, _ = two_assignments(teacher.desk, short_bank(every_type))
    teacher.access.changed.emit()
    share = teacher.program.folder.parent / "share"
    files_of_answers(teacher.desk, bees, share)
    files_that_wait(teacher.desk, bees, share)
    hand_in(teacher.desk, share, taken(bees, "Xerxes"))
    (share / "empty.quizanswers").write_bytes(b"")
    (share / "notes.quizanswers").write_bytes(b"Not a file of answers")
    return teacher.program, {**steps, **steps_with_a_stick(teacher, bees)}


def steps_with_a_stick(teacher: Teacher, bees: Assignment) -> dict[str, Step]:
    """A folder "stick", to which answers of 陈 come, at first half of them; it is looked into when a story says so."""
    stick = teacher.program.folder.parent / "stick"
    stick.mkdir()
    whole = hand_in(teacher.desk, stick.with_name("made"), taken(bees, bees.members[2], {}))

    def half_comes() -> None:
        (stick / whole.name).write_bytes(whole.read_bytes()[:900])

    def rest_comes() -> None:
        (stick / whole.name).write_bytes(whole.read_bytes())

    return {
        "half a file comes to the stick": half_comes,
        "the rest of it comes": rest_comes,
        "the stick is looked into": lambda: run_out(teacher.page.section("collect").collecting._looking),
        "the folder is moved away": lambda: stick.with_name("share").rename(stick.with_name("elsewhere")),
        "the stick is pulled out": lambda: stick.rename(stick.with_name("pulled out")),
        "the stick is put in again": lambda: stick.with_name("pulled out").rename(stick),
    }


@given("a desk with answers")
def a_desk_with_answers(start, qtbot, every_type) -> Start:
    """Ada has handed in Bees twice, Björn late and with a written answer, 陈 not at all; of Ants nothing came in."""
    teacher, steps = desk_with(start, qtbot)
    share = teacher.program.folder.parent / "share"
    bees, _ = two_assignments(teacher.desk, short_bank(every_type))
    files_of_answers(teacher.desk, bees, share)
    collect(teacher.desk, [share])
    teacher.access.chosen = bees.id
    teacher.access.changed.emit()
    ada, bjorn, chen = bees.members

    def press_heading() -> None:
        header = teacher.page.section("gradebook").table.horizontalHeader()
        at = QPoint(header.sectionViewportPosition(0) + 9, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def hand_in_by_an_old_clock() -> None:
        handed = taken(bees, chen, {}, handed_in=NOW - 86_400 * 400)
        collect(teacher.desk, [hand_in(teacher.desk, share, handed)])
        teacher.access.changed.emit()

    def hand_in_once_more() -> None:
        handed = taken(bees, ada, {}, number=3, handed_in=teacher.desk.clock() - 3)
        collect(teacher.desk, [hand_in(teacher.desk, share, handed)])
        teacher.access.changed.emit()

    def write_a_remark() -> None:
        first = bees.parts[0].bank.questions[0].id
        remark = Remarked(at=teacher.desk.clock(), who="B", learner=ada.id, part=0, question=first, text="Theirs")
        teacher.desk.store.append(bees.id, remark)

    def reopen_for_ada() -> None:
        reopen(teacher.desk, bees, ada, "She was cut short.", share)
        teacher.access.changed.emit()

    roster = teacher.program.folder.parent / "canvas.csv"
    roster.write_text("Student,ID,Section\nBjörn,2,7b\nAda,1,7b\n", encoding="utf-8")
    more: dict[str, Step] = {
        "the heading of Bees is pressed": press_heading,
        "陈 hands in by a clock that is a year behind": hand_in_by_an_old_clock,
        "Ada hands in once more": hand_in_once_more,
        "it is reopened for Ada": reopen_for_ada,
        "another teacher writes a remark": write_a_remark,
        "another teacher deletes Björn": lambda: delete_learner(teacher.desk, bjorn),
    }
    return teacher.program, {**steps, **more}


@given("a desk with answers that wait")
def a_desk_with_answers_that_wait(start, qtbot, every_type) -> Start:
    """As with answers, and three more: of somebody who is not on the list, and twice under Ada's name by Eve."""
    teacher, steps = desk_with(start, qtbot)
    share = teacher.program.folder.parent / "share"
    bees, ants = two_assignments(teacher.desk, short_bank(every_type))
    files_of_answers(teacher.desk, bees, share)
    collect(teacher.desk, [share])
    files_that_wait(teacher.desk, bees, share)
    hand_in(teacher.desk, share, taken(ants, bees.members[0]), by="Eve", file="ants.quizanswers")
    collect(teacher.desk, [share])
    teacher.access.chosen = bees.id
    teacher.access.changed.emit()
    return teacher.program, steps


def files_of_answers(desk: Desk, bees: Assignment, share: Path) -> None:
    """Ada's answers, which are right at the second try, and Björn's, one of them right, another one to be rated."""
    ada, bjorn, _ = bees.members
    first = bees.parts[0].bank.questions[0]
    written = {first.id: first.correct_response(), RATED.id: {"text": "Bees count, <b>too</b>."}}
    hand_in(desk, share, taken(bees, ada, {}, handed_in=NOW))
    hand_in(desk, share, taken(bees, ada, number=2, handed_in=NOW))
    hand_in(desk, share, taken(bees, bjorn, written))


def files_that_wait(desk: Desk, bees: Assignment, share: Path) -> None:
    """Answers of somebody who is not on the list, and answers under the name of Ada from another program."""
    hand_in(desk, share, taken(bees, "Bjorn"), by="Bjorn")
    hand_in(desk, share, taken(bees, bees.members[0], number=3), by="Eve", file="x.quizanswers")
