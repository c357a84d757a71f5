"""What is told of widgets that Qt itself knows no role for, and what cannot be written through the tree."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea

from quizapp.domain.passage import read_passage
from quizapp.gui.kit.accessible_roles import use_roles
from quizapp.gui.kit.chart import Line, LineChart
from quizapp.gui.kit.label import InlineLabel, Label
from quizapp.gui.kit.note_field import NoteField
from quizapp.gui.kit.theme import FontRole
from quizapp.gui.passage.passage_view import PassageView
from tests.gui.conftest import flush
from tests.gui.seen import Role, heard


@pytest.fixture(scope="module", autouse=True)
def roles(qapp):
    use_roles()


def test_headings_charts_and_areas_are_told_as_what_they_are(theme, qtbot):
    chart = LineChart(theme)
    chart.show_lines([Line("one", ())], "Marks over time: none")
    widgets = {
        Role.Heading: Label(theme, FontRole.HEADLINE, "Nothing is due"),
        Role.StaticText: Label(theme, FontRole.PLAIN, "words"),
        Role.Chart: chart,
    }
    for role, widget in widgets.items():
        qtbot.addWidget(widget)
        assert heard(widget).role == role
        assert heard(widget).name
    stem = InlineLabel(theme, FontRole.TITLE, "What did she say?")  # a question is no heading
    qtbot.addWidget(stem)
    assert heard(stem).role == Role.StaticText
    area = QScrollArea()
    qtbot.addWidget(area)
    assert heard(area).role == Role.Client


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
