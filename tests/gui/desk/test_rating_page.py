"""Rating written answers by keyboard: nothing is lost, whatever is shown next."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from quizapp.domain.desk_entry import AnswerRated, Remarked
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.desk import open_desk
from quizapp.services.desk.gradebook import graded as grades_of
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


def test_answers_are_rated_with_digits_and_enter_alone(rating, spoken):
    page, best = rating.rating, {letter: len(c.levels) - 1 for letter, c in ESSAY.criteria.items()}
    seen = []
    for _ in range(5):
        seen.append(page.text.text())
        rating.type(digits(ESSAY))
        rating.key(Qt.Key.Key_Return)
    assert len(set(seen)) == 5
    assert all(any(text in words for words in spoken) for text in seen[1:])
    assert [text.split(" ")[0] for text in seen] == [ESSAY.id] * 3 + ["second"] * 2
    rating.key(Qt.Key.Key_Return)  # the last one has no level yet
    rating.wait()
    assert any("Criterion A has no level yet" in text for text in rating.shown)
    assert "Criterion A has no level yet" in spoken[-1]
    assert "5 of 6 rated" in rating.shown
    rating.type(digits(ESSAY)[0])
    assert page.caution.isHidden()
    assert [f"{question} by {name}" for name, question, _ in said(rating)] == seen
    assert {str(levels) for _, _, levels in said(rating)} == {str(best)}
    rating.type(digits(ESSAY))
    rating.key(Qt.Key.Key_Return)
    rating.wait()
    assert "All written answers are rated." in rating.shown
    grades, _ = grades_of(rating.desk, rating.bees.id)
    assert {each.unrated for each in grades.learners.values()} == {0}


def test_one_goes_back_to_an_answer_and_changes_it(rating):
    page = rating.rating
    first = page.text.text()
    rating.key(Qt.Key.Key_R)
    assert page.remark.field.hasFocus()
    rating.type("Well argued.")
    page.remark.keep_requested.emit(page.remark.text)
    page.rubric.focus()
    rating.type(digits(ESSAY))
    rating.key(Qt.Key.Key_Return)
    rating.wait()
    assert page.text.text() != first
    rating.key(Qt.Key.Key_1, HELD.AltModifier)  # the remark that was kept
    assert page.remark.text == "Well argued."
    rating.key(Qt.Key.Key_Left, HELD.AltModifier)
    assert page.text.text() == first
    assert page.rubric.levels == {letter: len(c.levels) - 1 for letter, c in ESSAY.criteria.items()}
    page.rubric.focus("A")
    rating.type("0")
    rating.key(Qt.Key.Key_Return)
    rating.wait()
    ratings = [levels for _, _, levels in said(rating) if isinstance(levels, dict)]
    assert ratings[-1]["A"] == 0
    assert [text for _, _, text in said(rating) if isinstance(text, str)] == ["Well argued."] * 2


def test_names_are_hidden_and_answers_come_by_learner_where_that_is_wanted(rating):
    page = rating.rating
    assert page.whose.text() in ("Ada · 1 of 6", "Björn · 1 of 6", "陈 · 1 of 6")
    page.blind.setChecked(True)
    rating.wait()
    rows = [page.model.title(row) for row in page.model.rows]
    assert not any(name in row for row in rows for name in ("Ada", "Björn", "陈"))
    assert len({row.key for row in page.model.rows}) == 6
    assert not page.order_box.isEnabled()  # that of the learners would tell whose they are
    assert rating.program.settings.hides_names
    page.blind.setChecked(False)
    rating.choose("Order of the answers", "Learner by learner")
    assert [row.answer.question.id for row in page.model.rows] == [ESSAY.id, "second"] * 3
    page.rubric.focus()
    rating.key(Qt.Key.Key_M)
    assert page.model_frame.isVisible()
    assert page.model_button.isChecked()


def test_a_rating_that_is_not_saved_is_told_and_brought_back(rating):
    page = rating.rating
    shown = page.model.rows[page.list.currentIndex().row()].answer
    others = AnswerRated(
        at=1.0, who="B", learner=shown.learner, part=0, question=shown.question.id,
        levels=dict.fromkeys(ESSAY.criteria, 0),
    )  # fmt: skip
    rating.desk.store.append(rating.bees.id, others)  # meanwhile, by somebody else
    rating.type(digits(ESSAY))
    rating.key(Qt.Key.Key_Return)
    rating.wait()
    assert any("has changed in the meantime" in text for text in rating.shown)
    assert page.text.text() == shown.text
    assert page.rubric.levels == {letter: len(c.levels) - 1 for letter, c in ESSAY.criteria.items()}
    rating.key(Qt.Key.Key_Escape)  # the notice
    page.rubric.focus()
    rating.key(Qt.Key.Key_Return)  # look at it again, and do it once more
    rating.wait()
    best = {letter: len(criterion.levels) - 1 for letter, criterion in ESSAY.criteria.items()}
    assert [levels for _, _, levels in said(rating)] == [others.levels, best]


def test_half_a_rating_is_still_there_when_one_comes_back(rating):
    page = rating.rating
    first = page.text.text()
    rating.type(digits(ESSAY)[0])
    chosen = page.rubric.levels
    rating.key(Qt.Key.Key_Right, HELD.AltModifier)
    assert page.text.text() != first
    rating.key(Qt.Key.Key_Backspace)
    assert page.text.text() == first
    assert page.rubric.levels == chosen
    assert not said(rating)
    assert QApplication.focusWidget() is not None


def test_nothing_is_lost_where_the_window_is_closed_before_all_of_it_is_saved(rating):
    page = rating.rating
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
