"""What a class understood, and mending a question that was asked wrongly."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from quizapp.domain.assignment import AssignmentSettings
from quizapp.domain.desk_entry import EntryUndone, Mended
from quizapp.question_types.categorize import Categorize
from quizapp.question_types.single_choice import SingleChoice
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.gradebook import graded
from tests.desks import BANK, assigned, hand_in, taken
from tests.gui.desk.teacher import rows
from tests.gui.seen import texts, visible

CHOICE = next(each for each in BANK.questions if isinstance(each, SingleChoice))
SORT = next(each for each in BANK.questions if isinstance(each, Categorize))
WRONG = next(id_ for id_ in CHOICE.ids if id_ != CHOICE.key)
FEW = replace(BANK, questions=tuple(each for each in BANK.questions if not each.is_rated))


def handed_in(teacher, folder, learners, bank=FEW, wrong=lambda number: number % 2):
    """A class of which every other learner chose the same wrong option."""

    def prepare(desk):
        room, bees = assigned(desk, "\n".join(f"L{number}" for number in range(learners)), bank=bank)
        for number, member in enumerate(bees.members):
            given = {each.id: each.correct_response() for each in bank.questions}
            if wrong(number):
                given[CHOICE.id] = WRONG
            hand_in(desk, folder, taken(bees, member, given))
        collect(desk, [folder])
        return room, bees

    found = []
    teacher.access.change(prepare, found.append)
    teacher.wait()
    teacher.room, teacher.bees = found[0]
    return teacher.section("understand")


@pytest.mark.parametrize("learners", [1, 24])
def test_the_class_is_told_in_figures_with_their_ranges_or_that_there_is_too_little(teacher, tmp_path, learners):
    section = handed_in(teacher, tmp_path / "in", learners)
    shown = " ".join(texts(section))
    if learners == 1:
        assert "1 learner has handed in. With so few learners, all bands are wide." in shown
        assert "One learner is not enough to say anything about a class." in shown
        assert "Not enough to tell" in shown
        assert "No key looks wrong" in shown
    else:
        assert "24 learners have handed in." in shown
        assert "Reliability (alpha)" in shown
        assert section.whole.chart.accessibleName().startswith("14–16 points: 24 learners Mean: 15.5")
    section.tables.setChecked(True)
    teacher.wait()
    table = dict(rows(section.whole.marks.table))
    assert sum(map(int, table.values())) == learners
    assert section.whole.distinctions.isVisible()
    assert "The class put it in" in texts(section)
    # the question to talk about first, with what its options drew
    section.items_tab.click()
    teacher.wait()
    item = section.model.rows[0]
    if learners == 24:
        assert item.question.id == CHOICE.id
        assert "50 % (31 to 69 %)" in texts(section.item)
        words = " ".join(label.accessibleName() for label in visible(section.item))
        assert words.count(": 12, 50 % (31 to 69 %)") == 2
    assert section.item.doubt.isHidden()


def test_a_key_that_the_better_learners_left_is_worth_a_look_and_is_mended_and_undone(teacher, tmp_path, spoken):
    """Those who chose the key got nearly everything else wrong."""
    bank = replace(FEW, questions=(CHOICE, *(replace(CHOICE, id=f"c{number}") for number in range(8))))

    def prepare(desk):
        _, bees = assigned(desk, "\n".join(f"L{number}" for number in range(25)), bank=bank)
        for number, member in enumerate(bees.members):
            is_good = number % 5 > 1
            given = {each.id: CHOICE.key if is_good else WRONG for each in bank.questions}
            given[CHOICE.id] = WRONG if is_good else CHOICE.key
            hand_in(desk, tmp_path / "in", taken(bees, member, given))
        collect(desk, [tmp_path / "in"])
        return bees

    found = []
    teacher.access.change(prepare, found.append)
    teacher.wait()
    (bees,) = found
    section = teacher.section("understand")
    assert any("Stronger learners chose an answer other than the key." in text for text in texts(section.whole.keys))
    section.items_tab.click()
    teacher.wait()
    at = next(at for at, row in enumerate(section.model.rows) if row.question.id == CHOICE.id)
    section.items.setFocus()
    while section.items.currentIndex().row() != at:
        teacher.key(Qt.Key.Key_Down if section.items.currentIndex().row() < at else Qt.Key.Key_Up)
    assert section.item.doubt.text().startswith("Look at this key: 15 learners chose")
    teacher.key(Qt.Key.Key_Return)
    teacher.press("Fix this question…")
    page = section.mending
    assert page.kinds["key"].hasFocus()
    view = page._view
    view.take_key(WRONG)
    teacher.press("See what changes")
    assert "Say in a few words why." in page.caution.text()
    assert spoken[-1] == page.caution.text()
    assert page.reason.hasFocus()
    teacher.type("The key was a slip.")
    teacher.key(Qt.Key.Key_Return)
    teacher.wait()
    assert page.told.text() == spoken[-1] == "25 of 25 would have different points:"
    before = graded(teacher.desk, bees.id)[0].learners[bees.members[0].id].total
    assert rows(page.table)[0][0] == "L0"
    assert page.do_button.hasFocus()
    teacher.key(Qt.Key.Key_Return)
    teacher.wait()
    assert any(text.startswith("Changed: 25 learners have different points.") for text in teacher.shown)
    assert isinstance(teacher.desk.store.entries(bees.id)[-1], Mended)
    after = graded(teacher.desk, bees.id)[0].learners[bees.members[0].id].total
    assert after.earned == before.earned - 1
    teacher.press("Changes…")
    (line,) = rows(section.changes.table)
    assert line[1].startswith("Another key or different points")
    assert line[2] == "The key was a slip."
    teacher.press("Take it back")
    assert [row[1].endswith("(taken back)") for row in rows(section.changes.table)] == [False, True]
    assert isinstance(teacher.desk.store.entries(bees.id)[-1], EntryUndone)
    assert graded(teacher.desk, bees.id)[0].learners[bees.members[0].id].total == before
    teacher.key(Qt.Key.Key_Escape)
    teacher.key(Qt.Key.Key_Escape)
    teacher.wait()
    assert section.items.isVisible()


def test_each_kind_of_change_shows_who_changes_before_anything_does(teacher, tmp_path):
    section = handed_in(teacher, tmp_path / "in", 4)
    section.items_tab.click()
    teacher.wait()
    at = next(at for at, row in enumerate(section.model.rows) if row.question.id == CHOICE.id)
    section.items.setCurrentIndex(section.model.index(at))
    section.mend_button.click()
    page, told = section.mending, {}
    page.reason.setText("Why not")
    for kind, pill in page.kinds.items():
        pill.click()
        if kind == "also":
            page._view.take_key(WRONG)
        page.points.setText("3")
        page.try_it()
        teacher.wait()
        told[kind] = page.told.text(), page.caution.text() if page.caution.isVisible() else ""
    assert told == {
        "key": ("Nobody’s points would change. It would count for those who hand in from now on.", ""),
        "also": ("2 of 4 would have different points:", ""),
        "full": ("2 of 4 would have different points:", ""),
        "out": ("4 of 4 would have different points:", ""),
        "points": ("4 of 4 would have different points:", ""),
    }
    page.points.setText("-1")
    assert not page.do_button.isEnabled()  # what was worked out is no longer what is set
    page.try_it()
    teacher.wait()
    assert "is not a number of points" in page.caution.text()
    assert not any(isinstance(each, Mended) for each in teacher.desk.store.entries(teacher.bees.id))
    page.points.setText("2")
    page.try_it()
    teacher.wait()
    changed = Mended(at=1.0, who="B", why="-", part=0, question=CHOICE.id, mend=page._tried.entry.mend)
    teacher.desk.store.append(teacher.bees.id, changed)  # meanwhile, by somebody else
    page.do_it()
    teacher.wait()
    assert "in the meantime" in page.caution.text()
    assert page.isVisible()


def test_a_sitting_without_the_text_tells_which_questions_need_it(teacher, tmp_path):
    section = handed_in(teacher, tmp_path / "in", 12, wrong=lambda number: False)

    def hidden(desk):
        settings = AssignmentSettings(without_passage=True)
        bare = make_assignment(desk, teacher.room, "Text hidden", merge([(FEW, ())]), settings)
        for number, member in enumerate(bare.members):
            given = {each.id: each.correct_response() for each in FEW.questions}
            given[CHOICE.id] = WRONG if number % 4 else CHOICE.key
            hand_in(desk, tmp_path / "bare", taken(bare, member, given), file=f"{number}.quizanswers")
        collect(desk, [tmp_path / "bare"])

    teacher.access.chosen = teacher.bees.id
    teacher.access.change(hidden)
    teacher.wait()
    teacher.choose("The same without the text", "Text hidden")
    section.items_tab.click()
    at = next(at for at, row in enumerate(section.model.rows) if row.question.id == CHOICE.id)
    section.items.setCurrentIndex(section.model.index(at))
    teacher.wait()
    assert "The text is needed to answer this. Gain from the text: 75 %" in " ".join(texts(section.item))
