"""Reading and answering, in the real window."""

from pathlib import Path
from random import Random

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QToolButton,
    QWidget,
)

from quizapp.domain.attempt import PRACTICE
from quizapp.domain.option import Option
from quizapp.formats.native import read_bank
from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.attempt.finish_page import FinishPage
from quizapp.gui.kit.pill import Pill
from quizapp.question_types.table import Row, Table
from quizapp.services.taking import Taking
from tests.gui.conftest import flush, run_out
from tests.gui.learner import LEFT, QUESTION, Learner, plain
from tests.gui.menus import choose
from tests.gui.seen import Role, all_heard, heard, visible
from tests.samples import ALL_SAMPLES, BANK

ALT = Qt.KeyboardModifier.AltModifier
NO_PASSAGE = read_bank(Path(__file__).parents[2] / "data" / "no-passage.yaml").bank
PASSAGE_WORDS = "what the town would have to spend on sea walls"


@pytest.fixture
def quiz(program):
    return Learner(program)


@pytest.fixture
def practice(quiz):
    return quiz.begin()


@pytest.fixture
def test(quiz):
    return quiz.begin("test")


@pytest.fixture
def show(quiz, every_type):
    """Shows one question at the passage of the bank of every type, in practice."""

    def begin(question):
        quiz.begin()
        bank = msgspec.structs.replace(every_type, questions=(question,))
        quiz.taking = Taking(bank, PRACTICE, Random(1), quiz.program.clock)
        quiz.window.session.taking = quiz.taking
        quiz.page.show_taking(quiz.taking)
        flush()
        return quiz

    return begin


# checking


@pytest.mark.parametrize("all_right", [True, False])
def test_the_evidence_of_rows_is_shown_without_a_word_of_the_author(show, all_right):
    rows = (Row("R", "yes", evidence="in pounds"), Row("S", "no", evidence="asked for one summer"))
    quiz = show(Table(id="q", stem="?", columns=("yes", "no"), rows=rows, shuffle=False))
    assert not quiz.page.evidence.isVisible()
    quiz.taking.respond("q", {"A": "yes", "B": "no" if all_right else "yes"})
    quiz.page.show_taking(quiz.page.display.taking)
    quiz.check()
    assert sorted(quiz.evidence) == ["asked for one summer", "in pounds"]
    assert quiz.page.evidence.isVisible()
    words = quiz.page.feedback.words()
    assert ("See places 1, 2 in the passage." if all_right else "B: See place 1 in the passage.") in words
    assert words.count("See") == 1


def test_a_place_without_a_word_or_a_number_is_quoted(show):
    rows = (Row("R", "yes", evidence="in pounds"), Row("S", "no"))
    quiz = show(Table(id="q", stem="?", columns=("yes", "no"), rows=rows, shuffle=False))
    quiz.taking.respond("q", {"A": "no", "B": "yes"})
    quiz.page.show_taking(quiz.page.display.taking)
    quiz.check()
    words = quiz.page.feedback.words()
    assert "A: Paragraph 2: “in pounds”" in words
    assert "B:" not in words  # there is nothing to say to it


def test_the_evidence_is_marked_at_its_words_and_scrolled_into_view(practice):
    for id_, words in (
        ("why-pounds", [PASSAGE_WORDS]),
        ("what-is-said", ["stood empty for eleven years"]),  # after a character that Qt counts as two
        ("vote", ["The vote to keep the tower, and its tenants, was unanimous."]),
        ("sort-acts", ["Marta asked"]),
        ("sequence", ["When the harbour closed", "Her report listed"]),
        ("not-asked", ["Nobody had asked the bees 🐝 at all."]),  # after two of them
    ):
        practice.go_to(id_)
        practice.passage.verticalScrollBar().setValue(0)
        practice.answer_wrong()
        practice.check()
        assert practice.evidence == words, id_
        selection = practice.passage.extraSelections()[0]
        first = selection.cursor
        first.setPosition(first.selectionStart())
        assert practice.passage.viewport().rect().contains(practice.passage.cursorRect(first).center()), id_


def test_the_passage_keeps_its_place_on_moving_on(practice):
    practice.go_to("vote")
    practice.answer_wrong()
    practice.check()
    place = practice.passage.verticalScrollBar().value()
    assert place > 0
    practice.page.go_to(QUESTION["sort-acts"])
    assert practice.passage.verticalScrollBar().value() == place
    assert practice.passage.extraSelections() == []


def test_a_new_attempt_is_told_nothing_of_the_evidence_of_the_last_one(practice):
    practice.choose("To ask for a summer")
    practice.check()
    assert "vidence" in heard(practice.passage).description
    practice.begin("test")
    assert heard(practice.passage).description == ""


SIZES = pytest.mark.parametrize("size", [(1366, 768), (1024, 600)], ids=lambda size: "x".join(map(str, size)))


@SIZES
def test_feedback_moves_nothing_that_was_there(practice, size):
    practice.window.resize(*size)
    for id_ in QUESTION:
        practice.go_to(id_)
        practice.answer_wrong()
        flush()
        parts = [part for kind in (RadioCard, CheckCard, Pill, QLineEdit) for part in visible(practice.page, kind)]
        if id_ == "sequence":
            movers = [each for each in visible(practice.page) if each.accessibleName().startswith("Move up")]
            parts = [button.parentWidget() for button in movers]
        assert parts, id_
        before = places_from_the_stem(practice.page, parts)
        practice.check()
        assert places_from_the_stem(practice.page, parts) == before, id_


def places_from_the_stem(page, parts):
    """Return the places of the parts, from the question on; the whole may be scrolled for the feedback."""
    stem = page.stem.mapTo(page, QPoint())
    return [QRect(part.mapTo(page, QPoint()) - stem, part.size()) for part in parts]


# a test tells nothing


# from question to question


# keys


def test_letters_choose_nothing_where_that_is_turned_off(practice):
    practice.program.settings.letter_keys = False
    practice.key("c")
    practice.key("f")
    assert not any(card.isChecked() for card in visible(practice.page, RadioCard))
    assert not practice.flagged


def test_letters_with_ctrl_or_alt_choose_nothing(practice):
    practice.key("c", Qt.KeyboardModifier.ControlModifier)
    practice.key("c", ALT)
    assert not any(card.isChecked() for card in visible(practice.page, RadioCard))


@pytest.mark.parametrize(("text", "number"), [("Next question (Alt+→)", 3), ("Previous question (Alt+←)", 1)])
def test_enter_on_a_button_is_that_button(practice, text, number):
    practice.go_to("what-is-said")
    practice.choose("It was kept.")
    practice.button(text).setFocus()
    practice.key(Qt.Key.Key_Return)
    assert practice.number == f"Question {number} of 6"
    assert not practice.is_told


def test_enter_on_the_button_in_the_header_is_that_button_too(practice):
    practice.page.finish.setFocus()
    practice.key(Qt.Key.Key_Return)
    assert isinstance(practice.window.pages.currentWidget(), FinishPage)


def test_tab_reaches_everything(practice):
    practice.choose("To count the bees")
    reached = []
    for _ in range(40):
        practice.key(Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        if widget in reached:
            break
        reached.append(widget)
    buttons = [button for button in visible(practice.window, QAbstractButton) if button.isEnabled()]
    missing = [heard(button).name for button in buttons if button not in reached and not isinstance(button, RadioCard)]
    assert missing == []
    assert any(isinstance(widget, RadioCard) for widget in reached)
    assert practice.passage in reached
    assert practice.page.navigator in reached


def test_tab_goes_from_the_answers_to_what_is_done_with_them(practice):
    practice.choose("To count the bees")
    names = []
    for _ in range(8):
        practice.key(Qt.Key.Key_Tab)
        names.append(heard(QApplication.focusWidget()).name)
    assert names[0] == "Check answer"
    order = ["Questions", "Next question (Alt+→)", "Flag this question to come back to it (F)"]
    assert sorted(order, key=names.index) == order
    practice.page.action.setFocus()
    practice.key(Qt.Key.Key_Backtab)
    assert plain(QApplication.focusWidget().text()) == "To count the bees"


def test_the_focus_is_seen_wherever_enter_has_moved_it(practice):
    practice.choose("To count the bees")
    practice.page.action.setFocus()
    practice.key(Qt.Key.Key_Return)
    practice.key(Qt.Key.Key_Return)
    assert practice.number == "Question 2 of 6"
    assert QApplication.focusWidget().has_ring
    practice.key(Qt.Key.Key_F6)
    assert practice.passage.has_ring
    practice.key(Qt.Key.Key_F6)
    assert not practice.passage.has_ring


def test_page_keys_scroll_the_question(practice):
    practice.window.resize(1000, 420)
    practice.go_to("sort-acts")
    practice.answer_wrong()
    practice.check()
    practice.go_to("vote")
    practice.go_to("sort-acts")
    assert practice.page.action.hasFocus()
    stem = practice.page.stem
    top = stem.mapTo(practice.window, QPoint()).y()
    practice.key(Qt.Key.Key_PageDown)
    assert stem.mapTo(practice.window, QPoint()).y() < top
    practice.key(Qt.Key.Key_PageUp)
    assert stem.mapTo(practice.window, QPoint()).y() == top
    practice.go_to("vote")
    practice.go_to("sort-acts")
    bar = practice.page.card.findChild(QScrollArea).verticalScrollBar()
    bar.triggerAction(QScrollBar.SliderAction.SliderPageStepAdd)  # as a wheel or a click beside the handle does
    practice.window.resize(1000, 410)
    flush()
    assert stem.mapTo(practice.window, QPoint()).y() < top  # it stays where it was scrolled to


# clock and room


def test_the_clock_goes_on_and_can_be_hidden(practice):
    assert "0:00" in practice.shown
    practice.program.clock.now += 3725
    run_out(practice.page.bar.clock._timer)
    assert "1:02:05" in practice.shown
    practice.window.hide()
    practice.program.clock.now += 60
    practice.window.show()  # as after it was minimized
    flush()
    assert "1:03:05" in practice.shown
    choose(practice.window.header.view, "Show the clock")
    assert "1:03:05" not in practice.shown
    assert not practice.program.settings.clock_shown
    practice.choose("Next question (Alt+→)")
    assert not any(":" in text and text.replace(":", "").isdigit() for text in practice.shown)


def test_the_split_is_kept(practice):
    split = practice.page.findChild(QSplitter)
    handle = split.handle(1)

    def share():
        return 100 * split.sizes()[0] / sum(split.sizes())

    before = share()
    QTest.mousePress(handle, LEFT, pos=handle.rect().center())
    QTest.mouseMove(handle, handle.rect().center() - QPoint(150, 0))
    QTest.mouseRelease(handle, LEFT, pos=handle.rect().center())
    flush()
    kept = practice.program.settings.split
    assert kept < before - 8
    assert share() == pytest.approx(kept, abs=1)
    for size in ((1100, 700), (700, 480), (1366, 768)):  # in the second, there is room for one card only
        practice.window.resize(*size)
        flush()
    assert practice.program.settings.split == kept
    assert share() == pytest.approx(kept, abs=1)


@pytest.mark.parametrize("size", [(1024, 600), (800, 480)])
def test_two_cards_where_there_is_room(practice, size):
    practice.window.resize(*size)
    assert practice.passage.isVisible()
    assert practice.page.stem.isVisible()


@pytest.mark.parametrize(("size", "text_size"), [((760, 480), 100), ((1366, 768), 200)])
def test_one_card_at_a_time_where_there_is_little_room(practice, size, text_size):
    practice.window.resize(*size)
    practice.program.theme.resize_text(text_size)
    flush()
    assert practice.window.size().toTuple() == size
    assert practice.page.stem.isVisible()
    assert not practice.passage.isVisible()
    practice.key(Qt.Key.Key_F6)
    assert practice.passage.hasFocus()
    assert not practice.page.stem.isVisible()
    practice.choose("Show the question (F6)")
    assert practice.page.stem.isVisible()
    practice.choose("To give the council a reason")
    practice.check()
    practice.choose("Show evidence")
    assert practice.passage.isVisible()
    assert practice.passage.hasFocus()
    assert practice.evidence == [PASSAGE_WORDS]
    assert practice.passage.cursorRect().intersects(practice.passage.viewport().rect())
    practice.key(Qt.Key.Key_Right, ALT)
    assert practice.page.stem.isVisible(), "who goes on wants to see the question"
    practice.program.theme.resize_text(100)
    practice.window.resize(1366, 768)
    flush()
    assert practice.passage.isVisible()
    assert practice.page.stem.isVisible()


def test_another_size_of_window_or_text_leaves_the_focus_where_it_is(practice):
    tools = practice.page.tools.bar
    next(tool for tool in visible(tools, QToolButton) if tool.isEnabled()).setFocus()
    practice.choose("To give the council a reason")
    practice.check()
    focused = QApplication.focusWidget()
    assert focused is practice.button("Next question")
    for size, text_size in (((640, 480), 100), ((640, 480), 200), ((1024, 600), 100), ((1366, 768), 100)):
        practice.window.resize(*size)
        practice.program.theme.resize_text(text_size)
        flush()
        assert QApplication.focusWidget() is focused, (size, text_size)


def test_at_300_percent_in_a_small_window_the_question_has_the_room(program):
    program.theme.resize_text(300)
    program.window.resize(1024, 600)
    learner = Learner(program).begin("test")
    for name in ("why-pounds", "what-is-said", "why-pounds"):
        learner.go_to(name)
        card = learner.page.card
        seen = card.stem.parentWidget().visibleRegion().boundingRect()
        assert seen.height() >= 3 * card.stem.fontMetrics().lineSpacing()
        assert seen.top() <= card.stem.y()
        assert seen.bottom() >= card.stem.geometry().bottom()
        assert card.number.isVisible()  # scrolled to
        assert card.number.visibleRegion().isEmpty()
    learner.key(Qt.Key.Key_PageUp)
    assert not card.number.visibleRegion().isEmpty()
    program.theme.resize_text(100)
    flush()
    assert card.number.mapTo(card, QPoint()).y() < card.stem.mapTo(card, QPoint()).y()
    assert not card.number.visibleRegion().isEmpty()


@pytest.mark.parametrize(("size", "text_size"), [((800, 480), 100), ((1024, 600), 150), ((1366, 768), 200)])
def test_nothing_is_cut_off_at_the_side(practice, size, text_size):
    practice.window.resize(*size)
    practice.program.theme.resize_text(text_size)
    for id_ in QUESTION:
        practice.go_to(id_)
        practice.answer_wrong()
        practice.check()
        assert practice.window.size().toTuple() == size, id_
        for button in visible(practice.window, QAbstractButton):
            left = button.mapTo(practice.window, QPoint(0, 0)).x()
            assert left >= 0, (id_, heard(button).name)
            assert left + button.width() <= size[0], (id_, heard(button).name)
            is_whole = button.width() >= button.minimumSizeHint().width() or button.width() >= 24
            assert is_whole, (id_, heard(button).name)


def test_nothing_is_left_of_another_text_size_or_window(start):
    """Everything is where it was before, after a larger text and a smaller window."""
    practice = Learner(start()).begin()
    kinds = {each.question.type_name: each.question for each in ALL_SAMPLES if each.name.endswith("-full")}
    bank = msgspec.structs.replace(BANK, questions=tuple(kinds.values()))
    taking = Taking(bank, PRACTICE, Random(1), practice.program.clock)
    practice.page.show_taking(taking)
    page, theme = practice.page, practice.program.theme

    for question in bank.questions[::2]:
        taking.respond(question.id, question.correct_response())
        taking.check(question.id)

    def places():
        found = {}
        for index, name in enumerate(kinds):
            page.go_to(index)
            flush()
            found[name] = [(type(widget).__name__, widget.geometry()) for widget in visible(page.card)]
        return found

    before = places()
    theme.resize_text(200)
    practice.window.resize(800, 480)
    assert places() != before
    theme.resize_text(100)
    practice.window.resize(1366, 768)
    assert places() == before


def test_what_is_told_of_two_parts_leaves_question_and_options_in_view(practice, every_type):
    question = msgspec.structs.replace(BANK.question("two-full"), explanation="So it is. " * 20)
    bank = msgspec.structs.replace(BANK, questions=(question,))
    taking = Taking(bank, PRACTICE, Random(1), practice.program.clock)
    practice.page.show_taking(taking)
    practice.window.resize(1366, 768)
    taking.respond(question.id, question.correct_response())
    practice.page.show_taking(practice.page.display.taking)
    flush()
    practice.check()
    flush()
    area = practice.page.card.findChild(QScrollArea)

    def is_seen(widget):
        top = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + widget.fontMetrics().height() <= area.viewport().height()

    view = practice.page.display.view
    assert is_seen(practice.page.feedback.headline)
    assert is_seen(view.parts["a"].stem)
    assert all(is_seen(card) for card in visible(view.parts["a"], QAbstractButton) if card.isChecked())


def test_what_is_told_in_a_small_window_begins_with_two_lines_that_can_be_read(practice):
    practice.window.resize(1024, 600)
    question = msgspec.structs.replace(
        BANK.question("single-minimal"),
        stem="Who asked the council for one more summer, and wrote a report about it?",
        options=(
            *(Option(f"{name}, who was living in the old tower beside the sea") for name in "MNO"),
            Option("Marta", key=True),
        ),
        explanation="So it is. " * 60,
    )
    bank = msgspec.structs.replace(BANK, questions=(question,))
    practice.page.show_taking(Taking(bank, PRACTICE, Random(1), practice.program.clock))
    flush()
    practice.choose("Marta")
    practice.check()
    flush()
    card = practice.page.card
    area = card.findChild(QScrollArea).viewport()
    told = practice.page.feedback
    lines = told.headline.geometry().bottom() + 2 * told.fontMetrics().lineSpacing()
    assert told.mapTo(area, QPoint(0, lines)).y() <= area.height()
    assert card.stem.mapTo(area, QPoint(0, card.stem.height())).y() >= card.stem.fontMetrics().height()


# looking back, and much


def test_ten_thousand_questions_need_no_more_widgets(practice, every_type, qtbot):
    for id_ in QUESTION:
        practice.go_to(id_)
    few = len(practice.page.findChildren(QWidget))
    question = every_type.questions[0]
    many = tuple(msgspec.structs.replace(question, id=f"q{number}") for number in range(10_000))
    taking = Taking(msgspec.structs.replace(every_type, questions=many), PRACTICE, Random(1), practice.program.clock)
    practice.page.show_taking(taking, 9_999)
    flush()
    assert practice.number == "Question 10000 of 10000"
    assert len(practice.page.findChildren(QWidget)) == few
    navigator = practice.page.navigator
    last = navigator.model().index(9_999, 0)
    qtbot.waitUntil(lambda: navigator.viewport().rect().contains(navigator.visualRect(last).center()))


def test_a_view_serves_all_questions_of_its_type(practice, every_type):
    question = every_type.questions[0]
    other = msgspec.structs.replace(question, id="other", stem="And this one?")
    bank = msgspec.structs.replace(every_type, questions=(question, other))
    practice.page.show_taking(Taking(bank, PRACTICE, Random(1), practice.program.clock))
    cards = visible(practice.page, RadioCard)
    practice.choose("To ask for a summer")
    practice.check()
    practice.choose("Next question")
    assert visible(practice.page, RadioCard) == cards
    assert "And this one?" in practice.shown
    assert not any(card.isChecked() or not card.isEnabled() or card.marked for card in cards)
    assert "Not correct" not in " ".join(practice.shown)


def test_words_of_a_bank_are_shown_as_they_stand(practice, every_type):
    words = "<b>x</b><img src=/etc/passwd> & &amp;"
    question = msgspec.structs.replace(every_type.questions[0], stem=words, explanation=words)
    bank = msgspec.structs.replace(every_type, questions=(question,), title=words)
    practice.page.show_taking(Taking(bank, PRACTICE, Random(1), practice.program.clock))
    practice.choose("To ask for a summer")
    practice.check()
    assert words in practice.shown
    assert f"Why: {words} See place 1 in the passage." in practice.shown
    for text in (practice.page.stem, *practice.page.feedback.findChildren(type(practice.page.stem))):
        assert text.textFormat() == Qt.TextFormat.PlainText


def test_the_page_is_heard(practice):
    practice.go_to("why-pounds")
    entries = all_heard(practice.window)
    names = {entry.name for entry in entries}
    assert {"Passage: The Lighthouse Bees", "Questions", "Time: less than a minute"} <= names
    for entry in entries:
        if entry.role in (Role.Button, Role.RadioButton, Role.CheckBox, Role.EditableText):
            assert entry.name, entry


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (640, 480)])
def test_which_keys_answer_is_seen_in_any_window_where_nothing_else_tells(practice, size):
    practice.window.resize(*size)
    hints = {
        "open-full": "Press Ctrl+Enter to go on",
        "matching-full": "Press A–D to fill the places, Space for a list",
        "categorize-full": "Press 1–3 to sort one by one, Enter to go on",
        "ordering-full": "Tab to an item, Alt+↑ and Alt+↓ move it",
        "evidence-full": "Arrow keys and Space select, Enter to go on",
        "highlight-full": "Arrow keys and Space select, Enter to go on",
        "table-full": "Press 1–3 to choose row by row, Enter to go on",
    }
    bank = msgspec.structs.replace(BANK, questions=tuple(BANK.question(id_) for id_ in (*hints, "single-full")))
    practice.page.show_taking(Taking(bank, PRACTICE, Random(1), practice.program.clock))
    flush()
    hint = practice.page.card.key_hint
    for index, words in enumerate(hints.values()):
        practice.page.go_to(index)
        flush()
        assert hint.isVisible()
        assert hint.text() == words
        assert hint.fontMetrics().horizontalAdvance(words) <= hint.width()
    practice.page.go_to(len(hints))
    flush()
    assert hint.isVisible() == (size == (1366, 768))


def test_no_name_that_is_heard_begins_or_ends_with_a_space(practice):
    practice.answer_wrong()
    practice.check()
    names = [entry.name for entry in all_heard(practice.window)]
    assert "Show evidence" in names
    practice.window.show_library()
    flush()
    names += [entry.name for entry in all_heard(practice.window)]
    assert "Open a file…" in names
    assert [name for name in names if name != name.strip()] == []


# what is shown before the answer, and after it


def test_skill_and_points_give_nothing_away(practice):
    skilled = [
        msgspec.structs.replace(BANK.question(id_), skill="evaluate")
        for id_ in ("single-full", "multiple-full", "highlight-full", "evidence-full", "categorize-full", "two-full")
    ]
    bank = msgspec.structs.replace(BANK, questions=tuple(skilled))
    taking = Taking(bank, PRACTICE, Random(1), practice.program.clock)
    practice.page.show_taking(taking)
    for index, question in enumerate(skilled):
        practice.page.go_to(index)
        flush()
        assert "Evaluate" not in practice.shown, question.id
        before = practice.page.card.points.text()
        # how many are right is not to be read from the points
        assert bool(before) == (
            question.id in ("single-full", "categorize-full") or bool(getattr(question, "select", 0))
        )
        taking.respond(question.id, question.correct_response())
        taking.check(question.id)
        practice.page.show_taking(practice.page.display.taking)
        flush()
        assert "Evaluate" in practice.shown, question.id
        assert " point" in practice.page.card.points.text()


# without a passage


def test_a_bank_without_a_passage_is_shown_as_one_card_in_the_middle(quiz):
    quiz.begin()
    quiz.taking = Taking(NO_PASSAGE, PRACTICE, Random(1), quiz.program.clock)
    quiz.window.session.taking = quiz.taking
    quiz.page.show_taking(quiz.taking)
    for width, height in ((1366, 768), (700, 500)):
        quiz.window.resize(width, height)
        flush()
        page = quiz.page
        card = QRect(page.card.mapTo(page, QPoint(0, 0)), page.card.size())
        assert not quiz.passage.isVisible()
        assert not any(tab.isVisible() for tab in page.header_tabs)
        assert abs(card.left() - (page.width() - card.right())) <= 2
        assert card.width() <= 900
    QTest.keyClick(quiz.page, Qt.Key.Key_F6)  # there is no other side
    assert not quiz.passage.isVisible()
    quiz.choose("four")
    quiz.check()
    assert "Correct" in " ".join(quiz.shown)

    quiz.window.resize(1366, 768)
    quiz.begin()
    assert quiz.passage.isVisible()
