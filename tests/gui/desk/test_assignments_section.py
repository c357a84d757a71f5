"""Assignments: their rules, and where their form is."""

from PySide6.QtCore import QDateTime

from quizapp.domain.assignment import TOOLS, AssignmentSettings, usual_tools
from quizapp.domain.classroom import Classroom
from quizapp.gui.desk.rules_form import RulesForm
from quizapp.services.desk.classes import add_class, read_names


def test_the_rules_are_those_that_are_set(theme):
    form = RulesForm(theme)
    rooms = (Classroom("1", "7b", ()), Classroom("2", "8a", ()))
    form.ask(rooms, "2")
    usual = AssignmentSettings(tools=usual_tools("test"), known_tools=TOOLS)
    assert (form.room.currentData(), form.settings()) == ("2", usual)
    for box, data in ((form.mode, "practice"), (form.shown, "at_once"), (form.tries, 3), (form.limit, 20)):
        box.setCurrentIndex(box.findData(data))
    for check in (form.shuffled, form.anyone, form.without, form.is_due):
        check.setChecked(True)
    form.tools["notes"].setChecked(False)
    form.due.setDateTime(QDateTime.fromSecsSinceEpoch(4_000_000_020))
    assert form.settings() == AssignmentSettings(
        mode="practice",
        tries=3,
        time_limit=1200,
        is_shuffled=True,
        shown="at_once",
        tools=tuple(tool for tool in TOOLS if tool != "notes"),
        known_tools=TOOLS,
        without_passage=True,
        due=4_000_000_020,
        list_only=False,
    )
    form.due.setDateTime(QDateTime(2026, 12, 1, 16, 0, 0))
    assert form.due.text() == "1 Dec 2026, 16:00"  # with the name of its month
    form.tries.setCurrentIndex(0)
    form.certainty.setChecked(True)
    assert (form.settings().tries, form.settings().certainty) == (1, True)
    form.ask(rooms, "1")
    assert (form.room.currentData(), form.settings()) == ("1", usual)


def test_the_button_that_makes_it_is_in_sight_in_a_small_window(teacher):
    teacher.access.change(lambda desk: add_class(desk, "7b", read_names("Ada")))
    teacher.wait().section("assignments")
    teacher.window.resize(1024, 600)
    teacher.press("New assignment…")
    button = teacher.page.section("assignments").form.make
    assert not button.visibleRegion().isEmpty()
    assert button.visibleRegion().boundingRect() == button.rect()
