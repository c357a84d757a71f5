"""A question is copied, or moved, to another bank of one's own."""

import shutil

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quizapp.formats.native import read_bank
from tests.gui.editor.author import Author
from tests.gui.editor.test_saving import answer


def test_a_question_is_moved_to_another_bank_as_it_is_written(program, qtbot):
    other = program.bank.with_name("other.yaml")
    shutil.copy(program.bank, other)
    other.write_text(other.read_text("utf-8").replace("id: every-type", "id: other", 1), "utf-8")
    program.library.look_again()
    author = Author(program, qtbot).edit()
    author.choose(2)
    QTest.mouseClick(author.page.questions.more, Qt.MouseButton.LeftButton)
    menu = author.page.questions.more.prepare()
    next(action for action in menu.actions() if action.text() == "Move to another bank…").trigger()
    menu.hide()
    answer(author, "Move")
    assert "vote" not in author.ids
    assert [question.id for question in read_bank(other).bank.questions][-1] == "vote-2"
    assert "is in Every type now" in author.window.notice.text.text()
    author.page.undo()
    assert author.ids[2] == "vote"


def test_a_question_that_is_on_its_way_while_its_bank_is_left_is_in_both(program, qtbot):
    other = program.bank.with_name("other.yaml")
    shutil.copy(program.bank, other)
    author = Author(program, qtbot).edit()
    before = program.bank.read_bytes()
    author.window.editor._transfer._open(author.bank, 2, True, other)
    author.window.editor.leave()
    author.wait()
    assert [question.id for question in read_bank(other).bank.questions][-1] == "vote-2"
    assert program.bank.read_bytes() == before


def test_each_of_two_questions_that_are_moved_at_once_is_the_one_that_was_meant(program, qtbot):
    other = program.bank.with_name("other.yaml")
    shutil.copy(program.bank, other)
    author = Author(program, qtbot).edit()
    before = author.ids
    for place in (2, 3):
        author.window.editor._transfer._open(author.bank, place, True, other)
    author.bank.set_value(("questions", 3, "stem"), "Another one")
    author.wait()
    assert author.ids == [*before[:2], *before[3:]]
    assert "has changed meanwhile" in author.window.notice.text.text()
    author.window.editor._transfer._open(author.bank, 0, True, other)
    author.window.editor._transfer._open(author.bank, 1, True, other)
    author.wait()
    assert author.ids == before[3:]
    moved = [question.stem for question in read_bank(other).bank.questions][-3:]
    stems = [question.stem for question in read_bank(program.bank).bank.questions]
    assert moved == [stems[2], stems[0], stems[1]]
