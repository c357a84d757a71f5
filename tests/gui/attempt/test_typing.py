"""Typing in the window: a second behind at most, nothing lost, and never told saved before it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from quizapp.domain.event import Answered, Noted
from tests.gui.conftest import flush, run_out
from tests.gui.learner import Learner
from tests.gui.seen import texts, visible


@pytest.fixture
def typing(program, qtbot):
    return begin(program, qtbot)


def begin(program, qtbot):
    """A learner in a test at a question that is answered by typing, with all saved that was done."""
    quiz = Learner(program).begin("test")
    quiz.go_to("not-asked")
    quiz.taking = program.window.session.taking
    qtbot.waitUntil(lambda: is_saved(quiz))
    quiz.before = len(quiz.taking.attempt.events)
    return quiz


def is_saved(quiz) -> bool:
    return "Saved" in texts(quiz.window.header)


def type_answer(quiz, text="Marta") -> None:
    QTest.keyClicks(visible(quiz.page, QLineEdit)[0], text)
    flush()


def new_events(quiz):
    return [event for event in quiz.taking.attempt.events[quiz.before :] if isinstance(event, Answered | Noted)]


def test_what_is_typed_is_saved_as_one_event_and_not_called_saved_before(typing, qtbot):
    type_answer(typing)
    assert typing.taking.has_draft
    assert not is_saved(typing)
    assert typing.taking.response("not-asked") == "Marta"
    run_out(typing.page.drafts._timer)
    qtbot.waitUntil(lambda: is_saved(typing))
    assert not typing.taking.has_draft
    assert [event.response for event in new_events(typing)] == ["Marta"]


@pytest.mark.parametrize("leave", ["go", "pause", "flag", "library", "finish"])
def test_what_is_typed_is_settled_before_anything_else(typing, leave):
    settles(typing, leave)


def test_what_is_typed_is_settled_before_the_window_closes(start, qtbot):
    settles(begin(start(), qtbot), "close")


def settles(typing, leave):
    type_answer(typing)
    window, page = typing.window, typing.page
    {
        "go": lambda: page.go_to(0),
        "pause": page.pause,
        "flag": lambda: page.set_flag(True),
        "library": window.show_library,
        "finish": page.finish_requested.emit,
        "close": window.close,
    }[leave]()
    flush()
    assert not typing.taking.has_draft
    assert [event.response for event in new_events(typing)] == ["Marta"]
    recording = window.learning.recordings.current
    assert recording.events == typing.taking.attempt.events


def test_a_note_is_typed_as_one_event(typing, qtbot):
    typing.page.open_note()
    QTest.keyClicks(QApplication.focusWidget(), "Why?")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not is_saved(typing)
    typing.page.go_to(0)
    assert [event.text for event in new_events(typing)] == ["Why?"]
    qtbot.waitUntil(lambda: is_saved(typing))
