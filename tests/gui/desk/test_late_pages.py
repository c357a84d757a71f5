"""Results of the desk that come late: each page shows what was asked for last, and every change is made, in order."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import AnswerRated, Released
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.classes import remove_member
from quizapp.services.desk.collecting import collect
from tests.desks import BANK, assigned, hand_in, taken
from tests.gui.desk.teacher import Teacher

RATED = next(each for each in BANK.questions if each.is_rated)


@pytest.fixture
def late(start, qtbot, tmp_path):
    """A desk with two assignments that three learners have handed in; results come when the test says so."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    teacher = Teacher(start(), qtbot).open()

    def prepare(desk):
        room, bees = assigned(desk)
        ants = make_assignment(desk, room, "Ants", merge([(BANK, ())]), AssignmentSettings())
        for of in (bees, ants):
            for member in of.members:
                given = {RATED.id: {"text": f"{of.title} by {member.name}"}}
                hand_in(desk, tmp_path, taken(of, member, given), file=f"{of.title} {member.id}.quizanswers")
        collect(desk, [tmp_path])
        return bees, ants

    found = []
    teacher.access.change(prepare, found.append)
    teacher.wait()
    teacher.bees, teacher.ants = found[0]
    jobs = teacher.jobs = teacher.program.jobs
    yield teacher
    jobs.arrive()


def test_what_is_saved_has_all_changes_before_it_and_makes_no_page_read_anew(late, tmp_path):
    section = late.section("classes")
    room, ada = section.room, late.bees.members[0]
    late.jobs.holds = True
    read = []
    late.access.changed.connect(lambda: read.append("anew"))
    late.access.change(lambda desk: remove_member(desk, room, ada.id))
    section.export(ada, tmp_path / "ada.json")
    section.save_list(room, tmp_path / "names.pdf")
    late.jobs.arrive()
    assert json.loads((tmp_path / "ada.json").read_text())["classes"] == []
    assert (tmp_path / "names.pdf").read_bytes().startswith(b"%PDF")
    assert read == ["anew"]  # by the change alone


def test_marks_are_released_as_they_were_when_that_was_asked_for(late, tmp_path):
    """One rating is on its way when the marks are released, and another one comes after that."""
    section = late.section("gradebook")
    late.press("Rate 3…")
    page = section.rating
    of = page._assignment
    late.jobs.holds = True
    learners = [row.answer.learner for row in page.model.rows]
    released = []
    late.access.done.connect(released.append)
    late.type("2" * len(RATED.rubric))
    late.key(Qt.Key.Key_Return)
    section.release_to(of, learners, tmp_path / "out")
    late.type("1" * len(RATED.rubric))
    late.key(Qt.Key.Key_Return)
    late.jobs.arrive()
    made = [each for each in late.desk.store.entries(of) if isinstance(each, AnswerRated | Released)]
    assert [getattr(each, "learner", "released") for each in made] == [learners[0], "released", learners[1]]
    assert released[-1].endswith("Written answers are not rated yet: Björn, 陈.")


def test_files_that_are_given_while_others_are_collected_come_after_them_and_once(late, tmp_path):
    section = late.section("collect")
    places = [tmp_path / name for name in ("one", "two")]
    file = next(tmp_path.rglob("Bees*.quizanswers"))
    for place in places:
        place.mkdir()
        (place / file.name).write_bytes(file.read_bytes())
    late.jobs.holds = True
    for place in (*places, places[0]):
        section.take_files([place])
    assert section.collecting.is_busy
    late.jobs.arrive()
    assert not section.collecting.is_busy
    assert sorted(verdict.path.parent.name for verdict in section.table._model.rows) == ["one", "two"]
    section.take_files([tmp_path / "two"])
    section.take_files([tmp_path / "nowhere"])
    section.cancel.click()
    late.page.show_section("classes")
    late.jobs.arrive()
    assert not section.collecting.is_busy
    assert late.page.section("classes").isVisible()
