"""What an author does in a form: options, gaps, names that are repeated, other types."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.gui.editor.forms.retyping import new_question
from tests.gui.editor.forms.writer import QUESTION, Writer, bank_of
from tests.gui.menus import choose
from tests.samples import SAMPLES

START = """\
id: bees
title: Bees
passage:
  text: |
    # Bees

    Marta asked for one summer. The tower was kept. Marta wrote a report.
questions:
  # the first one
  - id: first
    type: single_choice
    stem: Who asked?   # a comment
    options:
      - text: Marta
        key: true
      - The council
      - text: The bees
        role: misreading
        feedback: They were not asked.
"""
ALT = Qt.KeyboardModifier.AltModifier


def press(key, modifiers=Qt.KeyboardModifier.NoModifier, times=1):
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def focused(writer):
    return writer.form.root.focused_path()[2:]


def test_a_text_alone_becomes_a_record_once_something_is_said_of_it(qtbot, theme):
    writer = Writer(qtbot, theme, START)
    QTest.keyClicks(writer.field("options", 1, "text").box, "!")
    assert writer.raw["options"][1] == "The council!"
    writer.field("options", 1, "feedback").focus_field()
    write("No")
    assert writer.raw["options"][1] == {"text": "The council!", "feedback": "No"}
    press(Qt.Key.Key_Backspace, times=2)
    assert writer.raw["options"][1] == {"text": "The council!"}
    assert focused(writer) == ("options", 1, "feedback")  # an emptied field stays, to be filled again


def test_a_text_stays_as_it_was_typed(qtbot, theme):
    writer = Writer(qtbot, theme, START)
    writer.draft.set_value((*QUESTION, "stem"), "A\u00a0B 🐝 C")
    writer.show()
    writer.field("stem").focus_field()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    write("D")
    assert writer.raw["stem"] == "A\u00a0B 🐝 C\nD"
    for _ in range(2):
        writer.undo()
    assert writer.field("stem").box.shown_text() == "Who asked?"


def test_another_question_is_shown_from_its_top_and_the_same_one_where_it_was(qtbot, theme):
    writer = Writer(qtbot, theme, bank_of(SAMPLES["single_choice"][1].question))
    bar = writer.form.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    bar.setValue(200)
    writer.draft.set_value((*QUESTION, "stem"), "Why?")
    writer.show()
    assert bar.value() == 200
    writer.draft.duplicate(QUESTION)
    writer.path = ("questions", 1)
    writer.show()
    assert bar.value() == 0


def test_keys_bring_a_field_into_view(qtbot, theme):
    writer = Writer(qtbot, theme, bank_of(SAMPLES["single_choice"][1].question))
    bar = writer.form.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 200)
    writer.form.go_to((*QUESTION, "options", 3, "feedback"))
    box = writer.field("options", 3, "feedback").box
    qtbot.waitUntil(lambda: not box.visibleRegion().isEmpty())
    assert bar.value() > 0
    writer.form.root.type.box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: bar.value() < 30)


def test_optional_fields_are_shown_once_they_are_asked_for(qtbot, theme):
    writer = Writer(qtbot, theme, START)
    record = writer.form.root.record
    assert {name for name in record.fields if not record.fields[name].isHidden()} == {"stem", "options", "evidence"}
    choose(record.add, "Explanation")
    assert focused(writer) == ("explanation",)
    write("So.")
    choose(record.add, "Hints")
    press(Qt.Key.Key_Space)
    write("Look.")
    choose(record.add, "Skill")
    writer.field("skill").box.setCurrentIndex(1)
    choose(record.add, "Shuffle for each learner")
    press(Qt.Key.Key_Space)
    choose(record.add, "Points")
    write("2")
    raw = writer.raw
    assert (raw["explanation"], raw["hints"], raw["skill"], raw["shuffle"], raw["points"]) == (
        "So.",
        ["Look."],
        "locate",
        "false",
        "2",
    )
    assert writer.question is not None
    writer.field("shuffle").box.setChecked(True)
    writer.field("hints").rows[0].gone.click()
    assert "shuffle" not in writer.raw
    assert "hints" not in writer.raw


def test_a_comma_that_was_typed_last_is_not_shown_in_another_question(qtbot, theme):
    writer = Writer(qtbot, theme, START)
    writer.draft.set_value((*QUESTION, "covers"), ["F05"])
    writer.draft.duplicate(QUESTION)
    writer.show()
    writer.field("covers").focus_field()
    press(Qt.Key.Key_End)
    write(", ")
    assert writer.field("covers").box.text() == "F05, "
    assert writer.raw["covers"] == ["F05"]
    writer.path = ("questions", 1)
    writer.show()
    assert writer.field("covers").box.text() == "F05"
    writer.draft.set_value((*writer.path, "covers"), ["F05, all of it", "F06"])
    writer.show()
    writer.field("covers").focus_field()
    press(Qt.Key.Key_End)
    write("; F07")
    assert writer.field("covers").box.text() == "F05, all of it; F06; F07"
    assert writer.raw["covers"] == ["F05, all of it", "F06", "F07"]


def test_a_note_stays_under_the_name_that_its_author_gave_the_answer(qtbot, theme):
    writer = Writer(qtbot, theme, START)
    question = new_question("true_false", "first") | {"key": "no", "options": {"yes": {"feedback": "Not so"}}}
    writer.draft.set_value(QUESTION, question)
    writer.show()
    writer.field("options", "yes", "feedback").focus_field()
    press(Qt.Key.Key_End)
    write("!")
    assert writer.raw["options"] == {"yes": {"feedback": "Not so!"}}


def test_another_type_keeps_what_both_have_and_can_be_undone(qtbot, theme):
    writer = Writer(qtbot, theme, START)
    box = writer.form.root.type.box
    box.setCurrentIndex(box.findData("ordering"))
    assert writer.raw["stem"] == "Who asked?"
    assert writer.raw["items"] == [
        "Marta",
        "The council",
        {"text": "The bees", "feedback": "They were not asked."},
    ]
    assert writer.question is not None
    assert "# a comment" in writer.draft.text
    writer.undo()
    assert writer.draft.text == START
    assert box.currentData() == "single_choice"


def test_options_become_items_and_names_stay_names(qtbot, theme):
    table = Writer(qtbot, theme, bank_of(SAMPLES["table"][0].question))
    box = table.form.root.type.box
    box.setCurrentIndex(box.findData("categorize"))
    assert table.raw["categories"] == ["Said", "Not said"]
    assert table.raw["statements"] == [{"text": "Salt", "category": "Said"}]
    assert table.question is not None
    gaps = Writer(qtbot, theme, bank_of(SAMPLES["word_bank"][0].question))
    box = gaps.form.root.type.box
    box.setCurrentIndex(box.findData("gap_fill"))
    assert gaps.raw["gaps"] == [{"accepted": ["salt"]}, {"accepted": ["honey"]}]
    assert gaps.question is not None


@pytest.mark.parametrize(
    ("name", "field", "entries", "key"),
    [
        ("table", "columns", "rows", "key"),
        ("categorize", "categories", "statements", "category"),
        ("matching", "options", "prompts", "option"),
        ("word_bank", "words", "gaps", "key"),
    ],
)
def test_a_name_that_is_changed_is_changed_wherever_it_is_repeated(qtbot, theme, name, field, entries, key):
    writer = Writer(qtbot, theme, bank_of(SAMPLES[name][0].question))
    text, old = writer.draft.text, writer.raw[field][0]
    uses = [each[key] == old for each in writer.raw[entries]]
    writer.field(field, 0).focus_field()
    press(Qt.Key.Key_End)
    write(" now")
    assert writer.raw[field][0] == f"{old} now"
    assert [each[key] == f"{old} now" for each in writer.raw[entries]] == uses
    assert any(uses)
    assert writer.question is not None
    writer.undo()
    assert writer.draft.text == text
    other = writer.raw[field][1]
    writer.field(field, 0).box.setText(other)  # for a moment, the two can't be told apart
    writer.field(field, 0).box.setText("new")
    assert [each[key] == "new" for each in writer.raw[entries]] == uses
    assert writer.question is not None
    writer.draft.set_value((*QUESTION, entries, 0, key), f"\u00ad{other}")
    writer.show()
    box = writer.field(entries, 0, key).control()
    assert box.currentText() == other  # nobody sees a difference
    assert [box.itemText(at) for at in range(box.count())] == ["new", *writer.raw[field][1:]]
    twice = [other, other, *writer.raw[field][2:]]
    writer.draft.set_value((*QUESTION, field), twice)
    writer.draft.set_value((*QUESTION, entries, 0, key), other)
    writer.show()
    writer.field(field, 0).box.setText("third")  # of two that are alike, nobody knows which one was meant
    assert writer.raw[entries][0][key] == other


def gap_writer(qtbot, theme, type_name):
    question = new_question(type_name, "gap")
    question |= {"stem": "Fill in.", "text": "Marta asked for one summer."}
    writer = Writer(qtbot, theme, START)
    writer.draft.set_value(QUESTION, question)
    writer.show()
    return writer


def select(field, start, end):
    cursor = field.box.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    field.box.setTextCursor(cursor)


@pytest.mark.parametrize("name", ["gap_fill", "inline_choice", "word_bank"])
def test_selected_words_become_a_gap_in_which_they_are_right(qtbot, theme, name):
    writer = gap_writer(qtbot, theme, name)
    field = writer.field("text")
    select(field, 15, 20)  # with the spaces around it
    field.button.click()
    select(field, 0, 5)
    field.button.click()
    assert writer.raw["text"] == "[2] asked for [1] summer."
    first = {
        "gap_fill": {"accepted": ["one"]},
        "inline_choice": {"options": [{"text": "one", "key": "true"}, ""]},
        "word_bank": {"key": "one"},
    }[name]
    assert writer.raw["gaps"][0] == first
    if name == "word_bank":
        assert {"one", "Marta"} <= set(writer.raw["words"])
    writer.field("gaps").rows[0].down.click()
    assert writer.raw["text"] == "[1] asked for [2] summer."
    assert writer.raw["gaps"][1] == first
    writer.field("gaps").rows[0].gone.click()
    assert writer.raw["text"] == "Marta asked for [1] summer."
    assert writer.raw["gaps"] == [first]
    for _ in range(4):
        writer.undo()
    assert writer.raw["text"] == "Marta asked for one summer."
    assert not writer.raw["gaps"]
