"""Quotations: picked in the passage by keys and mouse, at each level, and in the sentence of a question."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from quizapp.domain.evidence import Quote
from quizapp.domain.level import STANDARD
from quizapp.domain.passage import Span
from quizapp.gui.editor.forms.passage_picker import PassagePicker, whole_words
from quizapp.gui.editor.forms.quotations import with_quotation
from quizapp.gui.editor.forms.word_fields import picked_words
from tests.gui.conftest import flush
from tests.gui.editor.forms.writer import Writer, bank_of
from tests.samples import SAMPLES

PLAIN = """\
id: bees
title: Bees
passage:
  text: |
    # Bees

    Marta asked for one summer. The tower was kept.

    Marta asked again.
questions:
  - id: first
    type: short_answer
    stem: Who asked?
    accepted: [Marta]
"""


def picker_of(qtbot, writer) -> PassagePicker:
    flush()  # the one before is gone
    picker = writer.form.findChild(PassagePicker)
    qtbot.waitUntil(picker.isVisible)
    return picker


def select(picker, words):
    """Select `words` with Shift and the arrow keys."""
    start = picker.view.passage.text.index(words)
    cursor = picker.view.textCursor()
    cursor.setPosition(picker.view.text.position(start))
    picker.view.setTextCursor(cursor)
    for _ in words:
        QTest.keyClick(picker.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def test_words_are_picked_with_the_mouse(qtbot, theme):
    writer = Writer(qtbot, theme, PLAIN)
    writer.field("evidence").button.click()
    picker = picker_of(qtbot, writer)
    at = picker.view.passage.text.index("summer")
    cursor = QTextCursor(picker.view.document())
    cursor.setPosition(picker.view.text.position(at + 2))
    point = picker.view.cursorRect(cursor).center()
    QTest.mouseClick(picker.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseDClick(picker.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    picker.use.click()
    assert writer.raw["evidence"] == "summer"


def test_words_that_stand_at_several_levels_are_shown_once(qtbot, theme):
    levels = """\
levels:
  - {id: short, name: Short, text: "A woman asked.\\n\\nShe asked again."}
  - {id: easier, name: Easier, text: "Marta asked.\\n\\nMarta asked again."}
questions:
  - evidence: {quote: Marta asked again, levels: {short: She asked again}}
    id"""
    writer = Writer(qtbot, theme, PLAIN.replace("questions:\n  - id", levels))
    assert writer.question is not None
    assert [(line.words.text(), line.where.text()) for line in writer.field("evidence").views[0].lines] == [
        ("“Marta asked again”", "Standard: Paragraph 2"),
        ("“She asked again”", "Short: Paragraph 2"),
        ("", "Easier: Paragraph 2"),
    ]


def test_what_a_pick_makes_of_an_entry():
    for old, level, quote, new in (
        (None, STANDARD, "a", "a"),
        ("a", STANDARD, Quote("b", "p"), {"quote": "b", "prefix": "p"}),
        ({"quote": "a", "levels": {"e": "x"}}, STANDARD, "b", {"quote": "b", "levels": {"e": "x"}}),
        ({"quote": "a", "prefix": "p", "role": "misreading"}, STANDARD, "b", {"quote": "b", "role": "misreading"}),
        ("a", "e", "x", {"quote": "a", "levels": {"e": "x"}}),
        ("a", "e", "a", "a"),
        ({"quote": "a", "levels": {"e": "x"}}, "e", "a", "a"),
        ({"quote": "a", "levels": {"e": "x", "s": ""}}, "e", "a", {"quote": "a", "levels": {"s": ""}}),
        ("a", "e", "", {"quote": "a", "levels": {"e": ""}}),
        ({"quote": "a", "suffix": "s"}, "e", Quote("a", suffix="s"), {"quote": "a", "suffix": "s"}),
    ):  # fmt: skip
        assert with_quotation(old, level, quote) == new


def test_sentences_to_select_are_picked_and_have_to_be_one(qtbot, theme):
    writer = Writer(qtbot, theme, bank_of(SAMPLES["evidence"][0].question))
    field = writer.field("keys")
    field.button.click()
    picker = picker_of(qtbot, writer)
    select(picker, "was unanimous. The tower")
    assert not picker.use.isEnabled()
    assert "one sentence" in picker.chosen.text()
    QTest.keyClick(picker.view, Qt.Key.Key_Return)
    assert picker.isVisible()
    assert not writer.told
    select(picker, "The vote to keep")
    QTest.keyClick(picker.view, Qt.Key.Key_Return)
    assert writer.raw["keys"] == ["stood empty for", "The vote to keep"]
    record = writer.form.root.record
    record.ask_for("distractors")
    writer.field("distractors").button.click()
    picker = picker_of(qtbot, writer)
    select(picker, "salt")
    QTest.keyClick(picker.view, Qt.Key.Key_Return)
    role = writer.field("distractors", 0, "role").box
    role.setCurrentIndex(role.findData("other_span"))
    assert writer.raw["distractors"] == [{"quote": "salt", "role": "other_span"}]
    writer.field("distractors", 0, "quote").views[0].lines[0].pick.click()
    picker = picker_of(qtbot, writer)
    select(picker, "honey")
    QTest.keyClick(picker.view, Qt.Key.Key_Return)
    assert writer.raw["distractors"] == [{"quote": "honey", "role": "other_span"}]
    assert writer.question is not None


def test_words_to_select_are_picked_in_the_sentence(qtbot, theme):
    writer = Writer(qtbot, theme, bank_of(SAMPLES["highlight_words"][0].question))
    sentence = writer.field("sentence").box
    sentence.setFocus()
    QTest.keyClick(sentence, Qt.Key.Key_End)
    QTest.keyClicks(sentence, " The bees, the *bees*.")
    writer.field("keys").button.click()
    picker = picker_of(qtbot, writer)
    select(picker, "ees, the *be")
    QTest.keyClick(picker.view, Qt.Key.Key_Return)
    assert writer.raw["keys"] == [{"text": "white"}, "bees, the *bees"]
    writer.field("keys").rows[1].gone.click()
    writer.field("keys").button.click()
    picker = picker_of(qtbot, writer)
    select(picker, "bee")
    QTest.keyClick(picker.view, Qt.Key.Key_Return)
    assert writer.raw["keys"][1] == {"text": "bees", "occurrence": "1"}
    assert writer.question is not None


def test_a_pick_has_whole_words_where_a_script_has_spaces():
    for text, span, picked in (
        ("A tower stood.", Span(4, 9), "tower stood"),
        ("A tower stood.", Span(1, 8), "tower"),
        ("A tower stood.", Span(13, 14), "."),
        ("In 1974 it", Span(4, 6), "1974"),
        ("   ", Span(0, 2), None),
        ("你好嗎朋友", Span(1, 2), "好"),
    ):
        found = whole_words(text, span)
        assert (found and text[found.start : found.end]) == picked


def test_picked_words_are_whole_words():
    sentence = "The tower, the White Tower, the end."
    for start, end, words in (
        (1, 2, ("The", 0)),
        (25, 30, ("Tower, the", 0)),
        (29, 31, ("the", 2)),
        (4, 27, ("tower, the White Tower", 0)),
        (9, 10, ("", 0)),
    ):
        assert picked_words(sentence, Span(start, end)) == words


def test_without_a_passage_evidence_is_not_asked_for(qtbot, theme):
    writer = Writer(qtbot, theme, PLAIN)
    record = writer.form.root.record

    def offered():
        menu = record.add.prepare()
        menu.aboutToShow.emit()
        return [action.text() for action in menu.actions()]

    assert record.fields["evidence"].isVisible()
    writer.form.use_levels(())
    assert not record.fields["evidence"].isVisible()
    assert "Evidence" not in offered()
    assert "Explanation" in offered()
    writer.draft.set_value((*writer.path, "evidence"), "The tower")
    writer.show()  # what is there is shown all the same
    assert record.fields["evidence"].isVisible()
    assert not record.fields["evidence"].button.isEnabled()
    writer.form.use_levels(writer.levels)
    assert record.fields["evidence"].button.isEnabled()
