"""Classes: the reading levels of a learner."""

from quizapp.services.desk.classes import add_class, read_names
from tests.gui.desk.teacher import go_to_row, rows
from tests.leveled import TEXT


def make(teacher, name, names):
    teacher.access.change(lambda desk: add_class(desk, name, read_names(names)))
    teacher.wait()
    return teacher.page.section("classes")


def test_each_level_of_a_bank_in_the_library_can_be_given_to_a_learner(teacher):
    (teacher.program.bank.parent / "tower.yaml").write_text(TEXT, encoding="utf-8")
    teacher.program.library.read_all()
    section = make(teacher, "7b", "Ada\nBen")
    section.read()
    teacher.wait()
    go_to_row(teacher, section.table, "Ben")
    teacher.choose("Reading level", "Very short, locked")
    assert rows(section.table)[1][2] == "Very short, locked"
    given = teacher.desk.store.classes()[0].members[1].accommodation
    assert (given.reading_level, given.level_locked) == ("short", True)
