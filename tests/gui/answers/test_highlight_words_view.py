"""Selecting words in a sentence, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from quizapp.gui.answers.highlight_words import HighlightWordsView
from quizapp.question_types.highlight_words import HighlightWords, KeyWords
from tests.gui.conftest import flush
from tests.gui.seen import Role, all_heard, heard, texts, words_heard
from tests.samples import HIGHLIGHT_WORDS

LEFT = Qt.MouseButton.LeftButton
QUESTION = HIGHLIGHT_WORDS[1].question
TAB = Qt.FocusReason.TabFocusReason


@pytest.fixture
def show(theme, qtbot):
    def run(question=QUESTION, response=None, width=480):
        around = QWidget()
        column = QVBoxLayout(around)
        view = HighlightWordsView(theme)
        column.addWidget(view)
        column.addStretch(1)
        qtbot.addWidget(around)
        around.resize(width, 700)
        around.show()
        around.activateWindow()
        qtbot.waitActive(around)
        view.given = []
        view.response_changed.connect(view.given.append)
        view.show_question(question, (), response)
        flush()
        arounds.append(around)
        return view

    arounds = []
    return run


def word(view, text, occurrence=1):
    return [button for button in view.buttons if button.text() == text][occurrence - 1]


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_the_words_stand_in_order_on_lines(show):
    view = show()
    places = [(button.y(), button.x()) for button in view.buttons]
    assert places == sorted(places)
    assert len({y for y, _ in places}) > 1
    assert [button.text() for button in view.buttons] == [word.text for word in QUESTION.words]
    assert len({button.height() for button in view.buttons}) == 1


def test_nothing_of_the_sentence_is_left_out(show):
    for sample in HIGHLIGHT_WORDS:
        view = show(sample.question)
        painted = "".join(f"{button._before}{button.text()}{button._after}" for button in view.buttons)
        assert "".join(painted.split()) == "".join(sample.question.sentence.split())


def test_words_are_selected_and_taken_back_with_clicks(show):
    view = show()
    QTest.mouseClick(word(view, "empty"), LEFT)
    QTest.mouseClick(word(view, "white"), LEFT, pos=QPoint(2, 2))
    QTest.mouseClick(word(view, "empty"), LEFT)
    QTest.mouseClick(word(view, "white"), LEFT)
    assert view.given == [("11",), ("8", "11"), ("8",), None]


def test_words_are_selected_by_keyboard(show):
    view = show()
    view.focus_first(TAB)
    assert QApplication.focusWidget() is view.buttons[0]
    press(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert view.given == [("3",)]
    press(Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Home, Qt.Key.Key_Space)
    assert view.given[-1] == ("1", "3", "14")
    press(Qt.Key.Key_Space)
    assert view.given[-1] == ("3", "14")


def test_up_and_down_go_to_the_word_above_and_below(show):
    view = show()
    view.focus_first(TAB)
    press(Qt.Key.Key_Right, Qt.Key.Key_Down)
    below = QApplication.focusWidget()
    assert below.y() > view.buttons[1].y()
    assert abs(below.geometry().center().x() - view.buttons[1].geometry().center().x()) < 80
    press(Qt.Key.Key_Up)
    assert QApplication.focusWidget().y() == view.buttons[0].y()
    press(Qt.Key.Key_Up)
    assert QApplication.focusWidget().y() == view.buttons[0].y()


def test_the_sentence_is_one_stop_of_the_tab_key(show):
    view = show()

    def stops():
        return [button for button in view.buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert stops() == [view.buttons[0]]
    view.focus_first(TAB)
    press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert stops() == [view.buttons[2]]
    QTest.mouseClick(view.buttons[5], LEFT)
    assert stops() == [view.buttons[5]]


def test_the_focus_begins_at_what_is_selected(show):
    view = show(response=("8",))
    view.focus_first(TAB)
    assert QApplication.focusWidget().text() == "white"
    assert [button.text() for button in view.buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus] == ["white"]


def test_words_are_heard_with_their_place_and_state(show):
    view = show(response=("8",))
    boxes = [entry for entry in all_heard(view) if entry.role == Role.CheckBox]
    assert [entry.name for entry in boxes] == [word.text for word in QUESTION.words]
    assert boxes[7].description == "Word 8 of 14"
    assert [index for index, entry in enumerate(boxes) if "checked" in entry.states] == [7]


def test_how_many_are_selected_is_said(show):
    view = show()
    assert "Select words in the sentence" in texts(view, QLabel)
    QTest.mouseClick(view.buttons[0], LEFT)
    assert "1 word selected" in texts(view, QLabel)
    QTest.mouseClick(view.buttons[1], LEFT)
    assert "2 words selected" in texts(view, QLabel)


def test_a_mark_is_told_in_words_and_moves_nothing(show):
    view = show(response=("4", "8", "10"))
    before = [button.geometry() for button in view.buttons]
    view.show_mark(QUESTION.mark(("4", "8", "10")))
    flush()
    assert [button.geometry() for button in view.buttons] == before
    legend = "\n".join(texts(view, QLabel))
    assert "✓ Right: white, stood" in legend
    assert "✗ Wrong: closed" in legend
    assert "○ Missed: the (2), empty" in legend
    assert heard(word(view, "closed")).description == "Your answer, wrong"
    assert view.name_of("7") == "the (2)"


def test_before_the_mark_nothing_is_told(show):
    view = show(response=("4", "8"))
    heard_words = words_heard(view)
    assert not any(told in heard_words for told in ("right", "wrong", "Right", "Missed"))


def test_words_of_a_bank_are_shown_as_they_stand(show):
    sentence = "<b>bold</b> &amp; A&B <img src=x> it"
    question = HighlightWords(id="q", stem="?", sentence=sentence, keys=(KeyWords("it"),))
    view = show(question)
    painted = "".join(f"{button._before}{button.text()}{button._after}" for button in view.buttons)
    assert "".join(painted.split()) == "".join(sentence.split())
    assert all(button.shortcut().isEmpty() for button in view.buttons)


@pytest.mark.parametrize("text_size", [100, 200])
def test_each_word_has_room(show, theme, text_size):
    theme.resize_text(text_size)
    view = show(width=700)
    for button in view.buttons:
        assert button.width() >= 24
        assert button.height() >= 24
        assert button.width() >= button.sizeHint().width()
        assert button.geometry().right() <= view.width()
