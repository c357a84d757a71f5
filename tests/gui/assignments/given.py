"""What there is at the beginning of stories about assignments."""

from functools import partial

import msgspec
from PySide6.QtCore import Qt

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import TOOLS, AssignmentSettings, Reopening
from quizapp.domain.bank import Bank
from quizapp.domain.feedback import AnswerFeedback
from quizapp.formats.reopening_file import write_reopening
from quizapp.formats.submission_file import read_submission
from quizapp.services.room import RoomSettings
from tests import assigned
from tests.assigned import DESK_BOX, DESK_SEED, MEMBERS, OTHER_SEED, TIDES
from tests.gui.assignments.pupil import Pupil, feedback_for
from tests.gui.story import given

_TIDE = msgspec.structs.replace(TIDES.questions[0], id="often", stem="How often?", accepted=TIDES.questions[0].accepted)
MOON = msgspec.structs.replace(
    TIDES, id="moon", title="The moon", questions=(*TIDES.questions, _TIDE), content_hash="2" * 64
)
"""A bank of two questions."""
BO = Accommodation(1.5, text_size=125, theme="cream", fewer_options=True, level_locked=True)
CLASS = (MEMBERS[0], msgspec.structs.replace(MEMBERS[1], name="Bo Berg", accommodation=BO))


def _assignment(id_: str, title: str, settings: AssignmentSettings, *banks: Bank, **more):
    made = assigned.assignment(settings, banks)
    return msgspec.structs.replace(made, **{"id": id_ * 16, "title": title, "members": CLASS, **more})


ASSIGNMENTS = {
    "one": _assignment("a1", "Tides", AssignmentSettings(), TIDES),
    "two": _assignment(
        "a2", "Tides and moon", AssignmentSettings(time_limit=600.0, due=1764600000.0, certainty=True), MOON, TIDES
    ),
    "free": _assignment("a3", "Alone", AssignmentSettings(list_only=False), TIDES, class_name=""),
    "practice": _assignment(
        "a4",
        "Practice",
        AssignmentSettings("practice", 2, shown="at_once", tools=TOOLS, known_tools=TOOLS, due=3786912000.0),
        TIDES,
    ),
    "hidden": _assignment(
        "a5",
        "Without the text",
        AssignmentSettings(shown="handed_in", tools=(), known_tools=TOOLS, without_passage=True, time_limit=90.0),
        MOON,
        TIDES,
    ),
}


COMING = ("back.quizreopen", "marks.quizfeedback", "newer.quizfeedback", "gone.quizassign")
"""Files that the teacher makes later, or never."""


class _Teacher:
    """A teacher at another computer, whose files are on a stick."""

    def __init__(self, pupil: Pupil) -> None:
        self.pupil, self.stick = pupil, pupil.stick
        self._released = 4000.0

    def _last(self):
        """What was handed in last."""
        found = [read_submission(path.read_bytes(), DESK_BOX) for path in self.stick.glob("*.quizanswers")]
        return max(found, key=lambda each: each.submission.number)

    def give_back(self, reason: str, number: int = 0, extra_time: float = 300.0) -> None:
        done = self._last().submission
        word = Reopening(done.assignment, done.learner, done.name, number or done.number, reason, extra_time, 3500.0)
        (self.stick / "back.quizreopen").write_bytes(write_reopening(word, DESK_SEED))

    def mark(self, name: str, released: float, answer: AnswerFeedback) -> None:
        last = self._last()
        (of,) = (each for each in ASSIGNMENTS.values() if each.id == last.submission.assignment)
        tides = next(str(place) for place, part in enumerate(of.parts) if part.bank.id == TIDES.id)
        feedback_for(self.pupil, last, {"what": answer}, released, name, tides)


@given("a pupil with a stick of their teacher")
def pupil_with_stick(start, qtbot, tmp_path):
    pupil = Pupil(start, qtbot, tmp_path)
    teacher, stick, away = _Teacher(pupil), pupil.stick, tmp_path / "away"
    (tmp_path / "elsewhere").mkdir()
    for name, each in ASSIGNMENTS.items():
        pupil.file(each, f"{name}.quizassign")
    (stick / "damaged.quizassign").write_bytes(b"Dear Anna")
    pupil.file(ASSIGNMENTS["one"], "strange.quizassign", OTHER_SEED)

    def again(*files, **more):
        pupil.again(*files, **more)
        program = pupil.program
        qtbot.waitUntil(lambda: bool(program.window.centralWidget().actions()) and program.jobs.is_idle)
        return program

    def open_file(name):
        pupil.window.come_forward([stick / name])  # as a file manager does, by starting the program again

    def ten_minutes():
        pupil.program.clock.now += 601
        pupil.window.pages.currentWidget().bar.clock.tell()  # as it does each second

    def take_place():
        for named in pupil.program.folder.rglob("learner.json"):
            place = named.with_name("1.quizanswers")
            if not place.exists():
                place.mkdir()

    def free_place():
        for place in pupil.program.folder.rglob("1.quizanswers"):
            if place.is_dir():
                place.rmdir()

    half = AnswerFeedback(points="1/2", why="Half of it is there.", remark="Read it again.")
    steps = {
        "the teacher gives it back": lambda: teacher.give_back("The battery was empty."),
        "the teacher gives it back without a word": lambda: teacher.give_back("", extra_time=0.0),
        "the teacher marks it": lambda: teacher.mark("marks.quizfeedback", 4000.0, half),
        "the teacher marks it anew": lambda: teacher.mark(
            "newer.quizfeedback", 5000.0, AnswerFeedback(left_out=True, mended="Two readings.")
        ),
        "the stick is pulled out": lambda: stick.rename(away),
        "the stick is there again": lambda: away.rename(stick),
        **{f"{each}.quizassign is deleted": (stick / f"{each}.quizassign").unlink for each in ("one", "free")},
        "the pupil comes back to the window": lambda: pupil.window.assignments.look_again(
            Qt.ApplicationState.ApplicationActive
        ),
        "ten minutes pass": ten_minutes,
        "the program ends and is started again": again,
        "the program is started again with practice.quizassign": lambda: again(stick / "practice.quizassign"),
        "the program is started again in a room with the stick": lambda: again(room=RoomSettings(watched_folder=stick)),
        "nothing can be kept where answers are kept": take_place,
        "answers can be kept again": free_place,
        **{f"open {each.name}": partial(open_file, each.name) for each in stick.iterdir()},
        **{f"open {each}": partial(open_file, each) for each in COMING},
    }
    return pupil.program, steps
