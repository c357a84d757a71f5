"""Classes: names in any script, what is done for a learner, and what is deleted."""

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.classroom import Member
from quizapp.services.desk.classes import add_class, read_names
from quizapp.services.room import RoomSettings, read_room
from tests.gui.conftest import flush
from tests.gui.desk.teacher import go_to_row, rows
from tests.gui.menus import choose
from tests.leveled import TEXT

RETURN, ESCAPE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


def make(teacher, name, names):
    teacher.access.change(lambda desk: add_class(desk, name, read_names(names)))
    teacher.wait()
    return teacher.page.section("classes")


def understood(teacher, section):
    teacher.qtbot.waitUntil(lambda: not section.form._until_rest.isActive())
    teacher.wait()


def test_a_class_is_typed_or_pasted_by_keyboard_alone(teacher):
    section = teacher.page.section("classes")
    teacher.press("New class…")
    teacher.go_to("Name of the class")
    teacher.type("7b")
    teacher.key(Qt.Key.Key_Tab)
    teacher.type("Ada Lovelace\nBjörn\n  陈伟 \nada lovelace\n\nمحمد")
    understood(teacher, section)
    assert {"4 learners", "1.  Ada Lovelace\n2.  Björn\n3.  陈伟\n4.  محمد"} <= set(teacher.shown)
    assert any("is there twice (line 4)" in text for text in teacher.shown)
    teacher.press("Make the class")
    assert "7b · 4 learners" in teacher.shown
    assert [row[0] for row in rows(section.table)] == ["Ada Lovelace", "Björn", "陈伟", "محمد"]
    # a column of a spreadsheet, with what is done for each; one is a learner of the other class
    teacher.press("New class…")
    section.form.text.setPlainText("Name\tTime\tText size\nBjörn\t\t\nZoë\t1.5\t150%\n")
    understood(teacher, section)
    assert not section.form.add.isEnabled()
    teacher.type("8a")  # the name of the class comes last
    teacher.go_to("Make the class")
    QTest.keyClick(section.form.add, RETURN)
    assert not section.form.add.isEnabled()  # pressed again, it would make another one
    teacher.wait()
    assert any(text.startswith("Björn is known from before") for text in teacher.shown)
    assert rows(section.table) == [("Björn", *[""] * 6), ("Zoë", "1.5 × the time", "", "", "", "150 %", "")]
    first, second = teacher.desk.store.classes()
    assert second.members[0] == first.members[1]


def test_names_come_from_a_file_and_what_is_wrong_with_it_is_told(teacher, tmp_path, spoken):
    section = make(teacher, "7b", "Ada")
    good, bad = tmp_path / "class.csv", tmp_path / "bad.csv"
    good.write_text("Last name,First name,Time\nLovelace,Augusta,2\n", "utf-8")
    bad.write_text("Name,Time\nEva,soon\n", "utf-8")
    teacher.press("Add learners…")
    teacher.press("From a file…")
    teacher.choose_folder(bad)
    assert any(text.startswith("Line 2: Eva: “soon” is not a choice for “time”.") for text in teacher.shown)
    assert spoken[-1].startswith("Line 2: Eva: “soon” is not a choice for “time”.")
    assert not section.form.add.isEnabled()
    teacher.press("From a file…")
    teacher.choose_folder(good)
    teacher.press("Add 1 learner")
    assert rows(section.table)[1] == ("Augusta Lovelace", "2 × the time", *[""] * 5)
    teacher.press("Add learners…")
    teacher.go_to("Names, one per line. You can paste a column of a spreadsheet here.")
    teacher.type("Nobody")
    understood(teacher, section)
    assert not section.form.name.isVisible()  # the class has its name
    teacher.key(ESCAPE)
    assert section.list.hasFocus()
    assert len(rows(section.table)) == 2
    assert "7b · 2 learners" in teacher.shown


def test_accommodations_are_changed_by_keyboard_and_what_is_not_shown_stays(teacher):
    section = make(teacher, "7b", "Ada\nBen")
    ada, ben = teacher.desk.store.classes()[0].members
    given = Accommodation(read_aloud="all", reading_level="easy", fewer_options=True)
    teacher.access.change(lambda desk: desk.store.change_learner(Member(ben.id, "Ben", given)))
    teacher.wait()
    go_to_row(teacher, section.table, "Ben")
    teacher.choose("Time", "No time limit")
    for box, data in ((section.learner.text_size, "125"), (section.learner.colors, "dark")):
        box.setCurrentIndex(box.findData(data))  # both before the first one is kept
    teacher.wait()
    kept = teacher.desk.store.classes()[0].members[1].accommodation
    assert kept == Accommodation(0.0, "all", "easy", True, 125, "dark")
    assert rows(section.table)[1] == ("Ben", "No time limit", "easy", "Everything", "One left out", "125 %", "Dark")
    assert section.table.current().name == "Ben"
    teacher.choose("Reading level", "Easier to read, locked")
    assert rows(section.table)[1][2] == "Easier to read, locked"
    assert teacher.desk.store.classes()[0].members[1].accommodation.level_locked
    assert teacher.desk.store.classes()[0].members[0] == ada


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


def test_a_learner_is_renamed_taken_out_saved_and_deleted(teacher, tmp_path):
    section = make(teacher, "7b", "Ada\nBen\nEva")
    make(teacher, "8a", "Ben\nEva")
    section.list.setCurrentRow(0)
    go_to_row(teacher, section.table, "Ben")
    teacher.press("Rename…")
    teacher.type("Benedikt")
    teacher.key(RETURN)
    teacher.wait()
    assert [[member.name for member in room.members] for room in teacher.desk.store.classes()] == [
        ["Ada", "Benedikt", "Eva"],
        ["Benedikt", "Eva"],
    ]
    teacher.press("Save all records…")
    teacher.choose_folder(tmp_path / "ben.json")
    records = json.loads((tmp_path / "ben.json").read_text("utf-8"))
    assert (records["learner"]["name"], records["classes"]) == ("Benedikt", ["7b", "8a"])
    teacher.press("Take out of the class")
    assert [row[0] for row in rows(section.table)] == ["Ada", "Eva"]
    go_to_row(teacher, section.table, "Eva")
    teacher.press("Delete…")
    teacher.key(RETURN)  # “Keep” is what Enter chooses
    teacher.wait()
    assert len(rows(section.table)) == 2
    teacher.press("Delete…")
    teacher.go_to("Delete forever")
    teacher.key(RETURN)
    teacher.wait()
    assert [[member.name for member in room.members] for room in teacher.desk.store.classes()] == [
        ["Ada"],
        ["Benedikt"],
    ]


def test_a_class_is_renamed_and_deleted_and_what_cannot_be_is_told(teacher, tmp_path):
    section = make(teacher, "7b", "Ada")
    make(teacher, "8a", "Ben")
    choose(section.more, "Rename the class…")
    flush()
    teacher.type("6c")
    teacher.key(RETURN)
    teacher.wait()
    section.list.setFocus()
    teacher.key(DOWN)
    teacher.key(DOWN)
    choose(section.more, "Rename the class…")
    flush()
    teacher.type("6C")
    teacher.key(RETURN)
    teacher.wait()
    assert any("There is a class “6C” already." in text for text in teacher.shown)
    choose(section.more, "Delete the class…")
    flush()
    teacher.go_to("Delete the class")
    teacher.key(RETURN)
    teacher.wait()
    assert [room.name for room in teacher.desk.store.classes()] == ["6c"]
    choose(section.more, "Save the list as a PDF…")
    teacher.choose_folder(tmp_path / "list.pdf")
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    assert f"Saved as {tmp_path / 'list.pdf'}" in teacher.shown
    assert section.learner.isVisible()
    teacher.access.change(lambda desk: desk.store.delete_class(section.room.id))
    teacher.wait()
    assert "No class yet" in teacher.shown
    assert not section.learner.isVisible()


def test_settings_for_the_room_of_a_class_are_saved_by_keyboard_alone(teacher, tmp_path):
    section = make(teacher, "7b", "Ada\nBjörn\nمحمد")
    file, handed_in = tmp_path / "room.yaml", tmp_path / "hand in"
    handed_in.mkdir()
    teacher.press("Save settings for the room…")
    assert {"Settings for the room · 7b", "They pick one of the 3 names of this class"} <= set(teacher.shown)
    for words in ("Nobody else: no other names, and no guests", "Practice", "See the banks that come with the program"):
        teacher.go_to(words)
        teacher.key(Qt.Key.Key_Space)
    teacher.press("Choose a folder…")
    teacher.choose_folder(handed_in)
    teacher.choose("Language", "Español")
    teacher.press("Save…")
    teacher.choose_folder(file)
    assert f"Saved as {file}" in teacher.shown
    assert section.table.isVisible()
    room = read_room(file)
    assert room == RoomSettings(
        file, ("Ada", "Björn", "محمد"), False, handed_in, ("test", "review"), "es", bundled=False
    )
    assert "watched_folder: hand in\n" in file.read_text("utf-8")
    # without the names, others cannot be kept out; Escape leaves all as it is
    teacher.press("Save settings for the room…")
    teacher.go_to("They pick one of the 3 names of this class")
    teacher.key(Qt.Key.Key_Space)
    assert not section.room_form.only.isEnabled()
    assert section.room_form.room == RoomSettings(modes=["practice", "test", "review"])
    for _ in range(2):  # the message that it was saved goes first
        teacher.key(ESCAPE)
    assert section.table.isVisible()
