"""Questions that go to another bank at once."""

import shutil

from quizapp.formats.native import read_bank
from tests.gui.editor.author import Author


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
