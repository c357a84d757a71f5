"""Two questions in one, as a learner meets them."""

from random import Random

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.domain.attempt import PRACTICE
from quizapp.gui.answers.catalog import new_view
from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.passage.passage_view import PassageView
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.two_part import TwoPart
from quizapp.services.taking import Taking
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.seen import heard, visible, words_heard
from tests.samples import BANK, PASSAGE, TWO_PART

FULL = TWO_PART[1].question
ARRANGEMENT = ("a.C", "a.A", "a.B", "b.B", "b.A", "b.C", "b.D")
BY_KEY = Qt.FocusReason.ShortcutFocusReason


@pytest.fixture
def view(theme, qtbot):
    made = new_view(TwoPart, theme)
    qtbot.addWidget(made)
    made.resize(640, 1200)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.given = []
    made.response_changed.connect(made.given.append)
    made.show_question(FULL, ARRANGEMENT, None)
    flush()
    return made


@pytest.fixture
def page(theme, qtbot, tmp_path):
    made = QuizPage(theme, Settings(tmp_path / "settings.json"))
    for widget in (made, made.finish, *made.header_tabs):
        qtbot.addWidget(widget)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    bank = msgspec.structs.replace(BANK, questions=(FULL,))
    made.taking = Taking(bank, PRACTICE, Random(1), lambda: 0.0)
    made.show_taking(made.taking)
    flush()
    return made


def test_both_parts_are_answered_with_clicks(view):
    QTest.mouseClick(visible(view, CheckCard)[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(visible(view, RadioCard)[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(visible(view, CheckCard)[1], Qt.MouseButton.LeftButton)
    assert view.given == [{"b": ("A",)}, {"a": "C", "b": ("A",)}, {"a": "C"}]


def test_letters_go_to_the_part_that_has_the_focus(view):
    view.focus_first(BY_KEY)
    assert view.take_key("b")
    assert not view.take_key("d")  # part A has three options
    assert view.go_on(BY_KEY)
    assert view.take_key("d")
    assert view.given[-1] == {"a": "A", "b": ("D",)}


def test_letters_go_to_the_first_open_part_where_none_has_the_focus(view):
    view.show_question(FULL, ARRANGEMENT, {"a": "A"})
    QApplication.focusWidget().clearFocus()
    assert view.take_key("4")
    assert view.given == [{"a": "A", "b": ("D",)}]


def test_a_mark_names_its_parts(view):
    response = {"a": "C", "b": ("A", "B")}
    view.show_question(FULL, ARRANGEMENT, response)
    view.show_mark(FULL.mark(response))
    assert heard(view.parts["a"].result).name == "Part A: Not correct · 0 of 1.5 points"
    assert heard(view.parts["b"].result).name == "Part B: Correct · does not count"
    assert view.name_of("a.C") == "Part A, option A"
    assert (view.name_of("b"), view.name_of("c.A")) == ("Part B", "")
    assert "Your answer, wrong" in words_heard(view)
    assert not any(card.isEnabled() for card in visible(view, RadioCard))


def test_nothing_moves_when_it_is_marked(view):
    response = {"a": "A", "b": ("A",)}
    view.show_question(FULL, ARRANGEMENT, response)
    flush()
    before = [card.geometry() for card in visible(view, RadioCard) + visible(view, CheckCard)]
    view.show_mark(FULL.mark(response))
    flush()
    assert [card.geometry() for card in visible(view, RadioCard) + visible(view, CheckCard)] == before


def test_the_next_question_begins_without_marks(view):
    view.show_mark(FULL.mark(None))
    view.show_question(TWO_PART[0].question, TWO_PART[0].question.ids, {"b": "true"})
    assert [part.result.text() for part in view.parts.values()] == ["", ""]
    assert [part.stem.text() for part in view.parts.values()] == ["Who asked?", "“Marta asked” says so."]
    assert view.given == []


def test_the_passage_is_lent_to_the_part_that_answers_in_it(view, theme, qtbot):
    passage = PassageView(theme)
    qtbot.addWidget(passage)
    passage.show_passage(PASSAGE)
    part_b = EvidenceSelection(id="b", stem="Which sentence?", keys=("Nobody had asked the bees.",))
    question = msgspec.structs.replace(FULL, part_b=part_b)
    view.show_question(question, ("a.A", "a.B", "a.C"), None)
    view.use_passage(passage)
    sentences = [sentence.name for sentence in part_b.selectable(PASSAGE)]
    place = next(place for place, name in enumerate(sentences) if "bees" in name)
    passage.sentences.toggled.emit(place)
    assert view.given == [{"b": (sentences[place],)}]
    assert question.mark({"a": "A", **view.given[0]}).full
    view.release_passage()
    passage.sentences.toggled.emit(place)
    assert len(view.given) == 1


def test_enter_goes_to_the_other_part_before_it_checks(page):
    QTest.keyClicks(QApplication.focusWidget(), "a")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not page.taking.is_told("two-full")
    assert isinstance(QApplication.focusWidget(), CheckCard)
    QTest.keyClicks(QApplication.focusWidget(), "b")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert page.taking.is_told("two-full")


def test_feedback_says_which_part_it_is_about(page):
    page.taking.respond("two-full", {"a": "B", "b": ("A", "C")})
    page.check()
    words = page.feedback.words()
    assert "Part A, option B: SECRET bees" in words
    assert "part B does not count as part A is not right" in words
    assert page.evidence.isVisibleTo(page)


def test_what_is_read_aloud_is_framed_in_its_part(view):
    stems = [view.widget_of(at).text() for at in ("a", "b")]
    assert stems == [question.stem for question in FULL.questions.values()]
    option = view.widget_of("b.A")
    assert view.parts["b"].isAncestorOf(option)
    assert option.text() == FULL.questions["b"].part_text("A")
    assert view.widget_of("c") is None
