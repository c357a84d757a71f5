"""What there is at the beginning of stories of a whole class, and of all that was changed about an assignment."""

import msgspec

from quizapp.domain.assignment import Assignment, AssignmentSettings
from quizapp.domain.bank import Bank
from quizapp.domain.desk_entry import (
    AnswerRated,
    AssignmentReopened,
    Mend,
    Mended,
    Overridden,
    Released,
    Remarked,
    SignerDecided,
    SubmissionAllowed,
)
from quizapp.domain.question import Response
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.single_choice import SingleChoice
from quizapp.services.desk.classes import delete_learner
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.mending import undo_entry
from quizapp.services.taking import Taking
from tests.desks import NOW, assigned, hand_in, taken
from tests.gui.desk.given import RATED, Start, desk_with
from tests.gui.story import given

_LEARNERS = 15


def _answers(bank: Bank, number: int) -> dict[str, Response]:
    """Two thirds of the class do well, but choose a wrong option of the first question, which the others get right."""
    does_well = number % 3 > 0
    given: dict[str, Response] = {}
    for at, question in enumerate(bank.questions):
        is_right = does_well if at else not does_well
        if is_right:
            given[question.id] = question.correct_response()
        elif isinstance(question, SingleChoice):
            given[question.id] = next(each for each in question.ids if each != question.key)
        elif isinstance(question, Categorize) and number % 2:
            given[question.id] = dict.fromkeys(question.correct_response(), question.categories[0])
    return given


def _hand_in(desk: Desk, bees: Assignment, number: int, folder) -> None:
    def say_how_sure(taking: Taking) -> None:
        for at, id_ in enumerate(taking.order):
            taking.visit(at)
            if taking.response(id_) is not None:
                taking.give_certainty(id_, 1 + (number + at) % 3)

    member, bank = bees.members[number], bees.parts[0].bank
    hand_in(desk, folder, taken(bees, member, _answers(bank, number), also=say_how_sure))


@given("a class with answers")
def a_class_with_answers(start, qtbot, every_type) -> Start:
    """Fifteen learners have handed in; one more comes in when the story says so."""
    teacher, steps = desk_with(start, qtbot)
    folder = teacher.program.folder.parent / "in"
    names = "".join(f"L{number}\n" for number in range(_LEARNERS + 1))
    _, bees = assigned(teacher.desk, names, AssignmentSettings(certainty=True), every_type)
    for number in range(_LEARNERS):
        _hand_in(teacher.desk, bees, number, folder)
    collect(teacher.desk, [folder])
    teacher.access.changed.emit()

    def another_comes() -> None:
        _hand_in(teacher.desk, bees, _LEARNERS, folder)
        collect(teacher.desk, [folder])
        teacher.access.changed.emit()

    return teacher.program, {**steps, "another learner hands in": another_comes}


@given("a desk with changes")
def a_desk_with_changes(start, qtbot, every_type) -> Start:
    """Everything has been done once: to Ada's and Björn's answers, to a question, and to a learner who was deleted."""
    teacher, steps = desk_with(start, qtbot)
    desk, folder = teacher.desk, teacher.program.folder.parent / "in"
    bank = msgspec.structs.replace(every_type, questions=(*every_type.questions[:2], RATED))
    _, bees = assigned(desk, bank=bank)
    ada, bjorn, chen = bees.members
    files = [
        hand_in(desk, folder, taken(bees, member, {RATED.id: {"text": "They stayed."}})) for member in bees.members
    ]
    collect(desk, files)
    first, second, third = (each.id for each in bank.questions)
    digest = desk.received(bees.id)[0].digest
    by = {"who": "B", "at": NOW}
    said = {**by, "why": "It had to be", "part": 0}
    entries = [
        Remarked(learner=chen.id, question=first, text="Gone soon", **said),
        Mended(question=first, mend=Mend("full_marks"), **said),
        Mended(question=second, mend=Mend("left_out"), **said),
        Mended(question=second, mend=Mend("also", response=("A",)), **said),
        Overridden(learner=ada.id, question=first, points="1/2", **said),
        Overridden(learner=ada.id, question=first, points=None, **said),
        Remarked(learner=ada.id, question=second, text="Well seen.", **said),
        Remarked(learner=ada.id, question="", text="Go on.", **said),
        AnswerRated(learner=bjorn.id, question=third, levels={"A": 1}, **said),
        Released(learners=(ada.id, bjorn.id), **by),
        AssignmentReopened(learner=ada.id, why="Fire drill", **by),
        SubmissionAllowed(learner=ada.id, submission=digest, why="A lost stick", **by),
        SignerDecided(learner=ada.id, signer="00", accepted=True, **by),
        SignerDecided(learner=ada.id, signer="01", accepted=False, **by),
    ]
    for entry in entries:
        desk.store.append(bees.id, entry)
    delete_learner(desk, chen)
    teacher.access.changed.emit()

    def take_it_back_elsewhere() -> None:
        every = desk.store.entries(bees.id)
        number = max(at for at, each in enumerate(every) if isinstance(each, Released))
        desk.store.append(bees.id, undo_entry(every, number, at=NOW, who="C", why="No"), len(every))

    return teacher.program, {**steps, "another teacher takes the release back": take_it_back_elsewhere}
