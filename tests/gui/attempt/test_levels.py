"""The reading level of the passage, chosen and changed in the window."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from quizapp.domain.assignment import Assigned
from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.results.results_page import ResultsPage
from tests.gui.conftest import flush
from tests.gui.learner import LEFT, Learner
from tests.gui.menus import choose
from tests.gui.seen import heard, visible
from tests.leveled import LEVELED, TEXT, leveled
from tests.samples import ALL_SAMPLES

ALT = Qt.KeyboardModifier.AltModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LONG = leveled(
    TEXT.replace(
        "    The vote to keep",
        "\n\n".join(f"    Paragraph {n}. {'Long words. ' * 40}" for n in range(40)) + "\n\n    The vote to keep",
    ).replace(
        "      Everybody voted",
        "\n\n".join(f"      Paragraph {n}. {'Short. ' * 40}" for n in range(40)) + "\n\n      Everybody voted",
    )
)


@pytest.fixture
def quiz(program):
    return Learner(program)


@pytest.fixture
def begin(quiz):
    def start(bank=LEVELED, mode=PRACTICE):
        quiz.window.session.begin(bank, mode)
        quiz.window.activateWindow()
        return quiz.wait()

    return start


def level_button(quiz):
    found = [button for button in visible(quiz.page, MenuButton) if button.accessibleName().startswith("Reading level")]
    return found[0] if found else None


def selected(quiz):
    return quiz.marked(underline=True)


def test_the_level_is_chosen_from_a_menu_or_by_keys_and_kept_for_the_next_text(quiz, begin):
    begin()
    assert heard(level_button(quiz)).name == "Reading level: Original"
    choose(level_button(quiz), "Easier to read")
    flush()
    assert quiz.passage.passage is LEVELED.at_level("easier").passage
    assert "The harbour closed in 1974." in quiz.passage.toPlainText()
    assert heard(level_button(quiz)).name == "Reading level: Easier to read"
    quiz.key(Qt.Key.Key_L, ALT)
    assert quiz.passage.passage is LEVELED.at_level("short").passage
    quiz.key(Qt.Key.Key_L, ALT)
    assert quiz.passage.passage is LEVELED.passage
    quiz.key(Qt.Key.Key_L, ALT)
    begin()
    assert quiz.passage.passage.title == "The Tower"
    assert quiz.window.session.taking.attempt.started.level == "easier"


@pytest.mark.parametrize("assigned", [None, Assigned("a1")], ids=["looking back", "in an assignment"])
def test_only_a_choice_in_ones_own_practice_is_kept_for_the_next_text(quiz, begin, assigned):
    begin()
    if assigned is None:
        quiz.window.session.submit()
        quiz.wait().window.pages.currentWidget().question_requested.emit(0)
    else:
        quiz.window.session.begin(LEVELED, PRACTICE, assigned=assigned)
    quiz.wait()
    choose(level_button(quiz), "Easier to read")
    flush()
    assert quiz.passage.passage is LEVELED.at_level("easier").passage
    assert quiz.program.settings.reading_level == ""


def test_selected_sentences_follow_and_one_that_has_no_like_is_told(quiz, begin, spoken):
    begin()
    quiz.page.go_to(1)
    flush()
    sentences = quiz.passage.sentences
    for name in ("She had read about bees, and she had a plan.", "Its lamp was sold."):
        sentences.toggled.emit(next(at for at, each in enumerate(sentences.sentences) if each.name == name))
    assert [words.strip() for words in selected(quiz)] == [
        "Its lamp was sold.",
        "She had read about bees, and she had a plan.",
    ]
    quiz.page.tools.change_level("easier")
    flush()
    assert selected(quiz) == ["Somebody bought its lamp.", "Marta Ruiz knew about bees."]
    assert {"Somebody bought its lamp.", "Marta Ruiz knew about bees."} <= set(quiz.shown)
    quiz.page.tools.change_level("short")
    flush()
    assert selected(quiz) == ["Marta Ruiz wanted one summer for her bees."]
    assert "Its lamp was sold." in quiz.shown
    assert any("Not in the text at this reading level" in text for text in quiz.shown)
    assert any("1 is not in the text at this reading level" in text for text in spoken)
    QTest.mouseClick(quiz.button("Remove: Its lamp was sold."), LEFT)
    sentences.toggled.emit(2)
    quiz.check()
    assert any(text.startswith("Correct") for text in quiz.shown)
    assert quiz.window.session.taking.response("why") == (
        "She had read about bees, and she had a plan.",
        "Everybody voted for the tower.",
    )


def test_evidence_is_shown_at_the_level_that_is_read_and_in_the_results(quiz, begin):
    begin()
    quiz.choose("True")
    quiz.check()
    assert quiz.evidence == ["The vote to keep the tower was unanimous", "open on Sundays"]
    for level, words in {
        "easier": ["Everybody voted for the tower", "on Sundays"],
        "short": ["Everybody voted for the tower"],
    }.items():
        quiz.page.tools.change_level(level)
        flush()
        assert quiz.evidence == words
    quiz.window.session.submit()
    quiz.wait()
    assert isinstance(quiz.window.pages.currentWidget(), ResultsPage)
    assert any("Original, Easier to read, Very short" in text for text in quiz.shown)


@pytest.mark.parametrize("mode", [PRACTICE, TEST], ids=["practice", "test"])
def test_a_locked_level_has_no_button_and_no_key(quiz, begin, mode):
    begin(leveled(f"level_locked: true\n{TEXT}"), mode)
    assert level_button(quiz) is None
    quiz.key(Qt.Key.Key_L, ALT)
    assert quiz.window.session.taking.bank.level == "standard"


def top_of(view, number):
    """The pixels from the top of the view to the paragraph of this number."""
    block = view.document().begin()
    while view.text.number_of(block) != number:
        block = block.next()
    return view.document().documentLayout().blockBoundingRect(block).top() - view.verticalScrollBar().value()


def test_the_paragraph_stays_at_its_height(quiz, begin):
    begin(LONG)
    view = quiz.passage
    bar = view.verticalScrollBar()
    assert bar.maximum() > 2 * bar.pageStep()
    for part in (0.3, 0.5, 0.8):
        bar.setValue(round(bar.maximum() * part))
        scrolled, before = bar.value(), view.paragraph_place()
        for level in ("easier", "standard"):
            quiz.page.tools.change_level(level)
            flush()
            assert top_of(view, before.number) == pytest.approx(before.top, abs=1)
        assert bar.value() == scrolled
    bar.setValue(0)
    quiz.page.tools.change_level("easier")
    assert bar.value() == 0


def test_whoever_types_goes_on_where_they_are_at_another_level(quiz, begin):
    of_types = [each.question for each in ALL_SAMPLES if each.name.endswith("-full")]
    questions = [replace(question, id=f"of-type-{at}") for at, question in enumerate(of_types)]
    begin(replace(LEVELED, questions=(*LEVELED.questions, *questions)))
    for at, question in enumerate(quiz.page.display.taking.bank.questions):
        quiz.page.go_to(at)
        flush()
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit):
            QTest.keyClicks(focused, "bees")
            quiz.key(Qt.Key.Key_Left)
            quiz.key(Qt.Key.Key_L, ALT)
            QTest.keyClicks(QApplication.focusWidget(), "x")
            assert "beexs" in (focused.toPlainText() if isinstance(focused, QPlainTextEdit) else focused.text())
        else:
            quiz.key(Qt.Key.Key_L, ALT)
        assert QApplication.focusWidget() is focused, question.type_name
    quiz.page.go_to(0)
    flush()
    quiz.key(Qt.Key.Key_A)
    quiz.key(Qt.Key.Key_Return)
    flush()
    focused = QApplication.focusWidget()
    quiz.key(Qt.Key.Key_L, ALT)
    assert QApplication.focusWidget() is focused is quiz.page.action


@pytest.mark.parametrize("key", [(Qt.Key.Key_L, ALT), (Qt.Key.Key_R, CTRL_SHIFT)])
def test_where_there_is_room_for_one_card_the_passage_takes_the_focus(quiz, begin, key):
    quiz.window.resize(640, 480)
    begin()
    assert quiz.page.card.isVisible()
    quiz.key(*key)
    assert quiz.passage.isVisible()
    assert QApplication.focusWidget() is quiz.passage


def test_the_level_is_named_on_its_button_where_there_is_room(begin, program):
    quiz = begin()
    button = quiz.page.tools.levels.button
    program.window.resize(1366, 768)
    for width, named in ((1366, True), (200, False), (1366, True)):
        quiz.page.tools.bar.setMaximumWidth(width)
        flush()
        assert (button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon) == named, width
    assert button.text().strip() == "Original"
    quiz.key(Qt.Key.Key_L, ALT)
    assert button.text().strip() == "Easier to read"
