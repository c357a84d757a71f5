"""Paper at the desk: it is printed, and what was answered on it is typed in by keyboard alone."""

import shutil
import subprocess

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from quizapp.gui.kit.dialogs import AskDialog
from quizapp.reports.paper_sheet import places, typed_key
from quizapp.services.desk.collecting import collect
from quizapp.services.desk.gradebook import graded
from quizapp.services.desk.paper_answers import mistake_in, save_answers
from tests.desks import BANK, assigned, hand_in, taken
from tests.gui.desk.teacher import rows
from tests.gui.menus import choose

RATED = next(each for each in BANK.questions if each.is_rated)


def handed_out(teacher, names="Ada\nBjörn\n陈\n"):
    teacher.access.change(lambda desk: assigned(desk, names))
    teacher.wait()
    (line,) = teacher.desk.store.assignments()
    return teacher.section("paper"), teacher.desk.assignment(line.id)


def key_of(assignment, letter):
    return [
        typed_key(question, parts, assignment.parts[part].bank.passage)
        for _, part, question, parts in places(assignment, letter)
    ]


def type_in(teacher, text):
    """Type in a cell: the first letter opens its field."""
    teacher.type(text[:1])
    teacher.type(text[1:])


def type_sheet(teacher, texts):
    for text in texts:
        type_in(teacher, text)
        teacher.key(Qt.Key.Key_Return)


def test_without_an_assignment_the_page_says_where_to_make_one(teacher):
    teacher.section("paper")
    teacher.press("Go to Assignments")
    assert teacher.page.tabs["assignments"].isChecked()


def test_a_sheet_is_typed_in_by_keyboard_alone_and_is_saved_when_the_next_one_begins(teacher):
    section, assignment = handed_out(teacher)
    ada, bjorn, _ = assignment.members
    teacher.choose("Versions", "3 versions, A to C")
    teacher.go_to("Answers on paper")
    assert any("Type the letter of the version that is printed on the sheet" in text for text in teacher.shown)
    type_sheet(teacher, ["c", *key_of(assignment, "C")])
    assert section.table.currentIndex().row() == 1  # Björn's
    teacher.wait()
    grades, _ = graded(teacher.desk, assignment.id)
    assert grades.learners[ada.id].total.share == 1
    assert bjorn.id not in grades.learners
    assert "Ada  ✓" in [section.model.headerData(0, Qt.Orientation.Vertical)]
    assert rows(section.table)[0][0] == "C"
    teacher.type("b")
    teacher.key(Qt.Key.Key_Return)
    place = places(assignment, "B")[0]
    assert f"Björn, question 1: {place.question.stem}" in teacher.shown
    teacher.section("collect")
    assert bjorn.id not in graded(teacher.desk, assignment.id)[0].learners  # a version alone is no sheet
    teacher.section("paper")
    section.table.setFocus()
    section.table.setCurrentIndex(section.model.index(1, 1))
    teacher.type("-")  # an empty sheet
    teacher.key(Qt.Key.Key_Return)
    teacher.section("collect")  # what was begun is saved, too
    assert graded(teacher.desk, assignment.id)[0].learners[bjorn.id].total.earned == 0


def test_a_wrong_letter_is_refused_at_once_in_words_and_stays_to_be_corrected(teacher, spoken):
    section, assignment = handed_out(teacher)
    number = next(place.number for place in places(assignment, "A") if place.question.type_name == "single_choice")
    teacher.go_to("Answers on paper")
    section.table.setCurrentIndex(section.model.index(0, number))
    teacher.type("z")
    teacher.key(Qt.Key.Key_Return)
    assert "“z” is not an answer here. Type one letter from A to B." in teacher.shown
    assert spoken[-1] == "“z” is not an answer here. Type one letter from A to B."
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert section.table.currentIndex().column() == number
    teacher.type("b")
    teacher.key(Qt.Key.Key_Down)
    assert section.table.currentIndex().row() == 1
    assert section.model.index(0, number).data() == "B"
    teacher.wait()
    assert section.model.headerData(0, Qt.Orientation.Vertical) == "Ada  ✓"
    section.goes_down.setChecked(True)
    section.table.setFocus()
    teacher.type("a")
    teacher.key(Qt.Key.Key_Return)
    assert section.table.currentIndex().row() == 2


def test_answers_that_do_not_fit_another_version_are_not_saved_until_they_do(teacher, spoken):
    section, assignment = handed_out(teacher)
    ada = assignment.members[0]
    teacher.choose("Versions", "3 versions, A to C")
    teacher.go_to("Answers on paper")
    typed = key_of(assignment, "C")
    number = next(place.number for place in places(assignment, "A") if mistake_in(place, typed[place.number - 1]))
    for column, text in ((0, "c"), (number, typed[number - 1]), (0, "a")):
        section.table.setCurrentIndex(section.model.index(0, column))
        type_in(teacher, text)
    teacher.key(Qt.Key.Key_Down)
    teacher.wait()
    assert spoken[-1].startswith(f"Ada, question {number}: “")
    assert spoken[-1].endswith(" It is not saved yet.")
    assert spoken[-1] in teacher.shown
    assert section.model.headerData(0, Qt.Orientation.Vertical) == "Ada  …"
    assert ada.id not in graded(teacher.desk, assignment.id)[0].learners
    teacher.key(Qt.Key.Key_Up)
    assert spoken[-1] not in teacher.shown
    type_in(teacher, "c")
    teacher.key(Qt.Key.Key_Down)
    teacher.wait()
    assert section.model.headerData(0, Qt.Orientation.Vertical) == "Ada  ✓"
    assert ada.id in graded(teacher.desk, assignment.id)[0].learners


def test_what_somebody_else_saves_meanwhile_does_not_take_away_what_is_typed(teacher, tmp_path):
    section, assignment = handed_out(teacher)
    _, _, chen = assignment.members
    teacher.go_to("Answers on paper")
    answers = key_of(assignment, "A")
    type_sheet(teacher, answers[:2])
    type_in(teacher, "half")  # in an open field
    hand_in(teacher.desk, tmp_path / "share", taken(assignment, chen))
    teacher.access.change(lambda desk: collect(desk, [tmp_path / "share"]))
    teacher.wait()
    assert section.model.is_by_file(2)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert QApplication.focusWidget().text() == "half"
    assert list(rows(section.table)[0][1:3]) == answers[:2]


def test_sheets_are_saved_as_a_pdf(teacher, tmp_path):
    section, _ = handed_out(teacher)
    teacher.choose("Versions", "2 versions, A and B")
    choose(section.sheets, "Save as PDF…")
    (dialog,) = teacher.window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Bees - Sheets.pdf")
    dialog.fileSelected.emit(str(tmp_path / "sheets.pdf"))
    dialog.reject()
    teacher.wait()
    assert (tmp_path / "sheets.pdf").read_bytes().startswith(b"%PDF")
    assert "Print this file" in " ".join(teacher.shown)
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", str(tmp_path / "sheets.pdf"), "-"], check=True, capture_output=True, encoding="utf-8"
        ).stdout
        assert "Version B" in text


def test_the_versions_that_were_printed_last_are_known_at_the_next_start(teacher):
    handed_out(teacher)
    teacher.choose("Versions", "2 versions, A and B")
    assert teacher.window._settings.paper_versions == "AB"
    section = teacher.page.section("paper")
    assert not section.table.isColumnHidden(0)


def test_feedback_on_paper_asks_whose_marks_it_releases(teacher, tmp_path):
    section, assignment = handed_out(teacher)
    ada, bjorn, chen = assignment.members
    choose(section.feedback, "Save as PDF…")
    teacher.wait()
    assert "Nobody has handed in yet." in teacher.shown
    hand_in(teacher.desk, tmp_path / "share", taken(assignment, bjorn))
    hand_in(teacher.desk, tmp_path / "share", taken(assignment, chen, {RATED.id: {"text": "Because of the sun."}}))

    def come_in(desk):
        collect(desk, [tmp_path / "share"])
        save_answers(desk, assignment, ada, "A", key_of(assignment, "A"))

    teacher.access.change(come_in)
    teacher.wait()

    def released():
        learners = graded(teacher.desk, assignment.id)[0].learners
        return {id_ for id_, given in learners.items() if given.is_released}

    before = set()
    for words, learners in (
        ("Cancel", set()),
        ("For Ada", {ada.id}),
        ("For all 3", {ada.id, bjorn.id, chen.id}),
    ):
        choose(section.feedback, "Save as PDF…")
        teacher.wait()
        dialog = teacher.window.findChildren(AskDialog)[-1]
        assert "Written answers are not rated yet: Ada, 陈." in dialog.text.text()
        assert released() == before  # nothing is told before it is chosen
        next(button for button in dialog.buttons if button.text() == words).click()
        if words != "Cancel":
            teacher.choose_folder(tmp_path / f"{words}.pdf")
            assert (tmp_path / f"{words}.pdf").read_bytes().startswith(b"%PDF")
        before = released()
        assert before == learners
        teacher.wait()
