"""The editor: a bank is opened, its questions are listed, moved, copied and deleted, and all of it can be undone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.gui.editor.author import ALT, CTRL, SHIFT
from tests.gui.editor.test_saving import dialog_of

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


def test_the_form_and_the_text_follow_each_other(author):
    before = author.draft.text
    author.choose(0).pane("text")
    author.page.go_to(("questions", 0, "stem"))
    painted = []
    author.page.questions.rows.dataChanged.connect(lambda first, last: painted.append(first.row()))
    author.wait().type(" Really")
    assert painted[-1] == 2  # the row of the question is painted anew
    assert author.draft.value(("questions", 0, "stem")).endswith(" Really")
    assert " Really" in author.page.yaml.toPlainText()
    assert author.rows[2].endswith(" Really")
    assert author.draft.text.replace(" Really", "") == before  # nothing else has changed, comments and all
    author.key(KEY.Key_Z, CTRL)
    assert author.draft.text == before  # what was typed in a row is one step
    author.key(KEY.Key_Z, CTRL | SHIFT)
    assert author.page.form.question.field_at(("questions", 0, "stem")).raw.endswith(" Really")
    # from the text to the form
    author.key(KEY.Key_F6)
    author.wait()
    assert author.page.yaml.hasFocus()
    author.put_cursor(author.draft.text.index("id: vote"))
    assert author.page.place == 2
    author.put_cursor(author.draft.text.index("stem:", author.draft.text.index("id: vote")) + 6)
    author.type("So ").wait()
    assert author.draft.value(("questions", 2, "stem")).startswith("So ")
    assert author.rows[4].startswith("So ")
    assert author.page.form.question.field_at(("questions", 2, "stem")).raw.startswith("So ")
    author.key(KEY.Key_Z, CTRL).wait()
    assert not author.draft.value(("questions", 2, "stem")).startswith("So ")
    assert author.draft.value(("questions", 0, "stem")).endswith(" Really")  # one step back, not two


def test_a_text_that_cannot_be_read_keeps_the_form_until_it_is_mended(author):
    author.choose(0).pane("text")
    author.page.yaml.setFocus()
    author.put_cursor(0)
    author.type('"').wait()
    assert author.draft.is_broken
    assert author.page.form.broken.isVisible()
    assert not author.page.form.question.isEnabled()
    assert any(note.is_error for note in author.page.checking.notes)
    author.key(KEY.Key_Backspace).wait()
    assert not author.page.form.broken.isVisible()
    assert author.page.form.question.isEnabled()


def test_from_a_text_that_cannot_be_read_the_check_leads_to_the_line(author):
    author.choose(0).pane("text")
    yaml, at = author.page.yaml, author.draft.text.index("id: vote")
    line = author.draft.text[:at].count("\n") + 1
    yaml.setFocus()
    author.put_cursor(at + len("id: vote"))
    author.type(": again").wait()
    assert author.draft.is_broken
    assert "This bank has no passage." not in author.shown
    author.pane("check")
    assert author.page.check.rows.head(author.page.check.rows.rows[0]) == f"Mistake · Line {line}"
    author.press("Go to the line")
    assert QApplication.focusWidget() is yaml
    assert yaml.textCursor().blockNumber() + 1 == line
    for _ in ": again":
        author.key(KEY.Key_Backspace)
    author.wait().pane("check")
    assert not author.draft.is_broken
    assert author.page.check.field.text() == "Go to the field"


def test_enter_keeps_the_indentation_and_tab_indents(author):
    author.choose(0).pane("text")
    yaml = author.page.yaml
    yaml.setFocus()
    end = author.draft.text.index("\n", author.draft.text.index("stem:", author.draft.text.index("id: vote")))
    author.put_cursor(end)
    author.key(KEY.Key_Return)
    assert yaml.textCursor().block().text() == "    "
    author.key(KEY.Key_Tab)
    assert yaml.textCursor().block().text() == "      "
    author.key(KEY.Key_Backtab)
    assert not yaml.hasFocus()


def test_what_the_check_finds_stands_under_its_field_and_in_the_list(author):
    author.choose(0)
    author.page.go_to(("questions", 0, "stem"))
    author.key(KEY.Key_A, CTRL).key(KEY.Key_Delete)
    notes = author.notes(0)
    assert [note.path for note in notes] == [("questions", 0, "stem")]
    assert notes[0].what in " ".join(author.shown)
    author.wait()
    row = author.page.questions.rows.rows[2]
    assert row.errors == 1
    assert "1 mistake" in author.page.questions.rows.spoken(row)
    author.pane("check")
    assert author.page.check.rows.head(author.page.check.rows.rows[0]).startswith("Mistake · Question 1")
    author.choose(3).pane("check")
    author.page.check.list.setFocus()
    author.key(KEY.Key_Return).wait()
    assert author.page.place == 0
    assert author.page.form.place == ("questions", 0, "stem")


def test_the_preview_is_answered_as_in_practice_and_shows_the_key(author):
    author.choose(0).pane("preview")
    assert "Question 1 of 6" in author.shown
    assert not author.page.preview.display.is_told
    author.press("Show the key")
    assert any(text.startswith("Correct") for text in author.shown)
    assert author.page.preview.passage.evidence
    author.press("Try again")
    assert not author.page.preview.display.is_told
    author.key(KEY.Key_A).key(KEY.Key_Return)
    assert author.page.preview.display.is_told
    author.choose(-1)
    assert "Question 1 of 6" not in author.shown


def test_coverage_is_told_and_shown(author):
    author.choose(0).pane("coverage")
    assert any(text.startswith("Questions rest on ") for text in author.shown)


def test_a_question_of_each_type_can_be_added_and_the_search_finds_it(author):
    from quizapp.question_types.catalog import QUESTION_TYPES

    before = author.draft.text
    for kind in QUESTION_TYPES:
        author.choose(len(author.ids) - 1)
        author.page.questions.add_requested.emit(kind.type_name)
        author.wait()
        assert author.draft.value(("questions", author.page.place, "type")) == kind.type_name
        assert author.page.form.question.isAncestorOf(QApplication.focusWidget())
    author.key(KEY.Key_F, CTRL).type("vote").wait()
    assert len(author.rows) == 1
    author.key(KEY.Key_Escape).wait()
    assert len(author.rows) == 8 + len(QUESTION_TYPES)
    while author.draft.can_undo:
        author.bank.undo()
    author.wait()
    assert author.draft.text == before


def test_a_passage_file_that_the_bank_names_by_now_can_be_written(author):
    author.program.bank.with_name("hive.md").write_text("# Hive\n\nIt hums.\n", "utf-8")
    author.choose(-1).pane("form")
    author.bank.set_value(("passage",), {"file": "hive.md"})
    author.bank.keep()  # as it does a moment after each change
    author.wait()
    text = author.page.form.passage.text
    assert text.toPlainText() == "# Hive\n\nIt hums."
    assert "This text is in the file hive.md, beside the bank." in author.shown
    text.setFocus()
    author.key(KEY.Key_End, CTRL).type(" Loud.").wait()
    assert author.draft.file_text("hive.md") == "# Hive\n\nIt hums. Loud.\n"
    assert author.draft.value(("passage",)) == {"file": "hive.md"}


def test_delete_spares_a_question_that_the_search_hides(author):
    author.choose(0)
    ids = author.ids
    author.page.questions.search.setText("no question has these words")
    author.page.questions.list.setFocus()
    author.key(KEY.Key_Delete)
    assert author.ids == ids
    author.page.questions.search.clear()
    author.page.questions.list.setFocus()
    author.key(KEY.Key_Delete)
    assert author.ids == ids[1:]


def test_a_finding_is_silenced_with_a_reason(author):
    author.choose(0)
    author.bank.set_value(("questions", 0, "stem"), "This one isn't a question that nobody would not ask")
    author.wait().pane("check")
    rule = author.page.check.current.rule
    assert rule
    author.press("Silence…")
    silence = next(button for button in dialog_of(author).buttons if button.text() == "Silence it")
    assert not silence.isEnabled()
    author.type("A riddle")
    silence.click()
    author.wait()
    assert author.draft.value(("questions", 0, "silenced")) == {rule: "A riddle"}
    assert rule not in {note.rule for note in author.page.checking.notes}
