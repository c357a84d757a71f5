"""Questions of several parts that are answered only in part, as a learner meets them in the real window."""

from random import Random

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.gui.answers.parts.option_card import RadioCard
from quizapp.gui.attempt.finish_page import FinishPage
from quizapp.gui.kit.pill import Pill
from quizapp.gui.results.results_page import ResultsPage
from quizapp.services.taking import Taking
from tests.gui.conftest import flush
from tests.gui.learner import LEFT, Learner
from tests.gui.seen import texts, visible, words_heard
from tests.samples import BANK

ENTER = Qt.Key.Key_Return


@pytest.fixture
def show(program):
    """Shows the questions of these ids, of the samples, in a mode."""

    def begin(*ids, mode=PRACTICE):
        quiz = Learner(program).begin()
        bank = msgspec.structs.replace(BANK, questions=tuple(BANK.question(id_) for id_ in ids))
        quiz.taking = Taking(bank, mode, Random(1), program.clock)
        quiz.window.session.taking = quiz.taking
        quiz.page.show_taking(quiz.taking)
        flush()
        return quiz

    return begin


def rows(quiz):
    return quiz.page.display.view.shown_rows


def choose_in(quiz, *numbers):
    """Choose the first value in the rows of these numbers."""
    for number in numbers:
        QTest.mouseClick(rows(quiz)[number].shown_pills[0], LEFT)
        flush()


def is_told(quiz):
    return quiz.taking.is_told(quiz.taking.current.id)


def state_of_first(quiz):
    model = quiz.page.navigator.model()
    return model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_first_check_leads_to_what_is_open_and_the_second_marks(show, spoken):
    quiz = show("categorize-full")
    count = len(rows(quiz))
    open_row = rows(quiz)[count - 1]
    choose_in(quiz, *range(count - 1))
    rows(quiz)[0].shown_pills[0].setFocus()
    quiz.key(ENTER)
    words = f"Statement {open_row.name} is not answered yet. Check again to have your answer marked as it is."
    assert not is_told(quiz)
    assert words in quiz.shown
    assert spoken[-1] == words
    assert open_row.isAncestorOf(QApplication.focusWidget())
    quiz.key(ENTER)
    assert is_told(quiz)
    assert words not in quiz.shown


def test_what_is_whole_is_marked_at_once(show):
    quiz = show("categorize-full")
    choose_in(quiz, *range(len(rows(quiz))))
    quiz.check()
    assert is_told(quiz)


def test_the_button_asks_too_and_says_what_it_does_next(show):
    quiz = show("categorize-full")
    choose_in(quiz, 0)
    quiz.check()
    assert not is_told(quiz)
    quiz.choose("Check again")
    assert is_told(quiz)


def test_what_is_said_follows_what_is_answered(show):
    quiz = show("categorize-full")
    count = len(rows(quiz))
    names = [row.name for row in rows(quiz)]
    choose_in(quiz, *range(count - 2))
    quiz.check()
    both = (
        f"Statement {names[-2]} and Statement {names[-1]} are not answered yet."
        " Check again to have your answer marked as it is."
    )
    assert both in quiz.shown
    choose_in(quiz, count - 2)
    assert f"Statement {names[-1]} is not answered yet. Check again to have your answer marked as it is." in quiz.shown
    choose_in(quiz, count - 1)
    assert not any(" open. " in text for text in quiz.shown)
    quiz.check()
    assert is_told(quiz)


def test_it_is_asked_anew_after_going_away(show):
    quiz = show("categorize-full", "single-full")
    choose_in(quiz, 0)
    quiz.check()
    quiz.choose("Next question (Alt+→)")
    quiz.choose("Previous question (Alt+←)")
    assert not any("Check again" in text for text in quiz.shown)
    quiz.check()
    assert not is_told(quiz)


def test_showing_the_page_again_forgets_nothing(show):
    quiz = show("categorize-full")
    choose_in(quiz, 0)
    quiz.check()
    before = quiz.shown
    quiz.page.refresh()
    flush()
    assert quiz.shown == before
    quiz.choose("Check again")
    assert is_told(quiz)


def test_with_several_tries_each_check_asks(show):
    quiz = show("categorize-full", mode=PRACTICE._replace(tries=3))
    choose_in(quiz, 0)
    quiz.check()
    assert quiz.taking.last_try("categorize-full") is None
    quiz.choose("Check again")
    assert quiz.taking.last_try("categorize-full") is not None
    assert not any("not answered yet. Check again" in text for text in quiz.shown)
    first = next(row for row in rows(quiz) if row.value is None)
    QTest.mouseClick(first.shown_pills[1], LEFT)
    quiz.choose("Check again")
    assert any("not answered yet. Check again" in text for text in quiz.shown)
    assert quiz.taking.tries_left("categorize-full") == 2


def test_part_b_that_is_not_answered_is_named(show, spoken):
    quiz = show("two-full")
    QTest.mouseClick(visible(quiz.page, RadioCard)[0], LEFT)
    flush()
    quiz.check()
    assert "Part B is not answered yet. Check again to have your answer marked as it is." in quiz.shown
    assert spoken[-1].startswith("Part B is not answered yet.")
    assert quiz.page.display.view.parts["b"].isAncestorOf(QApplication.focusWidget())
    quiz.choose("Check again")
    assert is_told(quiz)
    assert "Part B: Not answered · " in words_heard(quiz.page)


def test_an_empty_gap_is_named_and_gets_the_focus(show):
    quiz = show("gap-full")
    fields = visible(quiz.page, QLineEdit)
    QTest.keyClicks(fields[0], "tower")
    flush()
    quiz.check()
    assert not is_told(quiz)
    assert any(text.startswith("Gap ") and "not answered yet. Check again" in text for text in quiz.shown)
    assert QApplication.focusWidget() is fields[1]


def test_many_open_parts_are_counted(show):
    quiz = show("table-edge")
    choose_in(quiz, 0)
    quiz.check()
    of = len(rows(quiz))
    assert of > 5
    assert f"{of - 1} of {of} are not answered yet. Check again to have your answer marked as it is." in quiz.shown


def test_a_certainty_comes_after_what_is_open(show):
    quiz = show("categorize-full", mode=PRACTICE._replace(certainty=True))
    choose_in(quiz, 0)
    rows(quiz)[0].shown_pills[0].setFocus()
    quiz.key(ENTER)
    assert any("not answered yet. Check again" in text for text in quiz.shown)
    quiz.key(ENTER)
    assert quiz.page.card.certainty.isAncestorOf(QApplication.focusWidget())


def test_a_test_asks_nothing_on_the_way(show):
    quiz = show("categorize-full", "single-full", mode=TEST)
    choose_in(quiz, 0)
    quiz.key(ENTER)
    assert quiz.number == "Question 2 of 2"
    assert not any("Check again" in text for text in quiz.shown)


def test_the_row_of_questions_tells_what_is_answered_in_part(show):
    quiz = show("categorize-full", "single-full", mode=TEST)
    assert state_of_first(quiz) == "Question 1, not answered"
    choose_in(quiz, 0)
    assert state_of_first(quiz) == "Question 1, partly answered"
    choose_in(quiz, *range(len(rows(quiz))))
    assert state_of_first(quiz) == "Question 1, answered"


def test_a_circle_of_its_own_is_painted_for_it(show):
    quiz = show("categorize-full", "single-full", mode=TEST)
    seen = []
    for numbers in ((), (0,), range(len(rows(quiz)))):
        quiz.page.go_to(0)
        choose_in(quiz, *numbers)
        quiz.page.go_to(1)
        flush()
        navigator = quiz.page.navigator
        box = navigator.visualRect(navigator.model().index(0, 0))
        seen.append(navigator.viewport().grab(box).toImage())
    assert all(one != other for one, other in zip(seen, [*seen[1:], seen[0]], strict=True))


def test_the_end_counts_and_lists_them_apart_and_leads_back(show):
    quiz = show("categorize-full", "single-full", "short-full", mode=TEST)
    choose_in(quiz, 0)
    count = len(rows(quiz))
    quiz.page.go_to(1)
    QTest.mouseClick(visible(quiz.page, RadioCard)[0], LEFT)
    quiz.choose("Finish")
    page = quiz.window.pages.currentWidget()
    assert isinstance(page, FinishPage)
    assert "2 of 3 answered. 1 of them only in part. Unanswered questions earn no points." in texts(page)
    listed = [page.list.item(row).text() for row in range(page.list.count())]
    assert [text.rpartition(" — ")[2] for text in listed] == [
        f"{count - 1} of {count} are not answered yet",
        "not answered",
    ]
    page.list.setFocus()
    page.list.setCurrentRow(0)
    quiz.key(ENTER)
    assert quiz.number == "Question 1 of 3"


def test_a_practice_with_something_open_is_not_ended_without_a_word(show):
    quiz = show("categorize-full")
    choose_in(quiz, 0)
    quiz.choose("Finish")
    page = quiz.window.pages.currentWidget()
    assert isinstance(page, FinishPage)
    assert "Finish this practice?" in texts(page)


@pytest.mark.parametrize(
    ("answered", "flagged", "button"), [(0, False, "back"), (1, False, "back"), (9, True, "submit")]
)
def test_a_second_enter_does_not_hand_in_what_is_not_done(show, answered, flagged, button):
    quiz = show("categorize-full", mode=TEST)
    choose_in(quiz, *range(min(answered, len(rows(quiz)))))
    if flagged:
        quiz.page.set_flag(True)
    quiz.page.finish.setFocus()
    quiz.key(ENTER)
    page = quiz.window.pages.currentWidget()
    assert getattr(page, button).hasFocus()
    quiz.key(ENTER)
    assert quiz.taking.attempt.submitted == (button == "submit")
    assert isinstance(quiz.window.pages.currentWidget(), ResultsPage) == (button == "submit")


def test_the_page_before_the_end_of_a_timed_test_shows_the_time_that_is_left(show, program):
    quiz = show("single-full", mode=TEST._replace(time_limit=600.0))
    quiz.choose("Finish")
    page = quiz.window.pages.currentWidget()
    assert "10:00 left" in texts(page)
    program.clock.now += 61
    page.clock.tell()
    assert "8:59 left" in texts(page)
    quiz.choose("Go back")
    program.clock.now += 60
    quiz.choose("Finish")
    assert "7:59 left" in texts(page)


def test_without_a_limit_it_shows_none(show):
    quiz = show("single-full", mode=TEST)
    quiz.choose("Finish")
    assert not any(text.endswith(" left") for text in texts(quiz.window.pages.currentWidget()))


def test_a_clock_that_was_hidden_stays_hidden_there(show, program):
    program.settings.clock_shown = False
    quiz = show("single-full", mode=TEST._replace(time_limit=600.0))
    quiz.choose("Finish")
    assert not any(text.endswith(" left") for text in texts(quiz.window.pages.currentWidget()))


def test_looking_back_tells_not_answered_from_not_right(show):
    quiz = show("single-full", "short-full", "categorize-full", mode=TEST)
    QTest.mouseClick(next(card for card in visible(quiz.page, RadioCard) if "bees" in card.text()), LEFT)
    quiz.choose("Finish")
    quiz.choose("Finish and see the results")
    results = quiz.window.pages.currentWidget()
    results.list.go_to(0)
    quiz.choose("Show in the passage")
    model = quiz.page.navigator.model()
    told = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert told == ["Question 1, not correct", "Question 2, not answered", "Question 3, not answered"]
    assert len(visible(quiz.page, Pill)) == 0


def test_enter_says_what_is_missing_in_a_number(show, spoken):
    quiz = show("numeric-full")
    QTest.keyClicks(visible(quiz.page, QLineEdit)[0], "1234.5")
    quiz.key(ENTER)
    assert not is_told(quiz)
    assert spoken[-1] == "Add the unit"


def test_fewer_sentences_than_are_wanted_are_asked_about_in_the_passage(show):
    quiz = show("evidence-full")
    quiz.key(Qt.Key.Key_F6)
    quiz.key(Qt.Key.Key_Space)
    assert state_of_first(quiz) == "Question 1, partly answered"
    quiz.key(ENTER)
    assert "1 of 2 is not answered yet. Check again to have your answer marked as it is." in quiz.shown
    assert quiz.passage.hasFocus()
    assert not is_told(quiz)
    quiz.key(ENTER)
    assert is_told(quiz)


def test_where_one_card_is_shown_the_question_comes_up_to_say_it(show):
    quiz = show("evidence-full")
    quiz.window.resize(640, 480)
    flush()
    quiz.key(Qt.Key.Key_F6)
    quiz.key(Qt.Key.Key_Space)
    assert not quiz.page.card.isVisible()
    quiz.key(ENTER)
    assert "1 of 2 is not answered yet. Check again to have your answer marked as it is." in quiz.shown
    assert quiz.page.card.isVisible()
    quiz.key(Qt.Key.Key_F6)
    quiz.key(ENTER)
    assert is_told(quiz)
    assert quiz.is_told


def test_where_one_card_is_shown_the_passage_comes_up_at_the_first_sentence_to_choose(show):
    quiz = show("evidence-full")
    quiz.window.resize(1024, 600)
    quiz.program.theme.resize_text(200)
    flush()
    assert quiz.page._split.shows_one
    quiz.choose("Go to the passage")
    flush()
    sentences = quiz.passage.sentences
    for place in (0, 1):
        assert sentences.current == place
        assert quiz.passage.shows(sentences.sentences[place].span)
        quiz.key(Qt.Key.Key_Down)
