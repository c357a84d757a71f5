"""Questions of several parts that are answered only in part, as a learner meets them in the real window."""

from random import Random

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.gui.answers.parts.option_card import RadioCard
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


def test_showing_the_page_again_forgets_nothing(show):
    quiz = show("categorize-full")
    choose_in(quiz, 0)
    quiz.check()
    before = texts(quiz.page)
    quiz.page.show_taking(quiz.page.display.taking)
    flush()
    assert texts(quiz.page) == before
    quiz.choose("Check again")
    assert is_told(quiz)


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


def test_many_open_parts_are_counted(show):
    quiz = show("table-edge")
    choose_in(quiz, 0)
    quiz.check()
    of = len(rows(quiz))
    assert of > 5
    assert f"{of - 1} of {of} are not answered yet. Check again to have your answer marked as it is." in quiz.shown


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
