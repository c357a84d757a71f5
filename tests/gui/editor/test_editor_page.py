"""The editor: a bank is opened, its questions are listed, moved, copied and deleted, and all of it can be undone."""

from PySide6.QtCore import Qt

from tests.gui.editor.author import ALT, CTRL, SHIFT

IDS = ["why-pounds", "what-is-said", "vote", "sort-acts", "sequence", "not-asked"]
KEY = Qt.Key


def test_the_questions_of_a_bank_are_listed_and_changed_in_place(author):
    assert author.ids == IDS
    assert author.rows[:2] == ["About this bank", "Passage"]
    assert len(author.rows) == 8
    before = author.draft.text
    author.choose(1).key(KEY.Key_Up, ALT)
    assert author.ids[:2] == ["what-is-said", "why-pounds"]
    assert author.page.place == 0
    author.key(KEY.Key_Down, ALT).key(KEY.Key_Down, ALT)
    assert author.ids[:3] == ["why-pounds", "vote", "what-is-said"]
    author.key(KEY.Key_D, CTRL | SHIFT)
    assert author.ids[2:4] == ["what-is-said", "what-is-said-2"]
    assert author.page.place == 3
    author.key(KEY.Key_Delete)
    assert author.ids[3] == "sort-acts"
    assert author.button("Save").isEnabled()
    assert "Not saved" in author.shown
    while author.draft.can_undo:
        author.key(KEY.Key_Z, CTRL)
    assert author.draft.text == before
    assert "Saved" in author.shown
    assert len(author.rows) == 8
