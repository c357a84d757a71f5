"""Crossing out options that can't be right: by button and key, seen, said, kept."""

from random import Random

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.attempt import PRACTICE, replay
from quizapp.domain.option import Option
from quizapp.gui.answers.parts.cross_out_button import CrossOutButton
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.two_part import TwoPart
from quizapp.services.taking import Taking
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.seen import heard, visible

SHIFT = Qt.KeyboardModifier.ShiftModifier
OPTIONS = tuple(Option(text, key=text == "Marta") for text in ("Marta", "The council", "The bees"))
TWO_PART = TwoPart(
    id="two-parts",
    stem="Answer both parts.",
    part_a=SingleChoice(id="a", stem="Who asked?", options=OPTIONS),
    part_b=SingleChoice(id="b", stem="Who was asked?", options=OPTIONS),
)


@pytest.fixture
def quiz(program):
    return Learner(program)


@pytest.fixture
def show(quiz, every_type):
    """Shows an attempt at the bank of every type, in the order of the file, and a question of two parts."""

    def begin(mode=PRACTICE, attempt=None):
        quiz.begin()
        bank = msgspec.structs.replace(every_type, questions=(*every_type.questions, TWO_PART))
        quiz.taking = Taking(bank, mode, None if attempt else Random(1), quiz.program.clock, attempt=attempt)
        quiz.window.session.taking = quiz.taking
        quiz.page.show_taking(quiz.taking)
        flush()
        return quiz

    return begin


def cards(quiz):
    return quiz.page.display.view.cards


def buttons(quiz):
    return visible(quiz.page.card, CrossOutButton)


def crossed_out(quiz):
    """The letters of the options that a screen reader says are crossed out, and those that look so."""
    said = [card.letter for card in cards(quiz) if heard(card).description.startswith("Crossed out. Option ")]
    assert said == [card.letter for card in cards(quiz) if card.is_crossed_out]
    return "".join(said)


def turn_on(quiz):
    quiz.page.card.cross_out.click()
    flush()


def press(quiz, letter, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClicks(QApplication.focusWidget() or quiz.page, letter, modifier)
    flush()


def test_a_crossed_out_text_is_struck_and_stays_legible(show):
    quiz = show()
    card = cards(quiz)[1]
    before = card.grab().toImage()
    press(quiz, "B", SHIFT)
    QApplication.focusWidget().clearFocus()
    image = card.grab().toImage()
    left, _ = card._text_room(card.width())
    row = image.height() // 2
    dark = [image.pixelColor(left + x, y).lightness() for x in range(3, 60) for y in range(row - 3, row + 4)]
    struck = max(
        sum(image.pixelColor(left + x, y).lightness() < 215 for x in range(3, 60)) for y in range(row - 5, row + 6)
    )
    was = max(
        sum(before.pixelColor(left + x, y).lightness() < 215 for x in range(3, 60)) for y in range(row - 5, row + 6)
    )
    assert min(dark) < 110
    assert struck > 50 > was


def test_it_is_kept_and_shown_again_beside_what_was_chosen(show):
    quiz = show()
    press(quiz, "A", SHIFT)
    press(quiz, "C", SHIFT)
    press(quiz, "b")
    quiz.page.go_to(1)
    assert crossed_out(quiz) == ""
    quiz.page.go_to(0)
    assert crossed_out(quiz) == "AC"
    again = replay(quiz.taking.attempt.events)
    quiz = show(attempt=again)
    assert crossed_out(quiz) == "AC"
    quiz.check()
    assert crossed_out(quiz) == "AC"
    assert buttons(quiz) == []
    press(quiz, "D", SHIFT)
    assert crossed_out(quiz) == "AC"
    quiz.page.undo()
    flush()
    press(quiz, "D", SHIFT)
    assert crossed_out(quiz) == "ACD"


def test_whether_the_buttons_are_shown_is_remembered(show):
    quiz = show()
    turn_on(quiz)
    quiz.page.go_to(1)
    assert len(buttons(quiz)) == len(cards(quiz))
    quiz.program.settings.save()
    assert Settings(quiz.program.settings.file).eliminator_on is True


def test_what_cannot_be_kept_is_not_shown_or_said(show, spoken):
    quiz = show()
    press(quiz, "A", SHIFT)
    spoken.clear()
    view = quiz.page.display.view
    quiz.taking.respond(quiz.taking.current.id, list(view._shown)[-1])
    quiz.taking.submit()
    view._cross_out(cards(quiz)[1])
    view._cross_out(cards(quiz)[0])
    assert (crossed_out(quiz), spoken) == ("A", [])


def test_the_button_tells_the_letter_that_the_learner_has(show):
    quiz = show()
    for letter, told in (("x", "(X, or Shift"), ("k", "(K, or Shift"), ("", "Cross out options")):
        quiz.program.settings.letter_keys = bool(letter)
        quiz.program.settings.keys = {"cross out": letter} if letter else {}
        quiz.window._attempt.follow_profile()
        assert told in quiz.page.card.cross_out.toolTip()
