"""Assignments: questions are chosen, rules are set, and one file is handed out."""

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.assignment import TOOLS, AssignmentSettings, usual_tools
from quizapp.domain.inline import inline_text
from quizapp.formats.assignment_file import read_assignment
from quizapp.services.desk.classes import add_class, read_names
from quizapp.services.desk.collecting import collect
from tests.desks import assigned, hand_in, taken
from tests.gui.desk.teacher import rows
from tests.gui.menus import choose
from tests.leveled import TEXT

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


def test_rules_that_do_not_go_together_cannot_be_chosen_together(teacher):
    section = with_classes(teacher)
    teacher.press("New assignment…")
    rules = section.form.rules
    assert [rules.shown.itemText(at) for at in range(rules.shown.count())] == [
        "When I release them",
        "After handing in",
    ]
    assert not rules.tries.isEnabled()
    teacher.choose("Kind", "Practice")
    assert rules.shown.currentText() == "At once"
    teacher.choose("Tries at a question", "Up to 3")
    assert not rules.certainty.isEnabled()
    assert "The file holds the answers, so anyone who looks inside it can find them." in teacher.shown
    assert rules.settings() == AssignmentSettings(
        mode="practice", shown="at_once", tries=3, tools=TOOLS, known_tools=TOOLS
    )
    teacher.choose("Kind", "Test")
    assert rules.settings() == AssignmentSettings(tools=usual_tools("test"), known_tools=TOOLS)
    rules.is_due.setChecked(True)
    rules.due.setDateTime(rules.due.dateTime().addYears(-1))
    assert "This date is in the past." in teacher.shown


def test_a_question_that_was_answered_shows_how_many_were_right_and_is_found_by_it(teacher, tmp_path, every_type):
    assert not teacher.section("assignments").form.choice.difficulty.isEnabled()
    teacher.access.change(lambda desk: assigned(desk, "Ada\nBen\n", bank=every_type))
    teacher.wait()
    assignment = teacher.desk.assignment(teacher.desk.store.assignments()[0].id)
    for member, response in zip(assignment.members, ("A", "C"), strict=True):
        hand_in(teacher.desk, tmp_path, taken(assignment, member, {"why-pounds": response, "vote": "false"}))
    teacher.access.change(lambda desk: collect(desk, [tmp_path]))
    teacher.wait()
    section = teacher.section("assignments")
    teacher.press("New assignment…")
    listed = search(teacher, section, "report")
    figures = {row[0]: row[3] for row in rows(listed)[1:]}
    assert figures[str(inline_text(every_type.question("why-pounds").stem))] == "50 %"
    teacher.choose("Difficulty so far", "Medium: 50 to 80 %")
    assert [row[3] for row in rows(listed)] == ["", "50 %"]


def test_the_date_to_hand_in_by_has_the_name_of_its_month(teacher):
    rules = teacher.page.section("assignments").form.rules
    rules.due.setDateTime(QDateTime(2026, 12, 1, 16, 0, 0))
    assert rules.due.text() == "1 Dec 2026, 16:00"


def test_a_test_offers_no_hints_and_practice_does(teacher):
    teacher.section("assignments")
    rules = teacher.page.section("assignments").form.rules
    rules.ask((), "")
    offered = []
    for mode in ("test", "practice", "test"):
        rules.mode.setCurrentIndex(rules.mode.findData(mode))
        offered.append((rules.hints.isEnabled(), "hints" in rules.settings().tools))
    assert offered == [(False, False), (True, True), (False, False)]


def test_the_teacher_chooses_the_tools_and_the_mode_says_what_is_usual(teacher):
    teacher.section("assignments")
    rules = teacher.page.section("assignments").form.rules
    rules.ask((), "")
    for mode in ("practice", "test"):
        rules.mode.setCurrentIndex(rules.mode.findData(mode))
        assert rules.settings().tools == usual_tools(mode)
    rules.tools["glossary"].setChecked(True)
    rules.tools["highlighter"].setChecked(False)
    settings = rules.settings()
    assert settings.allowed == ("notes", "ruler", "glossary", "find", "eliminator")
    assert settings.known_tools == TOOLS


def test_the_button_that_makes_it_is_in_sight_in_a_small_window(teacher):
    with_classes(teacher)
    teacher.window.resize(1024, 600)
    teacher.press("New assignment…")
    button = teacher.page.section("assignments").form.make
    assert not button.visibleRegion().isEmpty()
    assert button.visibleRegion().boundingRect() == button.rect()


def test_the_reading_level_is_chosen_and_locked_where_the_text_has_several(teacher, tmp_path):
    path = tmp_path / "tower.yaml"
    path.write_text(TEXT, encoding="utf-8")
    teacher.program.library.add(path)
    teacher.wait()
    section = with_classes(teacher)
    teacher.press("New assignment…")
    rules = section.form.rules
    assert not rules.level_locked.isVisible()
    assert rules.settings().level == "standard"
    search(teacher, section, "what Marta knew")
    teacher.go_to("Questions")
    teacher.key(SPACE)
    teacher.wait()
    teacher.choose("Reading level", "Easier to read")
    teacher.go_to("Lock the reading level")
    teacher.key(SPACE)
    assert (rules.settings().level, rules.settings().level_locked) == ("easier", True)
    teacher.press("Make and save…")
    teacher.choose_folder(tmp_path)
    handed = read_assignment((tmp_path / "The Tower.quizassign").read_bytes()).assignment
    assert (handed.settings.level, handed.settings.level_locked) == ("easier", True)
    assert any("reading level “easier”" in text and "the reading level is locked" in text for text in teacher.shown)
