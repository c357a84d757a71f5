"""Ways of taking a bank, in the real window: hints, tries, certainty, notes, undo, pauses and a time limit."""

from itertools import product
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.question import Hint
from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.kit.pill import Pill
from quizapp.gui.results.results_page import ResultsPage
from quizapp.gui.results.results_summary import ResultsSummary
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.learner import QUESTION, Learner
from tests.gui.seen import all_heard, heard, visible, words_heard

RIGHT = "To give the council a reason"
WRONG = "To ask for a summer"
HINTS = (Hint("Think of the readers."), Hint("Look at paragraph 2.", cost=0))


@pytest.fixture
def quiz(program):
    return Learner(program)


@pytest.fixture
def show(quiz, every_type):
    """Shows an attempt in a mode, the questions changed by their ids."""

    def begin(mode=PRACTICE, **changes):
        if not quiz.window.session.is_under_way:
            quiz.begin()
        questions = tuple(
            msgspec.structs.replace(question, **changes.get(question.id.replace("-", "_"), {}))
            for question in every_type.questions
        )
        bank = msgspec.structs.replace(every_type, questions=questions)
        quiz.taking = Taking(bank, mode, Random(1), quiz.program.clock)
        quiz.window.session.taking = quiz.taking
        quiz.page.show_taking(quiz.taking)
        flush()
        return quiz

    return begin


def told(quiz):
    return "\n".join(quiz.shown)


def state_heard(quiz, index):
    model = quiz.page.navigator.model()
    return model.index(index, 0).data(Qt.ItemDataRole.AccessibleTextRole)


# how


def choose_rules(quiz, button, words):
    """Choose an entry of the menu that `button` opens."""
    quiz.choose(button)
    menu = next(menu for menu in quiz.window.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if words in action.text()).trigger()
    menu.close()
    flush()


def test_how_one_practises_is_chosen_in_the_library_and_kept(quiz):
    page = quiz.window.library_page
    page.show_units(quiz.program.library.units(), quiz.program.bank)
    choose_rules(quiz, "How to practice: One try for each question", "Three tries")
    assert "Practice gives you three tries; each extra try costs a third of the points." in told(quiz)
    quiz.choose("Practice")
    quiz.choose(WRONG)
    quiz.check()
    assert "2 tries are left." in told(quiz)
    quiz.program.settings.save()
    assert Settings(quiz.program.settings.file).practice_rules == "tries"


def test_a_test_can_ask_how_sure_one_is(quiz):
    quiz.window.library_page.show_units(quiz.program.library.units(), quiz.program.bank)
    choose_rules(quiz, "How to take the test: Just answer", "how sure")
    quiz.choose("Take as a test")
    assert "How sure are you? If you don’t say, “Not very sure” counts." in quiz.shown
    assert quiz.program.settings.test_rules == "certainty"


def test_the_rules_are_reached_by_keyboard(quiz):
    page = quiz.window.library_page
    page.show_units(quiz.program.library.units(), quiz.program.bank)
    page.detail.practice.setFocus()
    quiz.key(Qt.Key.Key_Tab)
    assert heard(QApplication.focusWidget()).name == "How to practice: One try for each question"
    quiz.key(Qt.Key.Key_Return)
    menu = next(menu for menu in quiz.window.findChildren(QMenu) if menu.isVisible())
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    flush()
    assert quiz.program.settings.practice_rules == "tries"


def main_button(quiz):
    """The button that is shown as the main one of the library."""
    page = quiz.window.library_page
    accent = quiz.program.theme.color("accent")
    (found,) = [
        button
        for button in (page.detail.practice, page.detail.test, page.detail.about)
        if button.isVisible() and button.grab().toImage().pixelColor(button.width() // 2, 7) == accent
    ]
    return found.text()


def test_what_enter_begins_is_chosen_shown_and_kept(quiz):
    page = quiz.window.library_page
    page.show_units(quiz.program.library.units(), quiz.program.bank)
    flush()
    assert main_button(quiz) == "Practice"
    choose_rules(quiz, "How to take the test: Just answer", "Take tests with Enter or a double click")
    assert main_button(quiz) == "Take as a test"
    assert page.detail.test.accessibleDescription() == "Enter on a bank does this"
    assert page.detail.practice.accessibleDescription() == ""
    page.list.setFocus()
    quiz.key(Qt.Key.Key_Return)
    assert quiz.window.session.taking.mode.name == "test"
    quiz.program.settings.save()
    assert Settings(quiz.program.settings.file).default_mode == "test"
    quiz.window.show_library()
    choose_rules(quiz, "How to practice: One try for each question", "Practice with Enter or a double click")
    assert main_button(quiz) == "Practice"
    middle = page.list.visualRect(page.list.currentIndex()).center()
    for press in (QTest.mouseClick, QTest.mouseDClick):
        press(page.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    quiz.wait()
    assert quiz.window.session.taking.mode.name == "practice"


def test_the_buttons_begin_what_they_say_whatever_enter_begins(quiz):
    page = quiz.window.library_page
    page.show_units(quiz.program.library.units(), quiz.program.bank)
    choose_rules(quiz, "How to take the test: Just answer", "Take tests with Enter")
    quiz.choose("Practice")
    assert quiz.window.session.taking.mode.name == "practice"


def test_the_library_tells_how_long_a_test_lasts(quiz, qtbot):
    text = quiz.program.bank.read_text("utf-8").replace("language: en\n", "language: en\ntime_limit: 20\n")
    quiz.program.bank.write_text(text, "utf-8")
    quiz.window.open_files([quiz.program.bank])
    qtbot.waitUntil(lambda: "You have 20 minutes for it." in told(quiz))
    quiz.choose("Take as a test")
    assert "20:00 left" in quiz.shown


# hints


# several tries

TRIES = PRACTICE._replace(tries=3)


def test_what_was_tried_and_left_counts_at_the_end(show):
    quiz = show(TRIES)
    quiz.choose(WRONG)
    quiz.check()
    quiz.choose("Finish")
    assert any(
        "1. Why does the report list costs? — not right yet" in name for name in words_heard(quiz.window).split("\n")
    )
    quiz.choose("Finish and see the results")
    assert "Not correct: 1" in words_heard(quiz.window)


# how sure

SURE = PRACTICE._replace(certainty=True)


def test_what_was_sure_and_wrong_is_told_without_scolding(show):
    quiz = show(SURE)
    for id_, sure in (("why-pounds", 3), ("what-is-said", 3), ("vote", 3)):
        quiz.go_to(id_)
        quiz.answer_wrong()
        quiz.page.card.certainty.choose(sure)
    quiz.page.finish_requested.emit()
    quiz.choose("Finish and see the results")
    assert "“Very sure” pays where at least 4 of 5 are right: look once more before you choose it." in told(quiz)


def test_how_sure_one_is_can_be_chosen_where_the_passage_was_in_front(show):
    quiz = show(SURE)
    quiz.window.resize(640, 480)
    flush()
    quiz.choose(RIGHT)
    quiz.key(Qt.Key.Key_F6)
    assert not quiz.page.card.isVisible()
    quiz.key(Qt.Key.Key_Return)
    assert quiz.page.card.isVisible()
    assert QApplication.focusWidget() in visible(quiz.page.card.certainty, Pill)


# notes


def test_a_note_that_is_emptied_is_gone(show):
    quiz = show()
    quiz.key("n")
    QTest.keyClicks(QApplication.focusWidget(), "x")
    quiz.key(Qt.Key.Key_Backspace)
    assert quiz.taking.note("why-pounds") == ""
    assert state_heard(quiz, 0) == "Question 1, not answered"


# taking back


# time


def clock_text(quiz):
    return next(iter(text for text in quiz.shown if "left" in text), "")


def test_the_time_of_a_test_counts_down_and_ends_it(show):
    quiz = show(TEST._replace(time_limit=600))
    assert clock_text(quiz) == "10:00 left"
    quiz.choose(RIGHT)
    quiz.program.clock.now += 60.5
    quiz.page.bar.clock.tell()
    assert clock_text(quiz) == "9:00 left"
    quiz.program.clock.now += 600
    quiz.page.bar.clock.tell()
    flush()
    assert isinstance(quiz.window.pages.currentWidget(), ResultsPage)
    assert "Time ran out. The answers you had given by then count." in quiz.shown
    assert "Correct: 1" in words_heard(quiz.window)


def clock_heard(quiz):
    return next(entry.name for entry in all_heard(quiz.page.bar) if entry.name.startswith("Time"))


def test_the_time_is_heard_in_whole_minutes(show):
    quiz = show(TEST._replace(time_limit=600))
    names = []
    for passed in (0, 1, 58, 2, 479, 1, 58):
        quiz.program.clock.now += passed
        quiz.page.bar.clock.tell()
        names.append(clock_heard(quiz))
    assert names == [
        "Time left: 10 minutes",
        "Time left: 10 minutes",
        "Time left: 10 minutes",
        "Time left: 9 minutes",
        "Time left: 1 minute",
        "Time left: less than a minute",
        "Time left: less than a minute",
    ]


def test_a_test_that_was_left_ends_no_more(show):
    quiz = show(TEST._replace(time_limit=600))
    page = quiz.page
    quiz.window.show_library()
    quiz.program.clock.now += 601
    page.bar.clock.tell()
    flush()
    assert quiz.window.pages.currentWidget() is quiz.window.library_page


# feedback that teaches


# room


@pytest.mark.parametrize(
    ("size", "text_size"), [((800, 480), 100), ((1024, 600), 100), ((1024, 600), 150), ((1366, 768), 200)]
)
def test_nothing_is_cut_off_at_the_side(show, size, text_size):
    quiz = show(TRIES._replace(certainty=True), why_pounds={"hints": HINTS})
    quiz.window.resize(*size)
    quiz.program.theme.resize_text(text_size)
    quiz.key("h")
    quiz.choose(WRONG)
    quiz.page.card.certainty.choose(3)
    quiz.page.open_note()
    for _ in range(2):
        flush()
        assert quiz.window.size().toTuple() == size
        for widget in [*visible(quiz.window, QAbstractButton), quiz.page.card.note.field]:
            left = widget.mapTo(quiz.window, QPoint(0, 0)).x()
            assert left >= 0, heard(widget).name
            assert left + widget.width() <= size[0], heard(widget).name
            assert widget.width() >= min(widget.sizeHint().width(), widget.minimumSizeHint().width()), heard(
                widget
            ).name
        for pill in visible(quiz.page.card.certainty, Pill):
            assert pill.width() >= pill.sizeHint().width()
        quiz.page.check()


def test_the_tabs_and_the_title_are_whole_whoever_comes(quiz):
    for text_size, width in product((100, 110, 125, 150), range(780, 1300, 40)):
        quiz.program.theme.resize_text(text_size)
        quiz.window.resize(width, 600)
        for name in ("Ben Müller-Oberstein", "Bo"):
            quiz.window.header.show_learner(name, True)
            for _ in range(3):
                flush()
            for button in visible(quiz.window.study.tabs, QAbstractButton):
                assert button.width() >= button.sizeHint().width(), (text_size, width, name, button.text())
                title = quiz.window.header.title
                is_whole = title.width() >= title.sizeHint().width()
                assert not button.text() or is_whole, (text_size, width, name)


def test_the_library_fits_in_a_small_window(quiz):
    page = quiz.window.library_page
    page.show_units(quiz.program.library.units(), quiz.program.bank)
    for size, text_size in (((800, 480), 100), ((1024, 600), 150)):
        quiz.window.resize(*size)
        quiz.program.theme.resize_text(text_size)
        flush()
        assert quiz.window.size().toTuple() == size
        detail = page.detail
        for button in (detail.practice, detail.practice_rules, detail.test, detail.test_rules, detail.about):
            corner = button.mapTo(quiz.window, button.rect().bottomRight())
            assert corner.x() < size[0]
            assert corner.y() < size[1]


# all of it

ACTIONS = st.one_of(
    st.tuples(st.just("key"), st.sampled_from("abcdefhn123")),
    st.sampled_from([("enter",), ("undo",), ("pause",), ("go on",), ("hint",), ("next",), ("back",)]),
    st.tuples(st.just("sure"), st.integers(1, 3)),
    st.tuples(st.just("note"), st.sampled_from(["", "x", "see 2"])),
)
WAYS = [TRIES, SURE, TRIES._replace(certainty=True), TEST._replace(certainty=True), PRACTICE]


def act(quiz, action):
    page = quiz.page
    match action:
        case ("key", key):
            QTest.keyClick(page, key)
        case ("enter",):
            if page.action.isEnabled() and not quiz.taking.is_paused and page.action.text() not in ("Finish",):
                page.act()
        case ("sure", certainty):
            page.card.certainty.choose(certainty)
        case ("note", text):
            page.card.note.field.setPlainText(text)
        case ("next",):
            page._step(1)
        case ("back",):
            page._step(-1)
        case ("hint",):
            page.show_hint()
        case (name,):
            {"undo": page.undo, "pause": page.pause, "go on": page.go_on}[name]()


def what_is_shown(quiz):
    """All that the page says of the question that it is at."""
    page, card = quiz.page, quiz.page.card
    chosen = [type(card_).__name__ + heard(card_).name for card_ in visible(page, RadioCard) if card_.isChecked()]
    chosen += [heard(box).name for box in visible(page, CheckCard) if box.isChecked()]
    chosen += [heard(pill).name for pill in visible(page, Pill) if pill.isChecked()]
    return {
        "number": card.number.text(),
        "points": card.points.text(),
        "chosen": chosen,
        "feedback": page.feedback.words() if page.feedback.isVisible() else "",
        "action": (page.action.text(), page.action.isEnabled()),
        "undo": card.undo.isVisible(),
        "hints": [label.text() for label in visible(card.hints, QLabel)] if card.hints.isVisible() else [],
        "next hint": card.hints.next.isVisible() and card.hints.next.text(),
        "note": card.note.field.toPlainText().strip(),
        "flag": page.flag.isChecked(),
        "states": [page.navigator.questions.words(index) for index in range(len(quiz.taking.order))],
        "marked": sorted(selection.cursor.selectedText() for selection in quiz.passage.extraSelections()),
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mode=st.sampled_from(WAYS), actions=st.lists(ACTIONS, max_size=14))
def test_what_is_shown_is_what_the_attempt_says(show, mode, actions):
    quiz = show(mode, why_pounds={"hints": HINTS}, what_is_said={"hints": HINTS[:1]})
    for action in actions:
        act(quiz, action)
    quiz.page.go_on()
    flush()
    before = what_is_shown(quiz)
    assert before["flag"] == (quiz.taking.current.id in quiz.taking.attempt.flagged)
    assert before["note"] == quiz.taking.note(quiz.taking.current.id)
    assert len(before["hints"]) == len(quiz.taking.hints(quiz.taking.current.id))
    assert bool(before["chosen"]) >= (quiz.taking.response(quiz.taking.current.id) is not None) or (
        quiz.taking.current.id in ("sequence", "not-asked")
    )
    quiz.page.show_taking(quiz.page.display.taking)
    flush()
    assert what_is_shown(quiz) == before
    assert set(QUESTION) == set(quiz.taking.order)


def test_a_check_that_was_taken_back_is_told_beside_the_marks(show):
    quiz = show()
    quiz.choose(WRONG)
    quiz.check()
    quiz.key("n")
    quiz.page.card.note.field.setPlainText("why pounds?")
    quiz.page.undo()
    assert quiz.taking.note("why-pounds") == "why pounds?"
    quiz.choose(RIGHT)
    quiz.check()
    quiz.taking.submit()
    summary = ResultsSummary(quiz.page._theme)
    summary.show_marked(mark_attempt(quiz.taking.bank, quiz.taking.attempt))
    assert "1 check taken back" in [label.text() for label in summary.findChildren(QLabel)]
