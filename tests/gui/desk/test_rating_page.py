"""Rating written answers by keyboard: nothing is lost, whatever is shown next."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from quizapp.domain.desk_entry import AnswerRated, Remarked
from quizapp.gui.desk.rating_page import RatingPage
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.desk import open_desk
from tests.desks import BANK, assigned, hand_in, taken

ONE = next(each for each in BANK.questions if each.is_rated)
ESSAY = replace(ONE, rubric=(*ONE.rubric, replace(ONE.rubric[0], text="Names both sides")))
SECOND = replace(ESSAY, id="second", stem="And then?")
TWO = replace(BANK, questions=(ESSAY, SECOND))
HELD = Qt.KeyboardModifier


@pytest.fixture
def rating(teacher, tmp_path):
    """Two written answers of each of three learners, which are to be rated."""

    def prepare(desk):
        _, bees = assigned(desk, bank=TWO)
        for member in bees.members:
            text = {each: {"text": f"{each} by {member.name}"} for each in (ESSAY.id, SECOND.id)}
            hand_in(desk, tmp_path / "in", taken(bees, member, text))
        collect(desk, [tmp_path / "in"])
        return bees

    found = []
    teacher.access.change(prepare, found.append)
    section = teacher.section("gradebook")
    teacher.bees = found[0]
    assert "1 to rate" not in teacher.shown
    teacher.press("Rate 6…")
    teacher.rating = section.rating
    return teacher


def digits(question):
    """The keys of the best level of each criterion."""
    return "".join(str(max(level.points for level in criterion.levels)) for criterion in question.rubric)


def said(teacher):
    """What was entered by the teacher: the learner, the question, and the levels or the remark."""
    names = {member.id: member.name for member in teacher.bees.members}
    return [
        (names[each.learner], each.question, each.levels if isinstance(each, AnswerRated) else each.text)
        for each in teacher.desk.store.entries(teacher.bees.id)
        if isinstance(each, AnswerRated | Remarked)
    ]


def test_nothing_is_lost_where_the_window_is_closed_before_all_of_it_is_saved(rating):
    page = rating.rating
    page.blind.setChecked(True)
    at_the_next_start = RatingPage(rating.program.theme, rating.access, rating.program.settings)
    assert at_the_next_start.blind.isChecked()
    at_the_next_start.deleteLater()
    page.blind.setChecked(False)
    rating.type(digits(ESSAY))  # of the one that is shown
    best = page.rubric.levels
    for row in page.model.rows[1:]:
        page._save(row.answer, best, "Well argued.")  # while the first of them is being saved
    rating.window.close()
    assert not rating.window.isVisible()
    assert rating.desk is None
    desk = open_desk(rating.program.folder)
    rating.page.access.desk = desk
    assert len(said(rating)) == 11
    desk.close()
    rating.page.access.desk = None
