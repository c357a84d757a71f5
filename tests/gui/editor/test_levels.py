"""The levels of a passage in the editor: added, named, written and removed."""

from PySide6.QtCore import Qt

from tests.gui.editor.author import CTRL

KEY = Qt.Key


def test_a_level_of_the_passage_is_added_named_written_and_removed(author):
    author.choose(-1).pane("form")
    form, before = author.page.form.passage, author.draft.text
    standard = form.text.toPlainText()

    def shown():
        tabs = [(tab.text(), tab.isChecked()) for tab in form.tabs if tab.isVisible()]
        return tabs, form.text.accessibleName(), form.name.isVisible(), form.remove.isVisible()

    assert shown() == ([], "Passage", False, False)
    form.add.click()
    author.wait()
    assert form.name.hasFocus()
    assert form.text.toPlainText() == standard  # to be made easier
    author.type("Easy & short").wait()
    assert author.draft.value(("levels", 0, "name")) == "Easy & short"
    easier = [("Standard", False), ("Easy && short", True)], "Passage, Easy & short", True, True
    assert shown() == easier
    form.text.setFocus()
    author.key(KEY.Key_A, CTRL).type("Bees hum.").wait()
    assert author.draft.value(("levels", 0, "text")) == "Bees hum.\n"
    form.tabs[0].click()
    assert shown() == ([("Standard", True), ("Easy && short", False)], "Passage", False, False)
    assert form.text.toPlainText() == standard
    for field, widget in (("name", form.name), ("text", form.text)):
        form.tabs[0].click()
        author.page.go_to(("levels", 0, field))
        assert widget.hasFocus()
        assert shown() == easier
    author.key(KEY.Key_A, CTRL).key(KEY.Key_Delete).wait()
    (note,) = [note for note in author.page.checking.notes if note.path[:2] == ("levels", 0)]
    assert any(note.what in words for words in author.shown)
    assert form.text.accessibleDescription() == note.what
    form.tabs[0].click()
    author.wait()
    form.add.click()
    author.wait()
    assert form.name.text() == "Level 2"
    for left in (1, 0):
        form.tabs[left + 1].click()
        form.remove.click()
        author.wait()
        assert len(author.draft.value(("levels",)) or []) == left
    assert shown() == ([], "Passage", False, False)
    assert form.text.toPlainText() == standard
    while author.draft.can_undo:
        author.bank.undo()
    assert author.draft.text == before
