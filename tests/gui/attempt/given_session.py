"""Beginnings of stories about attempts that are left, resumed and ended, while banks and the program come and go."""

from msgspec.structs import replace

from quizapp.domain.assignment import Assigned
from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.formats.bank_record import read_bare_bank, write_bare_bank
from quizapp.services.room import RoomSettings
from tests.gui.attempt.given import TOUR, calm, steps_of
from tests.gui.conftest import Program
from tests.gui.shell.given import news_of, quiet
from tests.gui.story import Step, given
from tests.leveled import LEVELED
from tests.samples import BANK


@given("the program, whose bank and whose end the story decides on")
def sessions(start, qtbot) -> tuple[Program, dict[str, Step]]:
    first = start()
    quiet(first)
    text = first.bank.read_text("utf-8")
    now = [first]

    def write(to: str) -> Step:
        def do() -> None:
            first.bank.write_text(to, "utf-8")
            news_of(now[0], first.bank)

        return do

    def start_again() -> Program:
        program = now[0]
        program.window.close()
        qtbot.waitUntil(program.window.isHidden)
        program.jobs.wait()
        program.window.learning.access.close()
        now[0] = start()
        quiet(now[0])
        return now[0]

    return first, {
        "the bank is broken": write("id: ["),
        "the bank is broken, which nobody has noticed": lambda: first.bank.write_text("id: [", "utf-8"),
        "the bank is as before": write(text),
        "the bank asks otherwise": write(text.replace("Why does the report", "For what reason does the report")),
        "the bank asks two questions": write(text[: text.index("  - id: vote")]),
        "the program is ended and started again": start_again,
    }


@given("the program, and an author who looks at previews")
def previews(start) -> tuple[Program, dict[str, Step]]:
    program = start()
    quiet(program)
    return program, {"the form is folded away": lambda: program.window.editor.page.form.hide()}


@given("a practice of a text at three levels")
def levels(start) -> tuple[Program, dict[str, Step]]:
    program = start()
    program.window.session.begin(LEVELED, PRACTICE)
    calm(program)
    return program, steps_of(program)


@given("a test from a teacher, which has no key")
def handed_out(start) -> tuple[Program, dict[str, Step]]:
    program = start()
    bank = read_bare_bank(write_bare_bank(program.library.bank(TOUR)))
    session = program.window.session
    session.begin(bank, TEST, assigned=Assigned("a" * 32, 0, tools=("find", "eliminator")))
    calm(program)
    return program, steps_of(program) | {"it is the last part": lambda: setattr(session, "hands_in", True)}


@given("a practice from a teacher, without its text")
def without_text(start) -> tuple[Program, dict[str, Step]]:
    program = start()
    program.settings.eliminator_on = True  # where that is allowed
    bank = program.library.bank(program.bank)
    rules = Assigned("a" * 32, 0, tools=(), known_tools=("eliminator",), without_passage=True)
    program.window.session.begin(bank, PRACTICE, assigned=rules)
    calm(program)
    return program, steps_of(program)


LONG = ("single-edge", "multiple-edge", "table-edge", "categorize-edge", "matching-edge")
"""Samples with so many rows that nobody would read what a story tells of them."""


@given("a test of the plainest, the fullest and the oddest question of each type")
def samples(start) -> tuple[Program, dict[str, Step]]:
    program = start()
    asked = tuple(question for question in BANK.questions if question.id not in LONG)
    program.window.session.begin(replace(BANK, questions=asked), TEST)
    calm(program)
    return program, steps_of(program)


@given("a room where one only practices, under one's name")
def a_room(start, tmp_path) -> tuple[Program, dict[str, Step]]:
    file = tmp_path / "room.yaml"
    file.write_text("", "utf-8")
    program = start(room=RoomSettings(file, ("Ada", "Ben"), others=False, modes=("practice",)))
    session = program.window.session
    return program, {"a test is asked for": lambda: session.take(program.bank, "test")}
