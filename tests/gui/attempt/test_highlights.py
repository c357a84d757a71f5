"""Highlights and notes in an attempt: by keys alone, kept at once, and there again when one looks back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.assignment import TOOLS
from quizapp.domain.attempt import PRACTICE
from quizapp.domain.event import Highlighted, PlaceNoted
from quizapp.domain.passage import Span
from quizapp.domain.text_place import place_of
from quizapp.gui.results.results_page import ResultsPage
from quizapp.services.taking import Taking
from tests.gui.learner import Learner
from tests.gui.seen import heard
from tests.leveled import LEVELED

Key = Qt.Key
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
HIGHLIGHT, NOTE = (Key.Key_H, CTRL | SHIFT), (Key.Key_M, CTRL | SHIFT)


@pytest.fixture
def quiz(program):
    return Learner(program)


def seen(quiz):
    layer = quiz.page.tools.annotations.layer
    return [(entry.quote, entry.pen or entry.text) for entry in (*layer.highlights, *layer.notes)]


def typed(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_highlights_and_notes_are_made_changed_and_removed_by_keys_alone(start, spoken):
    quiz = Learner(start()).begin()
    quiz.go_to("what-is-said")
    quiz.key(Key.Key_F6)
    assert quiz.passage.hasFocus()
    for _ in range(2):
        quiz.key(Key.Key_Right, CTRL | SHIFT)
    quiz.key(*HIGHLIGHT)
    words = " ".join(quiz.passage.passage.text.split()[:2])
    assert seen(quiz) == [(words, "yellow")]
    assert spoken[-1] == f"Highlighted, Yellow: “{words}”"
    quiz.key(*HIGHLIGHT)  # there is one at the cursor
    assert seen(quiz) == []
    quiz.key(*HIGHLIGHT)  # the whole sentence
    sentence = quiz.passage.passage.sentences[0].name
    assert seen(quiz) == [(sentence, "yellow")]
    quiz.key(Key.Key_Z, CTRL)
    assert seen(quiz) == []
    # sentence by sentence
    quiz.page.tools.annotations.on.click()
    quiz.passage.setFocus(Qt.FocusReason.ShortcutFocusReason)
    quiz.key(Key.Key_Down)
    quiz.key(Key.Key_Down)
    second = quiz.passage.passage.sentences[1].name
    assert spoken[-1] == f"{second} Not highlighted."
    quiz.key(Key.Key_2)
    quiz.key(Key.Key_Space)
    assert seen(quiz) == [(second, "green")]
    assert second in heard(quiz.passage).description
    quiz.key(Key.Key_4)
    quiz.key(Key.Key_Space)
    assert seen(quiz) == [(second, "pink")]
    quiz.key(Key.Key_Delete)
    assert seen(quiz) == []
    quiz.key(Key.Key_Space)
    quiz.key(Key.Key_Escape)  # ends the highlighter, not the attempt
    assert not quiz.page.tools.annotations.on.isChecked()
    # a note
    quiz.key(*NOTE)
    typed("Who says so?")
    quiz.key(Key.Key_Escape)
    assert quiz.passage.hasFocus()
    assert (second, "Who says so?") in seen(quiz)
    quiz.key(*NOTE)
    typed(" And why?")
    quiz.key(Key.Key_Escape)
    assert seen(quiz) == [(second, "pink"), (second, "Who says so? And why?")]
    quiz.key(Key.Key_F8)
    assert spoken[-1].startswith("Pink highlight")
    # the list
    annotations = quiz.page.tools.annotations
    annotations.shown.click()
    quiz.key(Key.Key_Down)
    quiz.key(Key.Key_Delete)
    assert seen(quiz) == [(second, "pink")]
    quiz.key(Key.Key_Z, CTRL)  # in the list
    assert seen(quiz) == [(second, "pink"), (second, "Who says so? And why?")]
    for _ in range(2):
        quiz.key(Key.Key_Delete)
    assert seen(quiz) == []
    assert annotations._list.isAncestorOf(QApplication.focusWidget())
    quiz.key(Key.Key_Z, CTRL)
    assert len(seen(quiz)) == 1
    quiz.key(Key.Key_Escape)
    assert quiz.passage.hasFocus()


def test_all_highlights_are_removed_after_a_question_and_come_back(quiz, qtbot, spoken):
    quiz.begin().go_to("what-is-said")
    annotations = quiz.page.tools.annotations
    passage = quiz.passage.passage
    for sentence in passage.sentences[:3]:
        annotations._mark(sentence.span)
    for wanted, words in ((3, "Keep them"), (0, "Remove all")):
        annotations._ask_to_remove_all()
        dialog = QApplication.activeModalWidget()
        assert "You have 3 highlights" in dialog.text.text()
        assert dialog.buttons[1].isDefault()
        next(button for button in dialog.buttons if button.text() == words).click()
        quiz.wait()
        assert len(seen(quiz)) == wanted
    assert "All highlights removed. Ctrl+Z takes that back." in spoken
    quiz.window.activateWindow()
    qtbot.waitUntil(quiz.passage.hasFocus)
    quiz.key(Key.Key_Z, CTRL)
    assert len(seen(quiz)) == 3


def test_they_are_there_after_the_program_was_ended_and_when_one_looks_back(start, qtbot):
    program = start()
    quiz = Learner(program).begin()
    quiz.go_to("what-is-said")
    annotations = quiz.page.tools.annotations
    first, second = quiz.passage.passage.sentences[:2]
    annotations._mark(first.span)
    quiz.passage.setTextCursor(quiz.passage.text.cursor(second.span))
    annotations.write_note()
    typed("Half a no")  # is saved when the window closes
    program.window.close()
    qtbot.waitUntil(program.window.isHidden)
    program.window.learning.access.close()
    again = start()
    quiz = Learner(again)
    session = again.window.session
    qtbot.waitUntil(lambda: len(session.unfinished) == 1)
    session.resume(session.unfinished[0].attempt_id)
    quiz.wait()
    wanted = [(first.name, "yellow"), (second.name, "Half a no")]
    assert seen(quiz) == wanted
    quiz.window.session.submit()
    quiz.wait()
    results = again.window.pages.currentWidget()
    assert isinstance(results, ResultsPage)
    results.question_requested.emit(0)
    quiz.wait()
    assert seen(quiz) == wanted
    bar = quiz.page.tools.bar
    assert [name for name in ("highlighter", "pens", "notes", "list") if bar.is_there(name)] == ["list"]
    quiz.page.tools.annotations._open(quiz.page.tools.annotations._note("2"))
    panel = quiz.page.tools.annotations._note_panel
    assert panel.field.isReadOnly()
    assert not panel.delete.isVisible()
    quiz.key(*HIGHLIGHT)
    assert seen(quiz) == wanted


def test_what_a_test_or_a_teacher_does_not_allow_is_not_there(start):
    names = ("highlighter", "pens", "notes", "find", "list")
    quiz = Learner(start()).begin("test")
    bar = quiz.page.tools.bar
    assert [name for name in names if bar.is_there(name)] == list(names)
    bar.allow(lambda tool: tool in TOOLS and tool not in ("highlighter", "find"))
    assert [name for name in names if bar.is_there(name)] == ["notes", "list"]
    quiz.key(Key.Key_F, CTRL)
    assert quiz.page._passage_card._finding is None
    quiz.key(Key.Key_F6)
    quiz.key(*HIGHLIGHT)
    assert seen(quiz) == []


def test_nothing_is_found_or_marked_through_a_pause(start):
    quiz = Learner(start()).begin()
    quiz.page.pause()
    for keys in (HIGHLIGHT, NOTE, (Key.Key_F, CTRL), (Key.Key_F3, NONE), (Key.Key_F8, NONE)):
        quiz.key(*keys)
    assert quiz.page._passage_card._finding is None
    assert quiz.page.tools.annotations._note_panel is None
    assert quiz.page.cover.go_on.hasFocus()


def test_results_list_them_and_lead_to_their_places(quiz):
    quiz.begin("test").go_to("what-is-said")
    annotations = quiz.page.tools.annotations
    annotations._use_pen("yellow")
    sentences = quiz.passage.passage.sentences
    annotations._mark(sentences[-1].span)
    quiz.passage.setTextCursor(quiz.passage.text.cursor(sentences[1].span))
    annotations.write_note()
    typed("Who says so?")
    quiz.window.session.submit()
    quiz.wait()
    results = quiz.window.pages.currentWidget()
    results.remarks_chip.click()
    quiz.wait()
    assert results.remarks_chip.text() == "Your notes and highlights: 2"
    assert results.list.isHidden()
    rows = [row.spoken for row in results.remarks.model_.rows]
    assert rows[0].startswith(f"Note: Who says so?. “{sentences[1].name}”")
    assert rows[1].startswith("Yellow highlight")
    results.show_button.click()
    quiz.wait()
    assert quiz.page.tools.annotations._note_panel.field.toPlainText() == "Who says so?"
    quiz.page.finish.click()
    quiz.wait()
    results.remarks.setCurrentIndex(results.remarks.model_.index(1, 0))
    results.remarks.setFocus()
    quiz.key(Key.Key_Return)
    assert quiz.passage.shows(sentences[-1].span)
    assert quiz.passage.hasFocus()
    quiz.page.finish.click()
    quiz.wait()
    results.chips[next(iter(results.chips))].click()
    assert results.remarks.isHidden()


def test_results_lead_to_a_note_also_where_a_highlight_has_its_id(quiz):
    quiz.begin("test").go_to("what-is-said")
    first, second = quiz.passage.passage.sentences[:2]
    places = [place_of(quiz.passage.passage, each.span) for each in (first, second)]
    for event in (  # as older programs have written it
        Highlighted(at=0, id="1", quote=places[0], color="yellow"),
        PlaceNoted(at=0, id="1", quote=places[1], text="Who?"),
    ):
        quiz.window.session.taking.annotate(event)
    quiz.window.session.submit()
    quiz.wait()
    results = quiz.window.pages.currentWidget()
    results.remarks_chip.click()
    quiz.wait()
    results.remarks.setCurrentIndex(results.remarks.model_.index(1, 0))
    results.show_button.click()
    quiz.wait()
    assert quiz.page.tools.annotations._note_panel.field.toPlainText() == "Who?"


def test_words_are_found_on_the_page_that_is_read_and_when_one_looks_back(quiz):
    def find(page, words):
        quiz.key(Key.Key_F, CTRL)
        typed("e")
        bar = (page.card if hasattr(page, "practice") else page._passage_card)._finding
        assert bar.isVisible()
        first, usual = bar.count.text(), bar.count.palette().windowText().color()
        bar.next.click()
        assert bar.count.text() != first
        bar.previous.click()
        assert bar.count.text() == first
        typed("qx")
        assert bar.count.text() == "Not found"
        assert bar.count.palette().windowText().color() != usual
        assert not bar.next.isEnabled()
        assert not bar.previous.isEnabled()
        bar.field.clear()
        assert (bar.count.text(), bar.layer.hits) == ("", ())
        typed(words)
        assert bar.count.text() == "1 of 1"
        assert bar.count.palette().windowText().color() == usual
        assert bar.next.isEnabled()
        assert len(bar.layer.hits) == 1
        quiz.key(Key.Key_F, CTRL)
        assert bar.field.selectedText() == words
        quiz.key(Key.Key_Escape)
        assert bar._view.textCursor().selectedText().casefold() == words.casefold()
        assert not bar.isVisible()
        assert bar.layer.hits == ()
        quiz.key(Key.Key_F, CTRL)
        assert bar.field.selectedText().casefold() == words.casefold()
        bar.away.click()
        assert not bar.isVisible()
        assert bar._view.hasFocus()
        sentence = bar._view.passage.sentences[0]
        bar._view.setTextCursor(bar._view.text.cursor(sentence.span))
        chosen = bar._view.textCursor().selectedText()
        quiz.key(Key.Key_F, CTRL)
        assert bar.field.text() == chosen
        quiz.key(Key.Key_Escape)

    quiz.begin("test").window.session.submit()
    quiz.wait()
    quiz.window.pages.currentWidget().question_requested.emit(0)
    quiz.wait()
    find(quiz.page, "SEA walls")
    quiz.page.finish.click()
    quiz.wait()
    quiz.window.show_library()
    quiz.window.library_page.show_units(quiz.program.library.units(), quiz.program.bank)
    quiz.choose("Read")
    page = quiz.window.pages.currentWidget()
    assert hasattr(page, "practice")
    find(page, "Sea Walls")


def test_they_stay_on_their_words_at_another_level(quiz):
    quiz.begin()
    taking = Taking(LEVELED, PRACTICE, None, quiz.program.clock)
    quiz.window.session.taking = taking
    quiz.page.show_taking(taking)
    annotations = quiz.page.tools.annotations
    for words, pen in (("empty for eleven years", "green"), ("Its lamp was sold.", "pink")):
        annotations._use_pen(pen)
        annotations._mark(quiz.passage.passage.find(words)[0])
    for level, wanted in (
        ("easier", [("empty for eleven years", "green")]),
        ("standard", [("empty for eleven years", "green"), ("Its lamp was sold.", "pink")]),
        ("short", [("empty for eleven years", "green")]),
    ):
        quiz.page.tools.change_level(level)
        quiz.wait()
        assert seen(quiz) == wanted
        (place,) = {entry.span for entry in annotations.layer.highlights if entry.pen == "green"}
        assert quiz.passage.passage.text[slice(*place)] == "empty for eleven years"
    annotations._mark(quiz.passage.passage.find("one summer")[0])
    annotations.shown.click()
    quiz.wait()
    assert [(row.quote, row.where) for row in annotations._list.entries.model_.rows] == [
        ("empty for eleven years", "Paragraph 1"),
        ("one summer", "Paragraph 2"),
        ("Its lamp was sold.", "Not in this version of the text"),
    ]


def test_the_bar_acts_on_the_words_that_were_clicked_though_the_cursor_is_behind_them(quiz):
    quiz.window.session.begin(LEVELED, PRACTICE)
    quiz.wait()
    tool, text = quiz.page.tools.annotations, quiz.passage.passage.text
    start = text.index("harbour closed")
    for words, pen in (("harbour", "yellow"), ("closed", "green")):
        at = text.index(words, start)
        tool._annotating.highlight(Span(at, at + len(words)), pen)
    quiz.page.show_taking(quiz.page.display.taking)
    last = next(iter(quiz.passage.text.boxes(Span(start + 6, start + 7)))).toRect()
    behind = last.center() + QPoint(last.width() // 2 - 1, 0)
    QTest.mouseClick(quiz.passage.viewport(), Qt.MouseButton.LeftButton, NONE, behind)
    QTest.mouseClick(quiz.button("Write a note"), Qt.MouseButton.LeftButton)
    typed("Where ships lie")
    assert [note.place.quote for note in tool._annotating.notes.values()] == ["harbour"]
    quiz.key(Key.Key_Escape)
    QTest.mouseClick(quiz.passage.viewport(), Qt.MouseButton.LeftButton, NONE, behind)
    QTest.mouseClick(quiz.button("Remove the highlight"), Qt.MouseButton.LeftButton)
    assert seen(quiz) == [("closed", "green"), ("harbour", "Where ships lie")]


def test_a_note_whose_words_are_taken_back_is_empty_in_its_field_too(quiz):
    quiz.window.session.begin(LEVELED, PRACTICE)
    quiz.wait()
    quiz.passage.setFocus()
    quiz.key(*NOTE)
    typed("Really?")
    quiz.passage.setFocus()
    quiz.key(Key.Key_Z, CTRL)
    field = quiz.page.tools.annotations._note_panel.field
    assert (field.toPlainText(), seen(quiz)) == ("", [])
    field.setFocus()
    typed("Yes")
    quiz.key(Key.Key_Escape)
    assert [text for _, text in seen(quiz)] == ["Yes"]


def test_a_change_of_the_level_tells_which_marks_come_back_with_the_other(quiz):
    quiz.window.session.begin(LEVELED, PRACTICE)
    quiz.wait()
    annotations, passage = quiz.page.tools.annotations, quiz.passage.passage
    annotations._use_pen("yellow")
    annotations._mark(next(each.span for each in passage.sentences if each.name == "Its lamp was sold."))
    focused = QApplication.focusWidget()
    quiz.page.tools.change_level("short")
    quiz.wait()
    told = [text for text in quiz.shown if "not in this version of the text" in text]
    assert [text.split()[0] for text in told] == ["1"]
    assert QApplication.focusWidget() is focused
    quiz.page.tools.change_level("standard")
    quiz.wait()
    assert seen(quiz) == [("Its lamp was sold.", "yellow")]
    assert not any("not in this version of the text" in text for text in quiz.shown)
