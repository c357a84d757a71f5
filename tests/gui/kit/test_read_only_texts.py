"""Texts that are only read can't be written by assistive technology either."""

from PySide6.QtGui import QAccessible

from quizapp.domain.passage import read_passage
from quizapp.gui.kit.note_field import NoteField
from quizapp.gui.passage.passage_view import PassageView
from tests.gui.conftest import flush


def test_a_text_that_is_only_read_stays_as_it_is(theme, qtbot):
    view, note = PassageView(theme), NoteField()
    for widget in (view, note):
        qtbot.addWidget(widget)
    passage = read_passage("# Bees\n\nThe tower stood empty.")
    view.show_passage(passage)
    note.setReadOnly(True)
    note.show_note("Look here")
    said = []
    note.note_changed.connect(said.append)
    for widget in (view, note):
        before = widget.toPlainText()
        writing = QAccessible.queryAccessibleInterface(widget).editableTextInterface()
        writing.insertText(2, "not ")
        flush()
        assert widget.toPlainText() == before
        writing.deleteText(0, 3)
        flush()
        assert widget.toPlainText() == before
    assert said == []
