"""A new bank: what becomes of a text that is pasted, and of the bank when the program ends."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from quizapp.domain.passage import read_passage
from quizapp.services.draft_recovery import recoveries
from tests.gui.editor.author import CTRL, SHIFT, Author

KEY = Qt.Key
TEXT = "A hive hums in June. The keeper counts the bees each spring.\n\nIn winter the bees stay in the hive."


@pytest.fixture
def author(program, qtbot):
    author = Author(program, qtbot)
    frame = author.window.centralWidget()
    qtbot.waitUntil(lambda: bool(frame.actions()))  # keys are listened to after the first paint
    author.key(KEY.Key_N, CTRL | SHIFT)
    return author.wait()


@pytest.fixture
def new(author):
    return author.window.editor.new_page


def test_a_text_that_is_pasted_keeps_its_paragraphs(author, new):
    data = QMimeData()
    data.setText("A hive\r\nA hive hums in June.\r\n1. The keeper counts the bees.\r\n")  # as Word and the web give it
    new.passage.insertFromMimeData(data)
    author.wait()
    passage = read_passage(new.passage.toPlainText())
    assert [block.text for block in passage.blocks] == ["A hive hums in June.", "1. The keeper counts the bees."]
    assert new.title.text() == "A hive"
    data.setText(" Some\nwords.")
    new.passage.moveCursor(QTextCursor.MoveOperation.End)
    new.passage.insertFromMimeData(data)
    assert new.passage.toPlainText().endswith("bees. Some\nwords.")


def test_a_new_bank_outlives_the_program_as_it_began(author, new):
    author.type("Bees").key(KEY.Key_Tab).type(TEXT)
    author.press("Begin")
    (kept,) = recoveries(author.window.learning.access.paths)
    assert kept.title == "Bees"


def test_a_bank_begins_with_the_text_that_is_still_being_read(author, new):
    author.type("Bees").key(KEY.Key_Tab)
    author.program.jobs.holds = True
    QApplication.clipboard().setText(TEXT)
    author.key(KEY.Key_V, CTRL)
    new.begin.click()
    assert not author.window.editor.is_shown
    author.program.jobs.arrive()
    author.program.jobs.holds = False
    author.wait()
    assert [block.text for block in read_passage(author.draft.value(("passage", "text"))).blocks] == TEXT.split("\n\n")
