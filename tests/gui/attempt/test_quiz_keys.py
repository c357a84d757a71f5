"""Keys of the quiz page: in every layout of the keyboard, and none of them through a pause."""

from random import Random

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.attempt import PRACTICE
from quizapp.domain.question import Hint
from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.kit import choosing_keys
from quizapp.gui.kit.choosing_keys import choosing_key
from quizapp.services.taking import Taking
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.seen import visible
from tests.samples import BANK

NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
A, B, C, F, H, N, ONE, TWO, THREE = 30, 48, 46, 33, 35, 49, 2, 3, 4  # scan codes of an American keyboard


@pytest.fixture
def show(program):
    def begin(*ids, mode=PRACTICE, hints=()):
        quiz = Learner(program).begin()
        questions = tuple(msgspec.structs.replace(BANK.question(id_), hints=hints) for id_ in ids)
        quiz.taking = Taking(msgspec.structs.replace(BANK, questions=questions), mode, Random(1), program.clock)
        quiz.window.session.taking = quiz.taking
        quiz.page.show_taking(quiz.taking)
        flush()
        return quiz

    return begin


def pressed(text, scan_code=0, modifiers=NONE, virtual=0):
    return QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, scan_code, virtual, 0, text)


def type_key(text, scan_code, modifiers=NONE):
    QApplication.sendEvent(QApplication.focusWidget(), pressed(text, scan_code + 8, modifiers))
    flush()


LAYOUTS = {
    "Russian": (("ф", A, 0), ("и", B, 1), ("С", C, 2)),
    "Bulgarian": (("ь", A, 0), ("ф", B, 1), ("ъ", C, 2)),
    "Greek": (("α", A, 0), ("β", B, 1), ("ψ", C, 2), ("Ψ", C, 2)),
    "Arabic": (("ش", A, 0), ("ﻻ", B, 1), ("لا", B, 1), ("ؤ", C, 2), ("١", ONE, 0), ("٣", THREE, 2)),
    "Persian": (("۱", ONE, 0), ("۲", TWO, 1)),
    "Hebrew": (("ש", A, 0), ("נ", B, 1), ("ב", C, 2)),
    "Hindi": (("ो", A, 0), ("व", B, 1), ("१", ONE, 0)),
    "Thai": (("ฟ", A, 0), ("ิ", B, 1), ("ๅ", ONE, 0)),
    "Korean": (("ㅁ", A, 0), ("ㅠ", B, 1)),
    "French": (("q", A, None), ("a", 16, 0), ("&", ONE, 0), ("é", TWO, 1)),
    "Dvorak": (("j", C, None), ("b", 49, 1)),
}


def test_options_are_chosen_in_every_layout(show):
    quiz = show("multiple-full")
    cards = visible(quiz.page, CheckCard)
    for layout, typed in LAYOUTS.items():
        for text, scan_code, index in typed:
            before = [card.isChecked() for card in cards]
            type_key(text, scan_code)  # capital letters by Caps Lock; Shift crosses out
            changed = [at for at, card in enumerate(cards) if card.isChecked() != before[at]]
            assert changed == ([] if index is None else [index]), (layout, text)


def test_flag_note_and_hint_by_their_place(show):
    quiz = show("multiple-full", hints=(Hint("Look."),))
    type_key("а", F)
    assert quiz.flagged
    type_key("р", H)
    assert len(quiz.taking.hints("multiple-full")) == 1
    type_key("т", N)
    assert quiz.page.card.note.field.hasFocus()


@pytest.mark.parametrize(
    ("text", "scan_code", "modifiers"),
    [
        ("ä", 40, NONE),
        ("ß", 12, NONE),
        ("!", ONE, SHIFT),
        ("ф", A, CTRL),
        ("ф", A, ALT),
        ("ф", 0, NONE),
        ("\x01", A, CTRL),
        ("", A, NONE),
        (" ", 57, NONE),
        ("²", 41, NONE),
        ("№", THREE, SHIFT),
        ("/", 16, NONE),
    ],
)
def test_what_stands_for_no_letter_chooses_nothing(qapp, text, scan_code, modifiers):
    assert choosing_key(pressed(text, scan_code + 8, modifiers)) == ""


def test_the_place_of_a_key_is_told_by_each_system(qapp, monkeypatch):
    for platform, event, letter in (
        ("offscreen", pressed("٣"), "3"),  # of a remote screen, which tells no place
        ("offscreen", pressed("۲", modifiers=SHIFT), "2"),
        ("windows", pressed("ф", A), "a"),
        ("wayland", pressed("и", B + 8), "b"),
        ("cocoa", pressed("ф", virtual=0), "a"),
        ("cocoa", pressed("с", virtual=8), "c"),
        ("cocoa", pressed("١", virtual=18), "1"),
        ("cocoa", pressed("é", virtual=19), "2"),
        ("cocoa", pressed("ж", virtual=41), ""),
    ):
        monkeypatch.setattr(choosing_keys.QGuiApplication, "platformName", lambda platform=platform: platform)
        assert choosing_key(event) == letter, (platform, event.text())


# a pause


def every_key(page):
    """Each key that does something on the page, and those beside them."""
    for shortcut in page.findChildren(QShortcut):
        yield shortcut.key()
    plain = [QKeySequence(key) for key in "ABCDFHN123456"]
    named = "Return Enter Space PgUp PgDown Up Down Left Right Home End Delete"
    yield from [*plain, *map(QKeySequence, named.split())]


def test_no_key_acts_through_the_cover_of_a_pause(show):
    quiz = show("single-full", "multiple-full", mode=PRACTICE._replace(certainty=True), hints=(Hint("Look."),))
    page = quiz.page
    quiz.key("b")
    quiz.key(Qt.Key.Key_2, ALT)
    quiz.key(Qt.Key.Key_Return)
    assert quiz.taking.is_told("single-full")
    page.go_to(1)
    quiz.key("a")
    page.pause()
    flush()
    events, keys_pressed = len(quiz.taking.attempt.events), list(every_key(page))
    assert {"Ctrl+Z", "F6", "Alt+Left", "Alt+3"} <= {key.toString() for key in keys_pressed}
    page.cover.go_on.clearFocus()  # where Enter ends the pause
    for target in (page, page.passage, page.card.action):
        for key in keys_pressed:
            combination = key[0]
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
            for shortcut in page.findChildren(QShortcut):
                if shortcut.key() == key:
                    shortcut.activated.emit()
            assert quiz.taking.is_paused, key.toString()
            assert len(quiz.taking.attempt.events) == events, key.toString()
    page.cover.go_on.setFocus()
    quiz.key(Qt.Key.Key_Return)
    assert not quiz.taking.is_paused
    quiz.key(Qt.Key.Key_Z, CTRL)
    assert not quiz.taking.is_told("single-full")


def test_enter_goes_on_after_a_click_on_show_evidence(show):
    quiz = show("single-full", "multiple-full")
    quiz.key("b")
    quiz.key(Qt.Key.Key_Return)
    quiz.choose("Show evidence")
    quiz.key(Qt.Key.Key_Return)
    assert quiz.number == "Question 2 of 2"


# what they say


def test_what_a_key_has_done_is_spoken(show, spoken):
    quiz = show("single-full", "multiple-full", hints=(Hint("Look."),))
    for keys_typed, words in (
        ("f", "Flagged"),
        ("f", "Flag removed"),
        ("h", "Hint 1: Look."),
        (("b", Qt.Key.Key_Return), "orrect"),
        (("ctrl+z",), "Your last check was undone."),
        (("alt+right",), "Question 2 of 2. "),
        (("pause",), "Paused"),
    ):
        del spoken[:]
        for key in keys_typed:
            if key == "ctrl+z":
                quiz.key(Qt.Key.Key_Z, CTRL)
            elif key == "alt+right":
                quiz.key(Qt.Key.Key_Right, ALT)
            elif key == "pause":
                quiz.page.pause()
            else:
                quiz.key(key)
        assert any(words in text for text in spoken), (keys_typed, spoken)


# where the focus is


def focus_log(monkeypatch):
    """Collect the widgets that get the focus from now on, as a screen reader would say them."""
    log = []
    QApplication.instance().focusChanged.connect(lambda _old, new: log.append(new) if new is not None else None)
    return log


def test_a_check_moves_the_focus_once(show, monkeypatch):
    for id_ in ("single-full", "multiple-full", "categorize-full", "table-full", "highlight-full"):
        quiz = show(id_)
        quiz.taking.respond(id_, BANK.question(id_).correct_response())
        quiz.page.show_taking(quiz.page.display.taking)
        flush()
        log = focus_log(monkeypatch)
        quiz.key(Qt.Key.Key_Return)
        assert quiz.taking.is_told(id_)
        assert log == [quiz.page.action], id_


def test_going_on_moves_the_focus_to_the_next_question_at_once(show, monkeypatch):
    quiz = show("single-full", "multiple-full")
    log = focus_log(monkeypatch)
    quiz.key(Qt.Key.Key_Right, ALT)
    assert log == [visible(quiz.page, CheckCard)[0]]


def test_the_focus_shows_wherever_a_key_or_another_window_has_brought_it(show):
    quiz = show("single-full")
    window, card = quiz.window, visible(quiz.page, RadioCard)[0]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    card.clearFocus()
    card.setFocus(Qt.FocusReason.OtherFocusReason)
    assert card.has_ring
    for reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        card.clearFocus()
        card.setFocus(reason)
        assert card.has_ring, "as it was before"
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=card.mapTo(window, card.rect().center()))
    assert card.hasFocus()
    for reason in (Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        card.clearFocus()
        card.setFocus(reason)
        assert not card.has_ring, "who points knows where they are"


def test_enter_on_a_bank_leads_to_a_focus_that_is_seen(program, qtbot):
    window = program.window
    page = window.library_page
    row = page.model.row_of(program.bank)
    page.list.setCurrentIndex(page.model.index(row, 0))
    page.list.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), RadioCard))
    assert QApplication.focusWidget().has_ring
