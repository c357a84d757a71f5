"""What there is at the beginning of stories of attempts on more than one text."""

import msgspec

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.event import LevelChanged, ParagraphsRead
from quizapp.services.annotating import Annotating
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.classes import add_class, read_names
from quizapp.services.desk.collecting import collect
from quizapp.services.taking import Taking
from tests.desks import hand_in, taken
from tests.gui.desk.given import Start, desk_with, short_bank
from tests.gui.story import given
from tests.leveled import LEVELED


@given("an attempt on two texts")
def an_attempt_on_two_texts(start, qtbot, every_type) -> Start:
    """Ada has marked the first text, and read the second one at two levels; Bo has begun only that one."""
    teacher, steps = desk_with(start, qtbot)
    desk, folder = teacher.desk, teacher.program.folder.parent / "in"
    room, _ = add_class(desk, "7b", read_names("Ada\nBo"))
    bees = make_assignment(
        desk, room, "Bees", merge([(short_bank(every_type), ()), (LEVELED, ())]), AssignmentSettings(mode="practice")
    )
    first, second = (sentence.span for sentence in every_type.passage.sentences[:2])

    def mark(taking: Taking) -> None:
        if taking.bank.passage.title == every_type.passage.title:
            annotating = Annotating(taking)
            annotating.write(annotating.note(second), "Why not the bees?")
            annotating.highlight(first, "green")

    ada, bo = bees.members
    handed = taken(bees, ada, also=mark)
    of_tower = next(at for at, part in enumerate(bees.parts) if part.bank.levels)
    part = handed.parts[str(of_tower)]
    *before, end = part.events
    read = ParagraphsRead(at=end.at, seconds={1: 4.0, 2: 2.0}, total=4.0)
    changed = msgspec.structs.replace(part, events=(*before, read, LevelChanged(at=end.at, level="easier"), end))
    handed = msgspec.structs.replace(handed, parts={**handed.parts, str(of_tower): changed})
    alone = taken(bees, bo)
    alone = msgspec.structs.replace(alone, parts={"1": alone.parts["1"]})
    collect(desk, [hand_in(desk, folder, handed), hand_in(desk, folder, alone)])
    teacher.access.changed.emit()
    return teacher.program, steps
