"""What a screen reader is told beyond what Qt's own widgets tell: headings, charts, groups and languages."""

import gc

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.option_card import RadioCard
from quizapp.gui.kit.accessible import name_group, offer_roles
from quizapp.gui.kit.bar_chart import BarChart
from quizapp.gui.kit.building import discard
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole
from quizapp.gui.passage.tool_bar import PassageToolBar
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.seen import heard, visible

Role, Flag = QAccessible.Role, QAccessible.RelationFlag


@pytest.fixture(autouse=True)
def reading():
    offer_roles()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def labels_of(widget):
    relations = QAccessible.queryAccessibleInterface(widget).relations(Flag.Label)
    return [interface.text(QAccessible.Text.Name) for interface, _ in relations]


def language_of(widget):
    told = QAccessible.queryAccessibleInterface(widget).attributesInterface()
    return QLocale(told.attributeValue(QAccessible.Attribute.Locale)).bcp47Name()


def test_headings_charts_groups_and_tool_bars_have_their_roles(theme, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    heading, chart, plain = Label(theme, FontRole.HEADLINE, "Progress"), BarChart(theme), Label(theme, text="words")
    chart.show_seconds((), "Time by day")
    for widget in (heading, chart, plain):
        widget.setParent(window)
    assert (heard(heading).role, heard(heading).name) == (Role.Heading, "Progress")
    heading.setText("History")
    assert heard(heading).name == "History"
    heading.setAccessibleName("History of Ada")
    assert heard(heading).name == "History of Ada"
    assert (heard(chart).role, heard(chart).name) == (Role.Chart, "Time by day")
    assert heard(plain).role == Role.StaticText


def test_an_answer_is_a_group_that_its_stem_names_and_all_of_it_tells_its_language(program):
    text = program.bank.read_text(encoding="utf-8").replace("language: en\n", "")
    program.bank.write_text(f"language: es\n{text}", encoding="utf-8")
    page = Learner(program).begin().page
    (view,) = visible(page, AnswerView)[:1]
    assert heard(view).role == Role.Grouping
    assert labels_of(view) == [page.card.stem.text()]
    assert heard(visible(page, PassageToolBar)[0]).role == Role.ToolBar
    in_the_text = (page.passage, page.card.stem, visible(view, RadioCard)[0])
    assert {language_of(widget) for widget in in_the_text} == {"es"}
    assert language_of(page.card.action) == QLocale().bcp47Name()  # of the program


def test_what_tells_of_a_widget_goes_with_it(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for _ in range(20):
        label, group = QLabel("stem"), QWidget()
        group.accessible_role = "group"
        name_group(group, label)
        for widget in (label, group):
            column.addWidget(widget)
        assert labels_of(group) == ["stem"]
        discard([label])
        del label
        gc.collect()
        flush()
        assert labels_of(group) == []
        discard([group])
        del group, widget
        gc.collect()
        flush()
