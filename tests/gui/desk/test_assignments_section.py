"""Assignments: questions are chosen, rules are set, and one file is handed out."""

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.assignment import TOOLS, AssignmentSettings, usual_tools
from quizapp.formats.assignment_file import read_assignment
from quizapp.services.desk.classes import add_class, read_names
from tests.gui.desk.teacher import rows
from tests.gui.menus import choose

SPACE, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Escape


def with_classes(teacher):
    for name, names in (("7b", "Ada\nBen"), ("8a", "Eva")):
        teacher.access.change(lambda desk, name=name, names=names: add_class(desk, name, read_names(names)))
    teacher.wait()
    return teacher.section("assignments")


def search(teacher, section, words):
    field = section.form.choice.search
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    teacher.qtbot.waitUntil(lambda: not section.form.choice._until_rest.isActive())
    teacher.wait()
    return section.form.choice.list


def test_a_test_is_made_and_saved_by_keyboard_alone(teacher, tmp_path):
    section = with_classes(teacher)
    teacher.press("New assignment…")
    listed = search(teacher, section, "every type of question")
    assert rows(listed)[0][0].startswith("Every type of question · all ")
    teacher.choose("Type", "Single choice")
    count = len(rows(listed)) - 1
    assert {row[1] for row in rows(listed)[1:]} == {"Single choice"}
    teacher.go_to("Questions")
    teacher.key(SPACE)  # on the bank: all of it that is listed
    teacher.choose("Type", "Put in order")
    teacher.go_to("Questions")
    teacher.key(Qt.Key.Key_Down)
    teacher.key(SPACE)
    teacher.wait()
    assert f"{count + 1} questions are chosen" in teacher.shown
    assert any(
        text.startswith(f"{count + 1} questions: ") and "sentences of the text." in text for text in teacher.shown
    )
    teacher.go_to("Title")
    teacher.type("Bees")
    teacher.choose("Class", "8a")
    teacher.choose("Time for each text", "20 minutes")
    assert "The file holds no answers. They stay on your desk." in teacher.shown
    for name in ("Shuffle the questions", "Others may type a name"):
        teacher.go_to(name)
        teacher.key(SPACE)
    teacher.go_to("Make and save…")
    for _ in range(2):  # pressed twice
        QTest.keyClick(section.form.make, Qt.Key.Key_Return)
    teacher.wait()
    teacher.choose_folder(tmp_path)
    handed = read_assignment((tmp_path / "Bees.quizassign").read_bytes()).assignment
    assert handed.settings == AssignmentSettings(
        time_limit=1200, is_shuffled=True, tools=usual_tools("test"), known_tools=TOOLS, list_only=False
    )
    assert [member.name for member in handed.members] == ["Eva"]
    assert sum(len(part.order) for part in handed.parts) == count + 1
    assert not any(part.bank.has_key for part in handed.parts)
    assert f"Hand out this file: {tmp_path / 'Bees.quizassign'}" in teacher.shown
    assert rows(section.table)[0][:4] == ("Bees", "8a", "0 of 1", "1")
    assert section.folder.isVisible()
    # the same for the other class, in a file of its own
    choose(section.hand_on, "7b")
    teacher.wait()
    teacher.choose_folder(tmp_path)
    copy = read_assignment((tmp_path / "Bees (2).quizassign").read_bytes()).assignment
    assert [member.name for member in copy.members] == ["Ada", "Ben"]
    assert copy.id != handed.id
    assert section.table.current().line.class_name == "7b"  # the one that was made last
    assert [row[:4] for row in rows(section.table)] == [("Bees", "7b", "0 of 2", "2"), ("Bees", "8a", "0 of 1", "1")]


def test_a_choice_stays_while_it_is_searched_and_when_the_teacher_looks_elsewhere(teacher):
    section = with_classes(teacher)
    teacher.press("New assignment…")
    listed = search(teacher, section, "every type")
    listed.setFocus()
    teacher.key(SPACE)
    chosen = section.form.choice.count.text()
    search(teacher, section, "nothing has these words")
    assert "No question matches. Try other words or filters." in teacher.shown
    assert chosen in teacher.shown
    teacher.key(ESCAPE)
    assert QApplication.focusWidget() is section.new
    assert "Nothing is handed out yet. Choose questions with “New assignment…”." in teacher.shown
    teacher.section("classes")
    teacher.section("assignments")
    teacher.press("New assignment…")
    assert chosen in teacher.shown
    teacher.press("Choose none")
    assert "No questions are chosen yet" in teacher.shown
    assert not section.form.make.isEnabled()


def test_the_date_to_hand_in_by_has_the_name_of_its_month(teacher):
    rules = teacher.page.section("assignments").form.rules
    rules.due.setDateTime(QDateTime(2026, 12, 1, 16, 0, 0))
    assert rules.due.text() == "1 Dec 2026, 16:00"


def test_the_button_that_makes_it_is_in_sight_in_a_small_window(teacher):
    with_classes(teacher)
    teacher.window.resize(1024, 600)
    teacher.press("New assignment…")
    button = teacher.page.section("assignments").form.make
    assert not button.visibleRegion().isEmpty()
    assert button.visibleRegion().boundingRect() == button.rect()
