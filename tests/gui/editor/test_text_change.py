"""Places in a text are converted to those of Qt and back, and only what differs is written."""

from PySide6.QtWidgets import QPlainTextEdit

from quizapp.gui.editor.text_change import QtOffsets, text_in, write_into


def test_each_character_has_its_place_in_the_document_and_back():
    for text, in_qt in (("", [0]), ("añ b", [0, 1, 2, 3, 4]), ("a😀b😀", [0, 1, 3, 4, 6])):
        offsets = QtOffsets(text)
        assert [offsets.to_qt(at) for at in range(len(text) + 1)] == in_qt
        assert [offsets.from_qt(at) for at in in_qt] == list(range(len(text) + 1))


def test_the_cursor_stays_at_its_words_when_a_text_changes_elsewhere(qtbot):
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    for before, after in (
        ("a😀 bees b", "aa😀 x bees b"),
        ("aaaa bees", "aa bees"),
        ("bees\u00a0", "bees\nbees"),
        ("", "b"),
    ):
        write_into(field, before)
        assert text_in(field) == before
        cursor = field.textCursor()
        cursor.setPosition(QtOffsets(before).to_qt(before.find("bees") + 1))
        field.setTextCursor(cursor)
        write_into(field, after)
        assert text_in(field) == after
        if "bees" in before:
            assert field.textCursor().position() == QtOffsets(after).to_qt(after.find("bees") + 1)
