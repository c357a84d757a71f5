"""What there is at the beginning of stories of paper, ratings, attempts, figures, new assignments and the password."""

import hashlib
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.assignment import Assignment, AssignmentSettings
from quizapp.domain.bank import Bank
from quizapp.domain.classroom import Classroom
from quizapp.domain.desk_entry import AnswerRated, Mended
from quizapp.domain.question import Response
from quizapp.formats.native_writing import write_bank
from quizapp.question_types.open_response import Criterion, Level
from quizapp.services.annotating import Annotating
from quizapp.services.desk.assigning import _stored, merge
from quizapp.services.desk.classes import add_class, delete_learner, read_names
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.desk import Desk, open_desk
from quizapp.services.desk.mending import LEFT_OUT
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.services.taking import Taking
from quizapp.storage.desk.records import AssignmentLine, StoredAssignment
from tests.desks import BANK, NOW, hand_in, taken
from tests.gui.desk.given import Start, desk_with
from tests.gui.desk.teacher import Teacher
from tests.gui.story import Step, given
from tests.leveled import LEVELED
from tests.samples import SAMPLES


def open_with(
    start, qtbot, prepare: Callable[[Desk], object] = lambda desk: None, room: RoomSettings = NO_ROOM
) -> tuple[Teacher, dict[str, Step]]:
    """Open the desk after `prepare` has filled it, and wait until that is shown."""
    teacher, steps = desk_with(start, qtbot, prepare, room)
    teacher.wait()
    return teacher, steps


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


ONE = bank_of("open_response").questions[0]
ESSAY = msgspec.structs.replace(
    ONE,
    rubric=(*ONE.rubric, msgspec.structs.replace(ONE.rubric[0], text="Names *both* sides")),
    model_answer="The sun kept them *warm*.",
)
LEVELS = tuple(Level(f"{number} of them", 10 * number) for number in range(3))
SECOND = msgspec.structs.replace(ONE, id="second", stem="And then?", rubric=(Criterion("Tells all", LEVELS),))
"""Its levels have keys of their own, as their points have two digits."""


@given("answers to rate")
def answers_to_rate(start, qtbot, tmp_path) -> Start:
    """Of each of three learners, two written answers. Of the assignments before it, one has nothing to rate, and one
    asks Ada the same.
    """
    bees_bank = msgspec.structs.replace(BANK, questions=(ESSAY, SECOND))

    def prepare(desk: Desk) -> None:
        room, _ = add_class(desk, "7b", read_names("Ada\nBjörn\n陈"))
        wasps = hand_out(desk, room, "Wasps", bees_bank)
        text = {each: {"text": f"{each} of wasps."} for each in (ESSAY.id, SECOND.id)}
        hand_in(desk, tmp_path / "in", taken(wasps, wasps.members[0], text), file="wasps.quizanswers")
        desk.clock = lambda before=desk.clock: before() + 1
        ants = hand_out(desk, room, "Ants", bank_of("numeric"))
        hand_in(desk, tmp_path / "in", taken(ants, ants.members[0]), file="ants.quizanswers")
        desk.clock = lambda before=desk.clock: before() + 1
        bees = hand_out(desk, room, "Bees", bees_bank)
        for member in bees.members:
            text = {each: {"text": f"{each} by {member.name}: so it was."} for each in (ESSAY.id, SECOND.id)}
            hand_in(desk, tmp_path / "in", taken(bees, member, text))
        collect(desk, [tmp_path / "in"])

    teacher, steps = open_with(start, qtbot, prepare)

    def rate_meanwhile() -> None:
        """Let somebody else rate Ada's first answer."""
        (bees,) = (each for each in teacher.desk.store.assignments() if each.title == "Bees")
        ada = teacher.desk.assignment(bees.id).members[0]
        levels = dict.fromkeys(ESSAY.criteria, 0)
        rated = AnswerRated(at=NOW, who="B", learner=ada.id, part=0, question=ESSAY.id, levels=levels)
        teacher.desk.store.append(bees.id, rated)

    return teacher.program, {**steps, "somebody else rates Ada's answer": rate_meanwhile}


CHOICE = next(each.question for each in SAMPLES["single_choice"] if each.name == "single-full").in_neutral_order()
WRONG = next(each for each in CHOICE.ids if each != CHOICE.key)
OTHERS = tuple(msgspec.structs.replace(bank_of("single_choice").questions[0], id=f"c{number}") for number in range(3))
ASKED = bank_of("multiple_choice", "categorize", "short_answer", "evidence", "two_part", "open_response").questions
CLASS = msgspec.structs.replace(BANK, questions=(CHOICE, *OTHERS, *ASKED))
LEARNERS = 25


def answers_of(number: int) -> dict[str, Response]:
    """Three of five are good, and choose another option than the key of the first question."""
    is_good = number % 5 > 1
    found = {each.id: each.correct_response() for each in CLASS.questions if not each.is_rated}
    found |= {"short-minimal": f"Bee {number % 10}" if number % 3 else "Marta"}
    found |= {CHOICE.id: WRONG if is_good else CHOICE.key, "open-minimal": {"text": "So it was."}}
    if not is_good:
        found |= {each.id: "A" for each in OTHERS} | {"multiple-minimal": ("B",)}
        del found["evidence-minimal"]
    return found


@given("a class that has answered")
def a_class_that_has_answered(start, qtbot, tmp_path) -> Start:
    """It answered with the text, half of it without; of another assignment nothing came in."""

    def prepare(desk: Desk) -> None:
        room, _ = add_class(desk, "7b", read_names("\n".join(f"L{number}" for number in range(LEARNERS))))
        hidden = AssignmentSettings(without_passage=True)
        bare = hand_out(desk, room, "Text hidden", CLASS, settings=hidden)
        for number, member in enumerate(bare.members[:12]):
            given = answers_of(number) | {each.id: "B" if number % 4 else "A" for each in OTHERS}
            hand_in(desk, tmp_path / "bare", taken(bare, member, given))
        desk.clock = lambda: NOW + 1
        bees = hand_out(desk, room, "Bees", CLASS, settings=AssignmentSettings(certainty=True))
        for number, member in enumerate(bees.members):
            hand_in(desk, tmp_path / "in", taken(bees, member, answers_of(number), also=partial(be_sure, number)))
        desk.clock = lambda: NOW + 2
        hand_out(desk, room, "Ants", bank_of("numeric"))
        collect(desk, [tmp_path / "bare", tmp_path / "in"])
        for number, member in enumerate(bees.members[:5]):
            rated = AnswerRated(
                at=NOW,
                who="A",
                learner=member.id,
                part=0,
                question=ONE.id,
                levels=dict.fromkeys(ONE.criteria, number % 3),
            )
            desk.store.append(bees.id, rated)

    teacher, steps = open_with(start, qtbot, prepare)

    def leave_out_meanwhile() -> None:
        """Let somebody else leave out the first question of Bees."""
        (bees,) = (each for each in teacher.desk.store.assignments() if each.title == "Bees")
        entry = Mended(at=NOW, who="B", why="-", part=0, question=CHOICE.id, mend=LEFT_OUT)
        teacher.desk.store.append(bees.id, entry)

    return teacher.program, {**steps, "somebody else leaves out a question": leave_out_meanwhile}


def be_sure(number: int, taking: Taking) -> None:
    """Say how sure one is of the first question, as a learner of this number."""
    taking.visit(0)
    taking.give_certainty(taking.current.id, number % 3 + 1)


@given("questions that were asked before")
def questions_that_were_asked_before(start, qtbot, tmp_path, every_type) -> Start:
    """The library has two banks alone. One was handed out to a class of five; its first question was hard, L4 earned
    nothing.

    The other one has a text with two levels.
    """
    (tmp_path / "quizapp" / "banks" / "tower.yaml").write_text(write_bank(LEVELED), "utf-8")

    def prepare(desk: Desk) -> None:
        room, _ = add_class(desk, "7b", read_names("\n".join(f"L{number}" for number in range(5))))
        add_class(desk, "8a", read_names("Eva"))
        add_class(desk, "9c", read_names(""))
        before = hand_out(desk, room, "Before", every_type)
        first, second, third, *_ = before.parts[0].bank.questions
        for number, member in enumerate(before.members):
            given = {first.id: first.correct_response()} if number < 2 else {}
            given |= {second.id: second.correct_response()} if number < 3 else {}
            given |= {third.id: third.correct_response()}
            if number == 4:  # who earns nothing
                given = {first.id: next(each for each in first.ids if each != first.key)}
            hand_in(desk, tmp_path / "in", taken(before, member, given))
        collect(desk, [tmp_path / "in"])

    teacher, steps = open_with(start, qtbot, prepare, RoomSettings(bundled=False))

    (ninth,) = (each for each in teacher.desk.store.classes() if each.name == "9c")

    def delete_all() -> None:
        for learner in teacher.desk.store.learners():
            delete_learner(teacher.desk, learner)

    def hand_in_by(year: int) -> None:
        teacher.page.section("assignments").form.rules.due.setDateTime(QDateTime(QDate(year, 5, 1), QTime(16, 0)))

    return teacher.program, {
        **steps,
        "another teacher deletes 9c": lambda: teacher.desk.store.delete_class(ninth.id),
        "another teacher deletes all learners": delete_all,
        "a day long ago is set": lambda: hand_in_by(2001),
        "a day far ahead is set": lambda: hand_in_by(2070),
    }


@given("a desk that cannot be opened")
def a_desk_that_cannot_be_opened(start, monkeypatch) -> Start:
    program = start()
    place = program.folder / "desk"
    place.write_text("a file in the place of the folder")

    def close_to_writing() -> None:
        """Let a desk with a class be there, where nobody may write; nothing is closed to root."""
        place.unlink()
        desk = open_desk(program.folder)
        add_class(desk, "7b", read_names("Ada"))
        desk.close()
        may = os.access
        closed = (place, place / "desk.db")
        monkeypatch.setattr(os, "access", lambda path, mode: Path(path) not in closed and may(path, mode))

    return program, {"a desk that cannot be written takes its place": close_to_writing}


@given("an attempt at two texts")
def an_attempt_at_two_texts(start, qtbot, tmp_path, every_type) -> Start:
    """Ada has left a note and a highlight in the first one, and wrong answers; Björn has not begun the second one."""
    first, second = (sentence.span for sentence in every_type.passage.sentences[:2])

    def mark(taking: Taking) -> None:
        if taking.bank.id == every_type.id:
            annotating = Annotating(taking)
            annotating.write(annotating.note(second), "Why not the bees?")
            annotating.highlight(first, "green")

    def prepare(desk: Desk) -> None:
        room, _ = add_class(desk, "7b", read_names("Ada\nBjörn"))
        both = hand_out(desk, room, "Both", every_type, LEVELED)
        ada, bjorn = both.members
        choice, *_, short = both.parts[0].bank.questions
        wrong = next(each for each in choice.ids if each != choice.key)
        hand_in(desk, tmp_path / "in", taken(both, ada, {choice.id: wrong, short.id: "Nobody"}, also=mark))
        whole = taken(both, bjorn)
        hand_in(desk, tmp_path / "in", msgspec.structs.replace(whole, parts={"0": whole.parts["0"]}))
        collect(desk, [tmp_path / "in"])

    teacher, steps = open_with(start, qtbot, prepare)
    return teacher.program, steps
