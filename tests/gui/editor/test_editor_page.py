"""What the page of the editor does beside its stories."""

import msgspec
from PySide6.QtCore import Qt

from quizapp.domain.passage import read_passage
from quizapp.gui.editor.coverage_pane import CoveragePane
from quizapp.gui.editor.editor_page import _changed_place
from quizapp.gui.editor.passage_form import PassageForm
from quizapp.gui.editor.question_rows import ABOUT, PASSAGE, QuestionRows, Row
from quizapp.gui.kit.jobs import Jobs
from tests.gui.editor.author import CTRL
from tests.samples import BANK

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


def test_nothing_is_left_of_the_coverage_where_a_bank_has_no_passage(qtbot, theme):
    jobs = Jobs()
    pane = CoveragePane(theme, jobs)
    qtbot.addWidget(pane)
    pane.show_bank(BANK)
    assert pane.share.text().startswith("Questions rest on ")
    pane.show_bank(msgspec.structs.replace(BANK, passage=read_passage(""), levels=()))
    assert pane.share.text() == "This bank has no passage."
    assert not pane.passage.isVisibleTo(pane)
    jobs.wait()


def test_a_name_for_the_standard_level_is_no_further_level(qtbot, theme):
    form = PassageForm(theme)
    qtbot.addWidget(form)
    levels = [{"id": "standard", "name": "As it is"}, {"id": "easy", "name": "Easy", "text": "Bees hum."}]
    form.show_data({"passage": {"text": "A hive hums."}, "levels": levels}, {})
    assert [tab.text() for tab in form.tabs] == ["Standard", "Easy"]
    form.focus_field(("levels", 1, "text"))
    assert form.text.toPlainText() == "Bees hum."


def test_the_view_is_told_of_the_row_that_has_changed_alone(qtbot):
    rows = QuestionRows()
    shown = [Row(ABOUT), Row(PASSAGE), *(Row(place, "numeric", "How many?") for place in range(3))]
    rows.show_rows(shown)
    for number, each in enumerate(shown):
        with qtbot.waitSignal(rows.dataChanged) as told:
            rows.show_row(number, each._replace(errors=1))
        assert [index.row() for index in told.args[:2]] == [number, number]
        with qtbot.assertNotEmitted(rows.dataChanged):
            rows.show_row(number, each._replace(errors=1))
    assert rows.index(2).data(Qt.ItemDataRole.ToolTipRole) == "How many?\nNumber or date\n1 mistake"
    rows.show_row(2, Row(0, "numeric", "<b>How</b> many?"))
    assert "&lt;b&gt;How" in rows.index(2).data(Qt.ItemDataRole.ToolTipRole)  # what an author writes is no HTML


def test_undo_leads_to_what_has_changed_and_not_to_another_question_just_like_it():
    one, two, other = {"stem": "1"}, {"stem": "2"}, {"stem": "3"}
    assert _changed_place([one, two, one], [one, two, other], 2) == 2
    assert _changed_place([one, two, other], [two, one, other], 0) == 1
    assert _changed_place([one, two, other], [one, other], 1) == 1
