"""What there is at the beginning of the stories about the results of an attempt."""

from pathlib import Path

import msgspec

from quizapp.formats.native_writing import write_bank
from quizapp.services.annotating import Annotating
from tests.gui.learner import Learner
from tests.gui.story import given
from tests.samples import BANK, PASSAGE

IDS = ["single-minimal", "multiple-full", "true-full", "categorize-full", "short-minimal", "open-full"]
ANSWERS = {
    "single-minimal": "B",
    "multiple-full": ("A",),
    "true-full": "false",
    "categorize-full": {"A": "Marta", "B": "The town", "C": "Nobody", "D": "The town"},
    "open-full": {"text": "By costs."},
}


def write_mixed(folder: Path) -> Path:
    """Write a bank with questions of six types, one of which a person has to mark."""
    questions = tuple(BANK.question(id_) for id_ in IDS)
    bank = msgspec.structs.replace(BANK, id="mixed", title="Mixed", questions=questions)
    path = folder / "banks" / "mixed.yaml"
    path.write_text(write_bank(bank), "utf-8")
    return path


def take(program, path: Path, mode: str, answers=ANSWERS) -> None:
    """Take a bank as far as these answers go, in 185 seconds; two questions are flagged, and some words highlighted."""
    session = program.window.session
    session.take(path, mode)
    Learner(program).wait()
    taking = session.taking
    for place, id_ in enumerate(taking.order):
        taking.visit(place)
        if id_ in answers:
            taking.respond(id_, answers[id_])
            if mode == "practice":
                taking.check(id_)
    for id_ in ("true-full", "short-minimal"):
        taking.flag(id_, True)
    notes = Annotating(taking)
    notes.highlight(PASSAGE.find("one summer")[0], "pink")
    notes.write(notes.note(PASSAGE.find("salt")[0]), "And pepper?")
    notes.end_writing()
    taking.visit(0)
    program.clock.now += 185


@given("a test that is answered in part")
def a_test_that_is_answered_in_part(start, tmp_path):
    path = write_mixed(tmp_path / "quizapp")
    program = start()
    take(program, path, "test")
    return program, {}


@given("a practice that is answered in part")
def a_practice_that_is_answered_in_part(start, tmp_path):
    path = write_mixed(tmp_path / "quizapp")
    program = start()
    take(program, path, "practice")
    return program, {}
