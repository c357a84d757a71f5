"""What the page of the editor does beside its stories."""

from PySide6.QtCore import Qt

from tests.gui.editor.author import CTRL

IDS = ["why-pounds", "what-is-said", "vote", "sort-acts", "sequence", "not-asked"]
KEY = Qt.Key


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


def test_the_form_scrolls_to_what_the_cursor_in_the_text_is_at(author):
    author.choose(0).pane("text")
    author.page.yaml.setFocus()
    start = author.draft.text.index("id: why-pounds")

    def seen_at(words):
        author.put_cursor(author.draft.text.index(words, start))
        author.wait()
        boxes = [
            author.page.form.question.field_at(("questions", 0, name)).control() for name in ("stem", "explanation")
        ]
        return [not box.visibleRegion().isEmpty() for box in boxes]

    assert seen_at("stem:") == [True, False]
    assert seen_at("explanation:") == [False, True]
    assert seen_at("stem:") == [True, False]
