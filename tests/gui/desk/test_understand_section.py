"""What is said of a class of one."""

from msgspec.structs import replace

from quizapp.services.desk.collecting import collect
from tests.desks import BANK, assigned, hand_in, taken
from tests.gui.seen import texts


def test_of_one_learner_the_page_says_that_there_is_too_little(teacher, tmp_path):
    bank = replace(BANK, questions=tuple(each for each in BANK.questions if not each.is_rated))

    def prepare(desk):
        _, bees = assigned(desk, "Ada", bank=bank)
        hand_in(desk, tmp_path, taken(bees, bees.members[0]))
        collect(desk, [tmp_path])

    teacher.access.change(prepare)
    section = teacher.wait().section("understand")
    shown = " ".join(texts(section))
    assert "1 learner has handed in. With so few learners, all bands are wide." in shown
    assert "One learner is not enough to say anything about a class." in shown
    assert "Not enough to tell" in shown
    assert "No key looks wrong" in shown
