"""Selecting sentences in the passage, on the page of the quiz."""

from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from quizapp.domain.attempt import MODES
from quizapp.domain.bank import Bank
from quizapp.domain.passage import read_passage
from quizapp.gui.answers.evidence import EvidenceView
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.question_types.evidence import EvidenceSelection, WrongSentence
from quizapp.question_types.true_false import TrueFalse
from quizapp.services.taking import Taking
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.seen import heard, texts, visible, words_heard

LEFT = Qt.MouseButton.LeftButton
PASSAGE = read_passage(
    "# Bees\n\nThe tower 🗼 stood empty. Mr. Hall left. “Why?” Anna asked.\n\n"
    "## Keeper\n\nMarta wrote. She won. Nobody came.\n\n"
    "- salt\n\n> The bees 🐝 stayed.\n\n"
    + "\n\n".join(
        f"Year {number} was long. It went by and nobody came again, not once in {number}." for number in range(60)
    )
)
KEYS = ("stood empty", "She won")
MANY = EvidenceSelection(
    id="many",
    stem="Which sentences say so?",
    explanation="They say it.",
    keys=KEYS,
    distractors=(WrongSentence("Marta wrote", role="misreading", feedback="She wrote, that is all."),),
)
ONE = EvidenceSelection(id="one", stem="Which one?", keys="The bees", select=1, paragraphs=(2, 3))
TWO = EvidenceSelection(id="two", stem="Which two?", keys=KEYS, select=2)
FAR = EvidenceSelection(id="far", stem="Where?", keys="Year 59 was")
PLAIN = TrueFalse(id="plain", stem="So.", key="true")
A, B, C = "The tower 🗼 stood empty.", "Mr. Hall left.", "“Why?” Anna asked."
D, E, F = "Marta wrote.", "She won.", "Nobody came."


class Quiz:
    def __init__(self, page, taking):
        self.page, self.taking = page, taking

    @property
    def passage(self):
        return self.page.passage

    @property
    def view(self):
        view = self.page.display.view
        assert isinstance(view, EvidenceView)
        return view

    @property
    def response(self):
        return self.taking.response(self.taking.current.id)

    @property
    def marked(self):
        """The words of the passage that are shown in some way, with the style of the line below them."""
        return {
            selection.cursor.selectedText(): selection.format.underlineStyle()
            for selection in self.passage.extraSelections()
        }

    @property
    def said(self):
        """The words that a screen reader says of the sentence that the keys are at."""
        return heard(self.passage).description.partition("Arrow keys")[0].strip()

    @property
    def shown(self):
        return "\n".join(texts(self.page))

    def place_of(self, text):
        """A point of the viewport at the middle of the words, which are in view."""
        cursor = self.passage.document().find(text)
        assert not cursor.isNull(), text
        start, end = self.passage.textCursor(), self.passage.textCursor()
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        one, other = self.passage.cursorRect(start), self.passage.cursorRect(end)
        return QPoint((one.x() + other.x()) // 2, one.center().y())

    def click(self, text):
        QTest.mouseClick(self.passage.viewport(), LEFT, pos=self.place_of(text))
        flush()

    def press(self, *keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
            flush()

    def choose(self, name):
        buttons = visible(self.page, QAbstractButton)
        button = next(button for button in buttons if name in (button.text().strip(), button.accessibleName()))
        QTest.mouseClick(button, LEFT)
        flush()

    def go_to(self, index):
        self.page.go_to(index)
        flush()


@pytest.fixture
def begin(theme, qtbot, tmp_path):
    kept = []

    def run(*questions, mode="practice", size=(1366, 720)):
        bank = Bank("b", "B", "", "en", "", "", PASSAGE, None, questions or (MANY, ONE, PLAIN, TWO, FAR), "0")
        page = QuizPage(theme, Settings(tmp_path / "settings.json"))
        qtbot.addWidget(page)
        header = QWidget()  # in the program, it is the window's
        qtbot.addWidget(header)
        for widget in (page.finish, *page.header_tabs):
            widget.setParent(header)
        kept.extend((page, header))
        page.resize(*size)
        page.show()
        page.activateWindow()
        qtbot.waitActive(page)
        taking = Taking(bank, MODES[mode], Random(1), lambda: 0.0)
        page.show_taking(taking)
        flush()
        return Quiz(page, taking)

    return run


def test_the_question_has_no_mistakes():
    for question in (MANY, ONE, TWO, FAR):
        assert [*question.mistakes(), *question.evidence_mistakes(PASSAGE)] == []


# by mouse


def test_a_click_selects_a_sentence_and_another_takes_it_back(begin):
    quiz = begin()
    quiz.click("She won")
    assert quiz.response == (E,)
    quiz.click("stood empty")  # after a character that Qt counts as two
    assert quiz.response == (A, E)  # in the order of the passage
    assert set(quiz.marked) == {A, E}
    assert "1. Paragraph 1" in quiz.shown
    assert E in quiz.shown
    quiz.click("She won")
    assert quiz.response == (A,)
    quiz.click("The tower")
    assert quiz.response is None
    assert quiz.marked == {}


def test_a_sentence_can_be_longer_than_a_line(begin):
    quiz = begin(size=(900, 720))
    quiz.click("Anna asked")
    assert quiz.response == (C,)


def test_headings_and_what_is_beside_the_text_select_nothing(begin):
    quiz = begin()
    quiz.click("Keeper")
    at = quiz.place_of("salt")
    QTest.mouseClick(quiz.passage.viewport(), LEFT, pos=QPoint(quiz.passage.viewport().width() - 5, at.y()))
    assert quiz.response is None
    quiz.click("salt")
    assert quiz.response == ("salt",)


def test_selecting_text_with_the_mouse_selects_no_sentence(begin):
    quiz = begin()
    viewport = quiz.passage.viewport()
    start, end = quiz.place_of("Mr"), quiz.place_of("left.")
    QTest.mousePress(viewport, LEFT, pos=start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, pos=end)
    flush()
    assert quiz.response is None
    assert quiz.passage.textCursor().hasSelection()


def test_the_sentence_below_the_pointer_is_shown(begin):
    quiz = begin()
    QTest.mouseMove(quiz.passage.viewport(), quiz.place_of("Marta wrote"))
    flush()
    assert list(quiz.marked) == [D]
    assert quiz.passage.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(quiz.passage.viewport(), quiz.place_of("Keeper"))
    flush()
    assert quiz.marked == {}
    assert quiz.passage.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


# by keyboard


def test_sentences_are_selected_by_keyboard_alone(begin):
    quiz = begin()
    assert QApplication.focusWidget() is quiz.view.go
    quiz.press(Qt.Key.Key_F6)
    assert quiz.passage.hasFocus()
    assert quiz.said == f"{A} Not selected. Sentence 1 of 128"
    quiz.press(Qt.Key.Key_Space)
    assert quiz.said == f"{A} Selected. Sentence 1 of 128"
    quiz.press(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
    assert quiz.said == f"{E} Not selected. Sentence 5 of 128"
    quiz.press(Qt.Key.Key_Space)
    assert quiz.response == (A, E)
    quiz.press(Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert quiz.response == (A, E)
    quiz.press(Qt.Key.Key_F6)
    assert QApplication.focusWidget().text().strip(" ⟦⟧") == "Check answer"  # where Enter does not lead back at once
    quiz.press(Qt.Key.Key_F6)
    assert quiz.said.startswith(D)  # where it was left
    quiz.press(Qt.Key.Key_Return)
    assert quiz.taking.is_told("many")
    assert quiz.taking.mark("many").full


def test_enter_on_the_button_goes_to_the_passage(begin):
    quiz = begin()
    quiz.press(Qt.Key.Key_Return)
    assert quiz.passage.hasFocus()


def test_the_tab_key_goes_into_the_passage_and_out(begin):
    quiz = begin()
    for _ in range(30):
        quiz.press(Qt.Key.Key_Tab)
        if quiz.passage.hasFocus():
            break
    assert quiz.passage.hasFocus()
    quiz.press(Qt.Key.Key_Right, Qt.Key.Key_Tab)
    assert not quiz.passage.hasFocus()


def test_home_and_end_go_to_the_first_and_the_last_and_bring_them_into_view(begin):
    quiz = begin()
    quiz.press(Qt.Key.Key_F6, Qt.Key.Key_End)
    assert quiz.said.endswith("Sentence 128 of 128")
    assert quiz.passage.verticalScrollBar().value() > 500
    quiz.press(Qt.Key.Key_Down)
    assert quiz.said.endswith("Sentence 128 of 128")
    quiz.press(Qt.Key.Key_Home)
    assert quiz.passage.verticalScrollBar().value() < 50


def test_page_down_still_scrolls_and_selects_nothing(begin):
    quiz = begin()
    quiz.press(Qt.Key.Key_F6, Qt.Key.Key_PageDown)
    assert quiz.passage.verticalScrollBar().value() > 100
    assert quiz.response is None


def test_the_keys_begin_at_what_is_in_view(begin):
    quiz = begin()
    quiz.passage.verticalScrollBar().setValue(quiz.passage.verticalScrollBar().maximum() // 2)
    quiz.press(Qt.Key.Key_F6)
    place = int(quiz.said.rpartition("Sentence ")[2].partition(" ")[0])
    assert 30 < place < 90


def frame(quiz):
    """Compare pictures of the passage, with the frame and without."""
    flush()
    with_frame = quiz.passage.viewport().grab().toImage()
    quiz.passage.sentences.framed = False
    without = quiz.passage.viewport().grab().toImage()
    quiz.passage.sentences.framed = True
    return with_frame, without


def test_the_focus_is_seen(begin):
    quiz = begin()
    quiz.press(Qt.Key.Key_F6, Qt.Key.Key_Right)
    with_frame, without = frame(quiz)
    assert with_frame != without


def test_a_focus_that_comes_by_mouse_frames_nothing(begin):
    quiz = begin()
    quiz.passage.setFocus(Qt.FocusReason.MouseFocusReason)
    flush()
    assert not quiz.passage.sentences.framed
    assert quiz.passage.verticalScrollBar().value() == 0


# what is to be selected


def test_one_sentence_is_replaced_by_another(begin):
    quiz = begin(ONE)
    assert "Select 1 sentence in the passage. Choose only from paragraphs 2 and 3." in quiz.shown
    quiz.click("She won")
    quiz.click("stayed")
    assert quiz.response == ("The bees 🐝 stayed.",)
    quiz.click("stood empty")  # in a paragraph where nothing can be selected
    assert quiz.response == ("The bees 🐝 stayed.",)


def test_no_more_than_are_asked_for_can_be_selected(begin, spoken):
    quiz = begin(TWO)
    assert "0 of 2 selected" in quiz.shown
    for text in ("Mr. Hall", "Marta wrote", "She won"):
        quiz.click(text)
    assert quiz.response == (B, D)
    assert "You have already selected 2. Remove one first." in quiz.shown
    assert "You have already selected 2. Remove one first." in spoken
    quiz.click("Marta wrote")
    assert "1 of 2 selected" in quiz.shown
    quiz.click("She won")
    assert quiz.response == (B, E)


def test_a_sentence_is_taken_back_in_the_list(begin, spoken):
    quiz = begin()
    quiz.click("She won")
    quiz.click("Mr. Hall")
    quiz.choose(f"Remove: {B}")
    assert quiz.response == (E,)
    assert spoken[-1] == "1 selected"
    assert list(quiz.marked) == [E]
    assert heard(QApplication.focusWidget()).name == f"Remove: {E}"
    quiz.choose(f"Remove: {E}")
    assert quiz.response is None
    assert QApplication.focusWidget() is quiz.view.go
    assert "Nothing selected yet" in quiz.shown


# marks


def test_a_mark_is_shown_in_the_passage_and_in_the_list(begin):
    quiz = begin()
    quiz.click("She won")
    quiz.click("Marta wrote")
    quiz.page.check()
    flush()
    style = QTextCharFormat.UnderlineStyle
    assert quiz.marked == {
        A: style.DashUnderline,
        D: style.WaveUnderline,
        E: style.SingleUnderline,
    }
    backgrounds = {
        selection.cursor.selectedText(): selection.format.background().color().name()
        for selection in quiz.passage.extraSelections()
        if selection.format.background().style() != Qt.BrushStyle.NoBrush
    }
    theme = quiz.view.theme
    assert backgrounds == {D: theme.color("wrong_soft").name(), E: theme.color("right_soft").name()}
    assert [(row.sentence, row.accessibleDescription()) for row in quiz.view.shown_rows] == [
        (D, "Your answer, wrong"),
        (E, "Your answer, right"),
        (A, "Right answer, not chosen"),
    ]
    assert "1. Paragraph 2 · Your answer, wrong" in quiz.shown
    assert "3. Paragraph 1 · Right answer, not chosen" in quiz.shown
    assert "1: She wrote, that is all." in quiz.shown
    assert "(1 right − 1 wrong) ÷ 2 right answers" in quiz.shown


def test_nothing_can_be_changed_after_the_mark(begin):
    quiz = begin()
    quiz.click("She won")
    quiz.page.check()
    flush()
    quiz.click("Mr. Hall")
    quiz.press(Qt.Key.Key_Home)
    assert quiz.said == f"{A} Right answer, not chosen. Sentence 1 of 128"
    quiz.press(Qt.Key.Key_Space)
    assert quiz.response == (E,)
    assert set(quiz.marked) == {A, E}


def test_the_mark_moves_nothing_in_the_list(begin):
    quiz = begin()
    quiz.click("She won")
    quiz.click("Marta wrote")
    before = [row.geometry() for row in quiz.view.shown_rows]
    quiz.page.check()
    flush()
    assert [row.geometry() for row in quiz.view.shown_rows[:2]] == before


def test_what_was_missed_is_scrolled_into_view(begin):
    quiz = begin(FAR)
    quiz.click("She won")
    quiz.page.check()
    flush()
    assert quiz.passage.viewport().rect().contains(quiz.place_of("Year 59 was"))


def test_a_test_tells_nothing(begin):
    quiz = begin(mode="test")
    quiz.click("She won")
    quiz.click("Marta wrote")
    for _ in range(2):
        words = quiz.shown + words_heard(quiz.page)
        assert not any(told in words for told in ("Your answer, ", "Right answer", "right", "wrong", "They say it"))
        styles = {selection.format.background().color().name() for selection in quiz.passage.extraSelections()}
        assert styles == {quiz.view.theme.color("soft").name()}
        assert A not in quiz.marked
        quiz.go_to(2)
        quiz.go_to(0)


def test_after_handing_in_it_is_looked_back_on(begin):
    quiz = begin(mode="test")
    quiz.click("She won")
    quiz.taking.submit()
    quiz.page.show_taking(quiz.taking, 0)
    flush()
    assert set(quiz.marked) == {A, E}
    quiz.page.show_taking(quiz.taking, 1)
    flush()
    assert list(quiz.marked) == ["The bees 🐝 stayed."]
    assert "Not answered" in quiz.shown


# from question to question


def test_each_question_has_its_own_selection(begin):
    quiz = begin()
    quiz.click("She won")
    quiz.go_to(1)
    assert quiz.marked == {}
    quiz.click("Nobody came")
    assert quiz.taking.response("one") == (F,)
    quiz.go_to(0)
    assert list(quiz.marked) == [E]
    assert quiz.taking.response("many") == (E,)
    assert len(quiz.view.shown_rows) == 1


def test_leaving_restores_the_plain_passage(begin):
    quiz = begin()
    described = quiz.passage.accessibleDescription()
    assert "Space" in described
    quiz.click("She won")
    quiz.go_to(2)
    assert quiz.marked == {}
    assert quiz.passage.accessibleDescription() == ""
    assert quiz.passage.cursorWidth() == 1
    quiz.click("stood empty")
    before = quiz.passage.verticalScrollBar().value()
    quiz.press(Qt.Key.Key_Space)
    assert quiz.passage.verticalScrollBar().value() > before
    assert quiz.taking.response("many") == (E,)
    assert quiz.taking.response("plain") is None


def test_another_bank_begins_with_a_plain_passage(begin):
    quiz = begin()
    quiz.click("She won")
    other = read_passage("# Other\n\nOne. Two.")
    bank = Bank("o", "O", "", "en", "", "", other, None, (PLAIN,), "1")
    quiz.page.show_taking(Taking(bank, MODES["practice"], Random(1), lambda: 0.0))
    flush()
    assert quiz.marked == {}


def test_colors_follow_the_theme(begin):
    quiz = begin()
    quiz.click("She won")
    quiz.view.theme.use("dark")
    flush()
    (selection,) = quiz.passage.extraSelections()
    assert selection.format.background().color() == quiz.view.theme.color("soft")


# where there is room for one card only


@pytest.mark.parametrize(("size", "text_size"), [((760, 480), 100), ((1366, 768), 200)])
def test_the_button_shows_the_passage(begin, size, text_size):
    quiz = begin(size=size)
    quiz.view.theme.resize_text(text_size)
    flush()
    assert not quiz.passage.isVisible()
    quiz.choose("Go to the passage")
    assert quiz.passage.isVisible()
    assert quiz.passage.hasFocus()
    quiz.press(Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_F6)
    assert not quiz.passage.isVisible()
    assert A in texts(quiz.page, QLabel)
    assert quiz.response == (A,)
    for button in visible(quiz.view, QAbstractButton):
        assert button.width() >= 24
        assert button.height() >= 24
